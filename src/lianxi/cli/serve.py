"""`lianxi serve`: the pages, with the background worker beside them."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import click

from lianxi.cli.database import connect
from lianxi.cli.usage import system_in_words
from lianxi.kernel.errors import Refused


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址；0.0.0.0 让别的机器也能访问。")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="监听端口。")
@click.option("--demo", is_flag=True, help="没有数据库时先建示例数据库，启动后列出示例账号。")
@click.option("--collect-only", is_flag=True, help="只收集静态文件，不启动。")
def command(host: str, port: int, demo: bool, collect_only: bool) -> None:
    """启动网页服务。"""
    connect(make_demo=False)
    from lianxi.cli import readiness
    from lianxi.cli.server import serve
    from lianxi.cli.static_files import collect_static

    if collect_only:
        collect_static()
        return
    listening = listen(host, port)
    readiness.require_not_newer()
    if demo:
        _make_demo()
    readiness.require_ready()
    collect_static()
    for warning in readiness.warnings(host):
        click.echo(f"请注意：{warning}", err=True)
    try:
        with embedded_indexer(), _embedded_worker():
            serve(listening, lambda: _say_where(host, port, demo))
    except KeyboardInterrupt:
        click.echo("已结束。", err=True)


def listen(host: str, port: int) -> socket.socket:
    """The listening socket, or `Refused` with what to do."""
    try:
        family, kind, number, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise _port_refused(host, port, error) from error
    listening = socket.socket(family, kind, number)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise _port_refused(host, port, error) from error
    return listening


def _port_refused(host: str, port: int, error: OSError) -> Refused:
    if error.errno == errno.EADDRINUSE:
        reason = f"端口 {port} 已被占用。"
        remedy = f"换一个，如 --port {port % 60000 + 10}；或先停掉占用它的程序（ss -ltnp 'sport = :{port}' 可查是谁）。"
    elif error.errno == errno.EACCES:
        reason, remedy = f"没有权限使用端口 {port}。", "1024 以下的端口须由管理员开放；请换一个，如 --port 8000。"
    else:
        reason, remedy = f"不能在 {host}:{port} 上监听：{system_in_words(error)}。", "请检查 --host 是不是本机的地址。"
    return Refused("port_free", reason, remedy=remedy)


def _make_demo() -> None:
    """Build the demo, or bring an older one's tables up to date; a real database is refused."""
    from lianxi.cli.demo import build_demo
    from lianxi.cli.index import catch_index_up
    from lianxi.cli.readiness import missing_steps

    if missing_steps():
        click.echo("准备示例库……", err=True)
        build_demo()
        catch_index_up()


def _say_where(host: str, port: int, demo: bool) -> None:
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    click.echo(f"联席已启动：http://{shown}:{port}/  （按 Ctrl+C 结束）")
    if demo:
        from lianxi.cli.demo import say_accounts

        say_accounts()


@contextmanager
def _embedded_worker() -> Iterator[None]:
    """A worker in a thread of its own, where the settings ask for one."""
    from threading import Thread

    from django.conf import settings

    from lianxi.apps.jobs.worker import Worker
    from lianxi.composition.days import begin_day
    from lianxi.composition.jobs import JOBS

    if not settings.EMBEDDED_WORKER:
        yield
        return
    worker = Worker(JOBS, begin_day=begin_day)
    thread = Thread(target=worker.run, name="worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        worker.end()
        thread.join(timeout=5)  # a step that takes longer is taken up again when its lease ends


@contextmanager
def embedded_indexer() -> Iterator[None]:
    """The index of this machine kept up to date, in a thread of its own. A process with a worker may be killed at
    any moment; so may this: the next one goes on where the index says it is."""
    from threading import Thread

    from lianxi.composition.saved_searches import ask_to_watch
    from lianxi.composition.search import indexer
    from lianxi.web.day import today

    following = indexer(moved=lambda: ask_to_watch(today()))
    thread = Thread(target=following.run, name="indexer", daemon=True)
    thread.start()
    try:
        yield
    finally:
        following.end()
        thread.join(timeout=5)

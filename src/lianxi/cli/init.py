"""`lianxi init`: a real install, without any demo data."""

from __future__ import annotations

from pathlib import Path

import click

from lianxi.cli.database import connect
from lianxi.cli.index import catch_index_up
from lianxi.cli.usage import system_in_words
from lianxi.kernel.errors import Refused


@click.command("init", short_help="建立正式库和第一个运维账号；不含示例数据。")
@click.option("--operator", "username", default="operator", show_default=True, metavar="账号", help="第一个运维账号。")
@click.option("--name", default="运维", show_default=True, metavar="姓名", help="运维人员的姓名，记入审计。")
@click.option("--password-file", type=click.Path(dir_okay=False, path_type=Path), metavar="文件",
              help="从文件第一行读口令；不写则在终端输入两遍。")  # fmt: skip
def command(username: str, name: str, password_file: Path | None) -> None:
    """建立正式库和第一个运维账号；不含示例数据。

    拒绝示例口令和过弱的口令；库里已有账号的，或是示例库的，一律不动。
    """
    connect(make_demo=False)
    require_untouched()
    password = read_password(password_file)
    install(username, name, password)
    say_next_steps(username)


def read_password(file: Path | None) -> str:
    """The first line of the file, or what is typed twice."""
    if file is None:
        typed: str = click.prompt("口令", hide_input=True, confirmation_prompt="再输一遍", err=True)
        return typed
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise Refused(
            "password_file", f"口令文件读不出来：{system_in_words(error)}。", remedy="请核对路径和读取权限。"
        ) from None
    if not lines or not lines[0]:
        raise Refused("password_file", "口令文件是空的。", remedy="请把口令写在第一行。")
    return lines[0]


def require_untouched() -> None:
    """Refuse where there are accounts already, or a demo."""
    from django.db import connection

    tables = set(connection.introspection.table_names())
    if "accounts_account" not in tables:
        return
    from lianxi.apps.accounts.models import Account
    from lianxi.web.day import is_demo

    elsewhere = "请用 LIANXI_DATABASE_URL 或 LIANXI_VAR 指向一个空库，再执行 lianxi init。"
    if "web_demoday" in tables and is_demo():
        raise Refused("demo_database", "这是示例库，不能改作正式库：示例口令是公开的。", remedy=elsewhere)
    if Account.objects.exists():
        raise Refused("already_installed", "这个库里已有账号，不是第一次建立。", remedy=elsewhere)


def install(username: str, name: str, password: str) -> None:
    """Tables, the operator, the definitions; a password refused leaves no account behind."""
    from django.core.management import call_command

    from lianxi.apps.accounts.services import create_operator
    from lianxi.cli.demo import load_all_definitions, machine
    from lianxi.web.day import today

    call_command("migrate", verbosity=0)
    create_operator(username=username, person_name=name, password=password, actor=machine(), on=today())
    load_all_definitions(samples=False)
    catch_index_up()


def say_next_steps(username: str) -> None:
    """What to do next, body by body."""
    from lianxi.apps.bodies.models import Body, BodyKind

    click.echo(
        f"正式库已建好，运维账号：{username}。接下来，为每家机构签发一次性激活码，交其首位办公室主任：", err=True
    )
    for body in Body.objects.filter(kind=BodyKind.STANDING_COMMITTEE, memberships__isnull=False).distinct():
        click.echo(f"  lianxi account invite --body {body.code} --as {username}    # {body.name}", err=True)
    click.echo(
        "激活码只显示一次，7 天内有效，在网页“用激活码开始”处使用；此后的角色都由各机构办公室主任确认。", err=True
    )

"""`lianxi index`: the search index of this machine, made anew or checked against the database."""

from __future__ import annotations

import json
import time

import click

from lianxi.cli.database import connect
from lianxi.cli.progress import end_progress, say_progress
from lianxi.kernel.errors import Refused


@click.group("index")
def command() -> None:
    """检索索引：重建，或与数据库核对。"""


@command.command("rebuild")
@click.option("--json", "as_json", is_flag=True, help="标准输出只有 JSON：documents、seconds。")
def rebuild(as_json: bool) -> None:
    """从数据库重建检索索引；建好以前，原来的照常使用。"""
    connect()
    from lianxi.apps.search.replica import replica
    from lianxi.composition.search import indexer

    began = time.monotonic()
    indexer().rebuild(_said)
    answer = {"documents": replica().view().documents, "seconds": round(time.monotonic() - began, 2)}
    if as_json:
        click.echo(json.dumps(answer))
    else:
        click.echo(f"索引已重建：{answer['documents']:,} 条，用时 {answer['seconds']} 秒。")


@command.command("check")
@click.option("--all", "whole", is_flag=True, help="逐件核对全部制度；默认超过一千件时随机抽一千件。")
@click.option("--json", "as_json", is_flag=True, help="标准输出只有 JSON：drift、checked。")
def check(whole: bool, as_json: bool) -> int:
    """核对检索索引与数据库；有出入的逐项说明，并以 1 退出。"""
    connect()
    from lianxi.apps.search.checking import check_index
    from lianxi.apps.search.replica import replica
    from lianxi.composition.search import SOURCES

    checked = check_index(replica().folder, SOURCES, whole=whole)
    if as_json:
        drift = [{"kind": one.kind, "source": one.source, "object": one.object_id, "said": one.said}
                 for one in checked.drift]  # fmt: skip
        click.echo(json.dumps({"drift": drift, "checked": checked.objects}, ensure_ascii=False))
    else:
        for one in checked.drift:
            click.echo(one.said)
        click.echo(f"核对了 {checked.objects:,} 件，出入 {len(checked.drift)} 处。" + _remedy(bool(checked.drift)))
    return 1 if checked.drift else 0


A_WHILE = 120
"""Seconds the index is brought up to date at the end of a command; a server does what is left."""


def catch_index_up(seconds: float = float("inf")) -> None:
    """Bring the index of this machine up to the database; where it cannot be written, or not in so many seconds, say
    so and go on without: a server does the rest."""
    from lianxi.apps.search.changes import newest_position
    from lianxi.composition.search import indexer

    until = time.monotonic() + seconds

    def said(done: int, all_of: int) -> None:
        if time.monotonic() > until:
            raise Refused("index_soon", f"已建 {done:,} / {all_of:,} 件，还要更久")
        _said(done, all_of)

    try:
        behind = indexer().catch_up(said, upto=seconds).position < newest_position()
        reason = "还有变更没有进索引" if behind else ""
    except (Refused, OSError, ValueError) as error:
        reason = str(error)
    if reason:
        click.echo(f"检索索引没有跟上（{reason}）；启动网页服务后会自己跟上，或执行 lianxi index rebuild。", err=True)


def _remedy(needed: bool) -> str:
    return "请执行 lianxi index rebuild。" if needed else ""


def _said(done: int, all_of: int) -> None:
    """Progress, on standard error."""
    say_progress(f"{done:,} / {all_of:,}")
    if done == all_of:
        end_progress()

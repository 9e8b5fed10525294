"""`lianxi worker`: does the background work."""

from __future__ import annotations

import json
import signal
from datetime import timedelta

import click

from lianxi.cli.database import connect
from lianxi.cli.serve import embedded_indexer


@click.command("worker")
@click.option("--once", is_flag=True, help="办完现有的任务就结束，不再等新的。")
@click.option(
    "--lease",
    default=30.0,
    type=click.FloatRange(min=1),
    show_default=True,
    help="租约秒数：执行者消失后多久由别的接着办。",
)
@click.option("--json", "as_json", is_flag=True, help="标准输出只有 JSON：done、failed、retrying、handed_back、left。")
def command(once: bool, lease: float, as_json: bool) -> None:
    """执行后台任务；收到 SIGTERM 或 Ctrl+C，办完手上这一步再结束。"""
    connect()
    from lianxi.apps.jobs.worker import Worker
    from lianxi.composition.days import begin_day
    from lianxi.composition.jobs import JOBS

    worker = Worker(JOBS, lease=timedelta(seconds=lease), begin_day=begin_day)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.end())
    if once:
        worker.drain()
    else:
        click.echo(f"执行者 {worker.name} 已开始，按 Ctrl+C 结束。", err=True)
        with embedded_indexer():
            worker.run()
    _summary(dict(worker.tally), as_json)


def _summary(tally: dict[str, int], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(tally))
        return
    labels = {"done": "办完", "failed": "未成", "retrying": "待再试", "handed_back": "交回", "left": "被取消或接走"}
    click.echo("，".join(f"{label} {tally[name]} 项" for name, label in labels.items()) + "。", err=True)

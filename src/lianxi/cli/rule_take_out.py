"""`lianxi rule take-out`: what came in by mistake, out of the repository again."""

from __future__ import annotations

import json

import click

from lianxi.cli.bodies import JSON
from lianxi.cli.database import acting, as_option, connect
from lianxi.cli.index import A_WHILE, catch_index_up
from lianxi.cli.rule_named import named_work
from lianxi.kernel.errors import Refused


@click.command("take-out", short_help="把误入制度库的一件或它最新的一版撤出，文件回到原来的批次。")
@click.argument("work", metavar="制度地址")
@click.option("--newest", type=click.IntRange(2), metavar="第几版", help="只撤出最新的一版，写明是第几版。")
@click.option("--why", required=True, metavar="理由", help="为什么撤出，记入审计。")
@click.option("--dry-run", is_flag=True, help="只说有什么以它为依据，什么也不动。")
@JSON
@as_option
def take_out(work: str, newest: int | None, why: str, dry_run: bool, as_json: bool, account: str | None) -> None:
    """只用于本来就不该入库的；已经终止的制度登记废止、失效。还有别的以它为依据的，说明是哪些，不动它。"""
    connect()
    from lianxi.apps.rulebook.acts import TAKE_OUT_RULE
    from lianxi.apps.rulebook.services.taking_out import holding, take_out_version, take_out_work
    from lianxi.kernel.access import require
    from lianxi.web.day import today

    actor, on = acting(account), today()
    found = named_work(work, actor, on)
    require(actor, TAKE_OUT_RULE, body=found.body_id)
    version = found.versions.filter(number=newest).first() if newest else None
    if newest and version is None:
        raise Refused("version_there", f"这件制度没有第{newest}版。", remedy="请核对是第几版。")
    held = [one.said for one in holding(version or found, actor, on)] if dry_run else []
    if not dry_run and version:
        take_out_version(version=version, why=why, actor=actor, on=on)
    elif not dry_run:
        take_out_work(work=found, why=why, actor=actor, on=on)
    if not dry_run:
        catch_index_up(A_WHILE)
    if as_json:
        answer = {"work": found.address, "version": newest, "taken_out": not dry_run, "held": held}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2).encode())
        return
    for said in held:
        click.echo(f"以它为依据：{said}")
    what = f"“{found.title}”" + (f"第{newest}版" if newest else "")
    click.echo(f"已撤出{what}。" if not dry_run else f"{what}{'现在撤不了' if held else '可以撤出'}，什么也没有动。")

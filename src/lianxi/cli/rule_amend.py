"""`lianxi rule amend`: an amending decision of the repository carried out on a work of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lianxi.cli.bodies import JSON
from lianxi.cli.database import acting, as_option, connect
from lianxi.cli.index import A_WHILE, catch_index_up
from lianxi.cli.rule_named import named_work
from lianxi.cli.text_files import path_type, read_file
from lianxi.kernel.errors import Refused

if TYPE_CHECKING:
    from lianxi.apps.rulebook.amending.confirming import Choice
    from lianxi.apps.rulebook.amending.trial import Outcome, Reading
    from lianxi.apps.rulebook.models import Amendment


@click.command("amend", short_help="把库里的修改决定套用到一件制度，成为新版本；加 --printed 时与印出的文本核对。")
@click.argument("work", metavar="制度地址")
@click.argument("decision", metavar="决定地址")
@click.option("--base", type=click.IntRange(1), metavar="第几版", help="修改哪一版；默认是决定施行以前的那一版。")
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="日期",
    help="从哪天起施行；默认按决定，其中另有施行日期的以后再套用。",
)
@click.option("--printed", metavar="文件", type=path_type, help="印出的新文本：一字不差的记为已证。")
@click.option("--kept", type=click.IntRange(1), metavar="第几版", help="印出的新文本就是库中的这一版。")
@click.option("--leave", metavar="理由", help="套不上的几项都不套用，理由写在这里；文本标为未证。")
@click.option("--differing", is_flag=True, help="印出的文本有不同也保存，标为未证。")
@click.option("--dry-run", is_flag=True, help="只试，什么也不存。")
@JSON
@as_option
def amend(
    work: str, decision: str, base: int | None, day: datetime | None, printed: Path | None, kept: int | None,
    leave: str | None, differing: bool, dry_run: bool, as_json: bool, account: str | None,
) -> None:  # fmt: skip
    """逐项读出决定里的修改，套用到库中的一版。套不上的说明缘由；没有写明理由就不保存。"""
    connect()
    from lianxi.apps.rulebook.acts import AMEND_RULE
    from lianxi.apps.rulebook.amending.choosing import base_of, next_day
    from lianxi.apps.rulebook.amending.confirming import Choice, with_put_off
    from lianxi.apps.rulebook.amending.trial import Printed, read_decision
    from lianxi.apps.rulebook.services.amending import amend_rule
    from lianxi.apps.rulebook.services.version_order import newest_of
    from lianxi.kernel.access import require
    from lianxi.web.day import today

    actor, on = acting(account), today()
    amended, decided = named_work(work, actor, on), newest_of(named_work(decision, actor, on))
    require(actor, AMEND_RULE, body=amended.body_id)
    since = day.date() if day else next_day(amended, decided)
    if since is None:
        raise Refused("day_known", "决定没有写明从哪天起施行。", remedy="请用 --day 写明。")
    reading = read_decision(decided, base_of(amended, since, base))
    against = Printed(printed.name, read_file(printed)) if printed else None
    if kept:
        version = base_of(amended, since, kept)
        against = Printed(f"第{kept}版", version.text, version)
    left = {at: leave or "" for at in range(len(reading.told)) if at not in reading.due(since) | reading.later(since)}
    choice = with_put_off(reading, Choice(since, None, left, printed=against, differing=differing))
    outcome = reading.outcome(reading.due(since), printed=against)
    row = None
    if not dry_run:
        row = amend_rule(work=amended, base=reading.base, decision=decided, choice=choice, actor=actor, on=on)
        catch_index_up(A_WHILE)
    _say(reading, outcome, choice, row, as_json=as_json)


def _say(reading: Reading, outcome: Outcome, choice: Choice, row: Amendment | None, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(_plain(reading, outcome, choice, row), ensure_ascii=False, indent=2).encode())
        return
    for line in _lines(reading, outcome, choice, row):
        click.echo(line)


def _plain(reading: Reading, outcome: Outcome, choice: Choice, row: Amendment | None) -> dict[str, Any]:
    from lianxi.apps.rulebook.amending.trial import doubts_of
    from lianxi.kernel.texts.compare import amending

    return {
        "work": reading.base.work.address, "base": reading.base.number, "decision": reading.decision.work.address,
        "version": row.version.number if row else None, "proof": outcome.state.value,
        "instructions": [
            {**amending.plain_instruction(one.instruction), "reason": one.reason, "applied": at not in outcome.left,
             "own_day": one.own.day.isoformat() if one.own and one.own.day else None}
            for at, one in enumerate(outcome.told)
        ],
        "differences": [one.label for one in outcome.proof.departures] if outcome.proof else [],
        "doubts": list(doubts_of(reading, outcome, choice.day)), "text": outcome.text,
    }  # fmt: skip


def _lines(reading: Reading, outcome: Outcome, choice: Choice, row: Amendment | None) -> Iterator[str]:
    from lianxi.apps.rulebook.amending.trial import doubts_of

    later = set(outcome.left) & reading.later(choice.day)
    left, off = len(outcome.left) - len(later), f"，另日施行 {len(later)} 处" if later else ""
    yield f"“{reading.decision.title}”套用到“{reading.base.title}”第{reading.base.number}版："
    yield f"读出 {len(outcome.told)} 处修改，套用 {len(outcome.told) - len(outcome.left)} 处，套不上 {left} 处{off}。"
    for at, one in enumerate(outcome.told):
        done = choice.left_why[at] if at in later else "套用"
        yield f"{at + 1}. {one.said}  {one.reason or done}"
    yield from (f"请注意：{line}" for line in doubts_of(reading, outcome, choice.day))
    if outcome.proof:
        yield from (f"    {one.label}" for one in outcome.proof.departures)
    yield f"{outcome.state.label}。"
    if row is None:
        yield "只是试，没有保存。"
    else:
        yield f"已保存为第{row.version.number}版。" if row.made_version else f"证明记在第{row.version.number}版上。"

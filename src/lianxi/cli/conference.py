"""`lianxi conference`: the conferences on record or run here, and the verdicts on one; reading needs no account."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from lianxi.cli.database import connect

if TYPE_CHECKING:
    from lianxi.apps.meetings.entries import Entry
    from lianxi.apps.meetings.facts import Judged

ON = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="日期", help="看哪一天；默认今天。")


@click.group("conference", short_help="联席会议：记录在案的和在办的，逐条对照机制的判断。")
def command() -> None:
    """联席会议：记录在案的和在办的，逐条对照机制的判断。"""


@command.command("list")
@click.option("--circle", metavar="联席圈", help="只列这个圈的会议，如 demo-river。")
@click.option("--json", "as_json", is_flag=True, help="标准输出只有 JSON：slug、circle、ordinal、year、host、stage。")
def list_conferences(circle: str | None, as_json: bool) -> None:
    """列出会议，不必指明账号：只列哪一次、谁承办、到哪个环节。

    在本机执行命令的人本来就能读数据库，所以在办的会议也列出；议题、名单等内容不在这里显示。
    stage 为 recorded 的只见于公开记录，其余是办会的环节。
    """
    connect()
    from lianxi.apps.meetings.entries import circles_listed, entries
    from lianxi.kernel.errors import Refused

    known = circles_listed()
    if circle and circle not in known:
        reason = f"没有联席圈“{circle}”，或它还没有载入机制。"
        raise Refused("no_such_circle", reason, remedy=f"现有：{'、'.join(known) or '无'}。")
    found = [one for slug in ([circle] if circle else known) for one in entries(slug)]
    if as_json:
        click.echo(json.dumps([entry_as_plain(one) for one in found], ensure_ascii=False, indent=2).encode())
        return
    for one in found:
        click.echo(f"{one.slug}\t{one.title}\t{one.when}\t{one.host or '——'}\t{one.stage_label}")


@command.command("verdicts")
@click.argument("slug", metavar="会议")
@ON
@click.option(
    "--json", "as_json", is_flag=True,
    help="标准输出只有 JSON：rule、clause、force、verdict、why、label、ref、needs_check。",
)  # fmt: skip
def verdicts(slug: str, on: Any, as_json: bool) -> None:
    """一次会议与当时有效的机制逐条对照；机制通过之前召开的，没有可对照的规则。

    verdict：kept 照办、departed 偏离、not_yet 未到、unknown 无法判断。force：must 应当、usual 一般、may 可以，
    条文不详的为空。needs_check 写明为什么这条规则待核，不待核的为空。
    """
    connect()
    from lianxi.apps.meetings.facts import judged
    from lianxi.web.day import today

    day: date = on.date() if on else today()
    entry = _found(slug)
    answers = judged(entry, day)
    if as_json:
        click.echo(json.dumps([verdict_as_plain(one) for one in answers], ensure_ascii=False, indent=2).encode())
        return
    click.echo(f"{entry.title}（{entry.when}），看{day.isoformat()}")
    for one in answers:
        click.echo(in_words(one))
    if not answers:
        click.echo("当时还没有机制，没有可对照的规则。")


def entry_as_plain(entry: Entry) -> dict[str, Any]:
    """A conference as plain JSON values."""
    return {
        "slug": entry.slug,
        "circle": entry.circle,
        "ordinal": entry.ordinal,
        "year": entry.year,
        "host": entry.host,
        "stage": entry.stage,
    }


def verdict_as_plain(judged: Judged) -> dict[str, Any]:
    """A verdict as plain JSON values; the first five keys are the documented shape."""
    verdict = judged.verdict
    return {
        "rule": verdict.rule,
        "clause": verdict.clause.number,
        "force": verdict.force.value if verdict.force else None,
        "verdict": verdict.verdict.value,
        "why": verdict.why,
        "label": verdict.label,
        "ref": str(verdict.clause),
        "needs_check": judged.needs_check,
    }


def in_words(judged: Judged) -> str:
    """A verdict as lines to read."""
    verdict = judged.verdict
    force = f"（{verdict.force.label}）" if verdict.force else ""
    lines = [f"{verdict.verdict.label}  {verdict.label}{force}  {verdict.clause}", f"      {verdict.why}"]
    return "\n".join(lines + ([f"      待核：{judged.needs_check}"] if judged.needs_check else []))


def _found(slug: str) -> Entry:
    """The conference of that name, or `Refused` with where to look."""
    from lianxi.apps.meetings.entries import circles_listed, entries
    from lianxi.kernel.errors import Refused

    near = [circle for circle in circles_listed() if slug.startswith(f"{circle}-")]
    for one in (entry for circle in near for entry in entries(circle)):
        if one.slug == slug:
            return one
    raise Refused(
        "no_such_conference", f"没有会议“{slug}”。", remedy="请用 lianxi conference list 查看有哪些会议、怎么写。"
    )

"""`lianxi rotation`: who hosted and who will host, from the files alone; needs no database."""

from __future__ import annotations

import json
import re
from typing import Any

import click

from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.circles import Circle
from lianxi.kernel.rules.mechanisms import Mechanism
from lianxi.kernel.rules.rotation import Turn
from lianxi.kernel.rules.turns import turns
from lianxi.loaders.mechanisms import load_mechanism

YEARS_AHEAD = 10
FIRST_YEAR, LAST_YEAR = 1949, 2200


@click.command("rotation", short_help="轮到谁承办：以往的记录和今后的推算，逐次说明理由。")
@click.argument("slug", metavar="机制")
@click.option("--from", "first", metavar="年份", help="起始年份；默认从最早的记录开始。")
@click.option("--to", "last", metavar="年份", help=f"截止年份；默认到最后一次记录之后{YEARS_AHEAD}年。")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="标准输出只有 JSON：year、ordinal、host、source、clause、slot、ad_hoc、host_name、owner、held_from、held_to、"
    "window、reasons。",
)
def command(slug: str, first: str | None, last: str | None, as_json: bool) -> None:
    """轮到谁承办：以往的记录和今后的推算，逐次说明理由。

    记录没有写明承办方的留空；只从最后一次写明承办方的会议往后推算，不往前补。
    """
    mechanism, circle = load_mechanism(slug)
    from_year, to_year = known_years(mechanism, circle)
    from_year = read_year("--from", first, from_year)
    to_year = read_year("--to", last, max(to_year + YEARS_AHEAD, from_year))
    if to_year < from_year:
        raise Refused("bad_option", f"--to（{to_year}）早于 --from（{from_year}）。", remedy="请互换或改正两个年份。")
    found = turns(mechanism, circle, first=from_year, last=to_year)
    names = circle.parties.short_names
    if as_json:
        click.echo(json.dumps([as_plain(turn, names) for turn in found], ensure_ascii=False, indent=2).encode())
    else:
        click.echo(f"《{mechanism.title}》承办轮次（{circle.name}）")
        for turn in found:
            click.echo(in_words(turn, names))


def known_years(mechanism: Mechanism, circle: Circle) -> tuple[int, int]:
    """First and last year of which anything is on record."""
    years = [conference.year for conference in circle.conferences] + [mechanism.versions[0].effective.year]
    return min(years), max(years)


def as_plain(turn: Turn, names: dict[str, str]) -> dict[str, Any]:
    """A turn as plain JSON values; the first five keys are the documented shape."""
    record = turn.record
    return {
        "year": turn.year,
        "ordinal": turn.ordinal,
        "host": turn.host,
        "source": turn.source.value,
        "clause": str(turn.clause) if turn.clause else "",
        "slot": turn.slot,
        "ad_hoc": turn.ad_hoc,
        "host_name": names.get(turn.host, turn.host) if turn.host else None,
        "owner": turn.owner,
        "held_from": record.held_from.isoformat() if record and record.held_from else None,
        "held_to": record.held_to.isoformat() if record and record.held_to else None,
        "window": [day.isoformat() for day in turn.window] if turn.window else None,
        "reasons": list(turn.reasons),
    }


def in_words(turn: Turn, names: dict[str, str]) -> str:
    """A turn as lines to read: year, ordinal and host, then the clause and the reasons."""
    ordinal = f"第{turn.ordinal}次" if turn.ordinal else "次数不详"
    which = "临时会议" if turn.ad_hoc else ordinal
    host = names.get(turn.host, turn.host) if turn.host else "——"
    clause = f"  依据：{turn.clause}" if turn.clause else ""
    return "\n".join(
        [f"{turn.year}  {which}  {host}  〔{turn.source.label}〕{clause}", *(f"      {r}" for r in turn.reasons)]
    )


def read_year(option: str, text: str | None, default: int) -> int:
    """The year in an option, or a refusal that shows how to write it."""
    if text is None:
        return default
    written = text.strip()
    if not re.fullmatch(r"\d{4}", written, re.ASCII) or not FIRST_YEAR <= int(written) <= LAST_YEAR:
        reason = f"{option} 的“{written}”不是 {FIRST_YEAR} 至 {LAST_YEAR} 之间的年份。"
        raise Refused("bad_option", reason, remedy=f"请写成 {option} 2024。")
    return int(written)

"""`lianxi deadline`: on which day a period ends, counted with the files in `data/calendars/`; needs no database."""

from __future__ import annotations

import json
import re
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import click

from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.deadlines import DeadlineRule, Due, MonthEnd, Roll, Unit, due_date
from lianxi.kernel.rules.explanations import explain
from lianxi.loaders.calendars import load_calendar

UNITS = {Unit.WORKDAY: "工作日", Unit.DAY: "日", Unit.MONTH: "月"}
ROLLS = {Roll.NONE: "不移动", Roll.FORWARD: "顺延到下一工作日", Roll.BACKWARD: "提前到上一工作日"}
MONTH_ENDS = {MonthEnd.LAST_DAY: "没有对应日的取月末", MonthEnd.KEEP_END: "月末起算的到月末"}
Choice = TypeVar("Choice", bound=StrEnum)


def said(choices: dict[Choice, str]) -> str:
    """The values of an option with their meaning: workday（工作日）、day（日）."""
    return "、".join(f"{value.value}（{meaning}）" for value, meaning in choices.items())


@click.command("deadline", short_help="推算到期日：跳过了哪些日子，为什么。")
@click.option("--from", "basis", metavar="日期", help="起算日，如 2026-02-10；当日不计入。")
@click.option("--amount", metavar="整数", help="期限的数；负数往回数，如 -7 是会议举行的七日前。")
@click.option("--unit", default="workday", metavar="单位", help=f"{said(UNITS)}；默认 workday。")
@click.option(
    "--roll", default="none", metavar="移动", help=f"按日、按月计的，末日逢休息日：{said(ROLLS)}；默认 none。"
)
@click.option("--month-end", default="last_day", metavar="月末", help=f"按月计的：{said(MONTH_ENDS)}；默认 last_day。")
@click.option(
    "--json", "as_json", is_flag=True, help="标准输出只有 JSON：due、skipped、provisional、reasons、calendar。"
)
def command(basis: str | None, amount: str | None, unit: str, roll: str, month_end: str, as_json: bool) -> None:
    """推算到期日：跳过了哪些日子，为什么。

    起算当日不计入；工作日按国务院办公厅的节假日安排（data/calendars），含调休上班。
    某年的安排还没有时，按周末和日期固定的法定节日推算，标为暂定。
    """
    rule = DeadlineRule(
        amount=read_amount(amount),
        unit=read_choice("--unit", unit, UNITS),
        roll=read_choice("--roll", roll, ROLLS),
        month_end=read_choice("--month-end", month_end, MONTH_ENDS),
    )
    due = due_date(rule, read_day(basis), load_calendar())
    if as_json:
        click.echo(json.dumps(as_plain(due), ensure_ascii=False, indent=2).encode())
        for reason in due.reasons:
            click.echo(f"暂定：{reason}", err=True)
    else:
        click.echo("\n".join(explain(due)))


def as_plain(due: Due) -> dict[str, Any]:
    """The answer as plain JSON values; `version` is null for a year whose table is not loaded."""
    return {
        "due": due.due.isoformat(),
        "skipped": [{"date": one.day.isoformat(), "why": one.why} for one in due.skipped],
        "provisional": due.provisional,
        "reasons": list(due.reasons),
        "calendar": [
            {"year": used.year, "version": used.version or None, "source": used.source or None}
            for used in due.calendar_versions
        ],
    }


def read_day(text: str | None) -> date:
    """The day in an option, or a refusal that shows how to write it."""
    written = (text or "").strip()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written, re.ASCII):
        try:
            return date.fromisoformat(written)
        except ValueError:
            raise Refused("no_such_day", f"没有 {written} 这一天。", remedy="请核对 --from 的年月日。") from None
    reason = f"--from 的“{written}”不是日期。" if written else "缺少起算日。"
    raise Refused("bad_option", reason, remedy="请写成 --from 2026-02-10。")


def read_amount(text: str | None) -> int:
    """The whole number in an option; one of absurd length is refused before it is read."""
    written = (text or "").strip()
    if re.fullmatch(r"[+-]?\d{1,9}", written, re.ASCII):
        return int(written)
    if re.fullmatch(r"[+-]?\d+", written, re.ASCII):
        raise Refused("amount_too_large", "--amount 的数太大。", remedy="请核对期限的数和单位。")
    reason = f"--amount 的“{written}”不是整数。" if written else "缺少期限的数。"
    raise Refused("bad_option", reason, remedy="请写成 --amount 5；往回数写 --amount -7。")


def read_choice(option: str, text: str, choices: dict[Choice, str]) -> Choice:
    """The value of an option that has only a few."""
    chosen = next((value for value in choices if value.value == text.strip()), None)
    if chosen is None:
        raise Refused("bad_option", f"{option} 没有“{text}”这个值。", remedy=f"可用：{said(choices)}。")
    return chosen

"""Days of a rule as a person, a table or a reader gives them 日期: plausible, and in an order that can be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from lianxi.kernel.errors import Refused

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Outside these a year is a slip of the pen (0024 for 2024), no day of a rule in this repository."""


def plausible_days(days: Mapping[str, date | None]) -> None:
    """`Refused` where a day has a year no rule here can have; `days` by the Chinese name of the field."""
    for label, day in days.items():
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            said = f"{label}（{day.isoformat()}）的年份不对，应当在 {FIRST_YEAR} 年到 {LAST_YEAR} 年之间。"
            raise Refused("day_plausible", said, remedy="请核对年份，写全四位，例如 2024-05-01。")


def check_term(commences: date | None, last_day: date | None) -> None:
    """`Refused` where a term has no first day, or ends before it."""
    if refusal := _refusal(commences, last_day):
        raise refusal


def why_no_term(commences: date | None, last_day: date | None) -> str:
    """The same as a sentence; "" where the term can be."""
    refusal = _refusal(commences, last_day)
    return refusal.reason if refusal else ""


def _refusal(commences: date | None, last_day: date | None) -> Refused | None:
    if last_day is None:
        return None
    if commences is None:
        return Refused("term_needs_start", "没有施行日期的，不能有有效期末日。", remedy="请先填施行日期。")
    if last_day < commences:
        return Refused("term_in_order", f"有效期末日（{last_day}）早于施行日期（{commences}）。", remedy="请核对。")
    return None

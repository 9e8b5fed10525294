"""Months as figures count them, 2024-05."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

SHOWN = 24
"""Months in a picture of a development."""


def month_of(day: date) -> str:
    """2024-05-17 → 2024-05."""
    return f"{day.year:04}-{day.month:02}"


def days_of(month: str) -> tuple[date, date]:
    """First and last day of a month, also of one before the years in which terms are counted."""
    first = date.fromisoformat(f"{month}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def last_months(day: date) -> list[str]:
    """The last months up to that of a day, the oldest first."""
    last = day.year * 12 + day.month - 1
    return [f"{one // 12:04}-{one % 12 + 1:02}" for one in range(last - SHOWN + 1, last + 1)]

"""Months as figures count them, 2024-05."""

from __future__ import annotations

from datetime import date, timedelta

from lianxi.kernel.rules.calendars import shift_months

SHOWN = 24
"""Months in a picture of a development."""


def month_of(day: date) -> str:
    """2024-05-17 → 2024-05."""
    return f"{day.year:04}-{day.month:02}"


def days_of(month: str) -> tuple[date, date]:
    """First and last day of a month."""
    first = date.fromisoformat(f"{month}-01")
    return first, shift_months(first, 1) - timedelta(days=1)


def last_months(day: date) -> list[str]:
    """The last months up to that of a day, the oldest first."""
    first = day.replace(day=1)
    return [month_of(shift_months(first, -back)) for back in range(SHOWN - 1, -1, -1)]

"""Months as figures count them, 2024-05."""

from __future__ import annotations

from datetime import date

from lianxi.kernel.rules.calendars import shift_months

SHOWN = 24
"""Months in a picture of a development."""


def month_of(day: date) -> str:
    """2024-05-17 → 2024-05."""
    return f"{day:%Y-%m}"


def last_months(day: date) -> list[str]:
    """The last months up to that of a day, the oldest first."""
    first = day.replace(day=1)
    return [month_of(shift_months(first, -back)) for back in range(SHOWN - 1, -1, -1)]

"""A year as twelve month sheets: what the calendar page draws."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import date

from lianxi.kernel.rules.calendars import WorkCalendar

_WEEKS = Calendar(firstweekday=0)


@dataclass(frozen=True)
class DayCell:
    """One day on a month sheet; `mark` is "off" 放假, "on" 调休上班, "rest" weekend, "" workday."""

    day: date
    mark: str
    why: str
    today: bool


@dataclass(frozen=True)
class MonthSheet:
    """One month; weeks begin on Monday, days of other months are None."""

    month: int
    weeks: tuple[tuple[DayCell | None, ...], ...]
    workdays: int


def month_sheets(year: int, calendar: WorkCalendar, on: date) -> list[MonthSheet]:
    """Twelve sheets of `year` as `calendar` sees it."""
    return [_sheet(year, month, calendar, on) for month in range(1, 13)]


def _sheet(year: int, month: int, calendar: WorkCalendar, on: date) -> MonthSheet:
    weeks = tuple(
        tuple(_cell(day, calendar, on) if day.month == month else None for day in week)
        for week in _WEEKS.monthdatescalendar(year, month)
    )
    cells = [cell for week in weeks for cell in week if cell]
    return MonthSheet(month, weeks, sum(cell.mark in {"", "on"} for cell in cells))


def _cell(day: date, calendar: WorkCalendar, on: date) -> DayCell:
    status = calendar.is_workday(day)
    weekend = day.weekday() >= 5
    mark = ("on" if weekend else "") if status else ("rest" if weekend and "假期" not in status.why else "off")
    return DayCell(day, mark, status.why, day == on)

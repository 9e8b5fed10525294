"""Work calendars 工作日历: which day is a workday, why, and by which official table.

Mondays to Fridays are workdays, except the holidays and plus the make-up
workdays (调休上班) that the General Office of the State Council orders year by
year. A year's table is a value with a source and a version, so that a frozen
result can say which calendar judged it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from lianxi.kernel.errors import Refused

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
SATURDAY = 5
# The years in which lianxi counts: wide enough for any act, narrow enough that a slip of the pen is refused.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
# Holidays with a fixed date, from the year in which each came into force: 《全国年节及纪念日放假办法》第二条.
# National Day is 1 to 3 October since 1999 (修订); 2 May since 2025 (2024 年 11 月修订).
# 春节, 清明节, 端午节 and 中秋节 follow the moon and the sun and are known only from the table.
FIXED_HOLIDAYS = (
    (1, 1, "元旦", 1949),
    (5, 1, "劳动节", 1949),
    (5, 2, "劳动节", 2025),
    (10, 1, "国庆节", 1949),
    (10, 2, "国庆节", 1949),
    (10, 3, "国庆节", 1999),
)


def day_in_words(day: date) -> str:
    """2026年2月24日."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True, order=True)
class CalendarDay:
    """A day on which the official table departs from plain weekdays and weekends, or names a holiday.

    workday: True for a make-up workday 调休上班, False for a day off 放假.
    name: the holiday it belongs to, e.g. ``春节`` or ``国庆节、中秋节``.
    """

    day: date
    workday: bool
    name: str


@dataclass(frozen=True)
class YearTable:
    """The official arrangement of one year 某年节假日安排.

    version: names this table among all tables of the year, e.g. ``2020-2`` after a later notice changed it.
    source: title and number of the notice(s) it was taken from.
    published: date of the (last) notice.
    """

    year: int
    version: str
    source: str
    days: tuple[CalendarDay, ...]
    published: date | None = None
    note: str = ""

    @property
    def holidays(self) -> tuple[CalendarDay, ...]:
        """Days off 放假日, weekends inside a holiday included."""
        return tuple(day for day in self.days if not day.workday)

    @property
    def make_up_workdays(self) -> tuple[CalendarDay, ...]:
        """Weekend days on which work is ordered 调休上班日."""
        return tuple(day for day in self.days if day.workday)


@dataclass(frozen=True)
class DayStatus:
    """What the calendar knows of one day; true where it is a workday.

    why: what makes it so: ``星期二``, ``星期六``, ``春节假期``, ``国庆节调休上班``.
    provisional: True where the year's table is not loaded; `reason` then says what is missing.
    version, source: the table that was asked ("" where there is none).
    """

    day: date
    workday: bool
    why: str
    provisional: bool = False
    reason: str = ""
    version: str = ""
    source: str = ""

    def __bool__(self) -> bool:
        return self.workday


@dataclass(frozen=True)
class WorkCalendar:
    """The tables of several years, one per year, asked day by day 工作日历.

    Immutable: loading a year gives a new calendar (`with_year`). A year that is
    not loaded is answered from weekends and the holidays of fixed date and
    marked provisional 暂定.
    """

    years: tuple[YearTable, ...]

    def __post_init__(self) -> None:
        numbers = [table.year for table in self.years]
        if len(set(numbers)) != len(numbers):
            raise ValueError(f"one table per year, got {sorted(numbers)}")

    @cached_property
    def tables(self) -> Mapping[int, YearTable]:
        """The loaded tables by year."""
        return MappingProxyType({table.year: table for table in self.years})

    @cached_property
    def _days(self) -> Mapping[date, CalendarDay]:
        return {day.day: day for table in self.years for day in table.days}

    def is_workday(self, day: date) -> DayStatus:
        """Whether `day` is a workday 工作日, with the reason and the table that says so."""
        table = self.tables.get(day.year)
        if table is None:
            return _without_table(day)
        named = self._days.get(day)
        if named is None:
            workday, why = day.weekday() < SATURDAY, WEEKDAYS[day.weekday()]
        else:
            workday, why = named.workday, f"{named.name}{'调休上班' if named.workday else '假期'}"
        return DayStatus(day, workday, why, version=table.version, source=table.source)

    def with_year(self, table: YearTable) -> WorkCalendar:
        """This calendar with the table of one year added or replaced."""
        others = [old for old in self.years if old.year != table.year]
        return WorkCalendar(tuple(sorted([*others, table], key=lambda one: one.year)))


def shift_months(day: date, months: int, *, keep_end: bool = False) -> date:
    """The day of the same number `months` later or earlier, or the last day of a month that has none.

    2026-01-31 + 3 is 2026-04-30 (民法典 202). With `keep_end` what starts on the
    last day of a month ends on the last day of a month.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise out_of_range("推算出的日期")
    last = monthrange(year, month + 1)[1]
    at_end = keep_end and day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if at_end else min(day.day, last))


def require_in_range(day: date, name: str) -> None:
    """Refuse a day outside the years in which lianxi counts; `name` says which day it is."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise out_of_range(f"{name} {day.isoformat()} ")


def out_of_range(what: str) -> Refused:
    """The refusal of a day outside those years."""
    years = f"{FIRST_DAY.year}年至{LAST_DAY.year}年"
    return Refused("date_out_of_range", f"{what}不在{years}之间，无法推算。", remedy="请核对年份和期限的长短。")


def fixed_holiday(day: date) -> str:
    """Name of the holiday of fixed date 日期固定的法定节日 that falls on `day`, or ""."""
    for month, number, name, since in FIXED_HOLIDAYS:
        if (day.month, day.day) == (month, number) and day.year >= since:
            return name
    return ""


def missing_year(year: int) -> str:
    """Why a date in `year` is provisional, as a sentence."""
    return (
        f"{year}年的节假日安排尚未导入，只能按周末和日期固定的法定节日（元旦、劳动节、国庆节）推算；"
        "春节、清明节、端午节、中秋节和调休，须待国务院办公厅公布并导入后才能确定。"
    )


def _without_table(day: date) -> DayStatus:
    holiday = fixed_holiday(day)
    why = f"{holiday}假期" if holiday else WEEKDAYS[day.weekday()]
    return DayStatus(day, not holiday and day.weekday() < SATURDAY, why, True, missing_year(day.year))

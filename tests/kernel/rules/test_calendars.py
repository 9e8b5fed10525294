"""The work calendar: what it knows of a day, and what it says where a year is not loaded."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.calendars import (
    CalendarDay,
    WorkCalendar,
    YearTable,
    fixed_holiday,
    require_in_range,
    shift_months,
)
from lianxi.loaders.calendars import load_calendar

CALENDAR = load_calendar()
NO_TABLES = WorkCalendar(())
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("day", "workday", "why"),
    [
        ("2026-02-10", True, "星期二"),
        ("2026-02-13", True, "星期五"),
        ("2026-02-14", True, "春节调休上班"),
        ("2026-02-15", False, "春节假期"),
        ("2026-02-28", True, "春节调休上班"),
        ("2026-03-01", False, "星期日"),
        ("2026-09-20", True, "国庆节调休上班"),
        ("2026-10-01", False, "国庆节假期"),
        ("2026-10-10", True, "国庆节调休上班"),
        ("2023-09-29", False, "中秋节、国庆节假期"),
        ("2020-10-08", False, "国庆节、中秋节假期"),
    ],
)
def test_a_day_says_what_it_is_and_why(day: str, workday: bool, why: str) -> None:
    status = CALENDAR.is_workday(date.fromisoformat(day))
    assert (bool(status), status.why, status.provisional, status.reason) == (workday, why, False, "")
    assert status.version.startswith(day[:4])
    assert "国办发明电" in status.source


@pytest.mark.parametrize(
    ("day", "workday", "why"),
    [
        ("2027-01-01", False, "元旦假期"),
        ("2027-05-01", False, "劳动节假期"),
        ("2027-05-02", False, "劳动节假期"),
        ("2019-05-02", True, "星期四"),  # a day off only since 2025
        ("2027-05-03", True, "星期一"),
        ("2027-10-01", False, "国庆节假期"),
        ("2027-10-03", False, "国庆节假期"),
        ("2027-10-04", True, "星期一"),
        ("2027-02-06", False, "星期六"),  # 春节 in fact, but that is not known without the table
        ("2027-02-08", True, "星期一"),
    ],
)
def test_a_year_not_loaded_is_answered_provisionally_with_the_reason(day: str, workday: bool, why: str) -> None:
    status = CALENDAR.is_workday(date.fromisoformat(day))
    assert (bool(status), status.why, status.provisional, status.version) == (workday, why, True, "")
    assert f"{day[:4]}年的节假日安排尚未导入" in status.reason
    assert "春节" in status.reason


def test_loading_a_year_makes_its_days_certain_and_leaves_the_old_calendar_as_it_was() -> None:
    table = YearTable(2027, "2027-1", "示例", (CalendarDay(date(2027, 2, 8), False, "春节"),))
    loaded = CALENDAR.with_year(table)
    assert not loaded.is_workday(date(2027, 2, 8))
    assert not loaded.is_workday(date(2027, 2, 8)).provisional
    assert CALENDAR.is_workday(date(2027, 2, 8)).provisional
    assert loaded.with_year(YearTable(2027, "2027-2", "示例", ())).tables[2027].version == "2027-2"
    assert [table.year for table in loaded.years] == [*range(2020, 2028)]


def test_a_calendar_cannot_be_changed_and_has_one_table_per_year() -> None:
    with pytest.raises(FrozenInstanceError):
        CALENDAR.years = ()  # type: ignore[misc]
    with pytest.raises(TypeError):
        CALENDAR.tables[2027] = CALENDAR.tables[2026]  # type: ignore[index]
    with pytest.raises(ValueError, match="one table per year"):
        WorkCalendar((CALENDAR.tables[2026], CALENDAR.tables[2026]))


@given(DAYS)
def test_without_tables_only_weekends_and_fixed_holidays_are_free(day: date) -> None:
    assert bool(NO_TABLES.is_workday(day)) == (day.weekday() < 5 and not fixed_holiday(day))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-01-31", 3, "2026-04-30"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-01-30", 1, "2026-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-02-28", 12, "2027-02-28"),
    ],
)
def test_months_end_on_the_same_number_or_the_last_day(day: str, months: int, expected: str) -> None:
    assert shift_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [("2026-02-28", 1, "2026-03-31"), ("2024-02-28", 1, "2024-03-28"), ("2026-04-30", -2, "2026-02-28")],
)
def test_what_starts_at_the_end_of_a_month_may_keep_to_it(day: str, months: int, expected: str) -> None:
    assert shift_months(date.fromisoformat(day), months, keep_end=True) == date.fromisoformat(expected)


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2100, 1, 1), date.min, date.max])
def test_a_day_in_another_age_is_refused_with_a_hint(day: date) -> None:
    with pytest.raises(Refused) as caught:
        require_in_range(day, "起算日")
    assert caught.value.guard == "date_out_of_range"
    assert "请核对年份" in caught.value.remedy

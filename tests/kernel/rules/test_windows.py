"""Windows: the days of a year that a mechanism sets aside."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.rules.clauses import Force
from lianxi.kernel.rules.windows import DayRange, MonthPart, Part, WindowRule


@pytest.mark.parametrize(
    ("when", "year", "first", "last", "said"),
    [
        (MonthPart(9, Part.EARLY), 2024, "2024-09-01", "2024-09-10", "9月上旬"),
        (MonthPart(9, Part.MIDDLE), 2024, "2024-09-11", "2024-09-20", "9月中旬"),
        (MonthPart(9, Part.LATE), 2024, "2024-09-21", "2024-09-30", "9月下旬"),
        (MonthPart(2, Part.LATE), 2023, "2023-02-21", "2023-02-28", "2月下旬"),
        (MonthPart(2, Part.LATE), 2024, "2024-02-21", "2024-02-29", "2月下旬"),
        (MonthPart(12), 2024, "2024-12-01", "2024-12-31", "12月"),
        (DayRange((9, 15), (10, 5)), 2024, "2024-09-15", "2024-10-05", "9月15日至10月5日"),
        (DayRange((12, 25), (1, 5)), 2024, "2024-12-25", "2025-01-05", "12月25日至次年1月5日"),
        (DayRange((2, 20), (2, 29)), 2023, "2023-02-20", "2023-02-28", "2月20日至2月29日"),
    ],
)
def test_a_window_has_a_first_and_a_last_day(when, year, first, last, said):
    assert when.days(year) == (date.fromisoformat(first), date.fromisoformat(last))
    assert str(when) == said


@given(st.integers(1950, 2150), st.integers(1, 12))
def test_the_three_parts_of_a_month_fill_it_without_overlap(year, month):
    early, middle, late = (MonthPart(month, part).days(year) for part in (Part.EARLY, Part.MIDDLE, Part.LATE))
    assert (early[0], late[1]) == MonthPart(month).days(year)
    assert early[1] + timedelta(days=1) == middle[0]
    assert middle[1] + timedelta(days=1) == late[0]


def test_a_window_is_told_with_its_force():
    rule = WindowRule(key="window", clause="二", force=Force.USUAL, when=MonthPart(9, Part.MIDDLE))
    assert rule.sentence({}) == "会议一般应在每年9月中旬召开。"

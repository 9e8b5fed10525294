from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.dates import DateForm, find_dates, read_date


@pytest.mark.parametrize(
    "written",
    [
        "2023年8月29日",
        "二〇二三年八月二十九日",
        "二○二三年八月廿九日",
        "2023 年 8 月 29 日",
        "２０２３年８月２９日",
        "2023-08-29",
        "2023.8.29",
        "2023/8/29",
        "2023年8月29号",
    ],
)
def test_a_day_is_read_in_every_form(written):
    assert read_date(written) == date(2023, 8, 29)


def test_a_year_with_mixed_zeros_is_a_year():
    found = find_dates("二00七年起")
    assert [(one.form, one.year, one.day) for one in found] == [(DateForm.YEAR, 2007, None)]


def test_the_end_of_a_range_takes_year_and_month_from_its_beginning():
    found = find_dates("2023年8月23日至24日在保亭召开")
    assert [one.day for one in found] == [date(2023, 8, 23), date(2023, 8, 24)]
    assert [one.inherited for one in found] == [False, True]


def test_a_day_that_no_calendar_has_is_found_and_is_no_day():
    (found,) = find_dates("2026年2月30日")
    assert found.day is None
    assert found.impossible


def test_a_day_without_a_year_invents_none():
    (found,) = find_dates("9月25日起")
    assert (found.day, found.year, found.month, found.day_of_month) == (None, None, 9, 25)


@pytest.mark.parametrize(
    "text", ["2017822日", "20251月", "13条2项", "2020年度", "电话 0898-2026", "3个月", "192.168.1.1"]
)
def test_what_lost_its_marks_or_is_no_date_is_left_alone(text):
    assert all(one.day is None for one in find_dates(text))


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_printed_day_is_read_back(day):
    assert read_date(f"{day.year}年{day.month}月{day.day}日") == day


@given(st.text("0123年月日〇二一至 -./", max_size=40))
def test_found_dates_lie_in_the_text_and_in_order(text):
    found = find_dates(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)

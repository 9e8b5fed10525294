from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.importers.days import EARLIEST, parse_day

DAYS = st.dates(min_value=EARLIEST, max_value=date(2100, 12, 31))
FORMS = (
    "{0:%Y-%m-%d}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}.{0.month}.{0.day}",
    "{0.year}年{0.month}月{0.day}日",
    "{0:%Y%m%d}",
    " {0.year} 年 {0.month} 月 {0.day} 日 ",
)


@given(DAYS, st.sampled_from(FORMS))
def test_every_accepted_form_gives_the_day_back(day: date, form: str) -> None:
    assert parse_day(form.format(day)) == day


def said_of(text: str) -> str:
    """The day, or why it is none."""
    try:
        return parse_day(text).isoformat()
    except ValueError as error:
        return str(error)


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_a_reason(text: str) -> None:
    said = said_of(text)
    assert said.endswith("。") or date.fromisoformat(said) >= EARLIEST


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024-13-01", "没有 13 月"),
        ("2023-02-29", "2023 年 2 月没有 29 日"),
        ("2024-00-10", "没有 0 月"),
        ("3/4/2024", "分不清年、月、日"),
        ("24-3-1", "分不清年、月、日"),
        ("2024-3", "只有年月"),
        ("2024年3月", "只有年月"),
        ("2024", "只有年份"),
        ("2024-3/1", "不像日期"),
        ("2024年3月1", "“日”字"),
        ("2024-3-1日", "“日”字"),
        ("45352", "不像日期"),
        ("至今", "不像日期"),
        ("1900-01-01", "不在 1949-10-01 至 2100 年之间"),
        ("9999-12-31", "不在"),
    ],
)
def test_what_can_be_read_in_two_ways_or_in_none_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_day(text)

"""What a text says of its own commencement and term."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.numerals import write_number
from lianxi.kernel.texts.validity import StartingEvent, read_validity


def only_commencement(text: str) -> tuple[object, ...]:
    (one,) = read_validity(text).commencements
    return one.day, one.event, one.delay, one.provisions, one.trial


def only_term(text: str) -> tuple[object, ...]:
    (one,) = read_validity(text).terms
    return one.months, one.until, one.trial


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("第二十条　本办法自2024年3月1日起施行。", (date(2024, 3, 1), None, None, (), False)),
        ("第九条　本规定自2024年3月1日起施行。", (date(2024, 3, 1), None, None, (), False)),
        ("第九条　本规定第五条自2024年3月1日起施行。", (date(2024, 3, 1), None, None, ("art_5",), False)),
        ("本条例自二〇二四年一月一日起施行。", (date(2024, 1, 1), None, None, (), False)),
        ("本规定自公布之日起施行。", (None, StartingEvent.PUBLISH, None, (), False)),
        ("本通知自印发之日起执行。", (None, StartingEvent.ISSUE, None, (), False)),
        ("本标准自批准之日起执行。", (None, StartingEvent.APPROVE, None, (), False)),
        ("本机制自各方签署之日起生效。", (None, StartingEvent.ISSUE, None, (), False)),
        ("本规定自发布之日起30日后施行。", (None, StartingEvent.PUBLISH, (30, "day"), (), False)),
        ("本细则自公布之日起满三十日施行。", (None, StartingEvent.PUBLISH, (30, "day"), (), False)),
        ("本办法自2023年5月1日起试行。", (date(2023, 5, 1), None, None, (), True)),
        ("第十二条、第十三条自2026年1月1日起施行。", (date(2026, 1, 1), None, None, ("art_12", "art_13"), False)),
    ],
)
def test_a_commencement_is_read_in_every_usual_form(words: str, found: tuple[object, ...]) -> None:
    assert only_commencement(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("本办法自2024年3月1日起施行，有效期5年。", (60, None, False)),
        ("本方案自印发之日起实施，有效期暂定为2年。", (24, None, False)),
        ("本通告自发布之日起施行，有效期6个月。", (6, None, False)),
        ("本办法自印发之日起三十日后施行。有效期五年。", (60, None, False)),
        ("本办法自2023年5月1日起试行，试行期两年。", (24, None, True)),
        ("本办法自印发之日起施行，有效期至2028年12月31日。", (None, date(2028, 12, 31), False)),
        ("本办法自2021年3月1日起施行，有效期自2021年3月1日至2026年2月28日。", (None, date(2026, 2, 28), False)),
        ("本规定自2019年10月8日起施行，2024年10月7日失效。", (None, date(2024, 10, 6), False)),
        ("本办法有效期延长至2030年12月31日。", (None, date(2030, 12, 31), False)),
    ],
)
def test_a_term_is_read_in_every_usual_form(words: str, found: tuple[object, ...]) -> None:
    assert only_term(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "取得资格证书的，证书有效期三年，期满前三十日内申请延续。",
        "许可证有效期为五年。",
        "《示例市示例办法》（示府规〔2019〕5号）有效期延长至2026年12月31日。",
        "申请人自收到决定之日起60日内可以申请复议。",
        "根据《示例条例》自2020年1月1日起施行的规定，制定本办法。",
    ],
)
def test_what_speaks_of_something_else_is_neither(words: str) -> None:
    found = read_validity(words)
    assert not found.commencements
    assert not found.terms


def test_the_clause_says_where_it_stands() -> None:
    text = "第一条　为了示例，制定本办法。\n第二条　本办法自2024年3月1日起施行，有效期五年。\n"
    found = read_validity(text)
    assert [text[one.start : one.end] for one in found.commencements] == ["本办法自2024年3月1日起施行"]
    assert [text[one.start : one.end] for one in found.terms] == ["有效期五年"]


def test_a_day_that_no_calendar_has_is_a_doubt_and_no_day() -> None:
    found = read_validity("本办法自2021年2月30日起施行。")
    assert found.commencements[0].day is None
    assert "不是日历上的日子" in found.doubts[0]


def test_two_days_for_the_whole_text_are_a_doubt_and_two_days_for_its_parts_are_none() -> None:
    assert read_validity("本条例自2025年7月1日起施行。本条例自2025年8月1日起施行。").doubts
    parts = read_validity("本条例自2025年7月1日起施行。第十二条自2026年1月1日起施行。")
    assert not parts.doubts
    assert [one.provisions for one in parts.commencements] == [(), ("art_12",)]


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.integers(1, 30), st.booleans())
def test_every_day_and_every_length_is_read_as_written(day: date, years: int, chinese: bool) -> None:
    length = write_number(years) if chinese else str(years)
    found = read_validity(f"第九条　本办法自{day.year}年{day.month}月{day.day}日起施行，有效期{length}年。")
    assert [one.day for one in found.commencements] == [day]
    assert [one.months for one in found.terms] == [12 * years]


@given(st.text("本办法自至起施行有效期为年月日公布之，。；《》第三条0123\n", max_size=80))
def test_any_text_is_read_and_every_place_lies_in_it(text: str) -> None:
    found = read_validity(text)
    for one in (*found.commencements, *found.terms):
        assert 0 <= one.start < one.end <= len(text)

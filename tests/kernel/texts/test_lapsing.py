"""What runs out soon, and what is on trial."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.rules.calendars import shift_months
from lianxi.kernel.texts.lapsing import lapses_within, read_trial

ON = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("last_day", "months", "soon"),
    [
        (date(2026, 11, 28), 3, False),
        (date(2026, 11, 29), 3, True),
        (date(2026, 11, 30), 3, True),
        (date(2027, 2, 27), 3, True),
        (date(2027, 2, 28), 3, True),
        (date(2027, 3, 1), 3, False),
        (date(2027, 5, 28), 6, True),
        (date(2027, 5, 29), 6, True),
        (date(2027, 5, 30), 6, False),
    ],
)
def test_a_term_lapses_within_so_many_months_up_to_the_same_day(last_day: date, months: int, soon: bool) -> None:
    assert lapses_within(last_day, ON, months) is soon


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 400))
def test_what_lapses_within_three_months_lapses_within_six(on: date, days: int) -> None:
    last_day = date.fromordinal(on.toordinal() + days)
    assert not lapses_within(last_day, on, 3) or lapses_within(last_day, on, 6)
    assert lapses_within(last_day, on, 6) is (last_day <= shift_months(on, 6))


@pytest.mark.parametrize(
    ("title", "text", "words"),
    [
        ("示例办法", "第一条　为了示例。\n第二条　本办法自2024年1月1日起试行。\n", "本办法自2024年1月1日起试行"),
        ("示例办法", "第二条　本办法自2024年1月1日起施行，试行期两年。\n", "试行期两年"),
        ("示例办法（试行）", "第一条　本办法自2024年1月1日起施行。\n", "试行"),
        ("示例市示例暂行规定", "第一条　本规定自2024年1月1日起施行。\n", "暂行"),
    ],
)
def test_the_clause_goes_before_the_title(title: str, text: str, words: str) -> None:
    found = read_trial(title, text)
    assert found is not None
    assert found.words == words
    assert found.start < 0 or text[found.start : found.end].strip() == words


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("示例市示例暂行办法（试行）（示例）", "暂行"),
        ("示例市示例办法（试行）（示例）", "试行"),
        ("示例市示例办法（试行）（2024年修订）", "试行"),
        ("示例市示例办法(暂行)", "暂行"),
        ("示例市示例方案（试行稿）", "试行"),
        ("示例市示例暂行实施细则", "暂行"),
        ("示例市示例暂行实施办法", "暂行"),
        ("示例市示例暂行管理办法", "暂行"),
        ("示例市示例暂行监督管理办法（示例）", "暂行"),
        ("示例市示例试行办法", "试行"),
        ("示例市示例试行区管理办法", None),
        ("示例市办法试行情况的评估办法", None),
        ("关于废止《示例暂行办法》的决定", None),
        ("关于废止示例办法（试行）的决定", None),
        ("关于印发《示例办法（试行）》的通知", None),
        ("示例办法（试行区）", None),
    ],
)
def test_a_title_says_it_in_every_usual_form(title: str, words: str | None) -> None:
    found = read_trial(title, "第二条　本办法自2024年1月1日起施行。\n")
    assert (found.words if found else None) == words


@given(st.text("示例暂行试办法（）()实施细则区的稿 ", max_size=40))
def test_any_title_is_read(title: str) -> None:
    found = read_trial(title, "")
    assert found is None or (found.words in title and found.words in ("试行", "暂行"))


def test_a_rule_that_speaks_of_trials_is_not_on_trial_itself() -> None:
    assert read_trial("示例试行区管理办法", "第一条　在试行区内开展示例。\n第二条　本办法自公布之日起施行。\n") is None

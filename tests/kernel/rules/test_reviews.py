"""Conclusions of reviews: what each calls for, and when that has been done."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.rules.clauses import Force
from lianxi.kernel.rules.reviews import Conclusion, ReviewRule, interval_of, is_followed, usual_start
from lianxi.kernel.texts.validity import Happening, HappeningKind

DAY, TODAY = date(2024, 3, 1), date(2024, 4, 1)
KEEP, AMEND, REPEAL, VOID = Conclusion


def happened(kind: HappeningKind, day: date = DAY, *provisions: str) -> Happening:
    return Happening(kind, day, "示例决定", frozenset(provisions))


@pytest.mark.parametrize(
    ("history", "followed"),
    [
        ([], [KEEP]),
        ([happened(HappeningKind.AMEND)], [KEEP, AMEND]),
        ([happened(HappeningKind.AMEND, DAY, "art_2")], [KEEP, AMEND]),
        ([happened(HappeningKind.REPEAL)], [KEEP, AMEND, REPEAL, VOID]),
        ([happened(HappeningKind.VOID)], [KEEP, AMEND, REPEAL, VOID]),
        ([happened(HappeningKind.REPEAL, DAY, "art_2")], [KEEP]),
        ([happened(HappeningKind.REPEAL, date(2024, 2, 29))], [KEEP]),
        ([happened(HappeningKind.TERM)], [KEEP]),
    ],
)
def test_a_conclusion_is_followed_by_what_it_calls_for_from_its_day_on(
    history: list[Happening], followed: list[Conclusion]
) -> None:
    assert [one for one in Conclusion if is_followed(one, DAY, history, on=TODAY)] == followed


@pytest.mark.parametrize(("text", "done"), [(date(2024, 2, 29), False), (DAY, True), (date(2024, 3, 2), True)])
def test_a_new_text_follows_a_conclusion_to_amend_and_no_other(text: date, done: bool) -> None:
    assert is_followed(AMEND, DAY, [], [text], on=TODAY) is done
    assert not is_followed(REPEAL, DAY, [], [text], on=TODAY)


LAST = date(2025, 12, 31)
LIFE = (
    Happening(HappeningKind.COMMENCE, date(2021, 1, 1)),
    Happening(HappeningKind.TERM, date(2021, 1, 1), last_day=LAST),
)


@pytest.mark.parametrize("conclusion", [AMEND, REPEAL, VOID])
@pytest.mark.parametrize(
    ("on", "done"), [(date(2025, 12, 30), False), (LAST, False), (date(2026, 1, 1), True), (date(2026, 1, 2), True)]
)
def test_a_rule_that_ended_by_its_own_term_needs_no_instrument(conclusion: Conclusion, on: date, done: bool) -> None:
    assert is_followed(conclusion, DAY, LIFE, on=on) is done


@given(st.dates(date(2021, 1, 1), date(2030, 1, 1)), st.sampled_from([AMEND, REPEAL, VOID]))
def test_a_rule_whose_term_was_renewed_still_needs_one(on: date, conclusion: Conclusion) -> None:
    renewed = (*LIFE, Happening(HappeningKind.TERM, date(2024, 1, 1), last_day=date(2030, 1, 1)))
    assert not is_followed(conclusion, DAY, renewed, on=on)


RULES = (
    ReviewRule(frozenset({"five"}), 60, Force.USUAL, "甲"),
    ReviewRule(frozenset({"two", "also"}), 24, Force.USUAL, "乙"),
)


@pytest.mark.parametrize(
    ("kind", "on", "first"),
    [
        ("two", date(2024, 2, 29), date(2022, 2, 28)),
        ("also", date(2024, 3, 1), date(2022, 3, 1)),
        ("five", date(2024, 3, 1), date(2019, 3, 1)),
        ("none", date(2024, 3, 1), None),
        ("five", date(2004, 12, 31), date.min),
        ("five", date(2005, 1, 1), date(2000, 1, 1)),
        ("five", date(2005, 1, 2), date(2000, 1, 2)),
    ],
)
def test_each_kind_has_its_own_interval_or_none(kind: str, on: date, first: date | None) -> None:
    assert usual_start(kind, on, RULES) == first
    assert (interval_of(kind, RULES) is None) is (first is None)

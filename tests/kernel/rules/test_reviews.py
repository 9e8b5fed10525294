"""Conclusions of reviews: what each calls for, and when that has been done."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.kernel.rules.reviews import Conclusion, is_followed
from lianxi.kernel.texts.validity import Happening, HappeningKind

DAY = date(2024, 3, 1)
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
    assert [one for one in Conclusion if is_followed(one, DAY, history)] == followed


@pytest.mark.parametrize(("text", "done"), [(date(2024, 2, 29), False), (DAY, True), (date(2024, 3, 2), True)])
def test_a_new_text_follows_a_conclusion_to_amend_and_no_other(text: date, done: bool) -> None:
    assert is_followed(AMEND, DAY, [], [text]) is done
    assert not is_followed(REPEAL, DAY, [], [text])

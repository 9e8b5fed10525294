"""Punctuation marks side by side."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.marks import find_doubled_marks


@pytest.mark.parametrize(
    ("text", "original", "proposal", "sure"),
    [
        ("审议，，通过", "，，", "，", True),
        ("审议,,通过", ",,", ",", True),
        ("审议，,通过", "，,", "，", True),
        ("施行。。\n", "。。", "。", True),
        ("履职,。共办理", ",。", "。", False),
        ("调研、，视察", "、，", "，", False),
        ("海口、、三亚", "、、", "、", False),
    ],
)
def test_only_the_same_mark_twice_is_sure(text: str, original: str, proposal: str, *, sure: bool) -> None:
    (found,) = find_doubled_marks(text)
    assert (found.original, found.proposal, found.is_sure) == (original, proposal, sure)


@pytest.mark.parametrize(
    "text",
    [
        "等……",
        "——说明",
        "好！！",
        "真的？！",
        "总则。。。。。。3",
        "a::b",
        "1,,2",
        "他说：“好。”",
        "（一）、",
        "内容??的",
    ],
)
def test_repeats_that_carry_meaning_are_no_damage(text: str) -> None:
    assert list(find_doubled_marks(text)) == []

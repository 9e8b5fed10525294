from __future__ import annotations

import pytest

from lianxi.apps.bodies.numerals import in_chinese


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (8, "八"), (10, "十"), (13, "十三"), (20, "二十"), (26, "二十六"), (100, "一百"), (105, "一百零五"),
     (110, "一百一十"), (118, "一百一十八"), (999, "九百九十九")],
)  # fmt: skip
def test_numbers_are_written_as_in_titles(number: int, said: str) -> None:
    assert in_chinese(number) == said


def test_all_numbers_are_written_differently() -> None:
    assert len({in_chinese(number) for number in range(1000)}) == 1000

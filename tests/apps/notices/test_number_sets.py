"""Sets of numbers as text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lianxi.apps.notices.number_sets import read, written


@given(st.frozensets(st.integers(1, 1 << 40)))
def test_what_is_written_is_read_back(numbers: frozenset[int]) -> None:
    assert read(written(numbers)) == numbers


def test_ten_thousand_works_take_little_room() -> None:
    first = 1 << 32
    assert len(written(range(first, first + 20_000, 2))) < 20_100
    assert written(()) == ""

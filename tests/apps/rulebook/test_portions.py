"""Keys in portions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lianxi.apps.rulebook.portions import portions


@given(st.lists(st.integers(0, 50)), st.integers(1, 7))
def test_every_key_comes_once_in_order_in_as_few_portions_as_can_be(keys: list[int], most: int) -> None:
    found = list(portions(iter(keys), most))
    assert [key for some in found for key in some] == sorted(set(keys))
    assert [len(some) for some in found[:-1]] == [most] * (len(found) - 1)
    assert all(0 < len(some) <= most for some in found)

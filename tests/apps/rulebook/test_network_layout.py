"""Places of the rules in the picture of a network: all inside, apart, and the same every time."""

from __future__ import annotations

import math
import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.apps.rulebook.citations.network_layout import places

KEY = st.integers(0, 12)


@given(st.sets(KEY), st.lists(st.tuples(KEY, KEY), max_size=40))
def test_every_rule_has_a_place_inside_and_always_the_same(chosen: set[int], pairs: list[tuple[int, int]]) -> None:
    keys, edges = sorted(chosen), [pair for pair in pairs if chosen.issuperset(pair)]
    found = places(keys, edges)
    assert set(found) == set(keys)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in found.values())
    assert found == places(keys, list(reversed(edges)))


@pytest.mark.parametrize("many", [2, 20, 200])
def test_the_picture_uses_all_of_its_frame_and_none_lies_on_another(many: int) -> None:
    chance = random.Random(many)
    edges = {(at, chance.randrange(max(1, many // 5))) for at in range(1, many)}
    found = places(range(many), edges)
    for axis in (0, 1):
        assert {min(one[axis] for one in found.values()), max(one[axis] for one in found.values())} == {0.0, 1.0}
    nearest = min(math.dist(one, other) for one, other in combinations(found.values(), 2))
    assert nearest > 0.2 / many


def test_rules_that_cite_each_other_lie_nearer_than_those_that_do_not() -> None:
    """Ten stars of ten rules."""
    edges = [(star * 10, star * 10 + at) for star in range(10) for at in range(1, 10)]
    found = places(range(100), edges)
    tied = sorted(math.dist(found[one], found[other]) for one, other in edges)
    all_pairs = sorted(math.dist(one, other) for one, other in combinations(found.values(), 2))
    assert tied[-1] < all_pairs[len(all_pairs) // 2]

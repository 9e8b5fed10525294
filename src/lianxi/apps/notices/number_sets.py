"""Sets of numbers as text: each number as its distance from the one before, so that ten thousand take little room."""

from __future__ import annotations

from collections.abc import Collection
from itertools import accumulate, pairwise


def written(numbers: Collection[int]) -> str:
    """`{7, 9, 12}` → `7 2 3`; the empty set → the empty text."""
    ordered = [0, *sorted(numbers)]
    return " ".join(str(after - before) for before, after in pairwise(ordered))


def read(text: str) -> frozenset[int]:
    """The set that `written` wrote; `ValueError` where the text is none."""
    return frozenset(accumulate(map(int, text.split())))

"""Where a unit stands among those that have found their counterpart 位置: the stretches between linked neighbours."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence


class Gaps:
    """The stretches between pairs that keep their order."""

    def __init__(self, fences: Sequence[tuple[int, int]]) -> None:
        self.olds = [one for one, _ in fences]
        self.news = [other for _, other in fences]

    def of_old(self, position: int) -> int:
        """Number of the stretch of the old text in which a position lies."""
        return bisect_left(self.olds, position)

    def of_new(self, position: int) -> int:
        """Number of the stretch of the new text."""
        return bisect_left(self.news, position)

    def fit(self, one: int, other: int) -> bool:
        """Whether two positions lie between the same neighbours."""
        return self.of_old(one) == self.of_new(other)

    def place(self, old: Sequence[int], new: Sequence[int]) -> tuple[int, int, int]:
        """Sorting key of a link: by the new text, a loss before what follows its old neighbour."""
        if new:
            return new[0], 1, 0
        gap = self.of_old(old[0])
        return (self.news[gap] if gap < len(self.news) else 1 << 40), 0, old[0]


class Neighbours:
    """The nearest linked units before and behind, also of what moved as a block (a chapter put elsewhere)."""

    def __init__(self, to: Mapping[int, int]) -> None:
        self.to = to
        self.olds, self.news = sorted(to), sorted(to.values())

    def of_old(self, position: int) -> tuple[int, int]:
        """The counterparts in the new text of the two neighbours; -1 where there is none."""
        before, behind = _around(self.olds, position)
        return self.to.get(before, -1), self.to.get(behind, -1)

    def of_new(self, position: int) -> tuple[int, int]:
        """The two neighbours in the new text."""
        return _around(self.news, position)

    def fit(self, one: int, other: int) -> bool:
        """Whether two positions have a neighbour in common, on the same side."""
        (before, behind), (first, last) = self.of_old(one), self.of_new(other)
        return before == first != -1 or behind == last != -1


def _around(linked: Sequence[int], position: int) -> tuple[int, int]:
    at = bisect_left(linked, position)
    behind = at + (at < len(linked) and linked[at] == position)
    return linked[at - 1] if at else -1, linked[behind] if behind < len(linked) else -1


def longest_in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The largest subset of pairs, sorted by their first, in which the second ascends too."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, (_, second) in enumerate(pairs):
        length = bisect_left(tails, second)
        before.append(at[length - 1] if length else -1)
        tails[length : length + 1] = [second]
        at[length : length + 1] = [index]
    kept: list[tuple[int, int]] = []
    index = at[-1] if at else -1
    while index >= 0:
        kept.append(pairs[index])
        index = before[index]
    return kept[::-1]

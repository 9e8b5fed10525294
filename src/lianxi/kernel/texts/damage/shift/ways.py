"""Ways to read a shifted span 读法: what a search goes through, and how ways that go on alike are kept as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

LACUNA = "□"
"""Stands for a character nothing is known of."""

# So many dearer ways are remembered beside one that goes on alike.
_RIVALS = 8


class Way(NamedTuple):
    """One way to read a span, so far.

    cost:     nats.
    context:  numbers of the last two characters.
    made:     the original put back.
    waiting:  the byte that waits for the next one; -1 before the first byte is known.
    end:      where the span ended in the text; -1 while it goes on.
    behind:   characters read behind the end.
    dropped:  pairs that the page dropped.
    half:     lead of a dropped pair whose trail belongs to the next character; 0 elsewhere.
    orphan:   a lost second byte was searched at the end.
    unmarked: that byte left no mark.
    eaten:    the orphan took a digit along.
    searched: positions in `made` of characters that were searched.
    rivals:   dearer ways that go on alike: how much dearer, their original so far, in place of how much of `made`.
    """

    cost: float
    context: tuple[int, int]
    made: str = ""
    waiting: int = -1
    end: int = -1
    behind: int = 0
    dropped: int = 0
    half: int = 0
    orphan: bool = False
    unmarked: bool = False
    eaten: bool = False
    searched: tuple[int, ...] = ()
    rivals: tuple[tuple[float, str, int], ...] = ()

    @property
    def state(self) -> tuple[object, ...]:
        """All that matters for what follows."""
        return self.context, self.waiting, self.half, self.end, self.behind, self.dropped, self.unmarked, self.eaten

    def originals(self) -> list[tuple[float, str]]:
        """Cost and original of this way and its rivals, itself first."""
        return [(self.cost, self.made)] + [
            (self.cost + more, begun + self.made[upto:]) for more, begun, upto in self.rivals
        ]


@dataclass(frozen=True, slots=True)
class Task:
    """A span to search: where its garbage begins and what is known of the first byte.

    text:    the document.
    at:      where the garbage begins, behind the mark and a note's tail.
    before:  numbers of the two characters before.
    firsts:  bytes that the lost one can have been, told by a note's tail; empty where nothing tells.
    latest:  where reading stops at the latest.
    """

    text: str
    at: int
    before: tuple[int, int]
    firsts: tuple[int, ...]
    latest: int


def merged(ways: list[Way]) -> list[Way]:
    """Of ways that go on alike the cheapest, with the others as its rivals; cheapest first."""
    groups: dict[tuple[object, ...], list[Way]] = {}
    for way in ways:
        groups.setdefault(way.state, []).append(way)
    return sorted((_with_rivals(group) for group in groups.values()), key=lambda way: way.cost)


def _with_rivals(group: list[Way]) -> Way:
    if len(group) == 1:
        return group[0]
    best = min(group, key=lambda way: way.cost)
    rivals = list(best.rivals)
    for way in group:
        if way is not best:
            rivals += [(cost - best.cost, made, len(best.made)) for cost, made in way.originals()]
    rivals.sort()
    return best._replace(rivals=tuple(rivals[:_RIVALS]))

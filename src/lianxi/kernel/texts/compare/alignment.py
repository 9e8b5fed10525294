"""Which unit of the old text became which of the new 对位 (texts.md 4).

First what reads the same, wherever it stands; then what is alike, one to one,
the best first; then what was merged and split; last the lone old and the lone
new between two aligned neighbours, which is only suggested 疑似.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.compare.joining import find_joined
from lianxi.kernel.texts.compare.likeness import candidates, likeness, most_alike
from lianxi.kernel.texts.compare.neighbours import Gaps, Neighbours, longest_in_order
from lianxi.kernel.texts.compare.units import Unit

_STRONG, _WEAK, _WEAK_OUT_OF_ORDER = 66.0, 50.0, 60.0
_IN_ORDER = 6.0
"""What standing between the right neighbours is worth, in points of likeness."""
_FAMILY = 6.0
"""By how much two units that stand apart must be more alike than either is like its own text, in points."""
_SUGGESTED, _LEAD = 20.0, 2.0


@dataclass(frozen=True, slots=True)
class Link:
    """One or several units of one side that became one or several of the other; an empty side is a loss or a gain.

    score:     likeness, 0 to 100; of merged and split units the share that was found again.
    suggested: to be confirmed by a reader.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float
    suggested: bool = False


def align(old: Sequence[Unit], new: Sequence[Unit]) -> list[Link]:
    """Links that name every unit of both sides exactly once, in order of the new text."""
    state = _Alignment(old, new)
    state.anchor()
    state.pair(_STRONG, _STRONG)
    state.join()
    state.pair(_WEAK, _WEAK_OUT_OF_ORDER)
    state.join()
    state.suggest()
    return state.links()


class _Alignment:
    """The links found so far."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self.old, self.new = old, new
        self.to: dict[int, int] = {}
        self.from_: dict[int, int] = {}
        self.score: dict[int, float] = {}
        self.suggested: set[int] = set()
        self.joined: list[Link] = []
        self.taken_old: set[int] = set()
        self.taken_new: set[int] = set()
        self._rivals: tuple[dict[int, float], dict[int, float]] = ({}, {})

    def _link(self, one: int, other: int, score: float) -> None:
        self.to[one], self.from_[other], self.score[one] = other, one, score

    def _free(self) -> tuple[list[int], list[int]]:
        """Units without a link, of both sides."""
        olds = [one for one in range(len(self.old)) if one not in self.to and one not in self.taken_old]
        news = [other for other in range(len(self.new)) if other not in self.from_ and other not in self.taken_new]
        return olds, news

    def _fences(self) -> list[tuple[int, int]]:
        """The linked pairs that keep their order, joined ones by their first units."""
        pairs = [*self.to.items(), *((link.old[0], link.new[0]) for link in self.joined)]
        return longest_in_order(sorted(pairs))

    def anchor(self) -> None:
        """Link what reads the same: once on both sides first, then repeats by number, by neighbours, in order."""
        places: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, units in enumerate((self.old, self.new)):
            for position, unit in enumerate(units):
                places[unit.words][side].append(position)
        for olds, news in places.values():
            if len(olds) == len(news) == 1:
                self._link(olds[0], news[0], 100.0)
        gaps = Gaps(self._fences())
        for olds, news in places.values():
            if not (len(olds) == len(news) == 1):
                self._link_repeats(olds, news, gaps)

    def _link_repeats(self, olds: list[int], news: list[int], gaps: Gaps) -> None:
        by_key = {self.new[other].key: other for other in news}
        free = dict.fromkeys(news)
        # What follows comes first: a heading that reads like others belongs to what stands under it.
        self._link_wanted(olds, free, lambda one: self.to.get(one + 1, 0) - 1)
        self._link_wanted(olds, free, lambda one: self.to.get(one - 1, -2) + 1)
        self._link_wanted(olds, free, lambda one: by_key.get(self.old[one].key, -1))
        rooms: defaultdict[int, deque[int]] = defaultdict(deque)
        for other in free:
            rooms[gaps.of_new(other)].append(other)
        self._link_wanted(olds, free, lambda one: room.popleft() if (room := rooms[gaps.of_old(one)]) else -1)
        for one, other in zip([one for one in olds if one not in self.to], list(free), strict=False):
            self._link(one, other, 100.0)

    def _link_wanted(self, olds: list[int], free: dict[int, None], wanted: Callable[[int], int]) -> None:
        """Link each repeat with the one it asks for, if that is still free."""
        for one in olds:
            if one not in self.to and (other := wanted(one)) in free:
                self._link(one, other, 100.0)
                del free[other]

    def pair(self, least: float, least_out_of_order: float) -> None:
        """Link what is alike, one to one, the best first.

        Of what stands elsewhere it is asked that it be more alike than its own
        text has it: penalties that differ by a word resemble one another everywhere.
        """
        for negative, _, one, other, score in sorted(self._scored(least, least_out_of_order)):
            if one in self.to or other in self.from_:
                continue
            if -negative > score or score - _FAMILY > max(self._rival(self.old, one), self._rival(self.new, other)):
                self._link(one, other, score)

    def _scored(self, least: float, least_out_of_order: float) -> Iterator[tuple[float, int, int, int, float]]:
        """What may be linked, with a sorting key before it: likeness, more of it in order, then the distance."""
        olds, news = self._free()
        gaps, beside = Gaps(self._fences()), Neighbours(self.to)
        for first, second in candidates([self.old[at].words for at in olds], [self.new[at].words for at in news]):
            one, other = olds[first], news[second]
            fits = gaps.fit(one, other) or beside.fit(one, other)
            wanted = least if fits else least_out_of_order
            score = likeness(self.old[one].words, self.new[other].words, wanted)
            if score >= wanted:
                yield -score - (_IN_ORDER if fits else 0.0), abs(one - other), one, other, score

    def _rival(self, units: Sequence[Unit], position: int) -> float:
        """How much a unit is like the most similar one of its own text."""
        rivals = self._rivals[units is self.new]
        if position not in rivals:
            others = [unit.words for at, unit in enumerate(units) if at != position]
            rivals[position] = most_alike(units[position].words, others, _WEAK)
        return rivals[position]

    def join(self) -> None:
        """Merges and splits among what is not linked yet and its neighbours' partners."""
        olds, news = self._free()
        words_old, words_new = [unit.words for unit in self.old], [unit.words for unit in self.new]
        changed = {one: other for one, other in self.to.items() if self.score[one] < 100.0}
        for parts, whole, share in find_joined(olds, words_old, words_new, changed, news):
            self._joined(Link(parts, (whole,), share))
        olds, news = self._free()
        back = {other: one for one, other in self.to.items() if self.score[one] < 100.0}
        for parts, whole, share in find_joined(news, words_new, words_old, back, olds):
            self._joined(Link((whole,), parts, share))

    def _joined(self, link: Link) -> None:
        for one in link.old:
            if one in self.to:
                del self.from_[self.to.pop(one)]
        for other in link.new:
            if other in self.from_:
                del self.to[self.from_.pop(other)]
        self.joined.append(link)
        self.taken_old.update(link.old)
        self.taken_new.update(link.new)

    def suggest(self) -> None:
        """Between two fences: the lone old and the lone new, or of few the ones that are clearly more alike.

        Then the same between two neighbours that moved together.
        """
        gaps = Gaps(self._fences())
        self._suggest(gaps.of_old, gaps.of_new)
        beside = Neighbours(self.to)
        self._suggest(beside.of_old, beside.of_new)

    def _suggest(self, room_of_old: Callable[[int], object], room_of_new: Callable[[int], object]) -> None:
        olds, news = self._free()
        rooms: defaultdict[object, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for one in olds:
            rooms[room_of_old(one)][0].append(one)
        for other in news:
            rooms[room_of_new(other)][1].append(other)
        for before, after in rooms.values():
            for one, other, score in _likely(self.old, self.new, before, after):
                self._link(one, other, score)
                self.suggested.add(one)

    def links(self) -> list[Link]:
        """Every unit once; losses stand behind the unit that preceded them."""
        made = [Link((one,), (other,), self.score[one], one in self.suggested) for one, other in self.to.items()]
        made += self.joined
        olds, news = self._free()
        made += [Link((), (other,), 0.0) for other in news]
        made += [Link((one,), (), 0.0) for one in olds]
        gaps = Gaps(self._fences())
        return sorted(made, key=lambda link: gaps.place(link.old, link.new))


def _likely(
    old: Sequence[Unit], new: Sequence[Unit], before: list[int], after: list[int]
) -> Iterator[tuple[int, int, float]]:
    if not before or not after or len(before) * len(after) > 64:
        return
    scored = sorted((-likeness(old[one].words, new[other].words), one, other) for one in before for other in after)
    if len(scored) == 1:
        yield before[0], after[0], -scored[0][0]
        return
    olds, news = set(before), set(after)
    for negative, one, other in scored:
        rivals = [-score for score, first, second in scored if (first == one) != (second == other)
                  and (first in olds or first == one) and (second in news or second == other)]  # fmt: skip
        clear = -negative >= max(rivals, default=0.0) + _LEAD
        if one in olds and other in news and -negative >= _SUGGESTED and clear:
            olds.discard(one)
            news.discard(other)
            yield one, other, -negative
    if len(olds) == len(news) == 1:
        one, other = olds.pop(), news.pop()
        yield one, other, likeness(old[one].words, new[other].words)

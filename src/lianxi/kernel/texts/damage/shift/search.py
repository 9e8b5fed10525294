"""Searching the original of a shifted span 还原: every way to put the bytes back, best first.

A beam search over the printed characters. At each of them the span goes on
(the byte that waits becomes a first byte), a pair that the page dropped is put
between (two characters of which half is known), or the span ends: at a second
byte that looks like ASCII, at the mark of an orphan, or unmarked. What follows
the end is read as it stands, so that ways of different length compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lianxi.kernel.texts.damage.shift.double_bytes import (
    char_of,
    chars_with_lead,
    chars_with_trail,
    code_of,
    dropped_leads,
    dropped_trails,
    full_width_code,
)
from lianxi.kernel.texts.damage.shift.frequent import weight
from lianxi.kernel.texts.damage.shift.likelihood import Likelihood
from lianxi.kernel.texts.damage.shift.notes import note_end, tail
from lianxi.kernel.texts.damage.shift.spans import LOST

LACUNA = "□"
"""Stands for a character nothing is known of."""

# Prices in nats: how seldom such a thing happens, against characters that fit badly (about 4 each where all is well).
_DROPPED, _UNMARKED_END, _EATEN, _NOTHING_KNOWN = 7.0, 5.0, 6.0, 6.0
# Marks at which a page begins to count bytes anew.
_STOPS = "，。、；：！？,;:!?"
_BEAM, _WITHIN = 48, 16.0
_LIKELIEST_DROPPED = 6
_MOST_DROPPED = 3
# So many characters behind the end are read as well, to see whether they follow.
_BEHIND = 3


@dataclass(frozen=True, slots=True)
class Way:
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
    doubts:   what else about the span is a guess.
    searched: positions in `made` of characters that were searched.
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


class Search:
    """The search in one document."""

    def __init__(self, likelihood: Likelihood) -> None:
        self._likelihood = likelihood

    def ways(self, task: Task, *, dropped: bool) -> tuple[int, list[Way]]:
        """The place of the text to which all was read, and the finished ways, cheapest first.

        With `dropped` also those in which the page dropped pairs.
        """
        open_at: dict[int, list[Way]] = {task.at: list(self._beginnings(task))}
        at = task.at
        while at < task.latest:
            ways = self._best(open_at.pop(at, []))
            if ways and all(way.behind >= _BEHIND for way in ways):
                return at, ways
            for way in ways:
                for after, next_way in self._steps(task.text, at, way, dropped=dropped):
                    open_at.setdefault(after, []).append(next_way)
            at = min(open_at, default=task.latest)
        left = [way for ways in open_at.values() for way in ways]
        done = [one for way in left for one in ([way] if way.end >= 0 else self._unmarked(task.latest, way))]
        return task.latest, self._best(done)

    def _beginnings(self, task: Task) -> Iterator[Way]:
        if not task.firsts:
            yield Way(0.0, task.before)
        for first in task.firsts:
            yield Way(0.0, task.before, waiting=first)

    def _best(self, ways: list[Way]) -> list[Way]:
        """The cheapest, those with dropped pairs counted apart so that they crowd nobody out."""
        kept: list[Way] = []
        for some in ([way for way in ways if not way.dropped], [way for way in ways if way.dropped]):
            some.sort(key=lambda way: way.cost)
            kept += some[:_BEAM]
        kept.sort(key=lambda way: way.cost)
        return [way for way in kept if way.cost <= kept[0].cost + _WITHIN]

    def _steps(self, text: str, at: int, way: Way, *, dropped: bool) -> Iterator[tuple[int, Way]]:
        char = text[at]
        if way.end >= 0:
            yield note_end(text, at + 1), replace(self._read(way, char), behind=way.behind + 1)
            return
        code = code_of(char) or full_width_code(char)
        if code is not None:
            after = note_end(text, at + 1)
            for next_way in self._going_on(way, code[0], dropped=dropped):
                yield after, replace(next_way, waiting=code[1], half=0)
        if way.waiting >= 0:
            yield from self._endings(text, at, way)
        elif "@" <= char <= "~":
            yield from ((at + 1, replace(one, end=at + 1)) for one in self._first(way, ord(char)))

    def _going_on(self, way: Way, byte: int, *, dropped: bool) -> Iterator[Way]:
        """The next byte taken as the second of the character that waits."""
        if way.half:
            yield from self._searched(way, (char_of(lead, byte) for lead in dropped_trails(way.half)))
        elif way.waiting < 0:
            yield from self._first(way, byte)
        else:
            char = char_of(way.waiting, byte)
            if char is not None:
                yield self._put(way, char)
            if dropped and way.dropped < _MOST_DROPPED:
                for half in self._halves(way):
                    yield from self._searched(half, (char_of(lead, byte) for lead in dropped_trails(half.half)))

    def _first(self, way: Way, byte: int) -> Iterator[Way]:
        return self._searched(way, chars_with_trail(byte))

    def _halves(self, way: Way) -> list[Way]:
        """The waiting byte completed by the first byte of a dropped pair, likeliest first."""
        found = []
        for lead in dropped_leads():
            char = char_of(way.waiting, lead)
            if char is not None:
                put = self._put(way, char, searched=True)
                found.append(replace(put, cost=put.cost + _DROPPED, half=lead, dropped=way.dropped + 1))
        return sorted(found, key=lambda one: one.cost)[:_LIKELIEST_DROPPED]

    def _endings(self, text: str, at: int, way: Way) -> Iterator[tuple[int, Way]]:
        char = text[at]
        if "@" <= char <= "~" and (last := char_of(way.waiting, ord(char))) is not None:
            yield at + 1, replace(self._put(way, last), end=at + 1)
        if char in LOST:
            yield from self._orphaned(text, at, way)
        elif not self._fits(way, char):
            for one in self._unmarked(at, way):
                for after, next_way in self._steps(text, at, one, dropped=False):
                    yield after, next_way

    def _orphaned(self, text: str, at: int, way: Way) -> Iterator[tuple[int, Way]]:
        """The end at the mark of an orphan, whose character a note's tail may tell."""
        said, after = tail(text, at + 1)
        read = self._likelihood.model.readings.get(said, "")
        told = [char for char in chars_with_lead(way.waiting) if char in read]
        for one in self._searched(way, told or chars_with_lead(way.waiting)):
            ended = replace(one, end=after, orphan=True)
            yield from ((after, way) for way in self._eaten(text, after, ended))
        if way.dropped < _MOST_DROPPED:
            yield from ((after, replace(one, end=after, orphan=True)) for one in self._dropped_last(way))

    def _eaten(self, text: str, at: int, way: Way) -> Iterator[Way]:
        """The end, and where a digit follows also with the digit that the orphan took along (至2017 → ??017).

        A number does not begin with 0; of a year the first digit is known.
        """
        follows = text[at : at + 4]
        if not follows[:1].isdigit():
            yield way
            return
        year = follows[:3].isdigit() and not follows[3:4].isdigit()
        digit = {"0": "2", "9": "1"}.get(follows[0], LACUNA) if year else LACUNA
        cut = follows[0] == "0"
        yield replace(way, cost=way.cost + _EATEN * cut)
        taken = self._put(way, digit, searched=True)
        yield replace(taken, cost=way.cost + _EATEN * (not cut), eaten=True)

    @staticmethod
    def _fits(way: Way, char: str) -> bool:
        """Whether the span seems to go on: the next character would be an ordinary one."""
        code = code_of(char) or full_width_code(char)
        if code is None or char in _STOPS:
            return False
        fixed = char_of(way.waiting, code[0])
        return fixed is not None and weight(fixed) > 0

    def _dropped_last(self, way: Way) -> Iterator[Way]:
        """The last pair dropped: of the character at the end nothing is left but which leads it can have."""
        for half in self._halves(way):
            leads = dropped_trails(half.half)
            followers = self._likelihood.model.followers(*half.context)
            forms = (form for number in followers if number for form in self._likelihood.forms(number)[:1])
            fitting = (form for form in forms if (code_of(form) or (0, 0))[0] in leads)
            yield from self._searched(half, fitting)
            unknown = replace(half, context=(half.context[1], 0), made=half.made + LACUNA)
            yield replace(unknown, cost=half.cost + _NOTHING_KNOWN, half=0, searched=(*half.searched, len(half.made)))

    def _unmarked(self, at: int, way: Way) -> Iterator[Way]:
        """The end without a mark: the orphan is gone without a trace."""
        if way.waiting < 0 or not way.made:
            return
        for one in self._searched(way, chars_with_lead(way.waiting)):
            yield replace(one, end=at, orphan=True, unmarked=True, cost=one.cost + _UNMARKED_END)

    def _searched(self, way: Way, chars: Iterable[str | None]) -> Iterator[Way]:
        ways = [self._put(way, char, searched=True) for char in chars if char is not None]
        if ways:
            least = min(one.cost for one in ways)
            yield from (replace(one, half=0) for one in ways if one.cost <= least + _WITHIN)

    def _put(self, way: Way, char: str, *, searched: bool = False) -> Way:
        one = self._read(way, char)
        marks = (*way.searched, len(way.made)) if searched else way.searched
        return replace(one, made=way.made + char, searched=marks)

    def _read(self, way: Way, char: str) -> Way:
        first, second = way.context
        cost = way.cost + self._likelihood.cost(first, second, char)
        return replace(way, cost=cost, context=(second, self._likelihood.number(char)))

"""Searching the original of a shifted span 还原: every way to put the bytes back, best first.

A beam search over the printed characters. At each of them the span goes on
(the byte that waits becomes a first byte), a pair that the page dropped is put
between (two characters of which half is known), or the span ends: at a second
byte that looks like ASCII, at the mark of an orphan, or unmarked. What follows
the end is read as it stands, so that ways of different length compare.
"""

from __future__ import annotations

from collections.abc import Iterator

from lianxi.kernel.texts.damage.shift.double_bytes import (
    char_of,
    chars_before_dropped,
    chars_behind_dropped,
    chars_with_lead,
    chars_with_trail,
    code_of,
    full_width_code,
    may_end_dropped,
)
from lianxi.kernel.texts.damage.shift.frequent import weight
from lianxi.kernel.texts.damage.shift.likelihood import Likelihood
from lianxi.kernel.texts.damage.shift.notes import note_end, tail
from lianxi.kernel.texts.damage.shift.spans import LOST
from lianxi.kernel.texts.damage.shift.ways import LACUNA, Task, Way, merged

# Prices in nats: how seldom such a thing happens, against characters that fit badly (about 4 each where all is well).
_DROPPED, _UNMARKED_END, _EATEN, _NOTHING_KNOWN = 2.5, 5.0, 6.0, 6.0
# Marks at which a page begins to count bytes anew.
_STOPS = "，。、；：！？,;:!?"
_BEAM, _WITHIN = 24, 11.0
_LIKELIEST_DROPPED, _LIKELIEST_SECOND = 12, 6
_MOST_DROPPED = 3
# A character this dear may be two, of which the page dropped the halves between.
_DOUBTFUL = 5.0
# So many characters behind the end are read as well, to see whether they follow.
_BEHIND = 3


class Search:
    """The search in one document."""

    def __init__(self, likelihood: Likelihood, *, drops: bool) -> None:
        """`drops`: the page may have dropped characters of the private zones; it did not where it shows any."""
        self._likelihood = likelihood
        self.drops = drops
        self._most_dropped = _MOST_DROPPED if drops else 0

    def ways(self, task: Task) -> tuple[int, list[Way]]:
        """The place of the text to which all was read, and the finished ways, cheapest first."""
        open_at: dict[int, list[Way]] = {task.at: list(self._beginnings(task))}
        at = task.at
        while at < task.latest:
            ways = self._best(open_at.pop(at, []))
            if ways and all(way.behind >= _BEHIND for way in ways):
                return at, ways
            for way in ways:
                for after, next_way in self._steps(task.text, at, way):
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
        different = merged(ways)
        kept: list[Way] = []
        for dropped, most in ((False, _BEAM), (True, _BEAM // 2)):
            kept += [way for way in different if bool(way.dropped) is dropped][:most]
        kept.sort(key=lambda way: way.cost)
        return [way for way in kept if way.cost <= kept[0].cost + _WITHIN]

    def _steps(self, text: str, at: int, way: Way) -> Iterator[tuple[int, Way]]:
        char = text[at]
        if way.end >= 0:
            yield note_end(text, at + 1), self._read(way, char)._replace(behind=way.behind + 1)
            return
        code = code_of(char) or full_width_code(char)
        if code is not None:
            after = note_end(text, at + 1)
            for next_way in self._going_on(way, code[0]):
                yield after, next_way._replace(waiting=code[1], half=0)
        if way.waiting >= 0:
            yield from self._endings(text, at, way)
        elif "@" <= char <= "~":
            yield from ((at + 1, one._replace(end=at + 1)) for one in self._first(way, ord(char)))

    def _going_on(self, way: Way, byte: int) -> Iterator[Way]:
        """The next byte taken as the second of the character that waits."""
        if way.half:
            yield from self._searched(way, chars_behind_dropped(way.half, byte))
        elif way.waiting < 0:
            yield from self._first(way, byte)
        else:
            char = char_of(way.waiting, byte)
            direct = self._put(way, char) if char is not None else None
            if direct is not None:
                yield direct
            doubtful = direct is None or direct.cost - way.cost > _DOUBTFUL
            if doubtful and way.dropped < self._most_dropped:
                for half in self._halves(way):
                    yield from self._searched(half, chars_behind_dropped(half.half, byte), _LIKELIEST_SECOND)

    def _first(self, way: Way, byte: int) -> list[Way]:
        return self._searched(way, chars_with_trail(byte))

    def _halves(self, way: Way) -> list[Way]:
        """The waiting byte completed by the first byte of a dropped pair, likeliest first."""
        return [
            one._replace(cost=one.cost + _DROPPED, half=(code_of(one.made[-1]) or (0, 0))[1], dropped=way.dropped + 1)
            for one in self._searched(way, chars_before_dropped(way.waiting), _LIKELIEST_DROPPED)
        ]

    def _endings(self, text: str, at: int, way: Way) -> Iterator[tuple[int, Way]]:
        char = text[at]
        if "@" <= char <= "~" and (last := char_of(way.waiting, ord(char))) is not None:
            yield at + 1, self._put(way, last)._replace(end=at + 1)
        if char in LOST:
            yield from self._orphaned(text, at, way)
        elif not self._fits(way, char):
            for one in self._unmarked(at, way):
                yield from self._steps(text, at, one)

    def _orphaned(self, text: str, at: int, way: Way) -> Iterator[tuple[int, Way]]:
        """The end at the mark of an orphan, whose character a note's tail may tell."""
        said, after = tail(text, at + 1)
        read = self._likelihood.model.readings.get(said, "")
        told = tuple(char for char in chars_with_lead(way.waiting) if char in read)
        for one in self._searched(way, told or chars_with_lead(way.waiting)):
            ended = one._replace(end=after, orphan=True)
            yield from ((after, way) for way in self._eaten(text, after, ended))
        if way.dropped < self._most_dropped:
            yield from ((after, one._replace(end=after, orphan=True)) for one in self._dropped_last(way))

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
        yield way._replace(cost=way.cost + _EATEN * cut)
        taken = self._put(way, digit)._replace(searched=(*way.searched, len(way.made)))
        yield taken._replace(cost=way.cost + _EATEN * (not cut), eaten=True)

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
            followers = self._likelihood.followers(*half.context)
            forms = (form for number in followers if number for form in self._likelihood.forms(number)[:1])
            fitting = (form for form in forms if may_end_dropped(half.half, (code_of(form) or (0, 0))[0]))
            yield from self._searched(half, tuple(fitting), _LIKELIEST_SECOND)
            unknown = half._replace(context=(half.context[1], 0), made=half.made + LACUNA)
            yield unknown._replace(cost=half.cost + _NOTHING_KNOWN, half=0, searched=(*half.searched, len(half.made)))

    def _unmarked(self, at: int, way: Way) -> Iterator[Way]:
        """The end without a mark: the orphan is gone without a trace."""
        if way.waiting < 0 or not way.made:
            return
        for one in self._searched(way, chars_with_lead(way.waiting)):
            yield one._replace(end=at, orphan=True, unmarked=True, cost=one.cost + _UNMARKED_END)

    def _searched(self, way: Way, chars: tuple[str, ...], most: int = _BEAM) -> list[Way]:
        """The way with each of `chars` put in, as far as it may still win."""
        first, second = way.context
        cost = self._likelihood.cost
        priced = sorted((cost(first, second, char), char) for char in self._likelihood.plausible(chars))[:most]
        number, searched = self._likelihood.number, (*way.searched, len(way.made))
        return [
            way._replace(
                cost=way.cost + price, context=(second, number(char)), made=way.made + char, half=0, searched=searched
            )
            for price, char in priced
            if price <= priced[0][0] + _WITHIN
        ]

    def _put(self, way: Way, char: str) -> Way:
        """The way with a certain character put in."""
        return self._read(way, char)._replace(made=way.made + char)

    def _read(self, way: Way, char: str) -> Way:
        first, second = way.context
        cost = way.cost + self._likelihood.cost(first, second, char)
        return way._replace(cost=cost, context=(second, self._likelihood.number(char)))

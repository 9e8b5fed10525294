"""Where a query is found in a text 摘要: a window of the original, the hits marked at their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.normalise import SEARCH, normal_form, normalise
from lianxi.kernel.texts.search.query import Keyword

ROOM = 90
"""Characters of a window."""
_LEAD = 20

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A window of the original text.

    text:     its words, line breaks as blanks.
    hits:     places of hits in `text`, in order, none overlapping another.
    start:    where it begins in the text it was taken from.
    cut_back: whether words were left out behind it.
    """

    text: str
    hits: tuple[Span, ...]
    start: int
    cut_back: bool

    @property
    def cut_front(self) -> bool:
        """Whether words were left out in front of it."""
        return self.start > 0


def find_hits(text: str, keywords: Sequence[Keyword]) -> tuple[Span, ...]:
    """The places of all keywords in the original text; overlapping ones are joined."""
    normal = normal_form(text, SEARCH)
    places = [span for keyword in keywords for part in keyword.parts for span in _places(normal, part)]
    spans = [made.back(*span) for made in [normalise(text, SEARCH)] for span in places] if places else []
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def snippet(text: str, keywords: Sequence[Keyword], room: int = ROOM) -> Snippet:
    """The window in which most different hits stand, of equal ones the first; without a hit the beginning.

    It ends early rather than within a hit; only a hit longer than the whole window is cut.
    """
    hits = find_hits(text, keywords)
    start = _best_start(hits, room)
    end = _uncut(hits, start, min(len(text), start + room))
    shown = tuple((max(at, start) - start, min(to, end) - start) for at, to in hits if at < end and to > start)
    return Snippet(_BREAKS.sub(" ", text[start:end]), shown, start, end < len(text))


_BREAKS = re.compile(r"[\r\n\t\v\f]")


def _places(normal: str, part: str) -> list[Span]:
    return [(found.start(), found.end()) for found in re.finditer(re.escape(part), normal)]


def _best_start(hits: Sequence[Span], room: int) -> int:
    starts = [_start_for(hit, hits, room) for hit in hits]
    if not starts:
        return 0
    return max(starts, key=lambda start: (sum(start <= at and to <= start + room for at, to in hits), -start))


def _start_for(hit: Span, hits: Sequence[Span], room: int) -> int:
    """Some words before a hit: fewer where it would not fit otherwise, none of another hit that would be cut."""
    at, to = hit
    start = min(at, max(0, at - _LEAD, to - room))
    return next((behind for before, behind in hits if before < start < behind), start)


def _uncut(hits: Sequence[Span], start: int, end: int) -> int:
    return next((at for at, to in hits if start < at < end < to), end)

"""What stands above and below the text of each page 页眉页脚: the same words page after page, and page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lianxi.importers.pdf.lines import Line

# GB/T 9704-2012 sets 37 mm above and about 35 mm below the text of an A4 page, 12 %; web pages printed set less.
_ZONE = 0.13
_ROWS = 3
_NUMBER = r"[0-9０-９]{1,4}|[ivxlcIVXLC]{1,7}"
_PAGE_NUMBER = re.compile(
    rf"([-–—－―·•\s]*)(第?)\s*({_NUMBER})\s*(页?)\s*(?:[/／|]?\s*[,，]?\s*共?\s*(?:{_NUMBER})\s*页?)?[-–—－―·•\s]*"
)
# What browsers print above and below a page: the time and its title, its address and the page.
_OF_BROWSER = {
    "header": re.compile(
        r"\d{1,4}[/.年-]\d{1,2}[/.月-]\d{1,4}日?,?\s{0,3}(?:上午|下午)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?(?:\s.{0,200})?"
    ),
    "footer": re.compile(r"(?:https?|file)://\S{1,500}(?:\s{1,9}\d{1,4}/\d{1,4})?"),
}
_DIGITS = re.compile(r"[0-9０-９]{1,9}")
_SPACE = re.compile(r"\s+")

_SAME_HEIGHT = 3.0  # points

Rows = list[list[Line]]
Zone = list[tuple[int, str, float]]
"""Rows at an edge of a page, from the edge inwards: number in the page, words, height."""
Repeated = dict[tuple[str, str], list[float]]
"""Header or footer and its words: the heights it stands at."""


@dataclass(frozen=True, slots=True)
class Margin:
    """A row that is not part of the text. kind: header, footer, page_number."""

    kind: str
    text: str
    page: int


def without_margins(pages: Sequence[Rows], heights: Sequence[float]) -> tuple[list[Rows], list[Margin]]:
    """The rows of each page without its headers, footers and page numbers, and those."""
    edges = [_edges(rows, height) for rows, height in zip(pages, heights, strict=True)]
    repeated = _repeated(edges)
    shift = _shift(edges)
    kept, found = [], []
    for page, (rows, (above, below)) in enumerate(zip(pages, edges, strict=True)):
        gone: set[int] = set()
        for kind, zone in (("header", above), ("footer", below)):
            for at, said, height in zone:
                why = _why(kind, said, page, height, repeated, shift)
                if not why:
                    break
                gone.add(at)
                found.append(Margin(why, said, page + 1))
        kept.append([row for at, row in enumerate(rows) if at not in gone])
    return kept, found


def _why(kind: str, said: str, page: int, height: float, repeated: Repeated, shift: int | None) -> str:
    number = _page_number(said)
    if number is not None and (number[1] or number[0] - page == shift):
        return "page_number"
    heights = repeated.get((kind, _key(said)), [])
    again = sum(abs(other - height) <= _SAME_HEIGHT for other in heights) >= 2
    return kind if again or _OF_BROWSER[kind].fullmatch(said) else ""


def _edges(rows: Rows, height: float) -> tuple[Zone, Zone]:
    """The outermost rows above and below."""
    last = len(rows) - 1
    above = [(at, row) for at, row in enumerate(rows[:_ROWS]) if row[0].bottom < _ZONE * height]
    below = [(at, rows[at]) for at in range(last, max(last - _ROWS, -1), -1) if rows[at][0].top > (1 - _ZONE) * height]
    return _zone(above), _zone(below)


def _zone(rows: list[tuple[int, list[Line]]]) -> Zone:
    return [(at, said_in(row), row[0].middle) for at, row in rows]


def said_in(row: list[Line]) -> str:
    """A row as one text."""
    return "\t".join(piece.text for piece in row)


def _key(said: str) -> str:
    """The words of a header without its numbers, which change from page to page."""
    return _DIGITS.sub("#", _SPACE.sub("", said))


def _repeated(edges: Sequence[tuple[Zone, Zone]]) -> Repeated:
    """Rows that stand on at least two pages and on a third of all: left and right pages may differ."""
    seen: Repeated = defaultdict(list)
    for above, below in edges:
        for kind, zone in (("header", above), ("footer", below)):
            for words, height in {_key(said): height for _, said, height in zone}.items():
                seen[kind, words].append(height)
    return {key: heights for key, heights in seen.items() if len(heights) >= max(2, len(edges) / 3)}


def _shift(edges: Sequence[tuple[Zone, Zone]]) -> int | None:
    """What bare page numbers are ahead of the count of pages, where at least two agree or the only page says 1."""
    counts: dict[int, int] = defaultdict(int)
    for page, (above, below) in enumerate(edges):
        for _, said, _ in above + below:
            number = _page_number(said)
            if number is not None:
                counts[number[0] - page] += 1
    best = max(counts, key=lambda shift: counts[shift], default=None)
    if best is None or (counts[best] < 2 and not (len(edges) == 1 and best == 1)):
        return None
    return best


def _page_number(said: str) -> tuple[int, bool] | None:
    """The number of a page, and whether dashes or 页 say that it is one; Roman ones count as 0."""
    found = _PAGE_NUMBER.fullmatch(said.strip())
    if not found:
        return None
    dashes, before, number, after = found.groups()
    return int(number) if number.isdecimal() else 0, bool(dashes.strip() or before or after)

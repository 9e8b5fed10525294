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
_DIGITS = re.compile(r"[0-9０-９]{1,9}")
_SPACE = re.compile(r"\s+")

Rows = list[list[Line]]


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
            for at, said in zone:
                why = _why(kind, said, page, repeated, shift)
                if not why:
                    break
                gone.add(at)
                found.append(Margin(why, said, page + 1))
        kept.append([row for at, row in enumerate(rows) if at not in gone])
    return kept, found


def _why(kind: str, said: str, page: int, repeated: set[tuple[str, str]], shift: int | None) -> str:
    number = _page_number(said)
    if number is not None and (number[1] or number[0] - page == shift):
        return "page_number"
    return kind if (kind, _key(said)) in repeated else ""


def _edges(rows: Rows, height: float) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The outermost rows above and below, from the edge inwards, with their number in the page."""
    last = len(rows) - 1
    above = [(at, row) for at, row in enumerate(rows[:_ROWS]) if row[0].bottom < _ZONE * height]
    below = [(at, rows[at]) for at in range(last, max(last - _ROWS, -1), -1) if rows[at][0].top > (1 - _ZONE) * height]
    return [(at, said_in(row)) for at, row in above], [(at, said_in(row)) for at, row in below]


def said_in(row: list[Line]) -> str:
    """A row as one text."""
    return "\t".join(piece.text for piece in row)


def _key(said: str) -> str:
    """The words of a header without its numbers, which change from page to page."""
    return _DIGITS.sub("#", _SPACE.sub("", said))


def _repeated(edges: Sequence[tuple[list[tuple[int, str]], list[tuple[int, str]]]]) -> set[tuple[str, str]]:
    """Rows that stand on at least two pages and on a third of all: left and right pages may differ."""
    seen: dict[tuple[str, str], set[int]] = defaultdict(set)
    for page, (above, below) in enumerate(edges):
        for _, said in above:
            seen["header", _key(said)].add(page)
        for _, said in below:
            seen["footer", _key(said)].add(page)
    return {key for key, pages in seen.items() if len(pages) >= max(2, len(edges) / 3)}


def _shift(edges: Sequence[tuple[list[tuple[int, str]], list[tuple[int, str]]]]) -> int | None:
    """What bare page numbers are ahead of the count of pages, where at least two agree or the only page says 1."""
    counts: dict[int, int] = defaultdict(int)
    for page, (above, below) in enumerate(edges):
        for _, said in above + below:
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

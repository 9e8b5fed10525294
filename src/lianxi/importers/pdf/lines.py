"""Lines of a PDF page 行: characters at one height, in pieces where a wide gap stands between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from lianxi.importers.pdf.glyphs import Glyph
from lianxi.kernel.texts.characters import is_cjk

_WIDE = 1.0  # gap between pieces, in characters: justified text stretches to half of it
_SPACE = 0.18  # gap between Latin words; the letters of one word stand closer
_FAR = 2.5  # wider than this a gap parts two things, such as the cells of a table


@dataclass
class Line:
    """Characters in a row from left to right; `size` is the width of a Chinese character."""

    glyphs: list[Glyph]
    size: float

    @cached_property
    def left(self) -> float:
        """Where it begins."""
        return self.glyphs[0].left

    @cached_property
    def right(self) -> float:
        """Where it ends."""
        return self.glyphs[-1].right

    @cached_property
    def top(self) -> float:
        """Its upper edge."""
        return min(glyph.top for glyph in self.glyphs)

    @cached_property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(glyph.bottom for glyph in self.glyphs)

    @cached_property
    def middle(self) -> float:
        """The height of its middle."""
        return median(glyph.middle for glyph in self.glyphs)

    @cached_property
    def text(self) -> str:
        """What it says; a gap as wide as a character is a space, a wider one a tab."""
        parts = [self.glyphs[0].char]
        for before, after in pairwise(self.glyphs):
            parts += [_between(before, after, self.size), after.char]
        return "".join(parts).strip()

    def joined(self, other: Line) -> Line:
        """Both as one row."""
        first, second = sorted((self, other), key=lambda line: line.left)
        return Line(first.glyphs + second.glyphs, max(first.size, second.size))


def rows_of(glyphs: Sequence[Glyph]) -> list[list[Line]]:
    """The rows of a page from top to bottom, each in its pieces from left to right."""
    rows: list[list[Glyph]] = []
    low = high = 0.0
    for glyph in sorted(glyphs, key=lambda one: one.middle):
        shared = min(low, glyph.bottom) - max(high, glyph.top)
        height = glyph.bottom - glyph.top
        if rows and shared > 0.5 * min(height, low - high):
            rows[-1].append(glyph)
            if height > low - high:
                high, low = glyph.top, glyph.bottom
        else:
            rows.append([glyph])
            high, low = glyph.top, glyph.bottom
    pieces = (_pieces(row) for row in rows)
    return [row for row in pieces if row]


def _pieces(row: list[Glyph]) -> list[Line]:
    """A row cut at its wide gaps; a character printed twice to look bold counts once."""
    row.sort(key=lambda glyph: glyph.left)
    size = _size(row)
    pieces: list[list[Glyph]] = []
    for glyph in row:
        last = pieces[-1][-1] if pieces else None
        # Two characters in the very same box are one sign of the font that stands for both, such as —— or ff.
        if last and glyph.char == last.char and 0.01 < glyph.left - last.left < 0.25 * (last.right - last.left):
            continue
        if glyph.char.isspace() and (last is None or glyph.left - last.right > _WIDE * size):
            continue
        if last is None or glyph.left - last.right > _WIDE * size:
            pieces.append([glyph])
        else:
            pieces[-1].append(glyph)
    trimmed = (_trimmed(piece) for piece in pieces)
    return [Line(piece, size) for piece in trimmed if piece]


def _trimmed(piece: list[Glyph]) -> list[Glyph]:
    """Without spaces at its ends, which have a width but show nothing."""
    first = next((at for at, glyph in enumerate(piece) if not glyph.char.isspace()), len(piece))
    last = next((at for at in range(len(piece), first, -1) if not piece[at - 1].char.isspace()), first)
    return piece[first:last]


def _size(row: list[Glyph]) -> float:
    widths = [glyph.right - glyph.left for glyph in row if is_cjk(glyph.char)]
    # A Latin line is about three quarters as high as its font's box.
    return median(widths) if widths else 0.75 * median(glyph.bottom - glyph.top for glyph in row)


def _between(before: Glyph, after: Glyph, size: float) -> str:
    gap = (after.left - before.right) / size if size else 0.0
    if gap > _FAR:
        return "\t"
    if gap > _WIDE:
        return "\u3000"
    latin = before.char < "\u0250" and after.char < "\u0250"
    return " " if latin and gap > _SPACE and not (before.char.isspace() or after.char.isspace()) else ""

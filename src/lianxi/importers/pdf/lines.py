"""Lines of a PDF page 行: characters at one height, in pieces where a wide gap stands between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from lianxi.importers.pdf.glyphs import Glyph
from lianxi.kernel.texts.characters import is_cjk

_SHARED = 0.5  # of the height; less stands in another row
_WIDE = 0.9  # gap between pieces, in characters: justified text stretches to half of it
_SPACE = 0.18  # gap between Latin words; the letters of one word stand closer
_FAR = 2.5  # wider than this a gap parts two things, such as the cells of a table


@dataclass
class Line:
    """Characters in a row from left to right; `size` is the width of a Chinese character.

    A table with drawn borders stands among the lines as one that carries its rows.
    """

    glyphs: list[Glyph]
    size: float
    table: tuple[tuple[str, ...], ...] = ()

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
        if self.table:
            return "\n".join("\t".join(row) for row in self.table)
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
    for top, bottom, run in sorted(_runs(glyphs), key=lambda one: one[0] + one[1]):
        shared = min(low, bottom) - max(high, top)
        if rows and shared > _SHARED * min(bottom - top, low - high):
            rows[-1] += run
            if bottom - top > low - high:
                high, low = top, bottom
        else:
            rows.append(list(run))
            high, low = top, bottom
    pieces = (_pieces(row) for row in rows)
    return [row for row in pieces if row]


def _runs(glyphs: Sequence[Glyph]) -> list[tuple[float, float, list[Glyph]]]:
    """Characters a program wrote one beside the other, with their usual top and bottom.

    Boxes differ: that of a comma reaches lower. Where lines of two columns stand
    half a line apart, a comma by itself would fall between them.
    """
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        if last is not None and _follows(last, glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [(median(one.top for one in run), median(one.bottom for one in run), run) for run in runs]


def _follows(before: Glyph, after: Glyph) -> bool:
    height = before.bottom - before.top
    alike = abs(after.top - before.top) < 0.15 * height and abs(after.bottom - before.bottom) < 0.25 * height
    return alike and -0.5 * height < after.left - before.right < height


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


def join(before: str, after: str) -> str:
    """What stands between two lines that belong together: a space between Latin words, nothing in Chinese."""
    latin = before[-1:].isascii() and after[:1].isascii() and before[-1:].isprintable()
    return " " if latin and before[-1:] not in "-/(" and (after[:1].isalnum() or after[:1] in "(\"'") else ""

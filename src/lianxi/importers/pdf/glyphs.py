"""The characters of a PDF page and where they stand; measures in points, from the top left of the page as shown."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from lianxi.importers.pdf.rules import Rule, rules_of

UNREADABLE = "�"
_LEANS = 0.2  # radians, about eleven degrees
_FEWEST_DOWN = 20  # characters below one another that make a page one of vertical text


@dataclass(slots=True)
class Glyph:
    """One character. The box is that of the font: as wide as the character moves on, as high as the line needs."""

    char: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read: its characters, whether it shows pictures, and the lines drawn across and down it.

    askew: what is printed aslant over the page, such as 内部资料.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    pictures: bool
    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()
    askew: str = ""


def read_page(page: pypdfium2.PdfPage, number: int) -> Page:
    """The characters that stand within the page."""
    width, height = page.get_size()
    turn = _Turn(page)
    text = page.get_textpage()
    try:
        glyphs, askew = _glyphs(text, turn)
    finally:
        text.close()
    inside = tuple(g for g in glyphs if -1 < g.middle < height + 1 and g.right > -1 and g.left < width + 1)
    pictures, across, down = _drawn(page, turn)
    laid = _laid_on_side(inside, width)
    if laid:
        return Page(number, height, width, laid, pictures, askew=askew)
    return Page(number, width, height, inside, pictures, across, down, askew)


def _laid_on_side(glyphs: Sequence[Glyph], width: float) -> tuple[Glyph, ...]:
    """The characters of a page of vertical text 竖排 as if it were horizontal; nothing where the page is not vertical.

    Laid on its side, a column is a line, and the columns follow from top to
    bottom. What is printed across, such as a page number, comes after them.
    """
    pairs = list(pairwise(glyphs))
    below = sum(_is_below(before, after) for before, after in pairs)
    beside = [_is_beside(before, after) for before, after in pairs]
    if below < _FEWEST_DOWN or below <= sum(beside):
        return ()
    crossing = [here or there for here, there in zip([False, *beside], [*beside, False], strict=True)]
    return tuple(
        Glyph(g.char, g.left, g.right, g.top + width, g.bottom + width)
        if across
        else Glyph(g.char, g.top, g.bottom, width - g.right, width - g.left)
        for g, across in zip(glyphs, crossing, strict=True)
    )


def _is_below(before: Glyph, after: Glyph) -> bool:
    wide, high = before.right - before.left, before.bottom - before.top
    return abs(after.left - before.left) < 0.5 * wide and 0.4 * high < after.middle - before.middle < 2 * high


def _is_beside(before: Glyph, after: Glyph) -> bool:
    wide, high = before.right - before.left, before.bottom - before.top
    return abs(after.middle - before.middle) < 0.3 * high and 0.3 * wide < after.left - before.left < 3 * wide


def _glyphs(text: pypdfium2.PdfTextPage, turn: _Turn) -> tuple[list[Glyph], str]:
    """The characters, and those that stand aslant."""
    found: list[Glyph] = []
    askew: list[str] = []
    box = pdfium.FS_RECTF()
    place = ctypes.byref(box)
    high = 0
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if pdfium.FPDFText_IsGenerated(text, index) == 1 or not pdfium.FPDFText_GetLooseCharBox(text, index, place):
            continue
        # Without a table of its characters a font only has numbers of shapes, which mean nothing outside of it.
        said = UNREADABLE if pdfium.FPDFText_HasUnicodeMapError(text, index) == 1 else _shown(code)
        if _is_askew(pdfium.FPDFText_GetCharAngle(text, index)):
            askew.append(said)
            continue
        glyph = turn.glyph(said, box.left, box.right, box.top, box.bottom)
        if glyph.right > glyph.left and glyph.bottom > glyph.top and glyph.char:
            found.append(glyph)
    return found, "".join(askew)


def _is_askew(angle: float) -> bool:
    """Whether an angle in radians is far from a quarter turn; scanned pages with a layer of text lean a little."""
    aside = angle % (math.pi / 2)
    return min(aside, math.pi / 2 - aside) > _LEANS


def _shown(code: int) -> str:
    """A character; � for one the font says nothing about, nothing for a control sign."""
    if code in (0, 0xFFFE, 0xFFFF) or 0xE000 <= code < 0xF900 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return UNREADABLE
    return "" if code < 32 or code in (0x7F, 0xAD, 0x200B, 0xFEFF) else chr(code)


class _Turn:
    """From the page's own measures to those of the page as shown: turned, and counted from the top."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._turn = page.get_rotation()
        left, bottom, right, top = page.get_cropbox(fallback_ok=True)
        self._left, self._bottom, self._right, self._top = left, bottom, right, top

    def glyph(self, char: str, left: float, right: float, top: float, bottom: float) -> Glyph:
        """The character in the page as shown."""
        return Glyph(char, *self.box(left, right, top, bottom))

    def box(self, left: float, right: float, top: float, bottom: float) -> tuple[float, float, float, float]:
        """Left, right, top and bottom as shown."""
        if self._turn == 90:
            return bottom - self._bottom, top - self._bottom, left - self._left, right - self._left
        if self._turn == 180:
            return self._right - right, self._right - left, bottom - self._bottom, top - self._bottom
        if self._turn == 270:
            return self._top - top, self._top - bottom, self._right - right, self._right - left
        return left - self._left, right - self._left, self._top - top, self._top - bottom


_MOST_DRAWN = 20_000  # a map may have more lines; nothing is to be learned from them


def _drawn(page: pypdfium2.PdfPage, turn: _Turn) -> tuple[bool, tuple[Rule, ...], tuple[Rule, ...]]:
    """Whether pictures are shown, and the lines drawn across and down."""
    pictures = False
    across: list[Rule] = []
    down: list[Rule] = []
    for count, drawn in enumerate(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH))):
        if count > _MOST_DRAWN:
            break
        if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures = True
            continue
        horizontal, vertical = rules_of(drawn, turn.box)
        across += horizontal
        down += vertical
    return pictures, tuple(across), tuple(down)

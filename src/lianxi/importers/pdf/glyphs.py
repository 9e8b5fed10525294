"""The characters of a PDF page and where they stand; measures in points, from the top left of the page as shown."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

UNREADABLE = "�"


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
    """A page as read: its characters, whether it shows pictures, and its long horizontal lines as (left, right)."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    pictures: bool
    rules: tuple[tuple[float, float], ...]


def read_page(page: pypdfium2.PdfPage, number: int) -> Page:
    """The characters that stand within the page."""
    width, height = page.get_size()
    turn = _Turn(page)
    text = page.get_textpage()
    try:
        glyphs = _glyphs(text, turn)
    finally:
        text.close()
    inside = tuple(g for g in glyphs if -1 < g.middle < height + 1 and g.right > -1 and g.left < width + 1)
    pictures, rules = _drawn(page, turn)
    return Page(number, width, height, inside, pictures, rules)


def _glyphs(text: pypdfium2.PdfTextPage, turn: _Turn) -> list[Glyph]:
    found: list[Glyph] = []
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
        glyph = turn.glyph(_shown(code), box.left, box.right, box.top, box.bottom)
        if glyph.right > glyph.left and glyph.bottom > glyph.top and glyph.char:
            found.append(glyph)
    return found


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


def _drawn(page: pypdfium2.PdfPage, turn: _Turn) -> tuple[bool, tuple[tuple[float, float], ...]]:
    """Whether pictures are shown, and the horizontal lines at least an inch long."""
    pictures, rules = False, []
    for count, drawn in enumerate(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH))):
        if count > _MOST_DRAWN:
            break
        if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures = True
            continue
        left, bottom, right, top = drawn.get_bounds()
        begin, end, high, low = turn.box(left, right, top, bottom)
        if end - begin >= 72 and low - high < 3:
            rules.append((begin, end))
    return pictures, tuple(rules)

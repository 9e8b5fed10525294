"""Fields of a Word file 域: their codes are no text, their results are; some say their text only in the code."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lianxi.importers.docx.numerals import write_in

# Word keeps no result for these: it counts or draws them anew each time.
_DRAWN = ("EQ", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM")
_ENCLOSED = re.compile(r"\\o\s*\\ac\s*\(\s*([○□△◇])\s*,\s*([^()]{1,20}?)\s*\)", re.IGNORECASE)
_GUIDE = re.compile(r"\\o\s*\\a[dclr]\s*\(\s*\\s\s*\\up\s*\d+\s*\([^()]*\)\s*,\s*([^()]{1,50}?)\s*\)", re.IGNORECASE)
_FRACTION = re.compile(r"\\f\s*\(\s*([^(),;]{1,50}?)\s*[,;]\s*([^(),;]{1,50}?)\s*\)", re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    code: list[str] = field(default_factory=list)
    in_code: bool = True
    shown: bool = False


class Fields:
    """The fields of a paragraph that are open, outermost first."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self.lost: list[str] = []

    def hide_text(self) -> bool:
        """Whether text stands in a code, such as the result of a field a condition asks for."""
        return any(one.in_code for one in self._open)

    def code(self, text: str) -> None:
        """A piece of a code."""
        if self._open and self._open[-1].in_code:
            self._open[-1].code.append(text)

    def text(self) -> None:
        """Something was shown: the fields around it have a result."""
        for one in self._open:
            one.shown = True

    def mark(self, kind: str) -> str:
        """begin, separate or end; the text an ending field says in its code alone."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].in_code = False
        elif kind == "end" and self._open:
            ended = self._open.pop()
            return "" if ended.shown or self.hide_text() else self._said("".join(ended.code).strip())
        return ""

    def _said(self, code: str) -> str:
        name = code.split(maxsplit=1)[0].upper() if code else ""
        if name not in _DRAWN:
            return ""
        said = _said_by_formula(code) if name == "EQ" else ""
        if not said:
            self.lost.append(name)
        return said


def _said_by_formula(code: str) -> str:
    """带圈字符, 拼音指南 and simple fractions; "" for any other formula."""
    if found := _ENCLOSED.search(code):
        shape, inside = found.groups()
        return write_in("decimalEnclosedCircle", int(inside)) if shape == "○" and inside.isdecimal() else inside
    if found := _GUIDE.search(code):
        return found[1]
    found = _FRACTION.search(code)
    return f"{found[1]}/{found[2]}" if found else ""

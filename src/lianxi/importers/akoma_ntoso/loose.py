"""The text of a file of others 他方文件: numbers, headings and paragraphs on lines, as a text would print them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from lianxi.importers.akoma_ntoso.facts import Element, local

_LINES = frozenset(
    ("p", "block", "li", "heading", "subheading", "crossHeading", "listIntroduction", "listWrapUp", "listConclusion",
     "formula", "interstitial", "tocItem", "caption")
)  # fmt: skip
"""Elements that stand on a line of their own; inline ones do not, whatever they hold."""
_APART = frozenset({"eol", "br"})
_LEFT_OUT = {"img": "图片", "foreign": "公式或其他格式的内容", "del": "标为删除的文字"}
_WHOLE_UNIT = re.compile("[编編章节節条條款]$")
_SET_OFF = re.compile(r"[、．）)】：:]$")
_WORD = re.compile(r"\w")
_CJK = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_BROKEN = re.compile(rf"(?<=[{_CJK}])[ \t\r\n]+(?=[{_CJK}])")
_BLANK = re.compile(r"[ \t\r\n]+")
_WHITE = " \t\r\n"
_MARK = "\x00"
"""Stands for a note in a line being read; no XML file holds that character."""


@dataclass(frozen=True, slots=True)
class LooseNote:
    """A note of the file and where its mark stands in the text."""

    marker: str
    text: str
    at: int


class LooseReader:
    """Goes through a document and writes lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.notes: list[LooseNote] = []
        self.left_out: Counter[str] = Counter()
        self._line: list[str] = []
        self._marked: list[tuple[str, str]] = []
        """Marker and words of the notes of this line, in the order of their marks."""
        self._quote = ""
        """Marks that open a quotation, for the next line."""
        self._glue: str | None = None
        """What sets a number off from the words that follow it; None where no number waits for words."""
        self._length = 0

    def document(self, document: Element) -> str:
        """The text of a document."""
        self._inside(document)
        self._end_line()
        return "".join(f"{line}\n" for line in self.lines)

    def warnings(self) -> list[str]:
        """What of the file is not in the text."""
        return [f"{kind}没有读入（{count} 处）。" for kind, count in sorted(self.left_out.items())]

    def _inside(self, element: Element) -> None:
        self._say(element.text)
        for child in element:
            self._child(child)
            self._say(child.tail)

    def _child(self, element: Element) -> None:
        name = local(element)
        if name in ("", "meta"):
            return
        if name in _LEFT_OUT:
            self.left_out[_LEFT_OUT[name]] += 1
        elif name == "authorialNote":
            self._note(element)
        elif name == "table":
            self._table(element)
        elif name == "num":
            self._number(element)
        elif name in _LINES:
            self._on_line(element)
            self._end_line()
        elif name in _APART:
            self._end_line()
        else:
            self._structure(element)

    def _structure(self, element: Element) -> None:
        """Anything else: quotation marks of a quoted structure are attributes there."""
        self._quote += element.get("startQuote", "")
        self._inside(element)
        if element.get("endQuote"):
            self._close_quote(element.get("endQuote", ""))

    def _number(self, element: Element) -> None:
        """A number begins a line; what follows stands on it."""
        self._begin_line()
        self._inside(element)
        said = "".join(self._line).strip()
        self._glue = "　" if _WHOLE_UNIT.search(said) else "" if _SET_OFF.search(said) and not said.isascii() else " "

    def _on_line(self, element: Element) -> None:
        if self._glue is None:
            self._begin_line()
        else:
            self._line = ["".join(self._line).rstrip(_WHITE), self._glue]
            self._glue = None
        self._inside(element)

    def _begin_line(self) -> None:
        self._end_line()
        self._line, self._quote = [self._quote] if self._quote else [], ""

    def _table(self, element: Element) -> None:
        """A row on a line, cells apart by tabs."""
        self._end_line()
        for row in element.iter("{*}tr"):
            cells = ["".join(cell.itertext("{*}*")) for cell in row if local(cell) in ("td", "th")]
            self._put("\t".join(_clean(cell).strip() for cell in cells))

    def _note(self, element: Element) -> None:
        self._marked.append((element.get("marker", ""), _clean("".join(element.itertext("{*}*"))).strip()))
        self._line.append(_MARK)

    def _say(self, said: str | None) -> None:
        if said and (self._line or said.strip(_WHITE)):
            self._line.append(said)

    def _close_quote(self, mark: str) -> None:
        """The mark that closes a quotation stands at the end of its last line."""
        if self._line or not self.lines:
            self._line.append(mark)
        else:
            self._add(mark)

    def _end_line(self) -> None:
        """Marks alone, left over below a quotation, belong to the line before."""
        said, places = _without_marks(_clean("".join(self._line)).strip(" "))
        self._line, self._glue = [], None
        joins = bool(said and self.lines and not _WORD.search(said))
        begins = self._length - joins
        for (marker, words), place in zip(self._marked, places, strict=True):
            self.notes.append(LooseNote(marker, words, begins + place))
        self._marked = []
        if joins:
            self._add(said)
        elif said:
            self._put(said)

    def _add(self, said: str) -> None:
        self.lines[-1] += said
        self._length += len(said)

    def _put(self, line: str) -> None:
        self.lines.append(line)
        self._length += len(line) + 1


def _without_marks(line: str) -> tuple[str, list[int]]:
    """A line without the marks of notes, and where they stood in it; blanks on both sides of one are one blank."""
    said, places = "", []
    for index, part in enumerate(line.split(_MARK)):
        if index:
            places.append(len(said))
        said += part.lstrip(" ") if said.endswith(" ") else part
    return said, places


def _clean(said: str) -> str:
    """Line breaks of the file are none of the text; between Chinese characters they are not even a blank."""
    return _BLANK.sub(" ", _BROKEN.sub("", said))

"""What an importer hands over 读入的文件: the text, where each piece stands in the source, tables, notes, changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lianxi.importers.limits import MOST_CHARACTERS
from lianxi.kernel.errors import Refused

_BREAKS = re.compile(r"[\t\r\n]+")  # what would end a cell or a row in the text


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the source a piece stands; every number counts from 1, None says nothing.

    `paragraph` counts the paragraphs of a Word file or of a web page, and the
    lines of a text; `line` the printed lines of a PDF page; `part` names a
    sheet, a text box or another part beside the main text.
    """

    page: int | None = None
    line: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A range of the text and its place. kind: paragraph, heading, cell, list, box."""

    start: int
    end: int
    kind: str
    place: Place
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of equal length; a cell that spans several is written once and leaves the others empty."""

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, endnote or comment 脚注、尾注、批注; `at` is where its mark stands in the text."""

    kind: str
    number: str
    text: str
    at: int
    author: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change 修订, accepted in the text. kind: inserted, deleted, moved_here, moved_away.

    `at` is where the inserted text begins, or where the deleted text stood.
    """

    kind: str
    text: str
    at: int
    author: str = ""
    moment: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something seen in the file that is not in the text.

    kind: header, footer, page_number, watermark, navigation, hidden.
    """

    kind: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A file as read. `kind`: text, docx, doc, pdf, html, xlsx, akn. `encoding` is "" where the format fixes it."""

    text: str
    kind: str
    encoding: str = ""
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[Note, ...] = ()
    changes: tuple[Change, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()

    def block_at(self, offset: int) -> Block | None:
        """The block a character of the text belongs to; None between blocks."""
        found = [block for block in self.blocks if block.start <= offset < block.end]
        return min(found, key=lambda block: block.end - block.start, default=None)


class Draft:
    """A document being read: lines are added, offsets are kept."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.notes: list[Note] = []
        self.changes: list[Change] = []
        self.left_out: list[LeftOut] = []
        self.warnings: list[str] = []
        self._parts: list[str] = []
        self.length = 0

    def put(self, text: str) -> int:
        """Add characters; the offset they begin at."""
        start = self.length
        self.length += len(text)
        if self.length > MOST_CHARACTERS:
            said = f"文件里的文字超过 {MOST_CHARACTERS // 10_000} 万字，不像一份文件。"
            raise Refused("text_too_long", said, remedy="请把它分成几个文件。")
        self._parts.append(text)
        return start

    def block(self, text: str, kind: str, place: Place, level: int | None = None) -> int:
        """Add a line of its own; the offset it begins at."""
        start = self.put(f"{text}\n")
        if text:
            self.blocks.append(Block(start, self.length - 1, kind, place, level))
        return start

    def table(self, rows: list[list[str]], place: Place, numbers: Sequence[int] = ()) -> None:
        """Add a table: a line for each row, cells apart by tabs, a block for each cell that holds something.

        numbers: of the rows as the source counts them; from 1 on where it does not.
        """
        width = max((len(row) for row in rows), default=0)
        start = self.length
        for number, row in zip(numbers or range(1, len(rows) + 1), rows, strict=True):
            for column, cell in enumerate(row, start=1):
                shown = _BREAKS.sub(" ", cell.strip())
                begun = self.put(shown)
                if shown:
                    where = Place(place.page, place.line, place.paragraph, place.table, number, column, place.part)
                    self.blocks.append(Block(begun, self.length, "cell", where))
                self.put("\t" if column < len(row) else "\n")
        full = tuple(tuple(row) + ("",) * (width - len(row)) for row in rows)
        self.tables.append(Table(start, self.length, full, place))

    def warn(self, sentence: str) -> None:
        """Say something about the file once."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def finished(self, kind: str, encoding: str = "") -> ReadDocument:
        """The document; the line break at its very end is dropped."""
        text = "".join(self._parts).removesuffix("\n")
        return ReadDocument(
            text=text,
            kind=kind,
            encoding=encoding,
            blocks=tuple(self.blocks),
            tables=tuple(self.tables),
            notes=tuple(self.notes),
            changes=tuple(self.changes),
            left_out=tuple(self.left_out),
            warnings=tuple(self.warnings),
        )


_LISTS: dict[str, Any] = {
    "blocks": Block, "tables": Table, "notes": Note, "changes": Change, "left_out": LeftOut,
}  # fmt: skip


def plain(document: ReadDocument) -> dict[str, Any]:
    """The document as what JSON knows: dict, list, str, int, None."""
    whole = {name: [_plain(item) for item in getattr(document, name)] for name in _LISTS}
    return {
        "text": document.text,
        "kind": document.kind,
        "encoding": document.encoding,
        **whole,
        "warnings": list(document.warnings),
    }


def from_plain(said: dict[str, Any]) -> ReadDocument:
    """The document `plain` wrote."""
    lists = {name: tuple(_made(made, item) for item in said[name]) for name, made in _LISTS.items()}
    return ReadDocument(said["text"], said["kind"], said["encoding"], warnings=tuple(said["warnings"]), **lists)


def _plain(item: Any) -> dict[str, Any]:
    said = {name: getattr(item, name) for name in item.__slots__}
    if "place" in said:
        place = said["place"]
        said["place"] = {name: held for name in Place.__slots__ if (held := getattr(place, name))}
    if "rows" in said:
        said["rows"] = [list(row) for row in said["rows"]]
    return said


def _made(made: Any, said: dict[str, Any]) -> Any:
    if "place" in said:
        said = {**said, "place": Place(**said["place"])}
    if "rows" in said:
        said = {**said, "rows": tuple(tuple(row) for row in said["rows"])}
    return made(**said)

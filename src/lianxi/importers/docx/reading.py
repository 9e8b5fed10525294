"""A Word file read 读入 Word 文件: paragraphs in their order with the numbers Word makes, tables, notes, changes."""

from __future__ import annotations

from dataclasses import replace

from lianxi.importers.document import Block, Change, Draft, LeftOut, Place, ReadDocument
from lianxi.importers.docx.beside import margins_of, notes_of, warnings_of
from lianxi.importers.docx.inline import Inline, Mark, change_of, read_inline
from lianxi.importers.docx.markup import Element, child, is_on, local, number, value
from lianxi.importers.docx.numbering import Numbering
from lianxi.importers.docx.package import WordPackage
from lianxi.importers.docx.styles import Styles
from lianxi.importers.docx.tables import Cell, row_change, rows_of, unwrapped
from lianxi.kernel.errors import Refused

_DEEPEST_BOX = 5  # text boxes in text boxes


def read_docx(content: bytes, name: str) -> ReadDocument:
    """The document with all changes accepted; `Refused` where it holds no text."""
    package = WordPackage(content, name)
    reader = _Reader(package)
    reader.read(child(package.main(), "body"))
    document = reader.finished()
    if not document.text.strip():
        raise Refused(
            "file_without_text",
            f"文件“{name}”里没有文字，可能只有图片。",
            remedy="请提供含有文字的文件；扫描件请先用文字识别软件识别。",
        )
    return document


class _Reader:
    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._styles = Styles(package.part("styles"))
        self._numbering = Numbering(package.part("numbering"), self._styles)
        self._draft = Draft()
        self._paragraphs = self._tables = 0
        self._waiting: Inline | None = None
        self._marks: list[Mark] = []
        self._lost: list[str] = []

    def read(self, body: Element | None) -> None:
        """Everything in the body, in its order."""
        self._content(body, Place(), 0)
        self._release(Place())

    def finished(self) -> ReadDocument:
        """The document with notes and what stands beside the text."""
        self._draft.notes += notes_of(self._package, self._styles, self._marks)
        self._draft.left_out += margins_of(self._package, self._styles)
        for sentence in warnings_of(self._package, len(self._draft.changes), self._lost):
            self._draft.warn(sentence)
        return self._draft.finished("docx")

    def _content(self, parent: Element | None, place: Place, depth: int) -> None:
        for element in () if parent is None else unwrapped(parent):
            name = local(element)
            if name == "p":
                self._paragraph(element, place, depth)
            elif name == "tbl":
                self._release(place)
                self._table(element, place, depth)
            elif name == "altChunk":
                self._draft.warn("文件里嵌入了另一个文件，它的内容没有读入。")

    def _paragraph(self, element: Element, place: Place, depth: int) -> None:
        said = self._inline(element)
        looks = child(element, "pPr")
        place = replace(place, paragraph=self._paragraphs)
        if _runs_on(looks):
            # The mark at its end was deleted: accepted, the text runs on in the next paragraph and takes its looks.
            self._waiting = said
            return
        self._waiting = None
        label = "" if _is_hidden(looks, said) else self._numbering.of_paragraph(looks)
        level = self._outline(looks)
        kind = "box" if place.part else "heading" if level else "list" if label else "paragraph"
        self._add(label, said, kind, place, level)
        self._boxes(said, place, depth)

    def _inline(self, element: Element) -> Inline:
        """The paragraph, after one that runs on into it."""
        self._paragraphs += 1
        said = read_inline(element, self._styles)
        self._lost += said.lost
        if self._styles.hidden(value(child(element, "pPr", "pStyle"))):
            said = Inline(hidden=said.text or said.hidden)
        if said.hidden:
            self._draft.left_out.append(LeftOut("hidden", said.hidden, Place(paragraph=self._paragraphs)))
        return self._waiting.followed_by(said) if self._waiting else said

    def _outline(self, looks: Element | None) -> int | None:
        own = number(value(child(looks, "outlineLvl")))
        if own is not None:
            return own + 1 if 0 <= own < 9 else None
        return self._styles.outline(value(child(looks, "pStyle")))

    def _add(self, label: str, said: Inline, kind: str, place: Place, level: int | None = None) -> None:
        start = self._draft.block(label + said.text, kind, place, level) + len(label)
        self._record(said, start)

    def _record(self, said: Inline, start: int, longest: int | None = None) -> None:
        """Changes and marks at their place in the text; `longest` keeps them within a cell."""
        for change in said.changes:
            at = change.at if longest is None else min(change.at, longest)
            self._draft.changes.append(replace(change, at=start + at))
        self._marks += [replace(mark, at=start + mark.at) for mark in said.marks]

    def _release(self, place: Place) -> None:
        """A paragraph that was to run on, where none follows."""
        if self._waiting and self._waiting.text:
            self._add("", self._waiting, "paragraph", replace(place, paragraph=self._paragraphs))
        elif self._waiting:
            self._record(self._waiting, self._draft.length)
        self._waiting = None

    def _boxes(self, said: Inline, place: Place, depth: int) -> None:
        if depth < _DEEPEST_BOX:
            for box in said.boxes:
                self._content(box, replace(place, part="文本框"), depth + 1)

    def _table(self, element: Element, place: Place, depth: int) -> None:
        self._tables += 1
        place = replace(place, table=self._tables)
        kept: list[list[Cell | None]] = []
        changes: list[tuple[int, Change]] = []
        for row, cells in rows_of(element):
            change = _row_change(row, cells)
            if change:
                changes.append((len(kept) + 1, change))
            if not change or change.kind == "inserted":
                kept.append(cells)
        first, before = self._draft.length, len(self._draft.blocks)
        self._rows(kept, place, depth)
        starts = {block.place.row: block.start for block in reversed(self._draft.blocks[before:])}
        self._draft.changes += [replace(change, at=starts.get(row, first)) for row, change in changes]

    def _rows(self, kept: list[list[Cell | None]], place: Place, depth: int) -> None:
        if all(len(cells) <= 1 for cells in kept):
            # One column only frames its text.
            for cells in kept:
                for cell in cells:
                    self._content(cell.element if cell else None, place, depth)
            return
        for cells in kept:
            for cell in cells:
                if cell:
                    cell.paragraphs = [] if cell.continued else self._cell(cell.element, depth)
        first, before = self._draft.length, len(self._draft.blocks)
        self._draft.table([["\n".join(_texts(cell)) for cell in cells] for cells in kept], place)
        self._cell_changes(kept, first, self._draft.blocks[before:])

    def _cell(self, element: Element, depth: int) -> list[Inline]:
        """The paragraphs of a cell with their numbers; a table or a text box inside gives its own."""
        found: list[Inline] = []
        for inside in unwrapped(element):
            if local(inside) == "p":
                said = self._inline(inside)
                looks = child(inside, "pPr")
                self._waiting = said if _runs_on(looks) else None
                if self._waiting is None:
                    label = "" if _is_hidden(looks, said) else self._numbering.of_paragraph(looks)
                    found.append(Inline(label).followed_by(said))
                    for box in said.boxes if depth < _DEEPEST_BOX else []:
                        found += self._cell(box, depth + 1)
            elif local(inside) == "tbl":
                for _, cells in rows_of(inside):
                    for cell in cells:
                        found += self._cell(cell.element, depth) if cell else []
        if self._waiting:
            found.append(self._waiting)
            self._waiting = None
        return found

    def _cell_changes(self, rows: list[list[Cell | None]], first: int, written: list[Block]) -> None:
        """What was changed or noted in cells stands at the end of its cell at the latest."""
        blocks = {(block.place.row, block.place.column): block for block in written}
        for row, cells in enumerate(rows, start=1):
            for column, cell in enumerate(cells, start=1):
                block = blocks.get((row, column))
                start, length = (block.start, block.end - block.start) if block else (first, 0)
                for said in cell.paragraphs if cell else []:
                    self._record(said, start, length)


def _row_change(row: Element, cells: list[Cell | None]) -> Change | None:
    """That a row was inserted or deleted as a whole."""
    for name, kind in (("del", "deleted"), ("ins", "inserted")):
        mark = row_change(row, name)
        if mark is not None:
            return replace(change_of(mark, kind), text="\t".join("".join(_all_text(cell)) for cell in cells))
    return None


def _is_hidden(looks: Element | None, said: Inline) -> bool:
    """Whether nothing of a paragraph is printed, neither its text nor its end: then it is not counted either."""
    return bool(said.hidden) and not said.text and is_on(child(looks, "rPr", "vanish"))


def _runs_on(looks: Element | None) -> bool:
    """Whether the mark that ends a paragraph was deleted or moved away."""
    return is_on(child(looks, "rPr", "del")) or is_on(child(looks, "rPr", "moveFrom"))


def _texts(cell: Cell | None) -> list[str]:
    return [said.text for said in cell.paragraphs] if cell else []


def _all_text(cell: Cell | None) -> list[str]:
    """Everything written in a cell, deleted or not."""
    if cell is None:
        return []
    return [inside.text or "" for inside in cell.element.iter() if local(inside) in {"t", "delText"}]

"""Tables of a Word file 表格: rows of cells, spans filled up, deleted rows taken out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lianxi.importers.docx.inline import Inline
from lianxi.importers.docx.markup import Element, child, is_on, local, number, value

WIDEST = 63  # columns Word allows
_WRAPPERS = frozenset(
    {
        "sdt", "sdtContent", "customXml", "ins", "del", "moveTo", "moveFrom", "smartTag", "AlternateContent", "Choice",
    }
)  # fmt: skip


@dataclass(slots=True)
class Cell:
    """A cell: its paragraphs, and whether it only continues the one above."""

    element: Element
    span: int
    continued: bool
    paragraphs: list[Inline] = field(default_factory=list)


def unwrapped(element: Element) -> Iterator[Element]:
    """The direct content of an element; content controls and the like are looked through."""
    waiting = list(reversed(element))
    while waiting:
        inside = waiting.pop()
        if local(inside) in _WRAPPERS:
            waiting.extend(reversed(inside))
        else:
            yield inside


def rows_of(table: Element) -> Iterator[tuple[Element, list[Cell | None]]]:
    """Each row with its cells; None stands for a place a neighbour spans."""
    for row in unwrapped(table):
        if local(row) != "tr":
            continue
        looks = child(row, "trPr")
        before = min(number(value(child(looks, "gridBefore"))) or 0, WIDEST)
        cells: list[Cell | None] = [None] * max(before, 0)
        for element in unwrapped(row):
            if local(element) == "tc" and len(cells) < WIDEST:
                cell = _cell(element)
                cells += [cell, *[None] * (cell.span - 1)]
        yield row, cells


def row_change(row: Element, name: str) -> Element | None:
    """The mark that a whole row was inserted or deleted."""
    return child(row, "trPr", name)


def _cell(element: Element) -> Cell:
    looks = child(element, "tcPr")
    merged = child(looks, "vMerge")
    span = number(value(child(looks, "gridSpan"))) or 1
    continued = is_on(merged) and value(merged) in {"", "continue"}
    return Cell(element, min(max(span, 1), WIDEST), continued)

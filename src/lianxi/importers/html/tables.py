"""Tables of a page 表格: those that hold cells, apart from those that only lay out the page."""

from __future__ import annotations

from lianxi.importers.html.markup import BLOCKS, UNSEEN, Element, collapsed

_WIDEST = 60
_TALLEST = 5_000
_LONG_CELL = 400  # characters: a cell of a table says a thing, a cell that lays out a page holds an article


def rows_of(table: Element) -> list[list[str]] | None:
    """The rows of a table with spans filled up; None where it only lays out the page."""
    found = [row for row in table.iter("tr") if _table_of(row) is table][:_TALLEST]
    cells = [[cell for cell in row if cell.tag in {"td", "th"}] for row in found]
    if table.find(".//table") is not None or max((len(row) for row in cells), default=0) < 2:
        return None
    said = [[_said(cell) for cell in row] for row in cells]
    if len(said) < 2:
        return None
    if not _is_drawn(table) and any(len(text) > _LONG_CELL for row in said for text in row):
        return None
    return _filled(cells, said)


def _is_drawn(table: Element) -> bool:
    """Whether a table shows borders or has headings: pages are not laid out with such."""
    return str(table.get("border", "0")).strip() not in {"", "0"} or table.find(".//th") is not None


def _filled(cells: list[list[Element]], said: list[list[str]]) -> list[list[str]]:
    """Each cell at its column; the places it spans stay empty."""
    held: dict[int, int] = {}
    rows = []
    for elements, texts in zip(cells, said, strict=True):
        row: list[str] = []
        taken = held
        held = {column: left - 1 for column, left in taken.items() if left > 1}
        for element, text in zip(elements, texts, strict=True):
            while len(row) in taken:
                row.append("")
            across, down = _span(element, "colspan"), _span(element, "rowspan")
            if down > 1:
                held.update(dict.fromkeys(range(len(row), len(row) + across), down - 1))
            row += [text, *[""] * (across - 1)]
        while len(row) in taken:
            row.append("")
        rows.append(row[:_WIDEST])
    return rows


def _span(element: Element, name: str) -> int:
    said = str(element.get(name, "1")).strip()
    return min(max(int(said), 1), _WIDEST) if said.isdecimal() and len(said) < 6 else 1


def _table_of(row: Element) -> Element | None:
    return next(row.iterancestors("table"), None)


def _said(cell: Element) -> str:
    """The text of a cell; its paragraphs apart by line breaks."""
    parts = [cell.text or ""]
    for inside in cell.iterdescendants():
        if inside.tag not in UNSEEN:
            parts.append("\n" * (inside.tag in BLOCKS) + collapsed(inside.text or ""))
        parts.append(collapsed(inside.tail or ""))
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)

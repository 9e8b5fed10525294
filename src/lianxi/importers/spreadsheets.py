"""A workbook as a document 工作簿: each visible sheet a table under its name."""

from __future__ import annotations

from lianxi.importers.document import Draft, Place, ReadDocument
from lianxi.importers.limits import LARGEST_FILE, LARGEST_UNPACKED, MOST_PARTS, MOST_ROWS
from lianxi.importers.xlsx import Limits, Sheet, read_sheets
from lianxi.kernel.errors import Refused

_LIMITS = Limits(
    size=LARGEST_FILE,
    unpacked=LARGEST_UNPACKED,
    parts=MOST_PARTS,
    rows=MOST_ROWS,
    written=2 * MOST_ROWS,
    columns=200,
)


def read_workbook(content: bytes, name: str) -> ReadDocument:
    """Every sheet's name and rows; `Refused` where all are blank."""
    draft = Draft()
    for number, sheet in enumerate(read_sheets(content, _LIMITS), start=1):
        rows = _filled(sheet)
        if rows:
            draft.block(sheet.title, "heading", Place(table=number, part=sheet.title), 1)
            draft.table(rows, Place(table=number, part=sheet.title), numbers=[row.number for row in sheet.rows])
    if not draft.tables:
        raise Refused("file_without_text", f"工作簿“{name}”里没有内容。", remedy="请检查后重新选择文件。")
    return draft.finished("xlsx")


def _filled(sheet: Sheet) -> list[list[str]]:
    """The rows as texts; blank ones the file leaves out stay left out."""
    return [[cell.text for cell in row.cells] for row in sheet.rows]

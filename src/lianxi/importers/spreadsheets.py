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
    sheets = read_sheets(content, _LIMITS)
    for sentence in _warnings(sheets):
        draft.warn(sentence)
    for number, sheet in enumerate(sheets, start=1):
        rows = _filled(sheet)
        if rows:
            draft.block(sheet.title, "heading", Place(table=number, part=sheet.title), 1)
            draft.table(rows, Place(table=number, part=sheet.title), numbers=[row.number for row in sheet.rows])
    if not draft.tables:
        raise _without_text(name, sheets)
    return draft.finished("xlsx")


def _warnings(sheets: tuple[Sheet, ...]) -> list[str]:
    said = []
    for sheet in sheets:
        if sheet.uncomputed:
            count = f"工作表“{sheet.title}”有 {sheet.uncomputed} 个公式没有存下结果，读为空格"
            said.append(f"{count}：请用 Excel 或 WPS 打开，保存后再导入。")
        if sheet.cut:
            said.append(f"工作表“{sheet.title}”只读入了前 {_LIMITS.columns} 列，后面的列里还有内容。")
    if sheets and sheets[0].hidden:
        said.append(f"隐藏的工作表没有读入：{'、'.join(sheets[0].hidden)}。")
    return said


def _without_text(name: str, sheets: tuple[Sheet, ...]) -> Refused:
    """The refusal of a workbook of which nothing can be shown, with the reason where there is one."""
    why = _warnings(sheets)
    said = f"工作簿“{name}”里没有内容。{''.join(why)}"
    return Refused("file_without_text", said, remedy="请检查后重新选择文件。")


def _filled(sheet: Sheet) -> list[list[str]]:
    """The rows as texts; blank ones the file leaves out stay left out."""
    return [[cell.text for cell in row.cells] for row in sheet.rows]

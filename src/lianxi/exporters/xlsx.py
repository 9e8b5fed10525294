"""A table as one sheet of an xlsx file: title, notes, then header and rows ready to sort and filter."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from lianxi.exporters.cells import Cell, safe_cell, safe_text

LONGEST_TEXT = 32_767  # characters a cell can hold
LONG_TEXT = 20  # from here on a cell is wrapped
_TITLE = Font(name="Microsoft YaHei", size=14, bold=True)
_NOTE = Font(name="Microsoft YaHei", size=10, color="667085")
_HEAD = Font(name="Microsoft YaHei", size=10, bold=True)
_HEAD_FILL = PatternFill("solid", fgColor="EEF1F5")
_BODY = Font(name="Microsoft YaHei", size=10)
_WRAP = Alignment(vertical="top", wrap_text=True)
_NOT_IN_SHEET_NAMES = re.compile(r"[\\/*?:\[\]']")


def write_xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[object]], notes: Sequence[str] = ()) -> bytes:
    """One sheet; `notes` (such as the filters in force) stand in the rows between title and header."""
    table = [[_cut(safe_cell(value)) for value in row] for row in rows]
    book = Workbook(write_only=True)
    book._named_styles["Normal"].font = _BODY  # openpyxl offers no public way to name the font of plain cells
    sheet: WriteOnlyWorksheet = book.create_sheet(_NOT_IN_SHEET_NAMES.sub(" ", title)[:31].strip() or "Sheet1")
    head_row = len(notes) + 2
    sheet.freeze_panes = f"A{head_row + 1}"
    last = get_column_letter(len(header) or 1)
    sheet.auto_filter.ref = f"A{head_row}:{last}{head_row + len(table)}"
    for index, width in enumerate(_widths(header, table), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.append([_cell(sheet, safe_text(title), _TITLE)])
    for note in notes:
        sheet.append([_cell(sheet, safe_text(note), _NOTE)])
    sheet.append([_head(sheet, label) for label in header])
    for row in table:
        sheet.append([_body(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cut(value: Cell) -> Cell:
    return value[:LONGEST_TEXT] if isinstance(value, str) else value


def _cell(sheet: WriteOnlyWorksheet, value: Cell, font: Font) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    cell.font = font
    return cell


def _head(sheet: WriteOnlyWorksheet, label: str) -> WriteOnlyCell:
    cell = _cell(sheet, safe_text(label), _HEAD)
    cell.fill = _HEAD_FILL
    return cell


def _body(sheet: WriteOnlyWorksheet, value: Cell) -> WriteOnlyCell | Cell:
    """Only what needs a style of its own gets one: styles are what makes large tables slow."""
    if isinstance(value, str) and len(value) > LONG_TEXT:
        cell = _cell(sheet, value, _BODY)
        cell.alignment = _WRAP
        return cell
    if isinstance(value, date):
        cell = _cell(sheet, value, _BODY)
        cell.number_format = "yyyy-mm-dd hh:mm" if isinstance(value, datetime) else "yyyy-mm-dd"
        return cell
    return value


def _widths(header: Sequence[str], table: Sequence[Sequence[Cell]]) -> list[int]:
    """Widths that show the first hundred rows, a Chinese character counting as two, within bounds."""
    sample = [list(header), *table[:100]]
    return [min(48, max(8, *(_width(row[i]) for row in sample)) + 2) for i in range(len(header))]


def _width(value: Cell) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in str(value))

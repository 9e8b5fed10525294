"""A spreadsheet somebody uploaded 上传的表格 → its visible sheets as plain cells, within limits.

The file is not trusted: its size, the size it unpacks to, its rows and columns
are bounded before anything is parsed, formulas are not believed and macros are
turned away. A file that cannot be read is a `Refused` that says what to do.
"""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from lianxi.importers.sheet_parts import merged_ranges, uncomputed
from lianxi.kernel.errors import Refused

MEGABYTE = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SAVE_AS = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再上传。"
# what damaged or hostile archives make zipfile, the XML parser and openpyxl raise
_UNREADABLE = (
    BadZipFile, ParseError, zlib.error, EOFError, OSError, KeyError, ValueError, TypeError, AttributeError, IndexError,
    NotImplementedError, OverflowError, RecursionError, SyntaxError,
)  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """How large a file may be 上限."""

    size: int = 5 * MEGABYTE
    unpacked: int = 60 * MEGABYTE
    parts: int = 1000
    rows: int = 5010
    written: int = 20_000
    columns: int = 60


LIMITS = Limits()


@dataclass(frozen=True)
class SheetCell:
    """One cell. kind: text, number, date, yes_no, error, formula, blank."""

    value: str | int | float | date | None
    kind: str
    place: str

    @property
    def text(self) -> str:
        """The value as its writer would say it: whole numbers without a point, days as 2024-03-01."""
        if self.value is None:
            return ""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return str(self.value)


@dataclass(frozen=True)
class SheetRow:
    """One row with its number as Excel shows it 行号."""

    number: int
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True)
class Sheet:
    """The rows that hold something, and the merged ranges as (first row, last row, place).

    others: further visible sheets; hidden: sheets that are not shown; cut: whether columns beyond the limit hold
    something; uncomputed: formulas whose value was asked for, but is not stored.
    """

    title: str
    rows: tuple[SheetRow, ...]
    merged: tuple[tuple[int, int, str], ...]
    others: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    cut: bool = False
    uncomputed: int = 0


def read_sheet(content: bytes, limits: Limits = LIMITS) -> Sheet:
    """First visible sheet of an xlsx file with its formulas as they are, or `Refused` with what to do."""
    with _opened(content, limits, computed=False) as (first, *others):
        return replace(_sheet(content, first, limits), others=tuple(sheet.title for sheet in others))


def read_sheets(content: bytes, limits: Limits = LIMITS) -> tuple[Sheet, ...]:
    """All visible sheets of an xlsx file; a formula stands as the value last computed for it."""
    with _opened(content, limits, computed=True) as shown:
        every = shown[0].parent.worksheets
        hidden = tuple(sheet.title for sheet in every if sheet.sheet_state != "visible")
        return tuple(
            replace(_sheet(content, sheet, limits), hidden=hidden, uncomputed=uncomputed(content, sheet))
            for sheet in shown
        )


@contextmanager
def _opened(content: bytes, limits: Limits, *, computed: bool) -> Iterator[list[Any]]:
    """The visible sheets, at least one, while the file is open."""
    _check_outside(content, limits)
    with _readable():
        with ZipFile(BytesIO(content)) as archive:
            _check_inside(archive, limits)
        book = load_workbook(BytesIO(content), read_only=True, keep_links=False, data_only=computed)
        try:
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            if not shown:
                raise Refused("sheet_hidden", "文件里没有可见的工作表。", remedy="请取消隐藏工作表后再上传。")
            yield shown
        finally:
            book.close()


def _sheet(content: bytes, sheet: Any, limits: Limits) -> Sheet:
    cut: list[int] = []
    rows = tuple(_rows(sheet, limits, cut))
    return Sheet(sheet.title, rows, merged_ranges(content, sheet), cut=bool(cut))


@contextmanager
def _readable() -> Iterator[None]:
    """Whatever the parsers stumble over is said in one sentence; their warnings about styles concern nobody."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except _UNREADABLE:
        raise Refused("file_damaged", "文件损坏，或不是真正的 xlsx 文件，读不出来。", remedy=SAVE_AS) from None


def _check_outside(content: bytes, limits: Limits) -> None:
    """Refuse what is no xlsx file by its first bytes, or too large."""
    if not content:
        raise Refused("file_empty", "文件是空的。", remedy="请选择要上传的表格。")
    if len(content) > limits.size:
        said = f"文件有 {len(content) / MEGABYTE:.1f} MB，上限是 {limits.size // MEGABYTE} MB。"
        raise Refused("file_too_large", said, remedy="请删去图片和多余的工作表，或分成几个文件。")
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise Refused("file_encrypted", "文件设了打开密码，读不出来。", remedy="请取消密码后再上传。")
        raise Refused("file_old", "这是旧版 Excel 文件（*.xls）。", remedy=SAVE_AS)
    if not content.startswith(b"PK"):
        raise Refused("file_type", "这不是 xlsx 表格。", remedy=SAVE_AS)


def _check_inside(archive: ZipFile, limits: Limits) -> None:
    """Refuse archives that would unpack to too much, hold something else, or carry macros."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked:
        said = f"文件解开后超过 {limits.unpacked // MEGABYTE} MB，不像一份表格。"
        raise Refused("file_unpacks_too_large", said, remedy="请把要导入的内容复制到新的工作簿后再上传。")
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refused("file_encrypted", "文件设了密码，读不出来。", remedy="请取消密码后再上传。")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Refused("file_type", "这不是 xlsx 表格。", remedy=SAVE_AS)
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Refused("file_macros", "文件带有宏，不能导入。", remedy=SAVE_AS)


def _rows(sheet: Any, limits: Limits, cut: list[int]) -> Iterator[SheetRow]:
    """Rows that hold something; `cut` takes the numbers of those with more columns than are read.

    The size a sheet claims to have is not believed: some programs write it wrongly.
    """
    sheet.reset_dimensions()
    written = found = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if not cells:
            continue
        written += 1
        if written > limits.written:
            said = f"工作表里有 {limits.written} 行以上，多半是带格式的空行。"
            raise Refused("too_many_rows", said, remedy="请删去下面的空行，或把内容复制到新的工作簿。")
        if any(cell.value is not None for cell in cells[limits.columns :]):
            cut.append(number)
        row = _row(number, cells[: limits.columns])
        if not row.cells:
            continue
        found += 1
        if found > limits.rows:
            raise Refused("too_many_rows", f"表格连标题、表头超过 {limits.rows} 行。", remedy="请分成几个文件上传。")
        yield row


def _row(number: int, cells: Sequence[Any]) -> SheetRow:
    """The cells up to the last that holds something."""
    taken = [_cell(cell, column, number) for column, cell in enumerate(cells, start=1)]
    while taken and taken[-1].kind == "blank":
        taken.pop()
    return SheetRow(number, tuple(taken))


def _cell(cell: Any, column: int, row: int) -> SheetCell:
    place = f"{get_column_letter(column)}{row}"
    value = cell.value
    if cell.data_type == "f":
        return SheetCell(str(getattr(value, "text", value)), "formula", place)
    if cell.data_type == "e":
        return SheetCell(str(value), "error", place)
    if value is None or (isinstance(value, str) and not value.strip()):
        return SheetCell(None, "blank", place)
    if isinstance(value, bool):
        return SheetCell("是" if value else "否", "yes_no", place)
    if isinstance(value, datetime):
        return _moment(value, place)
    if isinstance(value, date):
        return SheetCell(value, "date", place)
    if isinstance(value, timedelta):
        return SheetCell(_duration(value), "text", place)
    return SheetCell(value, "number", place) if isinstance(value, int | float) else SheetCell(str(value), "text", place)


def _moment(value: datetime, place: str) -> SheetCell:
    """A day; one with a time of day stays text, so that it is not taken for a day."""
    if (value.hour, value.minute, value.second) == (0, 0, 0):
        return SheetCell(value.date(), "date", place)
    return SheetCell(f"{value:%Y-%m-%d %H:%M:%S}", "text", place)


def _duration(value: timedelta) -> str:
    """Hours, minutes and seconds, as a workbook shows more than a day."""
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"

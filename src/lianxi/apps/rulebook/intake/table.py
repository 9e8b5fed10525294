"""A table of particulars beside the files 随附表格: one row a file, columns by their Chinese names, faults by row."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from lianxi.apps.rulebook.models import Visibility
from lianxi.importers.xlsx import Limits, Sheet, SheetRow, read_sheets
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.dates import read_date
from lianxi.kernel.texts.metadata import Field
from lianxi.loaders.rule_kinds import load_rule_kinds

LIMITS = Limits(rows=20_010, written=200_000)
PATH = "文件"
_DAYS = {
    field.label: field.value
    for field in (Field.ADOPTED, Field.APPROVED, Field.PUBLISHED, Field.ISSUED, Field.COMMENCES, Field.LAST_DAY)
}
_UNIT = "责任单位"
_WORDS = {field.label: field.value for field in (Field.TITLE, Field.NUMBER, Field.ISSUER, Field.INSTRUMENT)} | {
    _UNIT: "unit"
}
_FILES_NAMED = 3
_KIND, _VISIBILITY = "种类", "可见范围"
Value = TypeVar("Value")
_OTHER_NAMES = {"有效期末日": Field.LAST_DAY.label}
COLUMNS = (PATH, *_WORDS, _KIND, *_DAYS, _VISIBILITY)
"""The columns that are understood; only the first is needed."""


@dataclass(frozen=True)
class Given:
    """What the table says. rows: by the name of the file, field code → value; faults: sentences with their rows."""

    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


def read_table(content: bytes) -> Given:
    """The rows of a table; a cell that is not understood is a fault and gives nothing, the rest of its row counts."""
    sheet, *others = read_sheets(content, LIMITS)
    if not sheet.rows:
        said = f"表格的第一张工作表“{sheet.title}”是空的。"
        raise Refused("table_empty", said, remedy="请把写有文件名和各项信息的工作表移到最前面，存盘后再试。")
    names = ["".join(cell.text.split()) for cell in sheet.rows[0].cells]
    header = [_OTHER_NAMES.get(name, name) for name in names]
    if PATH not in header:
        raise Refused(
            "table_header",
            f"表格第一行没有“{PATH}”这一列。",
            remedy=f"第一行请写列名，可用的有：{'、'.join(COLUMNS)}。",
        )
    faults = list(_unused(sheet, others, header))
    rows: dict[str, dict[str, str]] = {}
    for row in sheet.rows[1:]:
        values, wrong = _row(header, row)
        path = values.pop(PATH, "")
        faults += wrong
        if not path:
            faults.append(f"第{row.number}行：没有写文件名，没有用它。")
        elif path in rows:
            faults.append(f"第{row.number}行：文件“{path}”前面已有一行，没有用它。")
        else:
            rows[path] = values
    return Given(rows, tuple(faults))


def _unused(sheet: Sheet, others: Sequence[Sheet], header: list[str]) -> Iterator[str]:
    """What of the table is not used. A column of a name that was there before has none from here on."""
    if unknown := [name for name in header if name and name not in COLUMNS]:
        yield f"第1行：不认识列“{'”“'.join(unknown)}”，没有用；可用的列有{'、'.join(COLUMNS)}。"
    for at, name in enumerate(header):
        if name in COLUMNS and name in header[:at]:
            header[at] = ""
            yield f"第1行：列“{name}”写了不止一次，只用了前面的一列。"
    if sheet.uncomputed:
        yield f"有 {sheet.uncomputed} 格公式没有存下结果，没有用它们。请用 Excel 或 WPS 打开、存盘后再试。"
    if unread := [one.title for one in others if one.rows]:
        yield f"只用了第一张工作表“{sheet.title}”，没有用“{'”“'.join(unread)}”。"


def row_of(rows: Mapping[str, Mapping[str, str]], path: str) -> Mapping[str, str]:
    """The row for a file; {} where the table has none."""
    name = name_in(rows, path)
    return rows[name] if name else {}


def name_in(rows: Container[str], path: str) -> str:
    """How the table names a file: by its whole name, else by as many of its last parts as it gives; "" for neither."""
    parts = path.split("/")
    names = ("/".join(parts[at:]) for at in range(len(parts)))
    return next((name for name in names if name in rows), "")


def rows_amiss(rows: Iterable[str], paths: Iterable[str]) -> list[str]:
    """A sentence for each row of which no file came, or more than one: of two folders, by a name without its folder."""
    files: dict[str, list[str]] = {name: [] for name in rows}
    for path in paths:
        if name := name_in(files, path):
            files[name].append(path)
    return [sentence for name, found in files.items() if (sentence := _amiss(name, found))]


def _amiss(name: str, files: Sequence[str]) -> str:
    if not files:
        return f"表格里写了“{name}”，没有收到这个文件，这一行没有用上。"
    if len(files) == 1:
        return ""
    named = "、".join(f"“{path}”" for path in files[:_FILES_NAMED]) + ("等" if len(files) > _FILES_NAMED else "")
    return f"表格里的“{name}”有 {len(files)} 个文件都合得上（{named}），都用了这一行；请连文件夹一起写，分成几行。"


def _row(header: Sequence[str], row: SheetRow) -> tuple[dict[str, str], list[str]]:
    values: dict[str, str] = {}
    faults: list[str] = []
    for name, cell in zip(header, row.cells, strict=False):
        said = cell.text.strip()
        if not said or name not in COLUMNS:
            continue
        try:
            values.update(_value(name, said))
        except ValueError:
            faults.append(f"第{row.number}行“{name}”：“{said[:40]}”{_wanted(name)}")
    return values, faults


def _value(name: str, said: str) -> Iterator[tuple[str, str]]:
    """Field and value of a cell; `ValueError` where it is not understood."""
    if name == PATH:
        yield PATH, said.replace("\\", "/")
    elif name in _WORDS:
        yield _WORDS[name], said
    elif name in _DAYS:
        yield _DAYS[name], _found(read_date(said)).isoformat()
    elif name == _KIND:
        yield Field.KIND.value, _found({kind.name: kind.code for kind in load_rule_kinds()}.get(said))
    else:
        yield "visibility", _found(dict(zip(Visibility.labels, Visibility.values, strict=True)).get(said))


def _found(value: Value | None) -> Value:
    if value is None:
        raise ValueError
    return value


def _wanted(name: str) -> str:
    if name in _DAYS:
        return "不是日期，请写作 2024-03-01 或 2024年3月1日。"
    names = [kind.name for kind in load_rule_kinds()] if name == _KIND else Visibility.labels
    return f"不在可选之列，请写其中一种：{'、'.join(names)}。"

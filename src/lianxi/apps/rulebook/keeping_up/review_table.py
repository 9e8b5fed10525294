"""Conclusions in a table 结论表: exported with every watch list, filled in by a clerk, and read back line by line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxi.apps.rulebook.models import Review, Work
from lianxi.importers.xlsx import Limits, read_sheet
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.reviews import Conclusion
from lianxi.kernel.texts.dates import read_date
from lianxi.web.lists import Column

LIMITS = Limits(rows=10_010, written=60_000)
ADDRESS, TITLE, CONCLUSION, DAY, REASON = "地址", "标题", "结论", "日期", "理由"
_TITLES = (TITLE, "名称")
_CONCLUSIONS = {one.label: one for one in Conclusion} | {
    "保留": Conclusion.KEEP, "修订": Conclusion.AMEND, "失效": Conclusion.VOID,
}  # fmt: skip
"""What is written for a conclusion; 保留, 修订 and 失效 are the other usual words."""
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


@dataclass(frozen=True)
class Line:
    """One row with a conclusion, as far as it was understood. number: as Excel counts; faults: sentences about it."""

    number: int
    address: str
    title: str = ""
    conclusion: Conclusion | None = None
    day: date | None = None
    reason: str = ""
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class GivenTable:
    """What a table says. lines: rows with something in 结论; left: rows in which nothing was filled in."""

    lines: tuple[Line, ...]
    left: int


def columns_to_fill(work: Callable[[Any], Work], review: Callable[[Any], Review | None]) -> tuple[Column, ...]:
    """The columns of an export that a clerk fills in; those of a conclusion there already are filled."""

    def of(name: str) -> Callable[[Any], object]:
        return lambda row: getattr(review(row), name, None)

    return (
        Column("address", ADDRESS, lambda row: work(row).address),
        Column("conclusion", CONCLUSION, lambda row: (there := review(row)) and there.get_conclusion_display()),
        Column("on_day", DAY, of("on_day")),
        Column("reason", REASON, of("reason")),
    )


def read_review_table(content: bytes, name: str, usual_day: date) -> GivenTable:
    """The rows of an xlsx or CSV file; `Refused` where it is no table with the columns wanted.

    usual_day: of conclusions beside which no day is written.
    """
    rows = _from_csv(content) if name.lower().endswith(".csv") else _from_xlsx(content)
    at, header = _header(rows)
    lines, left = list[Line](), 0
    for number, cells in rows[at + 1 :]:
        said = {name: _plain(cell) for name, cell in zip(header, cells, strict=False) if name}
        if not any(said.values()):
            continue
        if said.get(CONCLUSION):
            lines.append(_line(number, said, usual_day))
        else:
            left += 1
    return GivenTable(tuple(lines), left)


def _from_xlsx(content: bytes) -> list[tuple[int, list[str]]]:
    return [(row.number, [cell.text for cell in row.cells]) for row in read_sheet(content, LIMITS).rows]


def _from_csv(content: bytes) -> list[tuple[int, list[str]]]:
    """UTF-8 as this house writes it, or as Excel in China saves it."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        rows = list(csv.reader(io.StringIO(text)))
        if len(rows) > LIMITS.rows:
            raise Refused("too_many_rows", f"表格超过 {LIMITS.rows} 行。", remedy="请分成几个文件上传。")
        return list(enumerate(rows, start=1))
    raise Refused("file_damaged", "读不出这份 CSV 的文字。", remedy="请另存为“Excel 工作簿（*.xlsx）”后再上传。")


def _header(rows: Sequence[tuple[int, list[str]]]) -> tuple[int, list[str]]:
    """The first row that names the columns wanted; the title and the notes of an export stand above it."""
    for at, (_, cells) in enumerate(rows[:20]):
        names = [cell.strip() for cell in cells]
        if {ADDRESS, CONCLUSION} <= set(names):
            return at, names
    raise Refused(
        "table_header",
        f"表格里没有“{ADDRESS}”和“{CONCLUSION}”这两列。",
        remedy=f"请从清理或有效期的清单导出 Excel，填好“{CONCLUSION}”“{DAY}”“{REASON}”三列再上传。",
    )


def _plain(cell: str) -> str:
    """Without the mark an export puts before what a spreadsheet would take for a formula."""
    said = cell.strip()
    return said[1:] if said.startswith("'") and said[1:].startswith(_FORMULA_STARTS) else said


def _line(number: int, said: Mapping[str, str], usual_day: date) -> Line:
    conclusion, day = _CONCLUSIONS.get(said[CONCLUSION]), _day(said, usual_day)
    line = Line(
        number, said.get(ADDRESS, ""), next((said[name] for name in _TITLES if said.get(name)), ""),
        conclusion, day, said.get(REASON, ""),
    )  # fmt: skip
    return Line(**{**line.__dict__, "faults": tuple(_faults(line, said))})


def _day(said: Mapping[str, str], usual_day: date) -> date | None:
    return read_date(said[DAY]) if said.get(DAY) else usual_day


def _faults(line: Line, said: Mapping[str, str]) -> Iterator[str]:
    if not line.address:
        yield f"没有写“{ADDRESS}”，不知道是哪一件。"
    if line.conclusion is None:
        yield f"结论“{said[CONCLUSION][:20]}”不在可选之列，请写其中一种：{'、'.join(one.label for one in Conclusion)}。"
    if line.day is None:
        yield f"日期“{said[DAY][:20]}”看不懂，请写作 2024-03-01 或 2024年3月1日。"
    if not line.reason:
        yield f"没有写“{REASON}”。"

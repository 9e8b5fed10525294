"""A workbook is read sheet by sheet, each cell with its place."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from openpyxl import Workbook

from lianxi.importers.reading import read_document
from lianxi.kernel.errors import Refused


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_every_visible_sheet_is_a_table_under_its_name() -> None:
    book = Workbook()
    first = book.active
    first.title = "示例任务"
    first.append(["任务", "时限"])
    first.append([])
    first.append(["甲", "9月底"])
    book.create_sheet("密").sheet_state = "hidden"
    book.create_sheet("示例单位").append(["乙"])
    read = read_document(saved(book), "示例.xlsx")
    assert read.text == "示例任务\n任务\t时限\n甲\t9月底\n示例单位\n乙"
    assert [(table.rows, table.place.part) for table in read.tables] == [
        ((("任务", "时限"), ("甲", "9月底")), "示例任务"),
        ((("乙",),), "示例单位"),
    ]
    block = read.block_at(read.text.index("底"))
    assert block is not None
    assert (block.place.part, block.place.row, block.place.column) == ("示例任务", 3, 2)


def test_a_blank_workbook_is_refused() -> None:
    with pytest.raises(Refused, match="没有内容"):
        read_document(saved(Workbook()), "空.xlsx")


def test_what_could_not_be_read_is_said() -> None:
    book = Workbook()
    book.active.title = "示例"
    book.active.append([1, "=A1+1", timedelta(hours=30)])
    book.active.cell(1, 201, "远处")
    book.create_sheet("密").sheet_state = "hidden"
    read = read_document(saved(book), "示例.xlsx")
    assert read.text == "示例\n1\t\t30:00:00"
    said = "".join(read.warnings)
    assert "1 个公式没有存下结果" in said
    assert "只读入了前 200 列" in said
    assert "隐藏的工作表没有读入：密" in said


def test_a_workbook_of_formulas_alone_is_refused_with_the_reason() -> None:
    book = Workbook()
    book.active["A1"] = "=1+1"
    with pytest.raises(Refused, match="1 个公式没有存下结果"):
        read_document(saved(book), "示例.xlsx")

"""Tables that leave the house carry values, never formulas."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from lianxi.exporters.cells import safe_cell
from lianxi.exporters.csv import write_csv
from lianxi.exporters.xlsx import write_xlsx

FORMULAS = ["=1+1", "+86 139", "-2", "@SUM(A1)", "\tx", "\rx", " =HYPERLINK()", "＝1+1", '=cmd|" /C calc"!A0']


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_could_run_is_written_as_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["三（四）", "2024-09-20", "a=b", "", "’", "9月中旬"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


def test_numbers_and_days_keep_their_type() -> None:
    assert safe_cell(-3) == -3
    assert safe_cell(0.5) == 0.5
    assert safe_cell(date(2024, 9, 20)) == date(2024, 9, 20)


def test_a_moment_is_written_in_shanghai_time() -> None:
    assert safe_cell(datetime(2024, 9, 19, 16, 30, tzinfo=UTC)) == datetime(2024, 9, 20, 0, 30)  # noqa: DTZ001


def test_yes_no_and_nothing_are_words_a_reader_expects() -> None:
    assert [safe_cell(True), safe_cell(False), safe_cell(None)] == ["是", "否", ""]


@given(st.text())
def test_no_text_at_all_starts_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert isinstance(cell, str)
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert not cell.startswith(("\t", "\r", "\n"))


def test_csv_opens_in_office_programs() -> None:
    content = write_csv(["机构", "日期"], [["示例甲市", date(2024, 9, 20)], ["=1", None]])
    assert content == "\ufeff机构,日期\r\n示例甲市,2024-09-20\r\n'=1,\r\n".encode()


def test_an_xlsx_tells_title_and_filters_before_the_table() -> None:
    rows = [["示例甲市", 3, date(2024, 9, 20)], ["=1", None, None]]
    content = write_xlsx("机构：名册?", ["机构", "件数", "日期"], rows, notes=["筛选：级别：县级"])
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet.title == "机构：名册"
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["机构：名册?", None, None],
        ["筛选：级别：县级", None, None],
        ["机构", "件数", "日期"],
        ["示例甲市", 3, datetime(2024, 9, 20)],  # noqa: DTZ001
        ["'=1", None, None],
    ]
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:C5"
    assert sheet["C4"].number_format == "yyyy-mm-dd"


def test_an_xlsx_survives_control_characters_and_very_long_texts() -> None:
    content = write_xlsx("表", ["文"], [["a\x00b\x0bc"], ["长" * 40_000]])
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet["A3"].value == "abc"
    assert len(sheet["A4"].value) == 32_767


def test_an_empty_table_is_a_table() -> None:
    sheet = load_workbook(io.BytesIO(write_xlsx("表", ["甲", "乙"], []))).active
    assert [cell.value for cell in sheet[2]] == ["甲", "乙"]

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.importers.xlsx import ENCRYPTED, OLE, Limits, read_sheet
from lianxi.kernel.errors import Refused
from tests.importers.workbooks import SHEET, part_of, repacked, workbook

WHOLE = workbook([["姓名", "职务"], ["示例", "主任"]])
SMALL = Limits(size=200_000, unpacked=2_000_000, parts=60, rows=50, columns=10)


def refusal(content: bytes, limits: Limits = SMALL) -> Refused:
    with pytest.raises(Refused) as answer:
        read_sheet(content, limits)
    assert answer.value.remedy
    return answer.value


def test_cells_come_as_their_writer_meant_them() -> None:
    rows = [
        ["姓名", "手机", "任职起", "在职"],
        ["示例", 13812345678, date(2024, 3, 1), True],
        [None, " ", "x", 1.5],
    ]
    sheet = read_sheet(workbook(rows))
    assert [cell.text for cell in sheet.rows[1].cells] == ["示例", "13812345678", "2024-03-01", "是"]
    assert sheet.rows[1].cells[2].value == date(2024, 3, 1)
    assert [cell.kind for cell in sheet.rows[2].cells] == ["blank", "blank", "text", "number"]
    assert sheet.rows[2].cells[2].place == "C3"


def test_blank_rows_are_left_out_and_numbers_stay_as_in_the_sheet() -> None:
    sheet = read_sheet(workbook([["a"], [None], [""], ["b"]]))
    assert [row.number for row in sheet.rows] == [1, 4]


def test_a_formula_is_a_formula_and_text_that_looks_like_one_is_text() -> None:
    content = workbook([["=1+1", "x"]])
    assert read_sheet(content).rows[0].cells[0].kind == "formula"
    xml = part_of(content, SHEET).decode()
    typed = xml.replace("<f>1+1</f><v />", "<is><t>=1+1</t></is>").replace("<f>1+1</f><v></v>", "<is><t>=1+1</t></is>")
    typed = typed.replace('r="A1"', 'r="A1" t="inlineStr"')
    cell = read_sheet(repacked(content, {SHEET: typed.encode()})).rows[0].cells[0]
    assert (cell.kind, cell.text) == ("text", "=1+1")


def test_merged_ranges_are_told() -> None:
    assert read_sheet(workbook([["a", "b"], ["c", "d"], ["e", "f"]], merge="A2:A3")).merged == ((2, 3, "A2:A3"),)


def test_the_first_visible_sheet_counts_and_the_others_are_named() -> None:
    sheet = read_sheet(workbook([["a"]], before="藏起来的"))
    assert sheet.title == "人员"
    assert sheet.others == ()


def test_a_wrong_size_in_the_sheet_is_not_believed() -> None:
    content = workbook([["姓名", "职务"], ["示例", "主任"]])
    xml = part_of(content, SHEET).replace(b'ref="A1:B2"', b'ref="A1"')
    assert len(read_sheet(repacked(content, {SHEET: xml})).rows) == 2


@pytest.mark.parametrize(
    ("content", "guard"),
    [
        (b"", "file_empty"),
        (b"name,post\nx,y\n", "file_type"),
        (b"%PDF-1.7", "file_type"),
        (OLE + b"\0" * 600, "file_old"),
        (OLE + b"\0" * 600 + ENCRYPTED, "file_encrypted"),
        (b"PK\x03\x04" + b"\0" * 100, "file_damaged"),
        (workbook([["a"]])[:-200], "file_damaged"),
        (b"PK" + b"x" * 200_001, "file_too_large"),
    ],
    ids=["empty", "csv", "pdf", "xls", "encrypted", "no zip", "cut off", "too large"],
)
def test_files_that_cannot_be_read_are_refused_with_what_to_do(content: bytes, guard: str) -> None:
    assert refusal(content).guard == guard


def test_another_office_document_is_no_table() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    assert refusal(out.getvalue()).guard == "file_type"


def test_macros_are_turned_away() -> None:
    assert refusal(repacked(workbook([["a"]]), {"xl/vbaProject.bin": b"x"})).guard == "file_macros"


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    bomb = repacked(workbook([["a"]]), {"xl/media/bomb.xml": b"0" * 3_000_000})
    assert len(bomb) < SMALL.size
    assert refusal(bomb).guard == "file_unpacks_too_large"
    many = repacked(workbook([["a"]]), {f"xl/media/{number}.xml": b"x" for number in range(80)})
    assert refusal(many).guard == "file_unpacks_too_large"


def test_entities_that_explode_are_refused() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{levels}]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&l8;</t></is></c></row></sheetData></worksheet>'
    )
    assert refusal(repacked(workbook([["a"]]), {SHEET: xml.encode()}), Limits()).guard == "file_damaged"


def test_too_many_rows_are_refused_and_columns_beyond_the_limit_left_out() -> None:
    assert refusal(workbook([[n] for n in range(51)])).guard == "too_many_rows"
    assert len(read_sheet(workbook([list(range(30))]), SMALL).rows[0].cells) == 10


def test_a_row_far_below_costs_nothing() -> None:
    content = workbook([["a"], ["b"]])
    xml = part_of(content, SHEET).replace(b'r="2"', b'r="1048576"').replace(b'r="A2"', b'r="A1048576"')
    assert [row.number for row in read_sheet(repacked(content, {SHEET: xml})).rows] == [1, 1048576]


def test_a_column_far_to_the_right_is_left_out() -> None:
    content = workbook([["a", "b"]])
    xml = part_of(content, SHEET).replace(b'r="B1"', b'r="XFD1"')
    assert [cell.text for cell in read_sheet(repacked(content, {SHEET: xml})).rows[0].cells] == ["a"]


def test_thousands_of_formatted_blank_rows_are_refused_with_what_to_do() -> None:
    content = workbook([["a"]])
    blank = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(2, 60))
    xml = part_of(content, SHEET).replace(b"</sheetData>", blank + b"</sheetData>")
    limits = replace(SMALL, written=30)
    assert "空行" in refusal(repacked(content, {SHEET: xml}), limits).remedy


def test_broken_xml_inside_is_refused() -> None:
    for part in (SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"):
        assert refusal(repacked(workbook([["a"]]), {part: b"<not xml"})).guard == "file_damaged"


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_damage_to_the_bytes_is_a_refusal_or_a_table(data: st.DataObject) -> None:
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    refused = None
    try:
        read_sheet(bytes(content))
    except Refused as answer:
        refused = answer
    assert refused is None or refused.remedy


def test_error_cells_and_moments_are_told_apart() -> None:
    sheet = read_sheet(workbook([["#N/A", datetime(2024, 3, 1, 9, 30, tzinfo=UTC).replace(tzinfo=None)]]))
    assert [cell.kind for cell in sheet.rows[0].cells] == ["error", "text"]

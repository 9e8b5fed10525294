"""A Word file is read as it stands when all changes are accepted; whatever is not in the text is listed."""

from __future__ import annotations

import pytest
from docx import Document
from docx.oxml import parse_xml

from lianxi.importers.document import ReadDocument
from lianxi.importers.docx.reading import read_docx
from lianxi.importers.reading import read_document
from lianxi.kernel.errors import Refused
from tests.importers.word_files import (
    W,
    changed,
    define,
    numbered,
    run,
    saved,
    with_lines,
    with_part,
    without_mark,
)  # fmt: skip
from tests.importers.workbooks import repacked


def lines(read: ReadDocument) -> list[str]:
    return read.text.split("\n")


def test_paragraphs_keep_their_order_and_their_place() -> None:
    read = read_docx(with_lines("示例规则", "", "第一条\t甲。"), "示例.docx")
    assert lines(read) == ["示例规则", "", "第一条\t甲。"]
    block = read.block_at(read.text.index("甲"))
    assert block is not None
    assert block.place.paragraph == 3


def test_changes_are_accepted_and_listed_with_who_made_them() -> None:
    document = Document()
    paragraph = document.add_paragraph("会议每年")
    for xml in (changed("del", run("一", "delText")), changed("ins", run("两") + run("到三"))):
        paragraph._p.append(parse_xml(xml))
    paragraph.add_run("次。")
    read = read_docx(saved(document), "示例.docx")
    assert read.text == "会议每年两到三次。"
    assert [(change.kind, change.text, change.author) for change in read.changes] == [
        ("deleted", "一", "示例甲"), ("inserted", "两到三", "示例甲"),
    ]  # fmt: skip
    inserted = read.changes[1]
    assert read.text[inserted.at :].startswith(inserted.text)
    assert "2 处修订" in read.warnings[0]


def test_text_added_and_taken_away_again_is_gone() -> None:
    document = Document()
    document.add_paragraph("甲")._p.append(
        parse_xml(changed("ins", changed("del", run("乙", "delText"), author="示例丙")))
    )
    read = read_docx(saved(document), "示例.docx")
    assert read.text == "甲"
    assert [(change.kind, change.text, change.author) for change in read.changes] == [("deleted", "乙", "示例丙")]


def test_a_deleted_paragraph_end_joins_two_paragraphs_and_counts_no_number() -> None:
    document = Document()
    define(document, 50, [("chineseCounting", "%1、")])
    without_mark(numbered(document, "示例", 50))
    numbered(document, "规则", 50)
    assert read_docx(saved(document), "示例.docx").text == "一、示例规则"


def test_tables_are_rows_and_their_cells_have_places() -> None:
    document = Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "任务"
    table.cell(0, 2).text = "时限"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "甲"
    table.cell(2, 2).text = "9月\n底"
    read = read_docx(saved(document), "示例.docx")
    assert read.tables[0].rows == (("任务", "", "时限"), ("甲", "", ""), ("", "", "9月\n底"))
    assert lines(read) == ["任务\t\t时限", "甲\t\t", "\t\t9月 底"]
    block = read.block_at(read.text.index("底"))
    assert block is not None
    assert (block.place.table, block.place.row, block.place.column) == (1, 3, 3)


def test_a_frame_of_one_cell_is_no_table() -> None:
    document = Document()
    document.add_table(1, 1).cell(0, 0).text = "第一条　甲。\n第二条　乙。"
    read = read_docx(saved(document), "示例.docx")
    assert (lines(read), read.tables) == (["第一条　甲。", "第二条　乙。"], ())


def test_a_deleted_row_is_gone_and_listed() -> None:
    document = Document()
    table = document.add_table(2, 2)
    for row, said in enumerate(("留", "删")):
        table.cell(row, 0).text = said
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {W} w:id="1" w:author="示例甲"/>'))
    read = read_docx(saved(document), "示例.docx")
    assert read.tables[0].rows == (("留", ""),)
    assert [(change.kind, change.text) for change in read.changes] == [("deleted", "删\t")]


def test_footnotes_are_listed_where_they_stand() -> None:
    document = Document()
    paragraph = document.add_paragraph("示例三江")
    paragraph._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="7"/></w:r>'))
    paragraph.add_run("联席会议。")
    notes = f'<w:footnotes {W}><w:footnote w:id="7"><w:p>{run("示例机构")}</w:p></w:footnote></w:footnotes>'
    read = read_docx(with_part(saved(document), "footnotes.xml", "footnotes", notes), "示例.docx")
    assert read.text == "示例三江联席会议。"
    (note,) = read.notes
    assert (note.kind, note.number, note.text, read.text[: note.at]) == ("footnote", "1", "示例机构", "示例三江")


def test_headers_hidden_text_and_boxes() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.add_paragraph("正文").add_run("密").font.hidden = True
    box = f"<w:txbxContent>{'<w:p>' + run('盒中字') + '</w:p>'}</w:txbxContent>"
    document.paragraphs[0]._p.append(
        parse_xml(
            f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
            f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>'
        )
    )
    read = read_docx(saved(document), "示例.docx")
    assert lines(read) == ["正文", "盒中字"]
    assert {(left.kind, left.text) for left in read.left_out} == {("header", "内部资料"), ("hidden", "密")}


def test_field_codes_are_no_text_but_their_results_are() -> None:
    document = Document()
    document.add_paragraph("第")._p.append(
        parse_xml(f'<w:fldSimple {W} w:instr="REF a">{run("REF a", "instrText")}{run("三")}</w:fldSimple>')
    )
    assert read_docx(saved(document), "示例.docx").text == "第三"


def test_a_file_of_pictures_is_refused() -> None:
    with pytest.raises(Refused, match="没有文字") as caught:
        read_docx(with_lines("", " "), "扫描.docx")
    assert caught.value.guard == "file_without_text"


ENTITIES = b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document %s><w:body>&b;</w:body></w:document>'


@pytest.mark.parametrize(
    "part", [b"<w:document", ENTITIES % W.encode(), b"", b"\xff\xfe\0", b"<a>" * 9999 + b"</a>" * 9999]
)
def test_a_damaged_main_part_is_refused(part: bytes) -> None:
    with pytest.raises(Refused) as caught:
        read_document(repacked(with_lines("示例"), {"word/document.xml": part}), "示例.docx")
    assert caught.value.guard in {"file_damaged", "file_without_text"}

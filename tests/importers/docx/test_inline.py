"""What stands inside a paragraph: fields, formulas, symbols, breaks, boxes, marks a writer chose."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from lianxi.importers.document import ReadDocument
from lianxi.importers.docx.formulas import formula_text
from lianxi.importers.docx.reading import read_docx
from lianxi.importers.reading import read_document
from tests.importers.word_files import W, define, numbered, run, saved, with_lines, with_part

M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
BOX = f"<w:txbxContent><w:p>{run('盒')}</w:p></w:txbxContent>"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
BOXES = f"<mc:AlternateContent {MC}><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent>"


def read(*inside: str) -> ReadDocument:
    document = Document()
    document._body._body.insert(0, parse_xml(f"<w:p {W}>{''.join(inside)}</w:p>"))
    return read_docx(saved(document), "示例.docx")


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return run(text, "instrText")


def test_what_a_field_asks_for_in_its_code_is_no_text() -> None:
    inner = mark("begin") + code(" MERGEFIELD x ") + mark("separate") + run("甲") + mark("end")
    outer = mark("begin") + code(" IF ") + inner + code(' = 1 "乙" ') + mark("separate") + run("乙") + mark("end")
    assert read(run("前"), outer, run("后")).text == "前乙后"


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (r" eq \o\ac(○,12) ", "⑫"), (r" EQ \o\ac(□,正) ", "正"), (r" EQ \f(2,3) ", "2/3"),
        (r" EQ \* jc2 \* hps10 \o\ad(\s\up 9(shì),示) ", "示"), (" PAGE ", ""),
    ],
)  # fmt: skip
def test_what_only_the_code_of_a_field_says_is_read(said: str, text: str) -> None:
    found = read(run("甲"), mark("begin"), code(said), mark("end"), run("乙"))
    assert (found.text, found.warnings) == (f"甲{text}乙", ())


def test_a_number_only_word_can_count_is_said_to_be_missing() -> None:
    found = read(mark("begin"), code(" AUTONUM "), mark("end"), '<w:fldSimple w:instr=" LISTNUM "/>', run("示例"))
    assert found.text == "示例"
    assert "2 处域（AUTONUM、LISTNUM）" in found.warnings[0]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<m:f><m:num><m:t>2</m:t></m:num><m:den><m:t>3</m:t></m:den></m:f>", "2/3"),
        ("<m:f><m:num><m:t>a+b</m:t></m:num><m:den><m:t>3</m:t></m:den></m:f>", "(a+b)/3"),
        ("<m:sSup><m:e><m:t>m</m:t></m:e><m:sup><m:t>2</m:t></m:sup></m:sSup>", "m²"),
        ("<m:sSub><m:e><m:t>x</m:t></m:e><m:sub><m:t>n</m:t></m:sub></m:sSub>", "x_n"),
        ("<m:rad><m:deg/><m:e><m:t>a+b</m:t></m:e></m:rad>", "√(a+b)"),
        ("<m:d><m:dPr><m:begChr m:val='['/></m:dPr><m:e><m:t>a</m:t></m:e></m:d>", "[a)"),
        ("<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub><m:t>i</m:t></m:sub><m:e><m:t>x</m:t></m:e></m:nary>",
         "∑_ix"),
    ],
)  # fmt: skip
def test_a_formula_keeps_its_sense_in_one_line(inside: str, text: str) -> None:
    formula = f"<m:oMath {M}>{inside}</m:oMath>"
    assert formula_text(parse_xml(formula)) == text
    assert read(run("为"), formula).text == f"为{text}"


def test_boxes_and_ticks_of_symbol_fonts_are_read() -> None:
    found = read(
        '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', run("同意"),
        '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', run("不同意"),
        f'<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>{chr(0xF0FE)}</w:t></w:r>',
    )  # fmt: skip
    assert (found.text, found.warnings) == ("☑同意□不同意☑", ())


def test_a_symbol_of_an_unknown_font_is_said() -> None:
    found = read(run("甲"), '<w:r><w:sym w:font="示例" w:char="F0A8"/></w:r>')
    assert found.text == "甲�"
    assert "1 处符号" in found.warnings[0]


def test_a_break_before_a_new_page_is_no_line() -> None:
    assert read('<w:r><w:br w:type="page"/></w:r>', run("附件"), "<w:r><w:br/></w:r>", run("甲")).text == "附件\n甲"


def test_a_text_box_in_a_cell_is_read_once() -> None:
    document = Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "格"
    table.cell(0, 0).paragraphs[0]._p.append(parse_xml(f"<w:r {W}>{BOXES}</w:r>"))
    table.cell(0, 1).text = "乙"
    assert read_docx(saved(document), "示例.docx").tables[0].rows == (("格\n盒", "乙"),)


def test_a_text_box_in_a_header_is_listed_once() -> None:
    document = Document()
    document.add_paragraph("正文")
    header = document.sections[0].header.paragraphs[0]
    header._p.append(parse_xml(f"<w:r {W}>{BOXES}</w:r>"))
    assert [left.text for left in read_docx(saved(document), "示例.docx").left_out] == ["盒"]


def test_a_footnote_keeps_the_mark_its_writer_chose() -> None:
    document = Document()
    paragraph = document.add_paragraph("示例")
    for reference in ('w:customMarkFollows="1" w:id="2"/><w:t>*</w:t>', 'w:id="3"/>'):
        paragraph._p.append(parse_xml(f"<w:r {W}><w:footnoteReference {reference}</w:r>"))
    said = ((2, "甲"), (3, "乙"))
    notes = "".join(f'<w:footnote w:id="{key}"><w:p>{run(text)}</w:p></w:footnote>' for key, text in said)
    content = with_part(saved(document), "footnotes.xml", "footnotes", f"<w:footnotes {W}>{notes}</w:footnotes>")
    found = read_docx(content, "示例.docx")
    assert found.text == "示例"
    assert [(note.number, note.text) for note in found.notes] == [("*", "甲"), ("1", "乙")]


def test_text_hidden_by_its_style_is_left_out() -> None:
    document = Document()
    style = f'<w:style {W} w:type="character" w:styleId="Hid"><w:rPr><w:vanish/></w:rPr></w:style>'
    document.styles.element.append(parse_xml(style))
    looks = '<w:rPr><w:rStyle w:val="Hid"/></w:rPr>'
    document.add_paragraph("见")._p.append(parse_xml(f"<w:r {W}>{looks}<w:t>密</w:t></w:r>"))
    found = read_docx(saved(document), "示例.docx")
    assert (found.text, [left.text for left in found.left_out]) == ("见", ["密"])


def test_a_paragraph_that_is_not_printed_is_not_counted() -> None:
    document = Document()
    define(document, 50, [("chineseCounting", "%1、")])
    for said in ("甲", "密", "乙"):
        paragraph = numbered(document, said, 50)
        if said == "密":
            paragraph.runs[0].font.hidden = True
            paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {W}><w:vanish/></w:rPr>"))
    assert read_docx(saved(document), "示例.docx").text.split("\n") == ["一、甲", "", "二、乙"]


def test_an_inserted_row_is_noted_where_it_begins() -> None:
    document = Document()
    table = document.add_table(2, 2)
    for row in range(2):
        table.cell(row, 0).text = "甲乙"[row]
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:ins {W} w:id="1" w:author="示例甲"/>'))
    found = read_docx(saved(document), "示例.docx")
    assert [(change.kind, found.text[change.at]) for change in found.changes] == [("inserted", "乙")]


def test_what_is_offered_in_two_ways_between_paragraphs_is_read_in_the_first() -> None:
    ways = "".join(f"<mc:{way}><w:p>{run(way)}</w:p></mc:{way}>" for way in ("Choice", "Fallback"))
    document = Document()
    document._body._body.insert(0, parse_xml(f"<mc:AlternateContent {MC} {W}>{ways}</mc:AlternateContent>"))
    assert read_docx(saved(document), "示例.docx").text.split("\n")[0] == "Choice"


def test_pictures_and_charts_are_said_not_to_be_read() -> None:
    content = with_part(with_lines("示例"), "chart.xml", "chart", f"<c {nsdecls('w')}/>")
    assert read_docx(content, "示例.docx").warnings == ("文件里有图表，其中的字没有读入。",)


def test_parts_are_found_however_their_names_are_written() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(with_lines("示例"))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name.replace("document.xml", "Document.XML").replace("/", "\\"), old.read(name))
    assert read_document(out.getvalue(), "示例.docx").text == "示例"

"""The DOCX follows the page of GB/T 9704 and says what it was given, whatever that is."""

from __future__ import annotations

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.exporters.docx import render_docx
from lianxi.exporters.official import OfficialDocument, Paragraph, Table
from tests.exporters.papers import HOSTILE, MINUTES, PLAIN, hostile


def reopened(document: OfficialDocument) -> DocxDocument:
    return Document(io.BytesIO(render_docx(document)))


def east_asian_font(style: object) -> str:
    return style._element.rPr.rFonts.get(qn("w:eastAsia"))  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def minutes() -> DocxDocument:
    return reopened(MINUTES)


def test_the_page_has_the_margins_and_the_grid_of_the_standard(minutes: DocxDocument) -> None:
    section = minutes.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    (grid,) = section._sectPr.findall(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


def test_lines_are_28_95_points_and_characters_a_quarter_point_closer(minutes: DocxDocument) -> None:
    normal = minutes.styles["Normal"]
    assert normal.paragraph_format.line_spacing == Pt(28.95)
    assert normal.font.size == Pt(16)
    assert normal._element.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-5"


@pytest.mark.parametrize(
    ("style", "font"),
    [
        ("公文标题", "方正小标宋简体"),
        ("公文正文", "仿宋_GB2312"),
        ("公文一级标题", "黑体"),
        ("公文二级标题", "楷体_GB2312"),
    ],
)
def test_each_part_stands_in_the_font_the_standard_names(minutes: DocxDocument, style: str, font: str) -> None:
    assert east_asian_font(minutes.styles[style]) == font


def test_paragraphs_are_set_in_by_two_characters_unless_told_otherwise(minutes: DocxDocument) -> None:
    styles = {paragraph.text: paragraph.style.name for paragraph in minutes.paragraphs}
    assert styles["会议在甲市召开。"] == "公文正文"
    assert styles["顶格的一段。"] == "公文顶格"
    assert minutes.styles["公文正文"]._element.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_headings_stand_in_the_outline(minutes: DocxDocument) -> None:
    level = minutes.styles["公文三级标题"]._element.pPr.find(qn("w:outlineLvl"))
    assert level.get(qn("w:val")) == "2"


def test_a_label_stands_in_heiti_and_its_lines_hang_behind_the_colon(minutes: DocxDocument) -> None:
    (pair,) = [paragraph for paragraph in minutes.paragraphs if paragraph.text.startswith("出席：")]
    assert pair.text == "出席：甲市：张示例、李示例"
    assert pair.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"
    assert pair._p.pPr.ind.get(qn("w:hangingChars")) == "300"


def test_the_header_of_a_table_is_repeated_and_rows_are_not_torn(minutes: DocxDocument) -> None:
    (table,) = minutes.tables
    assert [cell.text for cell in table.rows[0].cells] == ["承担机构", "事由", "金额（元）"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert [round(column.width.mm) for column in table.columns] == [31, 78, 47]
    assert table.rows[1].cells[2].paragraphs[0].alignment.name == "RIGHT"


def test_page_numbers_stand_outside_on_odd_and_even_pages(minutes: DocxDocument) -> None:
    assert minutes.settings.odd_and_even_pages_header_footer
    section = minutes.sections[0]
    sides = [footer.paragraphs[0].alignment.name for footer in (section.footer, section.even_page_footer)]
    assert sides == ["RIGHT", "LEFT"]
    assert "PAGE" in section.footer._element.xml


def test_a_sample_is_marked_at_the_head_of_every_page_and_an_issued_one_is_not(minutes: DocxDocument) -> None:
    section = minutes.sections[0]
    assert section.header.paragraphs[0].text == section.even_page_header.paragraphs[0].text == "样例"
    assert reopened(PLAIN).sections[0].header.is_linked_to_previous


def test_nothing_is_red(minutes: DocxDocument) -> None:
    colours = {item.get(qn("w:val")) for item in minutes.sections[0].header._element.iter(qn("w:color"))}
    assert colours == {"969696"}
    assert not list(minutes.element.iter(qn("w:color")))


def test_the_date_begins_two_characters_to_the_right_of_who_signs(minutes: DocxDocument) -> None:
    left = {
        one.text: one._p.pPr.ind for one in minutes.paragraphs if one.text in ("示例圈联席会议办公室", "2024年9月21日")
    }
    assert left["示例圈联席会议办公室"].get(qn("w:leftChars")) == "1600"
    assert left["2024年9月21日"].get(qn("w:leftChars")) == "1800"


def test_attachments_are_numbered_when_there_are_several(minutes: DocxDocument) -> None:
    texts = [paragraph.text for paragraph in minutes.paragraphs]
    assert "附件：1. 会议回执" in texts
    assert "　　　2. 会议议程" in texts
    assert "附件：会议回执" in [one.text for one in reopened(replace(MINUTES, attachments=("会议回执",))).paragraphs]


def test_an_addressee_ends_in_one_colon(minutes: DocxDocument) -> None:
    assert "甲市人大常委会、乙县人大常委会：" in [paragraph.text for paragraph in minutes.paragraphs]


def test_what_looks_like_markup_is_text() -> None:
    document, everything = reopened(hostile()), " ".join(HOSTILE)
    assert sum(everything in paragraph.text for paragraph in document.paragraphs) == 10
    assert [cell.text for cell in document.tables[0].rows[1].cells] == HOSTILE


def test_a_control_character_becomes_a_box() -> None:
    texts = [one.text for one in reopened(replace(PLAIN, blocks=(Paragraph("甲\x00乙\x1b丙\ufffe\ud800"),))).paragraphs]
    assert "甲□乙□丙□□" in texts


def test_two_tables_in_a_row_stay_two() -> None:
    document = reopened(replace(PLAIN, blocks=(Table(("a",), (("1",),)), Table(("b",), (("2", "3"),)))))
    assert len(document.tables) == 2
    assert len(document.tables[1].columns) == 2


def test_the_same_document_gives_the_same_bytes_and_names_no_tool() -> None:
    content = render_docx(MINUTES)
    assert content == render_docx(MINUTES)
    said = Document(io.BytesIO(content)).core_properties
    assert (said.author, said.comments, said.title) == ("示例圈联席会议办公室", "", MINUTES.title)
    assert said.created.date() == MINUTES.day


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_written_and_opened_again(text: str) -> None:
    content = render_docx(replace(PLAIN, title=text, blocks=(Paragraph(text), Table((text,), ((text,),)))))
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
    assert Document(io.BytesIO(content)).tables


def test_the_mark_fits_on_one_line() -> None:
    document = reopened(replace(PLAIN, mark="示" * 25))
    (mark,) = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "公文标志"]
    assert mark.runs[0].font.size.pt * 25 <= Mm(156).pt

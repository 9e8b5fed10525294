"""Marked words in DOCX: shown by their looks, or as changes that the office program tracks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_UNDERLINE
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as DocxParagraph
from hypothesis import given, settings

from lianxi.exporters.docx import render_docx
from lianxi.exporters.docx_tracked import Reviser
from lianxi.exporters.official import Heading, Mark, OfficialDocument, Paragraph, Run, Table, Words, plain
from lianxi.exporters.typesetting import cleaned
from lianxi.importers.docx.reading import read_docx
from tests.exporters.marked_papers import REDLINE, THREE_COLUMNS, TWO_COLUMNS, long_cells, words
from tests.exporters.papers import PLAIN

CLERK = Reviser("示例员", datetime(2026, 11, 29, 9, 30))  # noqa: DTZ001 (the clock on the wall)


def reopened(document: OfficialDocument, tracked: Reviser | None = None) -> DocxDocument:
    return Document(io.BytesIO(render_docx(document, tracked)))


def paragraphs(document: DocxDocument) -> Iterator[DocxParagraph]:
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def looks(document: DocxDocument) -> dict[str, list[str]]:
    """Which words are struck, doubly underlined, waved, or in 黑体."""
    found: dict[str, list[str]] = {"struck": [], "double": [], "wave": [], "hei": []}
    for run in (run for paragraph in paragraphs(document) for run in paragraph.runs):
        fonts = run._r.rPr.rFonts if run._r.rPr is not None else None
        for name, there in (
            ("struck", run.font.strike),
            ("double", run.font.underline == WD_UNDERLINE.DOUBLE),
            ("wave", run.font.underline == WD_UNDERLINE.WAVY_HEAVY),
            ("hei", fonts is not None and fonts.get(qn("w:eastAsia")) == "黑体"),
        ):
            if there:
                found[name].append(run.text)
    return found


def test_each_mark_stands_on_the_words_it_was_given_for() -> None:
    assert looks(reopened(REDLINE)) == {
        "struck": ["删去", "美化", "第二条　整条删去。"],
        "double": ["新增", "改善", "第二条　整条新增。"],
        "wave": ["移动", "本办法自公布之日起施行。"],
        "hei": ["第一章", "第一条"],
    }


def test_marks_differ_in_colour_too_and_plain_words_have_none() -> None:
    colours = {
        run.text: str(run.font.color.rgb) for paragraph in paragraphs(reopened(REDLINE)) for run in paragraph.runs
    }
    assert [colours[said] for said in ("美化", "改善", "移动")] == ["B42318", "1849A9", "0F766E"]
    assert colours["　总则"] == colours["环境，制定本办法。"] == "None"


def test_chapters_and_captions_stand_in_the_middle_and_captions_in_kaiti() -> None:
    document = reopened(REDLINE)
    chapter = next(one for one in document.paragraphs if one.text == "第一章　总则")
    caption = next(one for one in document.paragraphs if one.style.name == "公文题注")
    assert chapter.alignment == caption.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert chapter._p.pPr.ind.get(qn("w:firstLineChars")) == "0"
    assert caption.style._element.rPr.rFonts.get(qn("w:eastAsia")) == "楷体_GB2312"


def test_long_texts_begin_at_the_top_both_sides_even_and_each_line_is_a_paragraph() -> None:
    (table,) = reopened(TWO_COLUMNS).tables
    cell = table.rows[3].cells[1]
    assert [one.text for one in cell.paragraphs] == ["第三条　分成两款。", "第二款在此。"]
    assert cell.vertical_alignment == WD_CELL_VERTICAL_ALIGNMENT.TOP
    assert {one.alignment for one in cell.paragraphs} == {WD_ALIGN_PARAGRAPH.JUSTIFY}


def test_a_row_longer_than_a_page_may_run_over_and_short_ones_stay_whole() -> None:
    (table,) = reopened(long_cells(5000)).tables
    assert [row._tr.trPr.find(qn("w:cantSplit")) is None for row in table.rows] == [False, False, True, False]
    assert table.rows[2].cells[1].text == "国" * 5000


def test_a_turned_document_stands_on_a_turned_sheet_and_its_table_fills_it() -> None:
    document = reopened(THREE_COLUMNS)
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (28, 35)
    assert round(sum(column.width.mm for column in document.tables[0].columns)) == 225


def test_tracked_changes_are_read_back_with_who_and_when_and_the_text_is_the_accepted_one() -> None:
    document = replace(REDLINE, blocks=tuple(block for block in REDLINE.blocks if block is not REDLINE.blocks[1]))
    read = read_docx(render_docx(document, CLERK), "redline.docx")
    assert [(change.kind, change.text, change.author, change.moment) for change in read.changes] == [
        (kind, said, "示例员", "2026-11-29T09:30:00Z")
        for kind, said in (
            ("deleted", "美化"),
            ("inserted", "改善"),
            ("deleted", "第二条　整条删去。"),
            ("inserted", "第二条　整条新增。"),
        )
    ]
    written = read.text.split("\n")
    assert "第一条　为了爱护绿地，改善环境，制定本办法。本办法自公布之日起施行。" in written
    accepted = written[written.index("第二条　整条新增。") - 1]
    assert accepted.startswith("第一条")  # the paragraph that was deleted leaves no empty line behind


def test_changes_in_cells_are_tracked_too() -> None:
    read = read_docx(render_docx(TWO_COLUMNS, CLERK), "table.docx")
    assert ("deleted", "第二条　整条删去的一条文字。") in [(change.kind, change.text) for change in read.changes]
    assert "第一条　为了爱护绿地，改善环境，制定本办法。本办法自公布之日起施行。" in read.text


def test_a_tracked_change_has_no_looks_of_its_own_and_a_moved_word_keeps_them() -> None:
    document = reopened(REDLINE, CLERK)
    inside = [run for tag in ("w:ins", "w:del") for change in document.element.body.iter(qn(tag)) for run in change]
    names = {looks.tag for run in inside if run.tag == qn("w:r") for looks in run.find(qn("w:rPr"))}
    assert not names & {qn("w:strike"), qn("w:u"), qn("w:color")}
    assert looks(document)["wave"] == ["移动", "本办法自公布之日起施行。"]


def test_every_change_has_a_number_of_its_own() -> None:
    body = reopened(TWO_COLUMNS, CLERK).element.body
    numbers = [change.get(qn("w:id")) for tag in ("w:ins", "w:del") for change in body.iter(qn(tag))]
    assert len(numbers) == len(set(numbers)) > 5


@pytest.mark.parametrize("tracked", [None, CLERK])
def test_the_same_document_gives_the_same_bytes(tracked: Reviser | None) -> None:
    assert render_docx(REDLINE, tracked) == render_docx(REDLINE, tracked)


def said_in(document: DocxDocument) -> list[str]:
    """The text of each paragraph with deleted words, which python-docx would leave out."""
    texts = []
    for paragraph in document.element.body.iter(qn("w:p")):
        parts = paragraph.iter(qn("w:t"), qn("w:delText"), qn("w:br"))
        texts.append("".join("\n" if part.tag == qn("w:br") else part.text or "" for part in parts))
    return texts


@settings(max_examples=25, deadline=None)
@given(words(), words())
def test_any_words_can_be_written_and_opened_again_tracked_or_not(one: Words, other: Words) -> None:
    document = replace(PLAIN, title="", blocks=(Paragraph(one), Heading(other), Table((), ((one, other),), top=True)))
    shown = [said.strip() for said in said_in(reopened(document))]
    assert shown == [said.strip() for said in said_in(reopened(document, CLERK))]
    for block in cleaned(document).blocks:
        if isinstance(block, Paragraph | Heading):
            assert plain(block.text) in shown


@pytest.mark.parametrize("mark", list(Mark))
def test_a_hostile_name_of_a_reviser_stays_a_name(mark: Mark) -> None:
    clerk = Reviser('<w:p> "\x00\n甲', CLERK.moment)
    body = reopened(replace(PLAIN, blocks=(Paragraph((Run("乙", mark),)),)), clerk).element.body
    names = [change.get(qn("w:author")) for tag in ("w:ins", "w:del") for change in body.iter(qn(tag))]
    assert set(names) <= {'<w:p> "□ 甲'}
    assert bool(names) is (mark in (Mark.DELETED, Mark.INSERTED))

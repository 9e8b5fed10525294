"""Marked words, long rows and turned pages in PDF."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given, settings

from lianxi.exporters.official import Heading, OfficialDocument, Paragraph, Table, Words, plain
from lianxi.exporters.pdf import render_pdf
from lianxi.exporters.sheets import TURNED
from tests.exporters.marked_papers import REDLINE, THREE_COLUMNS, TWO_COLUMNS, long_cells, words
from tests.exporters.papers import PLAIN
from tests.exporters.test_pdf import lines, reopened, texts
from tests.fonts import need_chinese_font

POINTS_PER_MM = 72 / 25.4
RED, BLUE, TEAL, BLACK = (0xB4, 0x23, 0x18), (0x18, 0x49, 0xA9), (0x0F, 0x76, 0x6E), (0, 0, 0)


@pytest.fixture(autouse=True)
def chinese_fonts() -> None:
    need_chinese_font()


def by_colour(document: OfficialDocument) -> dict[tuple[int, ...], str]:
    """What is written in each colour, without blanks and line ends."""
    found: dict[tuple[int, ...], str] = defaultdict(str)
    with reopened(document) as opened:
        for page in opened:
            page_text = page.get_textpage()
            for index, char in enumerate(page_text.get_text_range()):
                parts = [ctypes.c_uint() for _ in range(4)]
                if not char.isspace() and pdfium.FPDFText_GetFillColor(page_text, index, *map(ctypes.byref, parts)):
                    found[tuple(part.value for part in parts[:3])] += char
    return found


def paths(document: OfficialDocument) -> int:
    """How many lines and areas are drawn on the first page."""
    with reopened(document) as opened:
        return sum(one.type == pdfium.FPDF_PAGEOBJ_PATH for one in opened[0].get_objects())


def test_each_mark_stands_on_the_words_it_was_given_for() -> None:
    said = by_colour(REDLINE)
    assert said[RED] == "删去美化第二条整条删去。"
    assert said[BLUE] == "新增改善第二条整条新增。"
    assert said[TEAL] == "移动本办法自公布之日起施行。"
    assert "第一条为了爱护绿地，环境，制定本办法。" in said[BLACK]


@pytest.mark.parametrize(("number", "least"), [(0, 1), (1, 2), (2, 3)], ids=["struck", "double", "wave"])
def test_each_mark_has_lines_of_its_own_that_show_without_colour(number: int, least: int) -> None:
    run = REDLINE.blocks[1].text[1 + 2 * number]  # type: ignore[union-attr]
    assert paths(replace(PLAIN, blocks=(Paragraph((run,)),))) - paths(PLAIN) == least


def test_marks_do_not_cost_the_standard() -> None:
    assert b"<pdfaid:part>2</pdfaid:part>" in render_pdf(REDLINE)
    assert b"<pdfaid:part>2</pdfaid:part>" in render_pdf(TWO_COLUMNS)


def test_a_chapter_stands_in_the_middle_of_the_line() -> None:
    with reopened(replace(PLAIN, blocks=(Heading("第一章", align="center"), Paragraph("国" * 40)))) as opened:
        found = opened[0].get_textpage()
        at = found.get_text_range().index("第一章")
        left, right = found.get_charbox(at)[0], found.get_charbox(at + 2)[2]
    assert (left + right) / 2 == pytest.approx((28 + 156 / 2) * POINTS_PER_MM, abs=2)


def test_a_full_turned_page_has_15_lines_of_40_characters_within_the_type_area() -> None:
    full = replace(PLAIN, blocks=(Paragraph("国" * 40 * 40, indent=False),), landscape=True)
    with reopened(full) as opened:
        counted = lines(opened[1], "国")
        assert [round(side / POINTS_PER_MM) for side in opened[1].get_size()] == [297, 210]
        found = opened[1].get_textpage()
        boxes = [found.get_charbox(index) for index, char in enumerate(found.get_text_range()) if char == "国"]
    assert (len(counted), set(counted.values())) == (15, {40})
    assert min(box[0] for box in boxes) >= TURNED.left * POINTS_PER_MM
    assert max(box[2] for box in boxes) <= (297 - TURNED.right) * POINTS_PER_MM + 0.5
    assert min(box[1] for box in boxes) >= TURNED.bottom * POINTS_PER_MM
    assert max(box[3] for box in boxes) <= (210 - TURNED.top) * POINTS_PER_MM + 1


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("length", [300, 2000, 5000])
def test_no_text_of_a_long_row_is_lost_or_cut_at_the_foot_of_a_page(length: int, landscape: bool) -> None:
    document = long_cells(length, landscape=landscape)
    foot = (TURNED.bottom if landscape else 35) * POINTS_PER_MM
    with reopened(document) as opened:
        shown = sum(count for page in opened for height, count in lines(page, "国").items() if height >= foot - 1)
    assert shown == length
    assert all("修改前" in page for page in texts(document))


def test_short_rows_of_long_texts_are_not_torn() -> None:
    rows: tuple[tuple[Words, ...], ...] = tuple((f"起{'国' * 40}止", f"始{'国' * 20}终") for _ in range(40))
    pages = texts(replace(PLAIN, blocks=(Table(("修改前", "修改后"), rows, top=True),)))
    assert len(pages) > 2
    assert all(page.count("起") == page.count("止") == page.count("始") for page in pages)


def test_a_row_of_a_few_lines_fills_the_page_instead_of_leaving_half_of_it_empty() -> None:
    rows: tuple[tuple[Words, ...], ...] = tuple(("国" * 200, "国" * 190) for _ in range(8))
    with reopened(replace(PLAIN, blocks=(Table(("修改前", "修改后"), rows, top=True),))) as opened:
        lowest = min(lines(opened[0], "国"))
    assert lowest < (35 + 30) * POINTS_PER_MM


def test_the_columns_of_a_turned_table_fill_the_width() -> None:
    with reopened(THREE_COLUMNS) as opened:
        edges = [one.get_bounds() for one in opened[0].get_objects() if one.type == pdfium.FPDF_PAGEOBJ_PATH]
    assert min(edge[0] for edge in edges) == pytest.approx(35 * POINTS_PER_MM, abs=1)
    assert max(edge[2] for edge in edges) == pytest.approx((35 + 225) * POINTS_PER_MM, abs=1)


@settings(max_examples=25, deadline=None)
@given(words())
def test_any_words_can_be_laid_out(said: Words) -> None:
    blocks = (
        Heading(said, align="center"), Paragraph(said), Paragraph(said, align="center"), Paragraph(said, align="right"),
        Table(("甲", "乙"), ((said, "丙"),), top=True),
    )  # fmt: skip
    with pypdfium2.PdfDocument(render_pdf(replace(PLAIN, blocks=blocks))) as opened:
        shown = "".join(page.get_textpage().get_text_range() for page in opened)
    assert "丙" in shown
    assert not plain(said).isalnum() or not plain(said).isascii() or plain(said) in shown

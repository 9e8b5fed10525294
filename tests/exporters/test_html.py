"""The HTML is one file that fetches and runs nothing, and says what it was given, whatever that is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from lianxi.exporters.html import render_html
from lianxi.exporters.official import Heading, OfficialDocument, Pair, Paragraph, Table, Words, plain
from lianxi.exporters.typesetting import cleaned
from tests.exporters.marked_papers import REDLINE, THREE_COLUMNS, TWO_COLUMNS, long_cells, words
from tests.exporters.papers import HOSTILE, MINUTES, PLAIN, hostile

ATTACKS = [*HOSTILE, "<script>alert(1)</script>", "</style>", "</title>", "<!--", "' onclick='x", '" onload="x', "&lt;"]


def reopened(document: OfficialDocument) -> html.HtmlElement:
    return html.document_fromstring(render_html(document).decode())


def texts(document: OfficialDocument, path: str) -> list[str]:
    return [element.text_content() for element in reopened(document).iterfind(path)]


def test_it_says_its_language_its_title_and_that_a_browser_may_run_and_fetch_nothing() -> None:
    page = reopened(MINUTES)
    assert page.get("lang") == "zh-CN"
    assert page.findtext("head/title") == MINUTES.title
    policy = page.find("head/meta[@http-equiv]").get("content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


@pytest.mark.parametrize("document", [MINUTES, REDLINE, THREE_COLUMNS, hostile()])
def test_it_holds_no_script_and_no_address(document: OfficialDocument) -> None:
    page = reopened(document)
    assert not {"script", "link", "img", "iframe", "a", "base"} & {element.tag for element in page.iter()}
    assert {name for element in page.iter() for name in element.attrib} <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "style", "role", "scope", "tabindex",
        "aria-label", "data-column", "datetime",
    }  # fmt: skip
    assert not re.search(r"url\(|@import|src=|href=", page.findtext("head/style"))


def test_every_part_of_a_document_is_there_in_its_order() -> None:
    whole = reopened(MINUTES).find("body").text_content()
    parts = ["样例", "示例圈联席会议办公室纪要", "第2稿", "第三次联席会议纪要", "甲市人大常委会、乙县人大常委会：",
             "一、会议时间", "出席：", "支出", "承担机构", "12,000.00", "附件：", "2. 会议议程",
             "2024年9月21日", "抄送："]  # fmt: skip
    places = [whole.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_each_mark_stands_on_the_words_it_was_given_for() -> None:
    assert texts(REDLINE, ".//del") == ["删去", "美化", "第二条　整条删去。"]
    assert texts(REDLINE, ".//ins") == ["新增", "改善", "第二条　整条新增。"]
    assert texts(REDLINE, ".//mark") == ["移动", "本办法自公布之日起施行。"]
    assert texts(REDLINE, ".//strong") == ["第一章", "第一条"]


def test_chapters_and_captions_stand_in_the_middle() -> None:
    assert texts(REDLINE, ".//h2[@class='center']") == ["第一章　总则"]
    assert texts(REDLINE, ".//p[@class='center']") == [plain(REDLINE.blocks[0].text)]  # type: ignore[union-attr]
    assert texts(REDLINE, ".//p[@class='right']") == ["靠右的一行"]


def test_a_table_has_a_caption_columns_with_a_scope_and_the_name_of_its_column_in_each_cell() -> None:
    page = reopened(TWO_COLUMNS)
    (table,) = page.iter("table")
    assert table.findtext("caption") == "条文对照"
    assert [cell.get("scope") for cell in table.iter("th")] == ["col", "col"]
    assert [cell.get("data-column") for cell in table.iter("td")] == ["修改前", "修改后"] * 3
    assert table.get("class") == "long"
    (box,) = page.iterfind(".//div[@class='scroll']")
    assert (box.get("aria-label"), box.get("tabindex")) == ("条文对照", "0")


def test_a_table_of_short_entries_keeps_its_columns_and_numbers_stand_right() -> None:
    (table,) = reopened(MINUTES).iter("table")
    assert table.get("class") is None
    assert [cell.text_content() for cell in table.iterfind(".//td[@class='right']")] == ["12,000.00", "80.50"]


def test_a_turned_document_prints_on_a_turned_sheet() -> None:
    assert "@page { size: A4 landscape; margin: 28mm 37mm 26mm 35mm;" in texts(THREE_COLUMNS, "head/style")[0]
    assert "@page { size: A4 portrait; margin: 37mm 26mm 35mm 28mm;" in texts(TWO_COLUMNS, "head/style")[0]


def test_a_sample_is_marked_and_an_issued_document_is_not() -> None:
    assert render_html(MINUTES).decode().count("样例") == 2  # at the head, and in the style for the pages behind
    assert "样例" not in render_html(replace(MINUTES, sample=False)).decode()


def test_what_looks_like_markup_is_text() -> None:
    everything = " ".join(ATTACKS)
    document = OfficialDocument(
        everything, (Heading(everything), Paragraph(everything), Pair(everything, everything),
                     Table((everything,), ((everything,),), caption=everything, top=True)),
        mark=everything, number=everything, addressee=everything, signature=(everything,),
        attachments=(everything,), notes=(everything,),
    )  # fmt: skip
    page = reopened(document)
    assert page.findtext("head/title") == everything
    assert page.find("body").text_content().count(everything) == 14
    assert [box.get("aria-label") for box in page.iterfind(".//div[@class='scroll']")] == [everything]
    assert [cell.get("data-column") for cell in page.iter("td")] == [everything]


def test_a_cell_of_5000_characters_is_there_whole() -> None:
    assert [cell.text_content().count("国") for cell in reopened(long_cells(5000)).iter("td")][3] == 5000


def test_on_paper_only_the_row_that_is_longer_than_six_lines_may_run_over() -> None:
    assert [row.get("class") for row in reopened(long_cells(5000)).iterfind(".//tbody/tr")] == ["kept", None, "kept"]


def test_a_line_end_in_a_cell_is_one_and_a_control_character_is_a_box() -> None:
    page = render_html(replace(PLAIN, blocks=(Table((), (("甲\n乙\x00\ud800",),)),))).decode()
    assert "甲<br>乙□□</td>" in page


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render_html(REDLINE) == render_html(REDLINE)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), words())
def test_any_words_can_be_written_and_read_back(text: str, said: Words) -> None:
    document = OfficialDocument(text, (Heading(said), Paragraph(said), Table((text,), ((said,),), top=True)))
    clean = cleaned(document)
    page = reopened(document)
    (table,) = [block for block in clean.blocks if isinstance(block, Table)]
    (cell,) = page.iter("td")
    assert cell.text_content() == plain(table.rows[0][0]).replace("\n", "")
    shown = "".join(element.text_content() for element in page.find("body/main") if element.tag == "p")
    assert shown == "".join(plain(block.text) for block in clean.blocks if isinstance(block, Paragraph))

"""The PDF has 22 lines of 28 characters, can be read back, and shows values as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.exporters import pdf
from lianxi.exporters.official import Heading, OfficialDocument, Pair, Paragraph, Table
from lianxi.exporters.pdf import render_pdf
from lianxi.kernel.errors import Refused
from tests.exporters.papers import HOSTILE, MINUTES, PLAIN, hostile
from tests.fonts import need_chinese_font

POINTS_PER_MM = 72 / 25.4


@pytest.fixture(autouse=True)
def chinese_fonts(request: pytest.FixtureRequest) -> None:
    if "no_font" not in request.node.name:
        need_chinese_font()


@contextmanager
def reopened(document: OfficialDocument) -> Iterator[pypdfium2.PdfDocument]:
    with pypdfium2.PdfDocument(render_pdf(document)) as opened:
        yield opened


def texts(document: OfficialDocument) -> list[str]:
    """The text of each page."""
    with reopened(document) as opened:
        return [page.get_textpage().get_text_bounded() for page in opened]


def lines(page: pypdfium2.PdfPage, char: str) -> Counter[int]:
    """How many of `char` stand on each line, by height in points from the foot of the page."""
    found = page.get_textpage()
    whole = found.get_text_range()
    return Counter(round(found.get_charbox(index)[1]) for index, one in enumerate(whole) if one == char)


def test_a_full_page_has_22_lines_of_28_characters_within_the_type_area() -> None:
    full = replace(PLAIN, blocks=(Paragraph("国" * 28 * 60, indent=False),))
    with reopened(full) as opened:
        counted = lines(opened[1], "国")
        found = opened[1].get_textpage()
        boxes = [found.get_charbox(index) for index, char in enumerate(found.get_text_range()) if char == "国"]
    assert len(counted) == 22
    assert set(counted.values()) == {28}
    assert min(box[0] for box in boxes) >= 28 * POINTS_PER_MM
    assert max(box[2] for box in boxes) <= (210 - 26) * POINTS_PER_MM + 0.5
    assert max(box[3] for box in boxes) <= (297 - 37) * POINTS_PER_MM + 1
    assert min(box[1] for box in boxes) >= 35 * POINTS_PER_MM


def test_mixed_paragraphs_keep_the_grid_of_lines() -> None:
    blocks = [Heading("一、标题"), Paragraph("国家2024年。" * 30), Pair("出席", "甲、" * 60)] * 6
    with reopened(replace(PLAIN, blocks=tuple(blocks))) as opened:
        heights = sorted(lines(opened[1], "国") + lines(opened[1], "、") + lines(opened[1], "标"))
    pitch = 225 / 22 * POINTS_PER_MM
    assert all(abs((one - heights[0]) / pitch - round((one - heights[0]) / pitch)) < 0.25 for one in heights)


def test_a_paragraph_begins_two_characters_in() -> None:
    with reopened(replace(PLAIN, blocks=(Paragraph("国" * 40),))) as opened:
        counted = lines(opened[0], "国")
    assert [counted[height] for height in sorted(counted, reverse=True)] == [26, 14]


def test_every_part_of_a_document_is_there_in_its_order() -> None:
    whole = "".join(texts(MINUTES))
    parts = ["示例圈联席会议办公室纪要", "第2稿", "甲市人大常委会、乙县人大常委会：", "一、会议时间",
             "出席：", "支出", "承担机构", "12,000.00", "附件：", "2. 会议议程", "2024年9月21日", "抄送："]  # fmt: skip
    places = [whole.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_a_sample_is_marked_on_every_page_and_nothing_else_is() -> None:
    long = replace(MINUTES, blocks=(*MINUTES.blocks, Paragraph("国" * 1500)))
    pages = texts(long)
    assert len(pages) > 2
    assert all(page.count("样例") == 1 for page in pages)
    assert not any("样例" in page for page in texts(replace(long, sample=False)))


def test_pages_are_numbered_between_dashes() -> None:
    pages = texts(replace(PLAIN, blocks=(Paragraph("国" * 1500),)))
    assert ["— 1 —" in pages[0], "— 2 —" in pages[1]] == [True, True]


def test_the_header_of_a_table_is_repeated_on_each_page() -> None:
    rows = tuple((str(number), "联合巡查", "甲市") for number in range(60))
    pages = texts(replace(PLAIN, blocks=(Table(("序号", "事项名称", "牵头方"), rows),)))
    assert len(pages) > 2
    assert all("事项名称" in page for page in pages)


def shown_in_the_type_area(document: OfficialDocument, char: str) -> int:
    with reopened(document) as opened:
        return sum(
            count for page in opened for height, count in lines(page, char).items() if height > 34 * POINTS_PER_MM
        )


@pytest.mark.parametrize("signature", [(), ("办公室",)])
@pytest.mark.parametrize(
    "table",
    [
        Table(("事项", "进展", "备注"), (("巡查", "国" * 600, "无"),), (3, 3, 2)),
        Table(("事项", "备注"), (("巡查", "国" * 250),), (9, 1)),
        Table(("事项", "进展"), tuple((str(number), "国" * 250) for number in range(5))),
        Table(("国" * 900, "备注"), (("巡查", ""),)),
    ],
    ids=["one long cell beside short ones", "a narrow column", "a last table of few long rows", "a long header"],
)
@pytest.mark.parametrize("after", [(), (Paragraph("完。"),)])
def test_no_text_of_a_table_is_cut_off_at_the_foot_of_a_page(
    table: Table, after: tuple[Paragraph, ...], signature: tuple[str, ...]
) -> None:
    said = "".join([*table.header, *(cell for row in table.rows for cell in row)]).count("国")
    document = replace(PLAIN, blocks=(table, *after), signature=signature, day=date(2024, 9, 20))
    assert shown_in_the_type_area(document, "国") == said


def test_attachments_stay_together_and_go_over_with_the_signature() -> None:
    for count in range(12, 24):
        document = replace(PLAIN, blocks=(Paragraph("国。"),) * count, attachments=("会议议程", "会议回执"))
        pages = texts(replace(document, signature=("办公室",), day=date(2024, 9, 20)))
        assert [part in pages[-1] for part in ("会议议程", "会议回执", "办公室")] == [True, True, True]


def test_no_page_holds_a_signature_alone() -> None:
    for count in range(17, 24):
        blocks = tuple(Paragraph(f"第{number}段。") for number in range(count))
        pages = texts(replace(PLAIN, blocks=blocks, signature=("办公室",), day=date(2024, 9, 20)))
        assert f"第{count - 1}段" in pages[-1]


def test_what_looks_like_source_is_text() -> None:
    whole = "".join(texts(hostile())).replace("\r", "").replace("\n", "").replace(" ", "")
    assert whole.count("".join(HOSTILE).replace(" ", "")) >= 5
    for value in HOSTILE:
        assert whole.count(value.replace(" ", "")) >= 9


def test_a_long_word_is_broken_inside_its_cell_and_read_back_whole() -> None:
    digest = "0123456789abcdef" * 4
    document = replace(PLAIN, blocks=(Table(("甲", "摘要"), (("乙", digest),), (6, 4)), Paragraph(digest * 2)))
    with reopened(document) as opened:
        found = opened[0].get_textpage()
        right = max(found.get_charbox(index)[2] for index in range(found.count_chars()))
    assert right <= (210 - 26) * POINTS_PER_MM
    assert digest in texts(document)[0].replace("\r", "").replace("\n", "")


def test_a_control_character_becomes_a_box() -> None:
    assert "甲□乙□" in texts(replace(PLAIN, blocks=(Paragraph("甲\x00乙\ud800"),)))[0]


def test_the_file_says_that_it_is_pdf_a_2b_and_what_it_is_called() -> None:
    content = render_pdf(MINUTES)
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in content
    with pypdfium2.PdfDocument(content) as opened:
        assert opened.get_metadata_dict()["Title"] == MINUTES.title


def test_a_character_in_no_font_costs_the_standard_but_not_the_document() -> None:
    content = render_pdf(replace(PLAIN, blocks=(Paragraph("张\u1200三"),)))
    assert b"pdfaid:part" not in content
    with pypdfium2.PdfDocument(content) as opened:
        assert "三" in opened[0].get_textpage().get_text_bounded()


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render_pdf(MINUTES) == render_pdf(MINUTES)


def test_a_document_without_a_day_can_be_laid_out() -> None:
    assert render_pdf(PLAIN).startswith(b"%PDF-")


def test_no_font_for_chinese_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Latin:
        def families(self) -> list[str]:
            return ["Libertinus Serif"]

    monkeypatch.setattr(pdf.typst, "Fonts", lambda **_: Latin())
    with pytest.raises(Refused) as refused:
        render_pdf(PLAIN, [tmp_path])
    assert refused.value.guard == "no_chinese_font"
    assert "fonts-noto-cjk" in refused.value.remedy
    assert "DOCX" in refused.value.remedy


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_laid_out(text: str) -> None:
    blocks = (Heading(text), Paragraph(text), Pair(text, text), Table((text,), ((text,),), caption=text))
    assert render_pdf(
        OfficialDocument(
            text, blocks, mark=text, number=text, addressee=text, signature=(text,), attachments=(text,), notes=(text,)
        )
    )

"""PDFs are read as a person reads them: columns one after the other, page margins aside, paragraphs whole."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
import typst

from lianxi.importers.document import ReadDocument
from lianxi.importers.pdf.reading import read_pdf
from lianxi.kernel.errors import Refused
from tests.fonts import need_chinese_font

ARTICLES = [
    f"第{number}条　示例各方应当依次轮流承办联席会议，承办方应当在每年九月中旬前向其他各方发出通知，"
    "并在会后三十日内印发纪要，DOCX和PDF各一份。经协商一致的，可以调整；不能调整的，应当说明理由，报上一级机关备案后执行。"
    for number in "一二三四五六七八九十"
]
LOOKS = """
#set text(font: ("Noto Serif CJK SC", "Source Han Serif SC", "WenQuanYi Zen Hei"), lang: "zh", size: 12pt)
#set par(first-line-indent: (amount: 2em, all: true), justify: true)
"""
TITLE = "#align(center, text(size: 20pt)[示例联席会议规则])\n"


@pytest.fixture(autouse=True)
def _font() -> None:
    need_chinese_font()


def pdf(page: str, body: str = TITLE + "\n\n".join(ARTICLES)) -> bytes:
    return typst.compile(f"#set page({page})\n{LOOKS}{body}".encode())


def read(content: bytes) -> ReadDocument:
    return read_pdf(content, "示例.pdf")


@pytest.mark.parametrize(
    "page",
    ['"a4"', '"a5"', '"a4", columns: 2', '"a5", margin: 1cm', '"a4", flipped: true, columns: 2'],
)
def test_paragraphs_are_whole_over_lines_columns_and_pages(page: str) -> None:
    assert read(pdf(page)).text.split("\n") == ["示例联席会议规则", *ARTICLES]


def test_headers_and_page_numbers_are_left_out_and_listed() -> None:
    found = read(pdf('"a5", header: [示例汇编　第#context counter(page).display()期], '
                     "footer: context align(center)[— #counter(page).display() —]"))  # fmt: skip
    assert found.text.split("\n") == ["示例联席会议规则", *ARTICLES]
    said = [(left.kind, left.text, left.place.page) for left in found.left_out]
    assert ("header", "示例汇编　第1期", 1) in said
    assert ("page_number", "— 2 —", 2) in said


def test_left_and_right_pages_may_have_headers_of_their_own() -> None:
    found = read(pdf('"a6", header: context if calc.odd(here().page()) [示例甲] else [示例乙], numbering: "1 / 1"'))
    assert found.text.split("\n") == ["示例联席会议规则", *ARTICLES]


def test_a_number_that_is_no_page_number_stays() -> None:
    body = "示例甲\n\n#v(1fr)\n2023"
    assert read(pdf('"a5", margin: 1cm', body)).text.split("\n") == ["示例甲", "2023"]


def test_blocks_name_the_page() -> None:
    found = read(pdf('"a5"'))
    last = found.block_at(found.text.index("第十条"))
    first = found.block_at(0)
    assert first is not None
    assert last is not None
    assert (first.kind, first.place.page) == ("heading", 1)
    assert last.place.page is not None
    assert last.place.page > 1
    assert "".join(found.text[block.start : block.end] for block in found.blocks) == found.text.replace("\n", "")


def test_number_and_date_of_a_short_notice_continue_no_line_before_them() -> None:
    lines = [
        "示例市人民政府关于印发《示例管理办法》的通知", "示府规〔2024〕3号", "各有关单位：",
        "现将《示例管理办法》印发给你们。", "示例市人民政府", "2024年3月1日",
    ]  # fmt: skip
    far = [f"#h(15em){line}" for line in lines[4:]]
    body = "#set par(first-line-indent: 0em)\n" + " \\\n".join(lines[:4] + far)
    assert read(pdf('"a4"', body)).text.split("\n") == lines


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_printed_across_and_turned_for_show_is_read_as_it_is_shown(turn: int) -> None:
    across = f"#rotate(-{turn}deg, reflow: true)[#block(width: 9cm)[" + "\n\n".join(ARTICLES[:3]) + "]]"
    with pypdfium2.PdfDocument(pdf('"a4", margin: 1cm', across)) as opened:
        opened[0].set_rotation(turn)
        out = io.BytesIO()
        opened.save(out)
    assert read(out.getvalue()).text.split("\n") == ARTICLES[:3]


def test_a_table_is_read_row_by_row() -> None:
    rows = "".join(f"[示例任务第{number}项], [甲方和乙方共同办理], [九月底前]," for number in range(1, 9))
    found = read(pdf('"a4"', f"示例清单\n#table(columns: (1fr, 1fr, 1fr), {rows})"))
    assert found.text.split("\n")[1] == "示例任务第1项\t甲方和乙方共同办理\t九月底前"
    (table,) = found.tables
    assert (len(table.rows), table.rows[7]) == (8, ("示例任务第8项", "甲方和乙方共同办理", "九月底前"))
    assert found.text[table.start :].startswith("示例任务第1项")


def test_a_scan_is_refused_and_nothing_is_guessed() -> None:
    with pytest.raises(Refused, match="扫描件") as caught:
        read(pdf('"a5"', "#rect(width: 50%, height: 50%, fill: black)"))
    assert caught.value.guard == "pdf_without_text"


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 20])
def test_a_damaged_file_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as caught:
        read(content)
    assert caught.value.guard == "file_damaged"


def test_a_sign_of_the_font_that_stands_for_two_characters_loses_none() -> None:
    assert read(pdf('"a5"', "示例平台——示例……示例")).text == "示例平台——示例……示例"


def test_a_line_printed_twice_to_look_bold_counts_once() -> None:
    body = "#place(top + left)[示例规则]#place(top + left, dx: 0.3pt)[示例规则]#v(2em)第一条"
    assert read(pdf('"a5"', body)).text.split("\n") == ["示例规则", "第一条"]


def test_a_file_behind_a_password_is_refused() -> None:
    locked = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">/P -4>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]/Size 4>>\n"
    )
    with pytest.raises(Refused, match="打开密码") as caught:
        read(locked)
    assert caught.value.guard == "file_encrypted"


def test_vertical_text_is_read_column_by_column_from_the_right() -> None:
    said = ["第一条　示例各方应当依次轮流承办联席会议，", "承办方应当在每年九月中旬前发出通知。"]
    columns = ", ".join(
        f"stack(dir: ttb, spacing: 4pt, ..({', '.join(f'box(width: 12pt, align(left)[{sign}])' for sign in line)}))"
        for line in said
    )
    found = read(pdf('"a4", footer: [1]', f"#align(right, stack(dir: rtl, spacing: 12pt, {columns}))"))
    assert found.text.replace("\n", "") == "".join(said)


def test_what_is_printed_aslant_over_the_page_is_left_out_and_listed() -> None:
    mark = "#place(center + horizon, rotate(-45deg, text(60pt, gray)[内部资料]))\n"
    found = read(pdf('"a4"', mark + "\n\n".join(ARTICLES)))
    assert found.text.split("\n") == ARTICLES
    assert ("watermark", "内部资料") in [(left.kind, left.text) for left in found.left_out]


def test_a_font_that_does_not_say_its_characters_is_refused() -> None:
    content = re.sub(rb"/ToUnicode \d+ 0 R", lambda found: b" " * len(found[0]), pdf('"a5"'))
    with pytest.raises(Refused) as caught:
        read(content)
    assert caught.value.guard == "pdf_text_unreadable"


def test_what_a_browser_prints_around_a_page_is_left_out() -> None:
    page = '"a4", header: [11/29/26, 1:03 AM #h(1fr) 示例规则], footer: [https:\\//example.org/a.html #h(1fr) 1/1]'
    found = read(pdf(page, "\n\n".join(ARTICLES[:3])))
    assert found.text.split("\n") == ARTICLES[:3]
    assert [left.kind for left in found.left_out] == ["header", "footer"]


def test_columns_only_a_character_apart_are_read_one_after_the_other() -> None:
    body = "#columns(2, gutter: 12pt)[" + "\n\n".join(ARTICLES) + "]"
    assert read(pdf('"a4"', body)).text.split("\n") == ARTICLES


def test_short_lines_of_one_length_are_not_joined() -> None:
    said = ["甲　方：示例市机构", "乙　方：示例县机构", "丙　方：示例区机构"]
    assert read(pdf('"a4"', "\n\n".join(said))).text.split("\n") == said


def test_latin_sentences_keep_their_spaces_at_line_ends() -> None:
    said = " ".join(["The committee shall meet once a year."] * 9)
    assert read(pdf('"a5"', said)).text == said

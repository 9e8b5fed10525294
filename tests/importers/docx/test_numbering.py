"""The numbers Word makes stand in the text as Word prints them."""

from __future__ import annotations

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from lianxi.importers.docx.numerals import write_in
from lianxi.importers.docx.reading import read_docx
from tests.importers.word_files import W, define, numbered, of_style, saved, use

LAW = (("chineseCountingThousand", "第%1章"), ("chineseCountingThousand", "第%2条"), ("decimal", "（%3）"))


@pytest.mark.parametrize(
    ("form", "count", "written"),
    [
        ("decimal", 12, "12"), ("chineseCountingThousand", 10, "十"), ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCounting", 23, "二十三"), ("japaneseCounting", 11, "十一"), ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographDigital", 10, "一〇"), ("ideographTraditional", 3, "丙"), ("ideographZodiac", 13, "子"),
        ("decimalEnclosedCircle", 21, "㉑"), ("decimalEnclosedCircleChinese", 3, "③"), ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 7, "07"), ("upperLetter", 27, "AA"), ("lowerLetter", 2, "b"), ("upperRoman", 1999, "MCMXCIX"),
        ("lowerRoman", 4, "iv"), ("bullet", 3, ""), ("none", 3, ""), ("unheardOf", 3, "3"),
    ],
)  # fmt: skip
def test_a_number_in_each_format(form: str, count: int, written: str) -> None:
    assert write_in(form, count) == written


def test_levels_count_below_each_other_and_start_again() -> None:
    document = Document()
    define(document, 50, LAW)
    for depth in (0, 1, 2, 2, 1, 2, 0, 1):
        numbered(document, "示例", 50, depth)
    assert read_docx(saved(document), "示例.docx").text.split("\n") == [
        "第一章　示例", "第一条　示例", "（1）示例", "（2）示例", "第二条　示例", "（1）示例",
        "第二章　示例", "第一条　示例",
    ]  # fmt: skip


def test_articles_that_never_restart_run_through_the_chapters() -> None:
    document = Document()
    define(document, 50, LAW[:2], '<w:lvlRestart w:val="0"/>')
    for depth in (0, 1, 1, 0, 1):
        numbered(document, "示例", 50, depth)
    assert read_docx(saved(document), "示例.docx").text.split("\n")[-1] == "第三条　示例"


def test_lists_of_one_definition_count_on_unless_one_starts_anew() -> None:
    document = Document()
    define(document, 50, [("chineseCounting", "%1、")])
    use(document, 51, 50)
    use(document, 52, 50, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    for key in (50, 51, 52, 52):
        numbered(document, "示例", key)
    assert read_docx(saved(document), "示例.docx").text.split("\n") == [
        "一、示例", "二、示例", "五、示例", "六、示例",
    ]  # fmt: skip


def test_a_style_numbers_its_paragraphs_and_marks_headings() -> None:
    document = Document()
    define(document, 50, [("decimal", "%1"), ("decimal", "%1.%2")], '<w:suff w:val="space"/>')
    of_style(document, "Heading 1", 50, 0)
    of_style(document, "Heading 2", 50, 1)
    document.add_heading("总则", 1)
    document.add_heading("目的", 2)
    numbered(document.add_paragraph("无号").part.document, "不编号", 0)
    read = read_docx(saved(document), "示例.docx")
    assert read.text.split("\n") == ["1 总则", "1.1 目的", "无号", "不编号"]
    assert [(block.kind, block.level) for block in read.blocks][:3] == [
        ("heading", 1), ("heading", 2), ("paragraph", None),
    ]  # fmt: skip


def test_a_higher_level_in_chinese_is_repeated_in_digits_where_the_level_says_so() -> None:
    document = Document()
    define(document, 50, [("chineseCounting", "%1、"), ("decimal", "%1.%2")], "<w:isLgl/>")
    for depth in (0, 0, 1):
        numbered(document, "示例", 50, depth)
    assert read_docx(saved(document), "示例.docx").text.split("\n")[-1] == "2.1 示例"


def in_style(document: WordDocument, name: str, below: str, looks: str) -> None:
    """A paragraph style built on another; `looks` is its `w:numPr`."""
    xml = (
        f'<w:style {W} w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{below}"/>'
        f"<w:pPr><w:numPr>{looks}</w:numPr></w:pPr></w:style>"
    )
    document.styles.element.append(parse_xml(xml))


def test_a_style_that_states_only_its_level_takes_the_list_from_the_style_below() -> None:
    document = Document()
    define(document, 50, [("chineseCounting", "第%1章"), ("chineseCounting", "第%2条")])
    in_style(document, "Zhang", "Normal", '<w:numId w:val="50"/>')
    in_style(document, "Tiao", "Zhang", '<w:ilvl w:val="1"/>')
    in_style(document, "Tiao2", "Tiao", "")
    for style in ("Zhang", "Tiao", "Tiao2"):
        document.add_paragraph("示例", style=style)
    assert read_docx(saved(document), "示例.docx").text.split("\n") == ["第一章　示例", "第一条　示例", "第二条　示例"]


def test_a_definition_that_points_to_a_list_style_has_the_levels_of_its_list() -> None:
    document = Document()
    define(document, 50, [("chineseCounting", "%1、")])
    pointing = f'<w:abstractNum {W} w:abstractNumId="51"><w:numStyleLink w:val="LS"/></w:abstractNum>'
    document.part.numbering_part.element.insert(0, parse_xml(pointing))
    use(document, 51, 51)
    looks = '<w:pPr><w:numPr><w:numId w:val="50"/></w:numPr></w:pPr>'
    document.styles.element.append(parse_xml(f'<w:style {W} w:type="numbering" w:styleId="LS">{looks}</w:style>'))
    for key in (50, 51):
        numbered(document, "示例", key)
    assert read_docx(saved(document), "示例.docx").text.split("\n") == ["一、示例", "二、示例"]

"""花脸稿 and 清洁稿: nothing lost, each word where it belongs, and a file that gives both texts again."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.apps.rulebook.documents import clean, redline, redline_to_accept
from lianxi.exporters.docx import render_docx
from lianxi.exporters.docx_tracked import Reviser
from lianxi.exporters.html import render_html
from lianxi.exporters.official import Block, Heading, Mark, OfficialDocument, Paragraph, Run, plain
from lianxi.exporters.pdf import render_pdf
from lianxi.exporters.typesetting import printable
from lianxi.kernel.texts.compare import compare
from lianxi.kernel.texts.compare.words import comparable
from tests.apps.rulebook.regulations import CURRENT, NOTICE, ORIGINAL, versions
from tests.real_documents import real_documents

REVISER = Reviser("示例法工委", datetime(2026, 3, 1, 9, 30, tzinfo=UTC))


def squeezed(text: str) -> str:
    lines = (line.lstrip("# ") if line.startswith("#") else line for line in printable(text).split("\n"))
    return "".join("".join(lines).split())


def written(document: OfficialDocument) -> str:
    """All words of the body of the DOCX, in order, without white space."""
    page = Document(io.BytesIO(render_docx(document)))
    return squeezed("".join(node.text or "" for node in page.element.body.iter(qn("w:t"))))


def runs(document: OfficialDocument) -> Iterator[Run]:
    for block in document.blocks:
        assert isinstance(block, Heading | Paragraph)
        yield from (Run(block.text),) if isinstance(block.text, str) else block.text


def words(document: OfficialDocument, *marks: Mark) -> str:
    return "".join(run.text for run in runs(document) if run.mark in marks)


def block_with(document: OfficialDocument, text: str) -> Block:
    return next(block for block in document.blocks if text in plain(block.text))  # type: ignore[union-attr]


def test_a_clean_text_stands_as_a_regulation_is_printed() -> None:
    document = clean(CURRENT)
    assert document.title == "示例市示例条例"
    assert block_with(document, "会议通过）") == Paragraph(
        (Run("（2025年3月1日示例市第八届人民代表大会常务委员会第十三次会议通过）"),), align="center"
    )
    assert Heading((Run("第一章　总则"),), 1, "center") in document.blocks
    article = block_with(document, "第三条")
    assert article.text[0] == Run("第三条", Mark.STRONG)  # type: ignore[union-attr, index]
    assert plain(article.text).startswith("第三条　")  # type: ignore[union-attr]
    assert block_with(document, "（一）") == Paragraph((Run("（一）编制规划；"),))
    assert block_with(document, "2025年3月2日") == Paragraph((Run("2025年3月2日"),), align="right")
    assert block_with(document, "附件1") == Paragraph((Run("附件1", Mark.STRONG),), indent=False)


def test_a_notice_is_laid_out_by_its_levels() -> None:
    document = clean(NOTICE)
    assert block_with(document, "各县") == Paragraph((Run("各县人民政府："),), indent=False)
    assert block_with(document, "加强领导") == Heading((Run("一、加强领导"),), 1)
    assert block_with(document, "明确分工") == Heading((Run("1.明确分工"),), 3)
    assert isinstance(block_with(document, "建立机制。"), Paragraph)


def test_what_stands_before_a_title_stays_before_it() -> None:
    text = "示例市人民代表大会常务委员会公告\n第3号\n" + CURRENT
    document = clean(text)
    assert document.title == ""
    assert document.blocks[0] == Paragraph((Run("示例市人民代表大会常务委员会公告"),), align="center")
    assert written(document) == squeezed(text)


def test_a_redline_strikes_and_puts_in_where_it_happened() -> None:
    document = redline(compare(ORIGINAL, CURRENT))
    article = block_with(document, "自收到申请之日起")
    assert Run("二十个工作日", Mark.DELETED) in article.text  # type: ignore[union-attr, operator]
    assert Run("十五个工作日", Mark.INSERTED) in article.text  # type: ignore[union-attr, operator]
    said = [plain_of(block) for block in document.blocks]
    lost = next(at for at, line in enumerate(said) if "宣传周" in line)
    assert "".join(run.text for run in document.blocks[lost].text if run.mark is not Mark.DELETED) == ""  # type: ignore[union-attr]
    assert said[lost - 1] == "具体办法由市人民政府规定。"
    assert said[lost + 1].startswith("第六条　第三条　")
    assert document.title == "《示例市示例条例》修改花脸稿"
    assert "修改 1 条" in said[0]
    assert block_with(document, "图例").text[-1] == Run("移动的条文", Mark.MOVED)  # type: ignore[union-attr, index]


def test_what_moved_is_marked_and_its_old_place_says_where_it_went() -> None:
    said = [plain_of(block) for block in redline(compare(ORIGINAL, CURRENT)).blocks]
    assert "〔第六条移至第三条〕" in said
    moved = next(line for line in said if "奖励" in line)
    assert moved.startswith("第六条　第三条　")


def test_which_articles_are_only_suspected_is_said_above_the_redline() -> None:
    anew = CURRENT.replace("对在示例工作中做出显著成绩的单位和个人，按照有关规定给予表彰和奖励。", "另行规定。")
    said = [plain_of(block) for block in redline(compare(CURRENT, anew)).blocks]
    assert "疑似改写、待确认：第三条。" in said
    assert not any("待确认" in line for line in map(plain_of, redline(compare(ORIGINAL, CURRENT)).blocks))


def plain_of(block: Block) -> str:
    assert isinstance(block, Heading | Paragraph)
    return plain(block.text)


def test_a_deleted_sentence_stays_in_its_paragraph() -> None:
    old = "第一条　甲应当办理。乙可以协助。\n第二条　丙。\n"
    document = redline(compare(old, old.replace("乙可以协助。", "")))
    line = block_with(document, "甲应当办理")
    assert line.text[-1] == Run("乙可以协助。", Mark.DELETED)  # type: ignore[union-attr, index]


def test_numbers_of_merged_and_split_articles_are_struck_and_put_in() -> None:
    one, other = "市、县人民政府应当加强对示例工作的领导，将所需经费列入预算。", "乡镇人民政府协助做好宣传和巡查工作。"
    apart, united = f"第一条　{one}\n第二条　{other}\n", f"第一条　{one}{other}\n"
    merged, split = redline(compare(apart, united)), redline(compare(united, apart))
    assert words(merged, Mark.DELETED).split() == ["删去的文字第二条"]
    assert [plain(block.text) for block in split.blocks][-1] == f"第二条　{other}\n".strip()  # type: ignore[union-attr]


def test_a_number_printed_in_another_way_is_a_change_of_words() -> None:
    document = redline_to_accept(compare("（一）编制规划，保障经费。\n", "第一条　编制规划，保障经费。\n"))
    assert words(document, Mark.DELETED) == "（一）"
    assert words(document, Mark.INSERTED).strip() == "第一条"


def check_redline(old: str, new: str) -> None:
    comparison = compare(old, new)
    document = redline_to_accept(comparison)
    kept = [Mark.STRONG, None]
    assert squeezed(document.title + words(document, Mark.INSERTED, *kept)) == squeezed(new)
    refused = document.title + words(document, Mark.DELETED, *kept)
    assert comparable(squeezed(refused)) == comparable(squeezed(old))
    shown = redline(comparison)
    assert is_within(squeezed(new), squeezed(shown.title + "".join(plain(block.text) for block in shown.blocks)))  # type: ignore[union-attr]


def is_within(part: str, whole: Iterable[str]) -> bool:
    """Whether the characters of a part stand in the whole in that order."""
    characters = iter(whole)
    return all(one in characters for one in part)


@given(versions(), versions())
@settings(max_examples=60, deadline=None)
def test_a_redline_accepted_is_the_new_text_and_refused_the_old_one(old: str, new: str) -> None:
    check_redline(old, new)


@given(versions() | st.text(alphabet="第一二条章　总则附件公告\n，。（）甲乙1.、", max_size=80))
@settings(max_examples=40, deadline=None)
def test_nothing_of_a_clean_text_is_lost(text: str) -> None:
    assert written(clean(text)) == squeezed(text)


def test_nothing_of_a_real_document_is_lost() -> None:
    found = real_documents()
    texts = [path.read_text(encoding="utf-8") for path in found]
    for text, other in zip(texts, [*texts[1:], texts[0]], strict=True):
        assert squeezed(text) == written(clean(text))
        check_redline(text, text.replace("应当", "必须", 3))
        check_redline(text, other)


def test_tracked_changes_accepted_or_refused_in_word_give_both_texts() -> None:
    content = render_docx(redline_to_accept(compare(ORIGINAL, CURRENT)), REVISER)
    body = Document(io.BytesIO(content)).element.body
    struck = "".join(node.text or "" for node in body.iter(qn("w:delText")))
    assert "宣传周" in struck
    accepted = "".join(node.text or "" for node in body.iter(qn("w:t")))
    assert squeezed(accepted) == squeezed(CURRENT)
    within = [node for node in body.iter(qn("w:t"), qn("w:delText")) if not is_inserted(node)]
    assert squeezed("".join(node.text or "" for node in within)) == squeezed(ORIGINAL)


def is_inserted(node: object) -> bool:
    return any(one.tag == qn("w:ins") for one in node.iterancestors())  # type: ignore[attr-defined]


def test_hostile_words_come_out_as_words() -> None:
    hostile = '第一条　<script>alert(1)</script>#import "x" {{ a }} \\ $x$ \x07\u202e。\n'
    document = redline(compare("第一条　无。\n", hostile), sample=True)
    assert b"<script" not in render_html(document)
    assert render_pdf(document).startswith(b"%PDF")
    assert "<script>alert(1)</script>#import" in written(document)


def test_texts_without_words_make_documents_too() -> None:
    for document in (clean(""), redline(compare("", "")), redline_to_accept(compare("", "第一条　甲。"))):
        assert render_docx(document)
        assert render_pdf(document).startswith(b"%PDF")
        assert render_html(document)

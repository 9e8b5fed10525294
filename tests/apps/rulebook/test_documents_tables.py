"""条文对照表 and 条文对应表: every word of both texts in its column, and in words what became of each article."""

from __future__ import annotations

import io

import pypdfium2
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from lianxi.apps.rulebook.documents import comparison_table, correspondence_table
from lianxi.exporters.docx import render_docx
from lianxi.exporters.html import render_html
from lianxi.exporters.official import Mark, OfficialDocument, Paragraph, Run, Table, plain
from lianxi.exporters.pdf import render_pdf
from lianxi.exporters.typesetting import printable
from lianxi.kernel.texts.compare import compare, compare_three
from tests.apps.rulebook.regulations import CURRENT, ORIGINAL, PROPOSED, versions

TWO = ("修改前", "修改后")
THREE = ("原文", "现行", "拟改")


def table_of(document: OfficialDocument) -> Table:
    found = document.blocks[-1]
    assert isinstance(found, Table)
    return found


def sentences(document: OfficialDocument) -> list[str]:
    return [plain(block.text) for block in document.blocks if isinstance(block, Paragraph)]


def row_with(document: OfficialDocument, words: str) -> tuple[str | tuple[Run, ...], ...]:
    return next(row for row in table_of(document).rows if any(words in plain(cell) for cell in row[:-1]))


def column(document: OfficialDocument, at: int) -> str:
    return squeezed("".join(plain(row[at]) for row in table_of(document).rows))


def squeezed(text: str) -> str:
    return "".join(printable(text).split())


def test_struck_words_stand_in_the_old_column_and_put_in_ones_in_the_new() -> None:
    document = comparison_table(compare(ORIGINAL, CURRENT), TWO)
    assert table_of(document).header == ("修改前", "修改后", "备注")
    old, new, said = row_with(document, "自收到申请")
    assert old[0] == new[0] == Run("第四条　", Mark.STRONG)
    assert [run for run in old if run.mark is Mark.DELETED] == [Run("二十个工作日", Mark.DELETED)]
    assert [run for run in new if run.mark is Mark.INSERTED] == [Run("十五个工作日", Mark.INSERTED)]
    assert said == "修改"
    assert document.title == "《示例市示例条例》条文对照表"
    assert not document.landscape


def test_a_number_printed_otherwise_is_marked_in_both_columns() -> None:
    old, new = "第四條　编制规划，保障经费。\n", "第四条　编制规划，保障经费。\n"
    ((before, after, said),) = table_of(comparison_table(compare(old, new), TWO)).rows
    assert before[0] == Run("第四條　", Mark.DELETED)
    assert after[0] == Run("第四条　", Mark.INSERTED)
    assert said == "修改"


def test_the_note_names_the_partner_of_what_moved_was_merged_or_split() -> None:
    document = comparison_table(compare(ORIGINAL, CURRENT), TWO)
    assert row_with(document, "表彰和奖励")[-1] == "由第六条移至第三条"
    assert row_with(document, "宣传周")[-1] == "删去"
    one, other = "市、县人民政府应当加强对示例工作的领导，将所需经费列入预算。", "乡镇人民政府协助做好宣传和巡查工作。"
    apart, united = f"第一条　{one}\n第二条　{other}\n", f"第一条　{one}{other}\n"
    assert row_with(comparison_table(compare(apart, united), TWO), one)[-1] == "由第一条、第二条合并"
    assert row_with(comparison_table(compare(united, apart), TWO), one)[-1] == "由第一条拆分"
    anew = CURRENT.replace("乡镇", "").replace(
        "对在示例工作中做出显著成绩的单位和个人，按照有关规定给予表彰和奖励。", "另行规定。"
    )
    assert row_with(comparison_table(compare(CURRENT, anew), TWO), "另行规定")[-1] == "疑似由第三条改写，待确认"


def test_how_much_changed_and_what_the_marks_mean_is_said_above_the_table() -> None:
    said = sentences(comparison_table(compare(ORIGINAL, CURRENT), TWO))
    assert said[0].startswith("比对结果：修改 1 条，删去 1 条，移动 1 条，未变 4 条")
    assert said[-1] == "图例：删去的文字　新增的文字"
    bare = comparison_table(compare(ORIGINAL, CURRENT, ignore_width_and_punctuation=True), TWO)
    assert "标点不同不算修改。" in sentences(bare)


def test_only_what_changed_is_shown_with_the_headings_above_it_and_the_rest_counted() -> None:
    document = comparison_table(compare(ORIGINAL, CURRENT), TWO, changed_only=True)
    rows = [squeezed(plain(row[1])) for row in table_of(document).rows]
    assert rows[0] == "第一章总则"
    assert not any("制定本条例" in row for row in rows)
    assert any("另有 5 处未变（其中 1 处只有条序调整），没有列出" in line for line in sentences(document))
    alike = comparison_table(compare(ORIGINAL, ORIGINAL), TWO, changed_only=True)
    assert "几个文本没有不同，没有可列的条文。" in sentences(alike)


def test_three_versions_stand_on_turned_pages_with_both_steps_told() -> None:
    document = comparison_table(compare_three(ORIGINAL, CURRENT, PROPOSED), THREE)
    assert document.landscape
    assert table_of(document).header == ("原文", "现行", "拟改", "备注")
    first, middle, last, said = row_with(document, "自收到申请")
    assert said == "①修改\n②修改，条序调整"
    assert Run("二十个工作日", Mark.DELETED) in first
    assert any(run.mark is Mark.DELETED and "十五" in run.text for run in middle)
    assert Run("十个工作日", Mark.INSERTED) in last
    assert sentences(document)[1].startswith("② 现行 → 拟改：")
    for at, text in enumerate((ORIGINAL, CURRENT)):
        assert sorted(column(document, at)) == sorted(squeezed(text))
    assert column(document, 2) == squeezed(PROPOSED)


def test_the_table_of_corresponding_articles_gives_numbers_alone() -> None:
    rows = table_of(correspondence_table(compare(ORIGINAL, CURRENT), TWO)).rows
    assert {("第六条", "第三条", "由第六条移至第三条"), ("第三条", "无", "删去")} == set(rows[2:4])
    assert ("第七条", "第六条", "条序调整") in rows
    three = table_of(correspondence_table(compare_three(ORIGINAL, CURRENT, PROPOSED), THREE))
    assert three.header == ("原文", "①", "现行", "②", "拟改")
    assert ("第三条", "删去", "无", "—", "无") in three.rows
    assert ("无", "—", "无", "新增", "第四条") in three.rows


@given(versions(), versions())
@settings(max_examples=60, deadline=None)
def test_every_word_of_both_texts_stands_in_its_column(old: str, new: str) -> None:
    comparison = compare(old, new)
    if comparison.pairs:
        document = comparison_table(comparison, TWO)
        assert sorted(column(document, 0)) == sorted(squeezed(old))
        placed = [unit.start for pair in comparison.pairs for unit in pair.new]
        if placed == sorted(placed):
            assert column(document, 1) == squeezed(new)
        else:
            assert sorted(column(document, 1)) == sorted(squeezed(new))


@given(versions(), versions(), versions())
@settings(max_examples=30, deadline=None)
def test_every_word_of_three_texts_stands_in_its_column(original: str, current: str, proposed: str) -> None:
    compared = compare_three(original, current, proposed)
    if compared.rows:
        document = comparison_table(compared, THREE)
        for at, text in enumerate((original, current, proposed)):
            assert sorted(column(document, at)) == sorted(squeezed(text))


@given(st.lists(st.text(alphabet="第一二条章　总则附件公告\n，。（）甲乙1.、", max_size=60), min_size=2, max_size=2))
@settings(max_examples=60, deadline=None)
def test_no_text_is_too_odd_for_a_table(texts: list[str]) -> None:
    comparison = compare(*texts)
    if comparison.pairs:
        document = comparison_table(comparison, TWO)
        assert [sorted(column(document, at)) for at in (0, 1)] == [sorted(squeezed(text)) for text in texts]


def test_the_files_opened_again_hold_what_the_table_says() -> None:
    document = comparison_table(compare(ORIGINAL, CURRENT), TWO, sample=True)
    page = Document(io.BytesIO(render_docx(document)))
    assert [cell.text for cell in page.tables[0].rows[0].cells] == ["修改前", "修改后", "备注"]
    assert squeezed("".join(row.cells[1].text for row in page.tables[0].rows[1:])) == squeezed(CURRENT)
    struck = [run.text for row in page.tables[0].rows for one in row.cells[0].paragraphs for run in one.runs
              if run.font.strike]  # fmt: skip
    assert "二十个工作日" in struck
    pdf = pypdfium2.PdfDocument(render_pdf(document))
    said = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert "由第六条移至第三条" in squeezed(said)
    tree = html.fromstring(render_html(document))
    assert "二十个工作日" in [one.text_content() for one in tree.iter("del")]
    assert "十五个工作日" in [one.text_content() for one in tree.iter("ins")]

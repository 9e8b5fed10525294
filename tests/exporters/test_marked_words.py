"""Words with marks are cleaned like plain ones, and keep their marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given

from lianxi.exporters.official import Heading, Mark, OfficialDocument, Paragraph, Run, Table, Words, plain
from lianxi.exporters.sheets import TURNED, UPRIGHT, sheet_of
from lianxi.exporters.typesetting import alignments, caption_inset, cleaned, kept_rows, lines, printable, runs
from tests.exporters.marked_papers import ARTICLE, words


def cleaned_words(said: Words) -> Words:
    """The words as a cell of a table shows them."""
    (table,) = cleaned(OfficialDocument("题", (Table(("甲",), ((said,),)),))).blocks
    assert isinstance(table, Table)
    return table.rows[0][0]


def test_what_words_say_is_all_their_runs_deleted_ones_too() -> None:
    assert plain(ARTICLE).startswith("第一条　为了爱护绿地，美化改善环境")
    assert plain("甲") == "甲"
    assert plain(()) == ""


def test_a_control_character_in_a_run_becomes_a_box_and_the_mark_stays() -> None:
    assert cleaned_words((Run("甲\x00", Mark.DELETED), Run("乙"))) == (Run("甲□", Mark.DELETED), Run("乙"))


def test_blanks_at_the_ends_go_even_where_they_are_runs_of_their_own() -> None:
    said = (Run("　 "), Run(" 甲 ", Mark.INSERTED), Run("乙"), Run("\n"), Run(" ", Mark.MOVED))
    assert cleaned_words(said) == (Run("甲 ", Mark.INSERTED), Run("乙"))


def test_neighbours_with_the_same_mark_become_one_run_and_empty_runs_go() -> None:
    said = (Run("甲", Mark.MOVED), Run("", Mark.DELETED), Run("乙", Mark.MOVED), Run(""))
    assert cleaned_words(said) == (Run("甲乙", Mark.MOVED),)


def test_a_paragraph_of_several_lines_becomes_several_and_a_run_across_keeps_its_mark() -> None:
    document = OfficialDocument("题", (Paragraph((Run("甲"), Run("乙\n丙", Mark.DELETED), Run("丁"))),))
    assert [block.text for block in cleaned(document).blocks] == [
        (Run("甲"), Run("乙", Mark.DELETED)),
        (Run("丙", Mark.DELETED), Run("丁")),
    ]


def test_a_heading_stays_on_one_line_and_where_it_stood() -> None:
    (heading,) = cleaned(OfficialDocument("题", (Heading((Run("第一章\n总则"),), 9, "center"),))).blocks
    assert heading == Heading((Run("第一章 总则"),), 4, "center")


@pytest.mark.parametrize("empty", ["", (), (Run(""),), (Run(" \n", Mark.DELETED),)])
def test_words_that_say_nothing_still_have_a_run_to_lay_out(empty: Words) -> None:
    assert [run.text for run in runs(cleaned_words(empty))] == [""]
    assert [plain(line) for line in lines(cleaned_words(empty))] == [""]


@given(words())
@example((Run("甲"), Run(" ")))
def test_marks_never_change_what_is_said(said: Words) -> None:
    shown = runs(cleaned_words(said))
    assert plain(shown) == "".join(printable(run.text) for run in runs(said)).strip()
    assert {run.mark for run in shown} <= {run.mark for run in runs(said)} | {None}
    assert all(one.mark != other.mark for one, other in pairwise(shown))


def test_long_texts_side_by_side_are_set_even_and_only_numbers_of_rows_stand_in_the_middle() -> None:
    rows = (("1", "第一条　短文", (Run("第一条　改过", Mark.INSERTED),)),)
    assert alignments(Table(("序号", "前", "后"), rows, top=True)) == ["center", "left", "left"]


def test_a_row_of_long_texts_is_kept_on_one_page_up_to_six_lines() -> None:
    a_line = 15  # 78 mm less the padding hold 15 times 14 points
    for count, kept in ((6 * a_line, True), (6 * a_line + 1, False)):
        row: tuple[Words, ...] = ((Run("国" * count, Mark.DELETED),), "")
        assert kept_rows(Table((), (row, ("短", "短")), top=True), UPRIGHT.width) == [kept, True]
        assert kept_rows(Table((), (row,)), UPRIGHT.width) == [True]


def test_a_caption_of_two_lines_is_set_in_until_both_are_about_as_long_and_a_short_one_is_not() -> None:
    assert caption_inset("（2024年3月1日通过）", 28) == 0
    inset = caption_inset((Run("示" * 20), Run("例" * 14, Mark.INSERTED)), 28)
    assert 34 / 2 <= 28 - 2 * inset <= 34 / 2 + 3


def test_a_turned_sheet_is_the_same_paper_on_its_side_with_its_head_at_the_binding_edge() -> None:
    assert UPRIGHT.paper == TURNED.paper[::-1] == (210, 297)
    assert (UPRIGHT.line_chars, UPRIGHT.title_chars) == (28, 19)
    assert (TURNED.top, TURNED.right, TURNED.bottom) == (UPRIGHT.left, UPRIGHT.top, UPRIGHT.right)
    assert sheet_of(OfficialDocument("题", (), landscape=True)) is TURNED

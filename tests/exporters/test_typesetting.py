"""What both layouts share: lines of a title, widths and sides of columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.exporters.official import Table
from lianxi.exporters.typesetting import alignments, chars, full_rows, mark_size, printable, shares, title_lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于召开联席会议的通知", ["关于召开联席会议的通知"]),
        ("示例圈人大常委会2024年第三次联席会议纪要", ["示例圈人大常委会2024年", "第三次联席会议纪要"]),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ("", []),
    ],
)
def test_a_title_is_broken_where_a_word_ends(title: str, lines: list[str]) -> None:
    assert title_lines(title) == lines


@given(st.text("示例会议的《》、年第2024 a", min_size=1, max_size=90))
def test_a_broken_title_loses_nothing_and_fits(title: str) -> None:
    lines = title_lines(title)
    assert "".join("".join(lines).split()) == "".join(title.split())
    assert all(chars(line) <= 19 for line in lines)


def test_a_number_of_a_year_is_never_torn() -> None:
    assert all("2024年" in "|".join(title_lines("示" * before + "2024年" + "会" * 20)) for before in range(30))


def test_columns_share_the_width_and_missing_widths_count_as_one() -> None:
    assert shares(Table(("a", "b"), (), (1, 3))) == [0.25, 0.75]
    assert shares(Table(("a", "b"), (("1", "2", "3"),), (2,))) == [0.5, 0.25, 0.25]


def test_a_short_row_is_filled_up() -> None:
    assert full_rows(Table(("a", "b"), (("1",),))) == [["1", ""]]


def test_amounts_stand_right_short_texts_in_the_middle_long_ones_left() -> None:
    table = Table(
        ("甲", "乙", "丙", "丁"), (("三亚市", "1,200.00", "一段比较长的说明文字", "12"), ("乙", "8.50", "", "3"))
    )
    assert alignments(table) == ["center", "right", "left", "center"]


def test_a_mark_shrinks_until_it_fits() -> None:
    assert mark_size("纪要") == 36
    assert mark_size("示" * 20) < 22


def test_line_ends_are_made_one_kind_and_direction_marks_are_shown() -> None:
    assert printable("a\r\nb\rc\td") == "a\nb\nc d"
    assert printable("a\u202eb") == "a□b"

"""What a comparison shows: every word of both texts once on its side; texts come back from a form as they went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from lianxi.apps.rulebook.texts.comparison_rows import AWAY, Fold, Heading, Row
from lianxi.apps.rulebook.texts.comparison_sheet import Sheet, comparison_sheet
from lianxi.apps.rulebook.texts.given_texts import GivenText, given, pack, unpack
from lianxi.kernel.texts.compare import compare, plain
from tests.apps.rulebook.versions import CURRENT, ORIGINAL, PROPOSED

LINES = sorted({line for text in (ORIGINAL, CURRENT, PROPOSED) for line in text.splitlines() if line})


def sheet_of(old: str, new: str) -> Sheet:
    return comparison_sheet([GivenText("旧", old), GivenText("新", new)], plain(compare(old, new)), {})


def shown(sheet: Sheet, side: str) -> Iterator[str]:
    """The words of one side; what the other side has is marked and left out."""
    other = "del" if side == "new" else "ins"
    for one in sheet.rows:
        if isinstance(one, Heading):
            yield one.text
        for row in one.rows if isinstance(one, Fold) else [one] if isinstance(one, Row) and one.shape != AWAY else []:
            part = getattr(row, side)
            yield part.number
            yield from (piece.text for piece in part.pieces if piece.mark != other)


def counted(words: str) -> Counter[str]:
    """Characters but blanks, and but 、, which stands between the numbers of merged articles."""
    return Counter(char for char in words if not char.isspace() and char != "、")


@pytest.mark.parametrize(("old", "new"), [(ORIGINAL, CURRENT), (CURRENT, ORIGINAL), (CURRENT, PROPOSED)])
def test_every_word_of_both_texts_is_shown_once_on_its_side(old: str, new: str) -> None:
    sheet = sheet_of(old, new)
    assert counted("".join(shown(sheet, "old"))) == counted(old)
    assert counted("".join(shown(sheet, "new"))) == counted(new)


@drawn(
    st.lists(st.sampled_from(LINES), min_size=1, max_size=12), st.lists(st.sampled_from(LINES), min_size=1, max_size=12)
)
def test_rows_of_any_two_texts_have_keys_of_their_own(olds: list[str], news: list[str]) -> None:
    sheet = sheet_of("\n".join(olds), "\n".join(news))
    keys = [row.key for row in sheet.changes]
    assert len(keys) == len(set(keys))
    assert sum(tile["value"] for tile in sheet.tiles) + sheet.around >= len(sheet.changes)


def test_an_item_and_an_article_of_one_number_have_keys_of_their_own() -> None:
    keys = [row.key for row in sheet_of("示例条例", "（一）示例事项；\n第一条　为了示例，制定本条例。").changes]
    assert len(keys) == len(set(keys)) >= 2


@drawn(st.lists(st.tuples(st.text(), st.text()), min_size=2, max_size=5))
def test_texts_come_back_from_the_form_as_they_went(texts: list[tuple[str, str]]) -> None:
    made = [given(name, text) for name, text in texts]
    assert unpack(pack(made)) == made


def test_a_name_stands_on_one_line_and_keeps_both_ends() -> None:
    assert given("甲\n乙.txt", "字").name == "甲乙.txt"
    long = given("示例市" + "很长的" * 60 + "（二次审议稿）.docx", "字").name
    assert len(long) == 80
    assert long.startswith("示例市")
    assert long.endswith("（二次审议稿）.docx")


def test_a_line_end_of_any_kind_stays_as_it_is() -> None:
    text = "第一条　示例。\r\n第二条　示例。\r\n"
    assert unpack(pack([given("旧", text), given("新", text)]))[0].text == text

"""From which day each instruction of a decision counts: as its last sentence says, or not found, never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.compare.amending import Commencing, read_commencing, read_instructions
from lianxi.kernel.texts.numerals import write_number

APRIL, JULY = date(2024, 4, 1), date(2024, 7, 1)
HEAD = "示例市人民政府关于修改《示例办法》的决定\n决定对《示例办法》作如下修改：\n"
ITEMS = (
    "一、将第三条修改为：“停车场按日收费。”\n"
    "二、将第五条修改为：“本办法自2020年1月1日起施行，其中第一项自2021年1月1日起施行。”\n"
    "三、删去第六条。\n"
)
ARTICLES = ITEMS.replace("一、", "第一条　").replace("二、", "第二条　").replace("三、", "第三条　")


def commencing(last: str, items: str = ITEMS) -> Commencing:
    text = f"{HEAD}{items}{last}\n"
    return read_commencing(text, read_instructions(text))


def own(read: Commencing) -> dict[int, date | None]:
    return {at: one.day for at, one in read.own.items()}


@pytest.mark.parametrize(
    ("last", "whole", "expected"),
    [
        ("本决定自2024年4月1日起施行。", APRIL, {}),
        ("四、本决定自2024年4月1日起施行。", APRIL, {}),
        ("第四条　本决定自2024年4月1日起施行。", APRIL, {}),
        ("本决定自2024年4月1日起施行，其中第二项自2024年7月1日起施行。", APRIL, {1: JULY}),
        ("本决定自2024年4月1日起施行。其中，第二项、第三项自2024年7月1日起施行。", APRIL, {1: JULY, 2: JULY}),
        ("本决定自2024年4月1日起施行，第二、三项自2024年7月1日起施行。", APRIL, {1: JULY, 2: JULY}),
        ("本决定自2024年4月1日起施行，其中第二项至第三项自2024年7月1日起施行。", APRIL, {1: JULY, 2: JULY}),
        ("本决定自2024年4月1日起施行，其中第一至三项自2024年7月1日起施行。", APRIL, dict.fromkeys(range(3), JULY)),
        ("本决定第一项自2024年4月1日起施行，第二项、第三项自2024年7月1日起施行。", APRIL, {1: JULY, 2: JULY}),
        ("本决定第二项自2024年7月1日起施行，其余自2024年4月1日起施行。", APRIL, {1: JULY}),
        ("本决定自2024年4月1日起施行，其中对第五条的修改自2024年7月1日起施行。", APRIL, {1: JULY}),
        ("本决定自2024年4月1日起施行，但第六条的修改自2024年7月1日起施行。", APRIL, {2: JULY}),
        ("本决定自公布之日起施行。其中第二项自2024年7月1日起施行。", None, {1: JULY}),
        ("本决定自2024年4月1日起施行，其中第二项自公布之日起满三个月后施行。", APRIL, {1: None}),
        ("本决定自2024年4月1日起施行，其中第二项自2024年4月1日起施行。", APRIL, {}),
    ],
)
def test_the_items_named_count_from_their_own_day(
    last: str, whole: date | None, expected: dict[int, date | None]
) -> None:
    read = commencing(last)
    assert (read.whole, own(read), read.unfound) == (whole, expected, ())


def test_items_of_a_decision_in_articles_are_its_own_articles() -> None:
    read = commencing("第四条　本决定自2024年4月1日起施行，其中第二条自2024年7月1日起施行。", ARTICLES)
    assert (read.whole, own(read)) == (APRIL, {1: JULY})
    read = commencing("第四条　本决定自2024年4月1日起施行，其中对第六条的修改自2024年7月1日起施行。", ARTICLES)
    assert own(read) == {2: JULY}


@pytest.mark.parametrize(
    "part",
    [
        "其中第九项",
        "其中第二项、第三条第一款的规定",
        "其中关于罚款的规定",
        "本决定第五条",
        "其中第五条第二项",
        "其中第二项、第九项",
    ],
)
def test_a_part_that_is_not_found_is_told_and_none_is_guessed(part: str) -> None:
    read = commencing(f"本决定自2024年4月1日起施行，{part}自2024年7月1日起施行。")
    assert (read.whole, read.own) == (APRIL, {})
    assert [one.day for one in read.unfound] == [JULY]
    assert part in read.unfound[0].words


@given(st.data())
def test_exactly_the_items_listed_have_the_later_day(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 24))
    later = sorted(data.draw(st.sets(st.integers(1, count), min_size=1)))
    items = "".join(f"{write_number(at)}、删去第{write_number(at + 30)}条。\n" for at in range(1, count + 1))
    named = "、".join(f"第{write_number(at)}项" for at in later)
    read = commencing(f"本决定自2024年4月1日起施行，其中{named}自2024年7月1日起施行。", items)
    assert (read.whole, own(read), read.unfound) == (APRIL, dict.fromkeys((at - 1 for at in later), JULY), ())

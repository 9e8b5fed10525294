"""Redlines: whole legal tokens are struck and put in, and nothing is lost on either side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.compare import Change, Reading, redline

MARKS = {Change.EQUAL: "{}", Change.DELETED: "[-{}-]", Change.INSERTED: "[+{}+]"}


def drawn(old: str, new: str, reading: Reading | None = None) -> str:
    pieces = redline(old, new, reading or Reading())
    return "".join(MARKS[piece.change].format(piece.new or piece.old) for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("自2018年5月1日起", "自2023年10月1日起", "自[-2018年5月-][+2023年10月+]1日起"),
        ("在十五个工作日内办结", "在十个工作日内办结", "在[-十五个工作日-][+十个工作日+]内办结"),
        ("依照第十三条第二款", "依照第十五条之一第二款", "依照[-第十三条-][+第十五条之一+]第二款"),
        ("根据《甲法》制定", "根据《甲乙法》制定", "根据[-《甲法》-][+《甲乙法》+]制定"),
        ("处三分之一以上", "处三分之二以上", "处[-三分之一-][+三分之二+]以上"),
        ("使用PDF文件", "使用OFD文件", "使用[-PDF-][+OFD+]文件"),
        ("应当公布", "应当及时公布", "应当[+及时+]公布"),
        ("", "新增", "[+新增+]"),
        ("不变", "不变", "不变"),
    ],
)
def test_legal_tokens_are_struck_whole(old: str, new: str, shown: str) -> None:
    assert drawn(old, new) == shown


def test_width_and_invisible_characters_are_no_change_unless_asked() -> None:
    assert drawn("应当公布，并备案", "应当\u200b公布, 并备案") == "应当\u200b公布, 并备案"
    assert "[+" in drawn("应当公布，并备案", "应当公布,并备案", Reading(strict=True))


def test_punctuation_can_be_passed_over() -> None:
    reading = Reading(ignore_width_and_punctuation=True)
    assert drawn("市、县公布。", "市县，公布", reading) == "市县，公布"
    assert drawn("市、县公布。", "市县，公布") != "市县，公布"


def test_a_reference_that_follows_its_article_can_be_passed_over() -> None:
    reading = Reading(renumbered={"13": "15"})
    assert drawn("依照第十三条处理", "依照第十五条处理", reading) == "依照第十五条处理"
    assert "[-第十三条-]" in drawn("依照第十三条处理", "依照第十四条处理", reading)
    assert "[-第十三条-]" in drawn("依照《甲法》第十三条处理", "依照《甲法》第十五条处理", reading)


WORDS = st.text(st.sampled_from("甲乙第十条之一款《》，。 \u200b\ud800\U000f0001a1日\n"), max_size=40)


@given(WORDS | st.text(), WORDS | st.text(), st.booleans(), st.booleans())
def test_the_pieces_give_both_wordings_again(old: str, new: str, strict: bool, bare: bool) -> None:
    pieces = redline(old, new, Reading(bare, strict))
    assert "".join(piece.old for piece in pieces) == old
    assert "".join(piece.new for piece in pieces) == new


def test_of_a_wording_said_anew_whole_clauses_are_struck() -> None:
    old = "主管部门应当建立巡查制度，每月公布监测数据，并向社会公开征求意见。违反规定的，处五百元罚款。"
    new = "街道办事处协助开展宣传和纠纷调解，并向社会公开征求意见。所需经费列入本级预算，具体办法另行制定。"
    pieces = redline(old, new)
    assert [piece.old for piece in pieces if piece.change is Change.EQUAL] == ["并向社会公开征求意见。"]
    assert len(pieces) == 5


def test_long_wordings_go_by_clauses_and_lose_nothing() -> None:
    old = "".join(f"第{at}项由甲负责办理。" for at in range(900))
    new = old.replace("第7项由甲", "第7项由乙").replace("第500项由甲负责办理。", "")
    pieces = redline(old, new)
    assert [(piece.old, piece.new) for piece in pieces if piece.change is not Change.EQUAL][:2] == [
        ("甲", ""),
        ("", "乙"),
    ]
    assert "".join(piece.new for piece in pieces) == new

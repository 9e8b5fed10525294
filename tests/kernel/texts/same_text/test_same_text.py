"""Copies of one decision: what may differ by rule never counts, everything else always does."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.kernel.texts.numerals import write_number
from lianxi.kernel.texts.same_text import Register, plain, same_text

REGISTER = Register.of(
    {"甲海市": "甲海市", "甲海": "甲海市", "乙山市": "乙山市", "丙河县": "丙河县", "本市": "", "本县": ""}
)


def decision(
    body: str = "甲海市", day: str = "2026年3月5日", term: int = 8, session: int = 13, number: int = 12
) -> str:
    """An invented decision 示例."""
    sitting = f"第{write_number(term)}届人民代表大会常务委员会第{write_number(session)}次会议"
    return f"""{body}人民代表大会常务委员会公告
〔{write_number(term)}届〕第{number}号
{body}人民代表大会常务委员会关于示例事项的决定
（{day}{body}{sitting}通过）
为了加强示例工作，{body}{sitting}决定：
一、示例事项应当在三十日内办结，逾期的，处五百元罚款。
二、示例事项由{body}人民政府负责；甲海市、乙山市、丙河县应当协同推进。
三、本决定自2026年10月1日起施行。
{body}人民代表大会常务委员会
{day}
"""


OTHER = decision("乙山市", "2026年4月18日", 7, 9, 3)
THIRD = decision("丙河县", "二〇二六年四月二日", 15, 20, 101)


@pytest.mark.parametrize("register", [REGISTER, None])
def test_body_caption_date_sitting_and_announcement_number_may_differ(register: Register | None) -> None:
    compared = same_text([decision(), OTHER, THIRD], register)
    assert compared.equal
    assert len({copy.fingerprint for copy in compared.copies}) == 1


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("三十日", "六十日"),
        ("五百元", "五千元"),
        ("2026年10月1日起施行", "2026年11月1日起施行"),
        ("甲海市、乙山市、丙河县", "甲海市、乙山市"),
        ("甲海市、乙山市、丙河县", "甲海市乙山市、丙河县"),
        ("由丙河县人民政府负责", "由乙山市人民政府负责"),
        ("应当在", "可以在"),
        ("为了加强", "爲了加强"),
    ],
)
def test_what_stands_in_a_clause_may_not_differ(was: str, becomes: str) -> None:
    assert was in THIRD
    compared = same_text([decision(), OTHER, decision(), THIRD.replace(was, becomes)], REGISTER)
    assert [copy.equal for copy in compared.copies] == [True, True, True, False]
    assert len(compared.copies[3].deviations) == 1


def test_a_name_left_over_from_another_copy_is_told_as_such() -> None:
    stray = OTHER.replace("由乙山市人民政府", "由甲海市人民政府")
    found = same_text([decision(), stray, THIRD], REGISTER).copies[1].deviations[0]
    assert (found.modal, found.copy) == ("本机关名称", "甲海市")
    assert found.before.endswith("示例事项由")
    assert found.after.startswith("人民政府负责")


def test_a_word_for_whichever_body_comes_from_the_register_alone() -> None:
    city, county = decision() + "适用于本市。", THIRD + "适用于本县。"
    assert same_text([city, county], REGISTER).equal
    assert not same_text([city, county]).equal


@pytest.mark.parametrize(
    "changed",
    [
        decision().replace("，", ",").replace("：", ":").replace("；", ";"),
        decision().replace("一、", "　　一、\u200b").replace("\n", "\r\n\r\n"),
        unicodedata.normalize("NFD", decision()).replace("2026", "２０２６"),
    ],
)
def test_width_and_white_space_count_only_when_asked(changed: str) -> None:
    assert same_text([decision(), changed], REGISTER).equal
    assert not same_text([decision(), changed], REGISTER, strict=True).equal


def test_the_modal_text_is_the_one_most_copies_share() -> None:
    changed = decision().replace("三十日", "二十日")
    compared = same_text([changed, decision(), OTHER], REGISTER)
    assert compared.modal == 1
    shown = plain(compared, ["甲", "乙", "丙"])
    assert shown["modal"] == 1
    first = shown["copies"][0]  # type: ignore[index]
    assert (first["file"], first["equal"]) == ("甲", False)
    assert [(one["modal"], one["copy"]) for one in first["deviations"]] == [("三十日", "二十日")]


def test_every_planted_deviation_among_many_copies_is_found() -> None:
    chance = random.Random(5)
    bodies = [f"示{char}市" for char in "东西南北中上下左右前"]
    for _ in range(10):
        copies, planted = [], []
        for body in bodies:
            day = f"2026年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
            copy = decision(body, day, chance.randint(3, 19), chance.randint(1, 60), chance.randint(1, 99))
            planted.append(chance.random() < 0.2)
            copies.append(copy.replace("三十日", "十三日") if planted[-1] else copy)
        assert [not copy.equal for copy in same_text(copies, Register.of(bodies)).copies] == planted


LEVELLED = {"，": ",", "；": ";", "：": ":", "1": "１"}


def test_of_a_thousand_random_edits_only_those_the_profile_levels_stay_equal() -> None:
    chance = random.Random(11)
    text = decision()
    body_from = text.index("为了加强")
    body_to = text.index("\n甲海市人民代表大会常务委员会\n2026")
    for _ in range(1000):
        at = chance.randrange(body_from, body_to)
        kind = chance.choice(["width", "blank", "invisible", "drop", "digit", "look-alike", "comma"])
        char = text[at]
        new = {
            "width": LEVELLED.get(char, char),
            "blank": char + chance.choice(" \u3000\t"),
            "invisible": char + "\u200d",
            "drop": "",
            "digit": chance.choice("六7") if char in "一二三五1023" else char,
            "look-alike": "日" if char == "曰" else "曰" if char == "日" else char,
            "comma": char + "、",
        }[kind]
        same = new == char or kind in ("width", "blank", "invisible") or (kind == "drop" and not char.strip())
        edited = text[:at] + new + text[at + 1 :]
        assert same_text([text, edited], REGISTER).equal is same, (kind, text[at - 5 : at + 5])


def test_no_copies_are_refused() -> None:
    with pytest.raises(ValueError, match="no copies"):
        same_text([])


@settings(deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=4), st.booleans())
def test_any_texts_can_be_compared_and_a_text_equals_itself(texts: list[str], strict: bool) -> None:
    compared = same_text([*texts, texts[0]], REGISTER, strict=strict)
    assert compared.copies[0].equal == compared.copies[-1].equal
    assert compared.copies[compared.modal].equal
    for copy in compared.copies:
        assert copy.equal or copy.deviations

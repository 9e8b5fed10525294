from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.characters import every_width, in_one_width, simplified
from lianxi.kernel.texts.letter_by_letter import ORDINARY
from lianxi.kernel.texts.normalise import SAME_TEXT, SEARCH, normal_form, normalise, step_by_step

_OFFICIAL = st.text("第一條条Ａ１（）《》、。；：！？，, \u3000\n\r\u200b区(qū)éABc", max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("區(qū)域協(xié)同", "区域协同"),
        ("《预算法》（2018）", "预算法2018"),
        ("ＡＢＣ１２", "abc12"),
        ("监督、审计", "监督审计"),
        ("瞭解情況", "了解情况"),
    ],
)
def test_a_keyword_matches_whatever_script_width_or_punctuation_was_typed(one, other):
    assert normalise(one, SEARCH).text == normalise(other, SEARCH).text


@pytest.mark.parametrize("boundary", "。；：！？\n")
def test_the_ends_of_sentences_stay_so_that_no_phrase_crosses_them(boundary):
    assert len(normalise(f"预算{boundary}监督", SEARCH).text) == 5


@pytest.mark.parametrize("bracket", ["(cati)", "(WTO)", "(2019-2020年)"])
def test_a_bracket_that_is_no_toned_pinyin_keeps_its_words(bracket):
    assert bracket.strip("()").lower() in normalise(f"系统{bracket}", SEARCH).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第１条（试行）；", "第1条(试行);"),
        ("５％［Ａ］～２．５｡", "5%[A]~2.5。"),
        ("Ｅ\u0301", "É"),
        ("第一条\u200b规定", "第一条规定"),
        ("  第一条　\r\n\r\n第二条 \n", "第一条\n第二条"),
        ("caf\u00e9", "cafe\u0301"),
    ],
)
def test_copies_that_differ_only_in_form_are_the_same_text(one, other):
    assert normalise(one, SAME_TEXT).text == normalise(other, SAME_TEXT).text


@pytest.mark.parametrize(
    ("one", "other"), [("甲、乙", "甲乙"), ("区域", "區域"), ("三十日", "三日"), ("甲 乙", "甲乙")]
)
def test_punctuation_script_and_inner_blanks_keep_copies_apart(one, other):
    assert normalise(one, SAME_TEXT).text != normalise(other, SAME_TEXT).text


@given(_OFFICIAL, st.sampled_from([SEARCH, SAME_TEXT]))
def test_normalising_twice_changes_nothing_more(text, profile):
    once = normalise(text, profile).text
    assert normalise(once, profile).text == once


@given(st.text(max_size=40), st.sampled_from([SEARCH, SAME_TEXT]))
def test_every_character_knows_its_place_in_the_original(text, profile):
    made = normalise(text, profile)
    assert made.origin == text
    places = [made.back(at, at + 1) for at in range(len(made.text))]
    assert places == sorted(places)
    for char, (start, end) in zip(made.text, places, strict=True):
        assert char.isspace() or char in normalise(text[start:end], profile).text


@given(st.text(max_size=60) | _OFFICIAL | st.from_regex(f"[{ORDINARY}]{{0,60}}", fullmatch=True))
def test_normalising_letter_by_letter_gives_what_the_steps_give_and_the_same_places(text):
    slowly, made = step_by_step(text, SEARCH), normalise(text, SEARCH)
    assert made.text == slowly.text == normal_form(text, SEARCH)
    places = [made.back(at, at + 1) for at in range(len(made.text))]
    assert places == [slowly.back(at, at + 1) for at in range(len(slowly.text))]


def test_no_ordinary_character_becomes_another_one_beside_a_neighbour():
    every = [char for char in map(chr, range(0x10000)) if re.match(f"[{ORDINARY}]", char)]
    assert len(every) > 27_000
    for neighbour in "区(a1。，）":
        text = neighbour.join(every)
        assert normal_form(text, SEARCH) == step_by_step(text, SEARCH).text


@given(st.text(max_size=80))
def test_simplifying_keeps_the_length(text):
    assert len(simplified(text)) == len(text)


@given(st.text(max_size=40) | st.text("，；：（）！？％［｡ｶ￥Ａ甲,", max_size=40))
def test_levelling_width_quickly_gives_what_the_table_gives(text):
    assert in_one_width(text) == text.translate(every_width())


def test_a_profile_carries_its_name_and_version():
    assert SEARCH.stamp == "search/1"
    assert SAME_TEXT.stamp == "same_text/2"

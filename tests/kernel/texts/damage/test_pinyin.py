"""Pinyin notes left by a conversion, and reading aids that an author wrote."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.damage.pinyin import find_pinyin
from tests.real_documents import real_documents


@pytest.mark.parametrize(
    ("text", "original", "proposal"),
    [
        ("統(tǒng)一", "統(tǒng)", "統"),
        ("區（qū）域", "區（qū）", "區"),
        ("協(xie\u0301)同", "協(xie\u0301)", "協"),
        ("綠(lǜ)色", "綠(lǜ)", "綠"),
        ("關 (ɡuān)于", "關 (ɡuān)", "關"),
    ],
)
def test_a_note_on_a_traditional_character_is_surely_taken_out(text: str, original: str, proposal: str) -> None:
    (found,) = find_pinyin(text)
    assert (found.original, found.proposal) == (original, proposal)
    assert found.is_sure
    assert text[found.start : found.end] == original


@pytest.mark.parametrize("text", ["系统(cati)", "世贸组织(WTO)", "小馆(café)", "规则(rules)", "（shì）", "abc(dān)"])
def test_an_abbreviation_or_a_foreign_word_is_no_note(text: str) -> None:
    assert find_pinyin(text) == ()


@pytest.mark.parametrize("text", ["儋(dān)州市", "單(shàn)縣", "亳(bó)州", "閩(mǐn)江"])
def test_a_reading_aid_stays_a_doubt(text: str) -> None:
    (found,) = find_pinyin(text)
    assert not found.is_sure


def test_an_unusual_reading_of_names_stays_a_doubt_among_others() -> None:
    found = find_pinyin("麗(lí)水、鉛(yán)山、樂(lào)亭等地區(qū)、縣(xiàn)城")
    assert [one.is_sure for one in found] == [False, False, False, True, True]


def test_a_simplified_text_annotated_throughout_is_sure_except_where_no_conversion_changes_the_character() -> None:
    found = find_pinyin("区(qū)发(fā)调(diào)统(tǒng)经(jīng)权(quán)业(yè)务(wù)产(chǎn)环(huán)儋(dān)州")
    assert [one.is_sure for one in found] == [True] * 10 + [False]


@pytest.mark.parametrize(("text", "left"), [("協xié)同", "協"), ("區(qū域", "區")])
def test_a_lost_bracket_half_does_not_hide_a_note(text: str, left: str) -> None:
    (found,) = find_pinyin(text)
    assert found.proposal == left
    assert not found.is_sure


def test_all_notes_of_the_real_document_are_found() -> None:
    found = real_documents("002_*.txt")
    findings = find_pinyin(found[0].read_text(encoding="utf-8"))
    assert (len(findings), sum(one.is_sure for one in findings)) == (1012, 1012)


@given(st.text(alphabet="區区(（)）āabu\u0304ü ?\ud800ǹ"))
def test_no_text_makes_it_stumble_and_places_do_not_overlap(text: str) -> None:
    found = find_pinyin(text)
    assert all(text[one.start : one.end] == one.original for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))

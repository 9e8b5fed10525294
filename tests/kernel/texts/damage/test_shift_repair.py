from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.kernel.texts.damage.findings import SURE, Damage, Finding
from lianxi.kernel.texts.damage.shift import find_shifts
from lianxi.kernel.texts.damage.shift.recoding import explains
from lianxi.loaders.character_model import load_character_model
from lianxi.loaders.regions import place_names
from tests.kernel.texts.damage.shifting import shifted
from tests.kernel.texts.damage.test_shift_spans import GARBAGE
from tests.real_documents import real_documents

MODEL, PLACES = load_character_model(), place_names()


def find(text: str) -> tuple[Finding, ...]:
    return find_shifts(text, MODEL, PLACES)


def only(text: str) -> Finding:
    (finding,) = find(text)
    assert finding.kind is Damage.GBK_SHIFT
    assert text[finding.start : finding.end] == finding.original
    return finding


def test_the_middle_is_computed_and_the_first_character_searched():
    finding = only(shifted("全国人民代表大会，", "海南省人民政府应当依法履行职责", "。各部门应当配合。"))
    assert finding.proposal == "海南省人民政府应当依法履行职责"
    assert "算出" in finding.note
    assert "“海”" in finding.note


def test_marks_that_a_page_made_half_width_are_read_as_full_width_ones():
    text = shifted("由省人民政府、", "海口市人民政府共同负责", "，有关部门配合。", half_width=True)
    assert text.startswith("由省人民政府、??")
    assert only(text).proposal == "海口市人民政府共同负责"


def test_a_traditional_text_gets_a_traditional_original():
    text = shifted("重點打造三亞、", "海口南北兩極", "國家級人力資源服務產業園區。")
    assert only(text).proposal == "海口南北兩極"


def test_what_is_left_of_a_note_tells_the_lost_byte():
    finding = only("實行全領域、全模式、全區(qū)域?qū)ν忾_放。提出更加開放的服務貿易。")
    assert (finding.original, finding.proposal) == ("?qū)ν忾_", "對外開")
    assert finding.confidence >= SURE
    assert "拼音" in finding.note


@pytest.mark.parametrize(
    ("text", "original", "proposal", "sure"),
    [
        ("推動?xùn)|西部協(xié)作，加快示例地區(qū)的發(fā)展。", "?xùn)|", "東", True),
        ("不斷提高人民群眾?jié)M意度，增強群眾的獲得感。", "?jié)M", "滿", False),
        ("達(dá)到大體相當?shù)哪繕?，深化示例改革。", "?shù)哪繕?", "的目標", True),
    ],
)
def test_a_note_alone_may_tell_a_character(text: str, original: str, proposal: str, sure: bool):
    finding = only(text)
    assert (finding.original, finding.proposal, finding.is_sure) == (original, proposal, sure)


def test_a_name_of_the_register_or_the_document_speaks_for_itself():
    text = shifted("支持儋州、", "海口、三亞", "、瓊海等區域中心城市。")
    assert only(text).proposal == "海口、三亞"
    strange = shifted("示例鎮、", "洣水、文昌", "、澄迈负责。") + "洣水镇人民政府设在洣水。洣水、示例镇。"
    assert only(strange).proposal == "洣水、文昌"


def test_where_a_page_dropped_a_pair_nothing_is_sure_and_the_note_says_so():
    text = shifted("由省人民政府、", "海口市、文昌市", "、澄邁縣負責。").replace("\ue433", "")
    finding = only(text)
    assert finding.proposal is not None
    assert finding.proposal.startswith("海口市、文昌")
    assert finding.confidence < SURE
    assert ("海口市、文昌市" in finding.note) or finding.proposal == "海口市、文昌市"


def test_a_single_character_between_two_lost_bytes_is_never_sure():
    assert all(not finding.is_sure for finding in find(shifted("应当加强安全", "保护", "，防止事故发生。")))


def test_a_swallowed_digit_is_named_and_never_sure():
    whole = "各部門依法履行職責。“截至"
    text = shifted(whole[:9], whole[9:], "017年底，全市共有示例單位九個。")
    finding = only(text)
    assert finding.proposal is not None
    assert finding.proposal.startswith("。“截")
    assert finding.proposal.endswith("2")
    assert not finding.is_sure
    assert "数字" in finding.note


@pytest.mark.parametrize(
    "text",
    [
        "您对政府工作满意吗?满意的占百分之九十。怎么改进?请提出意见。",
        "由省級、???、三亞負責。共?項。",
        "参见https://example.org/?id=关于&x=1?决定",
        "什么是民主?“人民当家作主”,这是本质。",
        "浣犲ソ?锟斤拷?ä¸­å›½?",
    ],
)
def test_ordinary_question_marks_are_left_alone(text: str):
    assert find(text) == ()


@given(GARBAGE)
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_searched(text: str):
    at = 0
    for finding in find(f"各部门应当依法履行职责。{text}有关单位应当配合"):
        assert at <= finding.start < finding.end
        assert 0 < finding.confidence <= 1
        at = finding.end


@given(st.sampled_from("海南省人民政府依法履职，有关部门配合級"), st.integers(2, 12))
@settings(max_examples=40, deadline=None)
def test_an_original_explains_its_own_garbage_and_no_other(first: str, length: int):
    span = (first + "海南省人民政府应当依法履行职责")[:length]
    text = shifted("", span, "。")
    assert explains(span, text, 1, len(text) - 1)
    assert not explains(span + "县", text, 1, len(text) - 1)
    assert not explains("县" + span[1:-1] + "乡县", text, 1, len(text) - 1)


@pytest.fixture(scope="module")
def real() -> tuple[str, tuple[Finding, ...]]:
    found = real_documents("002_*.txt")
    text = found[0].read_text(encoding="utf-8")
    return text, find(text)


def test_all_nine_spans_of_the_real_document_are_found(real: tuple[str, tuple[Finding, ...]]):
    text, findings = real
    assert len(findings) == 9
    assert all(text[one.start] == "?" and one.original.isprintable() for one in findings)


def test_the_hidden_cities_and_units_of_the_real_document_come_back(real: tuple[str, tuple[Finding, ...]]):
    proposals = [one.proposal for one in real[1]]
    for expected in ("的目標", "對外開", "海花園", "海口南北兩極", "海口、三亞", "。〔牽頭"):
        assert expected in proposals
    assert any(one and one.startswith("海口市、文昌") for one in proposals)


def test_what_the_real_document_lost_for_good_is_never_sure(real: tuple[str, tuple[Finding, ...]]):
    doubtful = [one for one in real[1] if any(piece in one.original for piece in ("啬戏", "牟?", "崈艉"))]
    assert len(doubtful) == 3
    assert not any(one.is_sure for one in doubtful)

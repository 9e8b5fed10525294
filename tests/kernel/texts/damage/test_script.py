"""Traditional and simplified characters in one text."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.script import find_mixed_script, in_simplified, is_traditional

SIMPLIFIED = "市人大常委会听取和审议专项工作报告，开展执法检查。"


def test_a_run_of_traditional_characters_in_a_simplified_text_is_one_sure_finding() -> None:
    (found,) = find_mixed_script(SIMPLIFIED + "推进區域協同发展。")
    assert (found.original, found.proposal, found.is_sure) == ("區域協", "区域协", True)


@pytest.mark.parametrize("text", ["最後一条", "乾會议", "名为“張記”的"])
def test_a_form_that_depends_on_the_word_or_is_quoted_needs_a_look(text: str) -> None:
    (found,) = find_mixed_script(SIMPLIFIED + text)
    assert not found.is_sure


@pytest.mark.parametrize("text", ["", SIMPLIFIED, "著名的白鱀豚", "吴征镒院士", "喆堃"])
def test_what_simplified_texts_keep_is_no_damage(text: str) -> None:
    assert list(find_mixed_script(text)) == []


def test_a_text_converted_as_a_whole_is_one_stretch_and_what_stayed_simplified_another() -> None:
    text = "全國人民代表大會常務委員會關於區域协调发展的決定，應當認真執行。"
    before, stayed, after = find_mixed_script(text)
    assert (before.original[-3:], stayed.original, after.proposal) == ("關於區", "协调发", "决定，应当认真执")
    assert stayed.proposal is None
    assert is_traditional(text)
    assert in_simplified(text) == "全国人民代表大会常务委员会关于区域协调发展的决定，应当认真执行。"

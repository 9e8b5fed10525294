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


@pytest.mark.parametrize("name", ["国会図書館", "東京都議会、広島県", "「地方自治の本旨」と東京"])
def test_beside_japanese_shapes_nothing_is_sure(name: str) -> None:
    findings = list(find_mixed_script(SIMPLIFIED + name))
    assert findings
    assert not any(found.is_sure for found in findings)


def test_a_text_in_traditional_characters_is_not_mixed_but_what_stayed_simplified_in_it_is() -> None:
    text = "全國人民代表大會常務委員會關於區域協調發展的決定，應當認真執行。"
    assert list(find_mixed_script(text)) == []
    (stayed,) = find_mixed_script(text.replace("協調發", "协调发"))
    assert (stayed.original, stayed.proposal) == ("协调发", None)
    assert is_traditional(text)
    assert in_simplified(text) == "全国人民代表大会常务委员会关于区域协调发展的决定，应当认真执行。"

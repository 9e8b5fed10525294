"""Fixed terms with a word replaced by a synonym."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.spun import find_spun


@pytest.mark.parametrize(
    ("text", "original", "proposal"),
    [
        ("人年夜代表", "人年夜", "人大"),
        ("代表建议操持工作", "操持", "办理"),
        ("代表倡议", "倡议", "建议"),
        ("满足度为百分之九十", "满足度", "满意度"),
        ("经由通过历程", "通过历程", "通过过程"),
        ("人平易近政府", "人平易近", "人民"),
        ("市场羁系部门", "羁系", "监管"),
    ],
)
def test_a_spun_term_is_found_with_the_fixed_one_and_never_sure(text: str, original: str, proposal: str) -> None:
    (found,) = find_spun(text)
    assert (found.original, found.proposal, found.is_sure) == (original, proposal, False)


@pytest.mark.parametrize(
    "text", ["", "平易近人", "年夜饭", "双轨制度", "操持家务", "发出倡议书", "满足群众需要", "行政法令", "标新立异"]
)
def test_the_words_in_their_own_use_stay(text: str) -> None:
    assert list(find_spun(text)) == []


def test_a_word_in_use_elsewhere_counts_only_beside_a_telltale() -> None:
    assert {one.original for one in find_spun("督促承办单元做好操持工作，贯彻法令")} == {"单元", "操持", "法令"}
    assert list(find_spun("住宅单元应当贯彻法令")) == []

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
        ("国民代表大会常务委员会", "国民代表大会", "人民代表大会"),
        ("市国民当局", "国民当局", "人民政府"),
        ("依法治国度有机统一", "依法治国度", "依法治国"),
        ("全历程人民民主", "全历程人民民主", "全过程人民民主"),
        ("标准性文件备案", "标准性文件", "规范性文件"),
        ("对操持成果", "操持成果", "办理结果"),
        ("吸纳定见倡议", "定见倡议", "意见建议"),
        ("下一步筹算", "下一步筹算", "下一步打算"),
        ("作出抉择决议9项", "抉择决议", "决议决定"),
        ("倡议承办单位", "倡议", "建议"),
        ("关于示例的决定\n结合实际，作出如下决议：", "决议", "决定"),
    ],
)
def test_a_spun_term_is_found_with_the_fixed_one_and_never_sure(text: str, original: str, proposal: str) -> None:
    (found,) = find_spun(text)
    assert (found.original, found.proposal, found.is_sure) == (original, proposal, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "平易近人",
        "年夜饭",
        "双轨制度",
        "操持家务",
        "发出倡议书",
        "满足群众需要",
        "行政法令",
        "标新立异",
        "国民经济和社会发展",
        "历史的抉择",
        "没有定见",
        "关于示例的决议\n作出如下决议：",
        "关于示例的决定\n执行上级的决议",
    ],
)
def test_the_words_in_their_own_use_stay(text: str) -> None:
    assert list(find_spun(text)) == []


def test_the_economy_of_the_nation_stays_in_a_spun_text() -> None:
    assert [one.original for one in find_spun("国民当局促进国民经济发展")] == ["国民当局"]


def test_a_word_in_use_elsewhere_counts_only_beside_a_telltale() -> None:
    assert {one.original for one in find_spun("督促承办单元做好操持工作，贯彻法令")} == {"单元", "操持", "法令"}
    assert list(find_spun("住宅单元应当贯彻法令")) == []

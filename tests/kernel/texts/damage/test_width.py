"""Half and full width."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.width import find_width


@pytest.mark.parametrize(
    ("text", "original", "proposal", "sure"),
    [
        ("听取报告,开展检查。", ",", "，", True),
        ("姓名,性别,年龄".replace(",性别", ""), ",", "，", False),
        ("满意率为50%,比上年高。", ",", "，", False),
        ("共１６６件，其中议案1件", "１６６", "166", True),
        ("分管负责同志具体抓.\n二、严格时限", ".", "。", False),
        ("可以延长至六个月.", ".", "。", False),
        ("会议通过了决定.会议指出", ".", "。", False),
        ("投入1，234元", "，", ",", False),
        ("（以下简称条例)", ")", "）", False),
    ],
)
def test_a_mark_of_the_wrong_width_is_sure_only_between_chinese_in_a_sentence(
    text: str, original: str, proposal: str, *, sure: bool
) -> None:
    (found,) = find_width(text)
    assert (found.original, found.proposal, found.is_sure) == (original, proposal, sure)


@pytest.mark.parametrize(
    "text",
    [
        "1,234.5",
        "第一章.总则",
        "一.总体要求",
        "约翰.史密斯",
        "3.5%",
        "9:30",
        "http://example.com/a,b",
        "Zhang San, Li Si",
        "比例为1:2",
        "条例（草案）",
        "电话:0898-00000000"[:2],
    ],
)
def test_figures_addresses_and_foreign_words_stay(text: str) -> None:
    assert list(find_width(text)) == []

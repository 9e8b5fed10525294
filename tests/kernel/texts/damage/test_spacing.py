"""Blanks inside words, numbers and punctuation."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.spacing import find_inner_spaces


@pytest.mark.parametrize(
    ("text", "original", "proposal"),
    [
        ("海口 市人民政府应当按照规定，做好保障工作。", " ", ""),
        ("三亚市人民代表大会常务 委员会", " ", ""),
        ("第 十三 次会议", " 十三 ", "十三"),
        ("占比78. 91%", "8. 9", "8.9"),
        ("20 23年", "20 23", "2023"),
        ("按照规定 ，做好有关的保障工作。", " ", ""),
        ("2023年1月、2024年2月、2025 年3月", "2025 年3月", "2025年3月"),
    ],
)
def test_a_blank_inside_is_found_and_never_sure(text: str, original: str, proposal: str) -> None:
    (found,) = find_inner_spaces(text)
    assert (found.original, found.proposal, found.is_sure) == (original, proposal, False)


@pytest.mark.parametrize(
    "text",
    [
        "总　则",
        "总 则",
        "第一条 为了规范工作，根据法律，制定本条例。",
        "（一） 负责监督工作，提出意见。",
        "2026 年 1 月召开，2026 年 2 月公布。",
        "张 三　李 四　王 五",
        "三 亚 市 人 民 代 表 大 会",
        "（2020年1月1日示例市人大常委会通过 根据2021年1月1日的决定修正，自公布之日起施行。）",
        "| 甲 | 乙，丙 |",
        "使用 Python 语言，编写程序。",
    ],
)
def test_blanks_with_a_meaning_stay(text: str) -> None:
    assert list(find_inner_spaces(text)) == []

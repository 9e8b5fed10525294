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
        ("投入补助资金45 00万元", "45 00", "4500"),
        ("代表共提出建议1 26件", "1 26", "126"),
        ("接待选民52 00余人次", "52 00", "5200"),
        ("本决定自2024年7月1 日起施行", "2024年7月1 日", "2024年7月1日"),
        ("本决定自2024年 7月1日起施行", "2024年 7月1日", "2024年7月1日"),
        ("示政办函〔 2025 〕18 号", "〔 2025 〕18 号", "〔2025〕18号"),
        ("第四条　有关文件应当自公布之日起三十日内报 送示例县人民代表大会常务委员会备案。", " ", ""),
        ("共商流域 保护立法\n流域保护应当坚持生态优先。", " ", ""),
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
        "第二條 為了規範工作，根據法律，制定本條例。",
        "第一節 一般規定",
        "凝心聚力，加强协同联动 推动流域高质量发展",
        "共商流域 保护立法\n流域内的保护应当坚持生态优先。",
        "2026 年 1 月 3 日召开，2026年 1月 3日公布。",
        "甲 12 15 20",
        "第四章 海上运输\n依照第四章海上运输的规定办理。",
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

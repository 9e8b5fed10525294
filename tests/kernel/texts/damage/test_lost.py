"""Dates without 年 or 月, quantities without a figure."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.lost import find_lost


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("2017822日通过", "2017年8月22日"),
        ("20251月召开", "2025年1月"),
        ("2023年829日通过", "2023年8月29日"),
        ("20231116日公布", "2023年11月16日"),
        ("20259810日召开", "2025年9月8日至10日"),
        ("2023年8月29三亚市", "2023年8月29日"),
        ("占7891%", "78.91%"),
        ("截至2024底，", "2024年"),
        ("研究了2026协同立法项目", "2026年"),
        ("请于415日前报送", "4月15日"),
        ("1018日至19日召开", "10月18日"),
    ],
)
def test_the_only_reading_of_the_calendar_is_proposed_and_never_sure(text: str, proposal: str) -> None:
    (found,) = find_lost(text)
    assert (found.proposal, found.is_sure) == (proposal, False)


def test_of_two_readings_the_one_near_another_date_comes_first_and_the_other_beside_it() -> None:
    (near,) = find_lost("2026124日召开（发布于2026年12月6日）")
    (open_,) = find_lost("2026124日召开")
    assert (near.proposal, near.alternatives[0][0]) == ("2026年12月4日", "2026年1月24日")
    assert (open_.confidence, "2026年12月4日" in open_.note) == (0.5, True)


@pytest.mark.parametrize(
    "text",
    ["共 项议案", "满意率达到%", "第届人大", "第次会议", "2023年月29日", "2023年8月日", "自年月日起", "20239999日"],
)
def test_an_empty_place_is_found_and_nothing_invented(text: str) -> None:
    (found,) = find_lost(text)
    assert found.proposal is None


@pytest.mark.parametrize(
    "text",
    [
        "2023年8月29日",
        "2023年8月16件",
        "出生年月日",
        "增长1200%",
        "电话2023829",
        "第三届第二次会议",
        "8月日常工作",
        "统一社会信用代码9120231116",
        "2023—2025年",
        "百分比（%）",
        "1,234%",
        "中国制造2025重点领域",
        "举办2023癸卯年活动，参加2025世界机器人大会",
        "2020至2022年，2024和2025年",
        "投入2026万元，新增2023余户",
        "应当在举行听证180日前公告",
        "每天365日前后",
    ],
)
def test_whole_dates_and_figures_stay(text: str) -> None:
    assert list(find_lost(text)) == []

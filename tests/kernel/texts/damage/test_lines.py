"""Line ends inside a sentence."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.lines import find_broken_lines


@pytest.mark.parametrize(
    "text",
    [
        "三亚市人民代表大会常务\n委员会",
        "及时清理与自由贸易港建设不相适应的\n\n地方性法规和规章",
        "会议听取和审议了有关的工作报告，\n开展执法检查",
        "根据《中华人民共和国立法\n法》制定",
        "共办理建议20\n23件",
        "本条例自公布之日起施行\n。附则",
        "依照《中华人民共和国渔业法》\n、《中华人民共和国森林法》执行",
        "有关部门应当建立信息共\n享机制",
        (
            "一、应当统筹规划、综合治理，共同做好流域的保护工作。\n二、应当协同开展入湖排污口排查整治，统一编制排污口\n"
            "名录，实行分类管理。\n三、应当加强宣传教育，鼓励公民、法人和其他组织参与。"
        ),
    ],
)
def test_a_broken_sentence_is_joined_after_a_look(text: str) -> None:
    (found,) = find_broken_lines(text)
    assert set(found.original) == {"\n"}
    assert (found.proposal, found.is_sure) == ("", False)


def test_lines_wrapped_at_one_width_are_broken() -> None:
    text = "\n".join("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳" for _ in range(5))
    assert len(list(find_broken_lines(text))) == 4


def test_a_wrapped_line_that_ends_with_a_stop_at_the_width_is_broken_too() -> None:
    line = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"
    text = "\n".join([line, line, line[:-1] + "。", line, line])
    assert len(list(find_broken_lines(text))) == 4


@pytest.mark.parametrize(
    "text",
    [
        (
            "（一）坚持党的全面领导，不断凝聚改革发展的强大合力\n各地各部门要高度重视，认真执行。\n"
            "（二）坚持以人民为中心，用心用情办好各项民生实事\n各地各部门要及时总结，按时报告。"
        ),
        "示例条例\n第一条　为了规范工作。\n第二条　本条例适用于本市。",
        "第一章　总则\n第一条　为了规范工作。",
        "一、总体要求\n坚持依法办事。\n（一）加强领导\n（二）落实责任",
        "示例市人民代表大会常务委员会\n2023年8月29日",
        "主席，\n副主席若干人，\n委员若干人。",
        "|甲|乙\n|丙|丁",
    ],
)
def test_headings_items_and_signatures_are_no_broken_lines(text: str) -> None:
    assert list(find_broken_lines(text)) == []

"""What a page left round the document."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.residue import find_residue


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 政务公开 > 正文",
        "网站首页 | 网站地图",
        "【打印】【关闭】",
        "上一篇：示例",
        "来　源：示例日报",
        "[责任编辑:张三]",
        "- 3 -",
        "— 12 —",
        "第 1 页 共 5 页",
        "|---|---|",
        "版权所有：示例市人大",
        "琼ICP备00000000号",
        "浏览次数：12",
        "您现在的位置：首页>公开",
    ],
)  # fmt: skip
def test_a_line_of_the_page_is_found_whole_and_never_sure(line: str) -> None:
    (found,) = find_residue(f"第一条　为了规范工作。\n{line}\n第二条　本条例适用于本市。")
    assert (found.original, found.proposal, found.is_sure) == (line, "", False)


def test_a_button_inside_a_line_is_found_alone() -> None:
    (found,) = find_residue("关于修改示例条例的决定 [打印]")
    assert found.original == "[打印]"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "第一章　总则",
        "更多",
        "记者：请介绍情况。",
        "经费来源：财政拨款",
        "——",
        "一、总体要求",
        "技术支持和协助。",
        "首页",
        "示例市人民政府办公室　　　2024年3月1日印发\n——————————\n主题词：水利　通知\n抄送：市委各部门。",
        "────────────\n抄　送：市委办公室。\n────────────\n示例市人大办公室　2024年3月1日印发",
    ],
)
def test_lines_of_the_document_stay(text: str) -> None:
    assert list(find_residue(text)) == []

from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.clauses.numbering import find_numbering
from lianxi.kernel.texts.damage.clauses.sheet import Sheet
from lianxi.kernel.texts.structure import read_structure

BODY = "　示例单位应当按照职责做好有关工作。\n"


def found(text):
    return list(find_numbering(Sheet(text, read_structure(text))))


def articles(*numbers):
    return "示例条例\n\n" + "".join(f"第{number[0]}条{number[1:]}{BODY}" for number in numbers)


@pytest.mark.parametrize(
    ("numbers", "places", "said"),
    [
        ("一二三五六", ["第五条"], "缺“第四条”"),
        ("一二三六七", ["第六条"], "中间缺2个编号"),
        ("一二三三四五", ["第三条"], "编号重复"),
        ("一二三四二六七", ["第二条"], "编号倒退"),
        ("一二三四九六七", ["第九条"], "应为“第五条”"),
        ("一二三九四五六", ["第九条"], "应为“第四条”"),
    ],
)
def test_a_break_is_named_once_with_what_is_expected(numbers, places, said):
    breaks = found(articles(*numbers))
    assert [one.original for one in breaks] == places
    assert said in breaks[0].note
    assert all(one.proposal is None for one in breaks)


def test_branches_follow_their_article():
    assert found(articles("一", "二", "二之一", "二之二", "三")) == []
    assert [one.original for one in found(articles("一", "二", "二之二", "三"))] == ["第二条之二"]


def test_points_are_counted_within_their_article():
    listed = (
        "第二条　有下列情形之一的：\n（一）甲；\n（二）乙；\n（四）丙。\n第三条　下列事项：\n（一）甲；\n（二）乙。\n"
    )
    text = articles("一") + listed
    assert [one.original for one in found(text)] == ["（四）"]


@pytest.mark.parametrize(
    "text",
    [
        "示例意见\n\n一、总体要求\n（一）甲是目标。\n（二）乙是原则。\n二、任务\n（三）丙是任务。\n（四）丁是任务。\n",
        "示例意见\n\n一、总体要求\n（一）甲是目标。\n（二）乙是原则。\n二、任务\n（一）丙是任务。\n（二）丁是任务。\n",
        "示例法\n\n第一编　总则\n第一章　甲\n第一条" + BODY + "第二章　乙\n第二条" + BODY
        + "第二编　分则\n第三章　丙\n第三条" + BODY + "第四章　丁\n第四条" + BODY,
        "示例法\n\n第一编　总则\n第一章　甲\n第一条" + BODY + "第二章　乙\n第二条" + BODY
        + "第二编　分则\n第一章　丙\n第三条" + BODY + "第二章　丁\n第四条" + BODY,
        articles(*"一二三") + "\n示例办法\n\n" + articles(*"一二三"),
        "关于修改《示例条例》的决定\n\n一、将第三条修改为：“第三条" + BODY.strip() + "”\n二、将第九条改为第八条。\n"
        "三、增加一条，作为第十二条：“第十二条" + BODY.strip() + "”\n",
    ],
    ids=["items run on", "items begin again", "chapters run on", "chapters begin again", "two documents", "quoted"],
)  # fmt: skip
def test_what_is_numbered_lawfully_has_no_break(text):
    assert found(text) == []


@pytest.mark.parametrize("second", ["第一条" + BODY, f"第一条{BODY}第二条{BODY}", f"第一条{BODY}第三条{BODY}"])
def test_articles_that_begin_at_one_in_each_chapter_are_named_once(second):
    text = f"示例办法\n\n第一章　总则\n第一条{BODY}第二条{BODY}第二章　附则\n{second}"
    breaks = [one for one in found(text) if one.start == text.rindex("第一条")]
    assert [one.original for one in breaks] == ["第一条"]


def test_the_chapter_in_which_articles_begin_at_one_again_is_named():
    (one,) = found(f"示例办法\n\n第一章　总则\n第一条{BODY}第二条{BODY}第二章　附则\n第一条{BODY}第二条{BODY}")
    assert one.note == "第二章里又从“第一条”编起，各条应当全文连续编号，可能是自动编号没有接上。"


def test_an_excerpt_is_only_a_doubt():
    (one,) = found(articles("三", "四", "五"))
    assert one.original == "第三条"
    assert one.confidence <= 0.5


def test_expected_numbers_are_printed_as_the_list_prints_its_own():
    text = "示例方案\n\n一、任务\n1.甲方面的任务。\n2.乙方面的任务。\n4.丙方面的任务。\n"
    (one,) = found(text)
    assert (one.original, "缺“3.”" in one.note) == ("4.", True)

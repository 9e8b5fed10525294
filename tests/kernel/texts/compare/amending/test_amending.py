"""Amending decisions: read into instructions, carried out by the old numbers, proven against the printed text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.kernel.texts.compare.amending import Act, Place, apply, of_law, prove, read_instructions
from tests.kernel.texts.compare.amending.regulation import OLD as EVERYTHING

OLD = """示例市示例条例

第一章　总则

第一条　为了规范示例管理，制定本条例。
第二条　市主管部门负责示例管理工作。
县主管部门负责本县示例管理工作。
第三条　示例活动包括：
（一）甲类活动；
（二）乙类活动；
（三）丙类活动。
前款活动应当备案。

第二章　附则

第四条　违反规定的，处五百元罚款。
第五条　本条例由市主管部门解释。
第六条　本条例自2020年1月1日起施行。
"""

DECISION = """示例市人民代表大会常务委员会关于修改《示例市示例条例》的决定

第九届人民代表大会常务委员会第八次会议决定对《示例市示例条例》作如下修改：
一、将第一条修改为：“为了规范示例管理，保护公众利益，制定本条例。”
二、第二条增加一款，作为第二款：“市有关部门按照职责协助管理。”
三、增加一条，作为第三条：“市、县人民政府应当加强领导。
“所需经费列入本级预算。”
四、将第三条改为第四条，第一款第二项修改为：“（二）乙类和丁类活动”。
第一款增加一项，作为第三项：“（三）戊类活动”。
删去第二款。
五、将第四条改为第五条，其中的“五百元”修改为“一千元”。
六、删去第五条。
七、将本条例中的“主管部门”统一修改为“行政主管部门”。
本决定自公布之日起施行。
《示例市示例条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。
第一条　这里是重新公布的正文，将第二条修改为：“不应当被读作指令。”
"""

NEW = """示例市示例条例

第一章　总则

第一条　为了规范示例管理，保护公众利益，制定本条例。
第二条　市行政主管部门负责示例管理工作。
市有关部门按照职责协助管理。
县行政主管部门负责本县示例管理工作。
第三条　市、县人民政府应当加强领导。
所需经费列入本级预算。
第四条　示例活动包括：
（一）甲类活动；
（二）乙类和丁类活动；
（三）戊类活动；
（四）丙类活动。

第二章　附则

第五条　违反规定的，处一千元罚款。
第六条　本条例自2020年1月1日起施行。
"""


def told(text: str) -> list[tuple[str, list[str], list[str], str, str]]:
    return [
        (one.act.value, [place.label for place in one.places], [place.label for place in one.to], one.was, one.text)
        for one in read_instructions(text)
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("将第十三条改为第十条，修改为：“甲。”",
         [("renumber", ["第十三条"], ["第十条"], "", ""), ("replace", ["第十三条"], [], "", "甲。")]),
        ("删去第五条、第八条至第十条。", [("delete", ["第五条", "第八条", "第九条", "第十条"], [], "", "")]),
        ("增加一条，作为第八条：“甲。\n　　“乙。”", [("insert", [], ["第八条"], "", "甲。\n乙。")]),
        ("在第十二条后增加一条，作为第十二条之一：\n“甲。”", [("insert", ["第十二条"], ["第十二条之一"], "", "甲。")]),
        ("将第三条第二款中的“甲”修改为“乙”，“丙”修改为“丁”。",
         [("substitute", ["第三条第二款"], [], "甲", "乙"), ("substitute", ["第三条第二款"], [], "丙", "丁")]),
        ("将“甲”、“乙”修改为“丙”。", [("substitute", [], [], "甲", "丙"), ("substitute", [], [], "乙", "丙")]),
        ("第三条中的“甲”后增加“、乙”。", [("substitute", ["第三条"], [], "甲", "甲、乙")]),
        ("删去第三条第一款中的“甲”。", [("substitute", ["第三条第一款"], [], "甲", "")]),
        ("第九条第一款、第二款改为第二款、第三款。",
         [("renumber", ["第九条第一款", "第九条第二款"], ["第九条第二款", "第九条第三款"], "", "")]),
        ("将第四条、第五条合并，作为第三条，修改为：“甲。”", [("merge", ["第四条", "第五条"], ["第三条"], "", "甲。")]),
        ("第十条改为第十二条，第一款修改为：“甲“乙”丙。”",
         [("renumber", ["第十条"], ["第十二条"], "", ""), ("replace", ["第十条第一款"], [], "", "甲“乙”丙。")]),
        ("此外，对条文顺序作相应调整。", [("reorder", [], [], "", "")]),
        ("附件二中的“甲”修改为“乙”。", [("substitute", ["附件二"], [], "甲", "乙")]),
    ],
)  # fmt: skip
def test_instructions_are_read_with_place_number_and_wording(said: str, expected: list[object]) -> None:
    assert told(said) == expected


def test_an_item_keeps_its_article_until_the_next_one() -> None:
    said = "一、将第六条改为第八条，第二款修改为：“甲。”\n增加一款，作为第三款：“乙。”\n二、第一款修改为：“丙。”"
    read = read_instructions(said)
    assert [one.places for one in read[:3]] == [(Place("6"),), (Place("6", 2),), (Place("6", 2),)]
    assert read[2].to == (Place("6", 3),)
    assert read[3].places == (Place(None, 1),)


def test_old_text_and_decision_give_the_printed_text() -> None:
    proof = prove(OLD, DECISION, NEW)
    assert proof.amended.not_applied == ()
    assert proof.differences == ()
    assert proof.equal
    assert proof.amended.text.split() == NEW.split()


@pytest.mark.parametrize(("was", "becomes"), [("一千元", "二千元"), ("第六条", "第七条"), ("所需经费", "经费")])
def test_a_printed_text_that_departs_from_the_decision_is_not_proven(was: str, becomes: str) -> None:
    proof = prove(OLD, DECISION, NEW.replace(was, becomes))
    assert not proof.equal
    assert len(proof.differences) >= 1


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("将第四十条修改为：“甲。”", "原文没有第四十条"),
        ("删去第二条第五款。", "原文没有第二条第五款"),
        ("将第四条中的“八百元”修改为“九百元”。", "第四条没有“八百元”"),
        ("将“不见于全文”修改为“甲”。", "原文没有“不见于全文”"),
        ("附件一中的“市”修改为“县”。", "原文没有附件一"),
        ("将第四条修改为：违反规定的，处罚款。", "没有写明是哪一条，或者新的表述没有放在引号里，无法确定到哪里为止"),
        ("第二条第一项修改为：“（一）甲”。", "第二条第一项没有写明是第几款，而该条有0款分项"),
        ("增加一节，作为第一节“甲”。", "增加节，没有写明名称、序号和所含的条，需要人工落实"),
    ],
)
def test_what_does_not_fit_changes_nothing_and_says_why(said: str, reason: str) -> None:
    amended = apply(read_instructions(said), OLD)
    assert [refused.reason for refused in amended.not_applied] == [reason]
    assert amended.text.split() == OLD.split()


def test_a_branch_article_leaves_the_other_numbers_alone() -> None:
    amended = apply(read_instructions("在第二条后增加一条，作为第二条之一：“新条文。”\n删去第五条。"), OLD).text
    assert "第二条之一　新条文。\n第三条" in amended
    assert "第六条　本条例自" in amended


def test_merged_paragraphs_and_a_new_chapter_find_their_places() -> None:
    said = (
        "一、增加一章“保障”，作为第二章，包括第四条。\n"
        "二、将第二条第二款和第五条合并，作为第四条，修改为：“合并后的条文。”\n三、对条文顺序作相应调整。"
    )
    amended = apply(read_instructions(said), OLD)
    assert amended.not_applied == ()
    words = "".join(amended.text.split())
    assert "第二章保障第四条合并后的条文。第三章附则第五条违反规定的" in words.replace("　", "")
    assert "县主管部门" not in words


def test_a_decision_on_several_laws_is_told_apart() -> None:
    said = "一、对《甲条例》作出修改\n将第一条修改为：“甲。”\n二、将《乙条例》第二条修改为：“乙。”"
    read = read_instructions(said)
    assert [one.law for one in read] == ["甲条例", "乙条例"]
    assert [one.places for one in of_law(read, "示例市乙条例")] == [(Place("2"),)]


@pytest.mark.parametrize("laws", ["《甲条例》《乙条例》", "《甲条例》、《乙条例》", "《甲条例》和《乙条例》"])
def test_one_sentence_may_change_words_in_several_laws(laws: str) -> None:
    read = read_instructions(f"一、将{laws}中的“甲”修改为“乙”。\n二、删去《丙条例》第三条。")
    assert [(one.law, one.was) for one in read] == [("甲条例", "甲"), ("乙条例", "甲"), ("丙条例", "")]


PIECES = st.lists(
    st.sampled_from(
        ["将", "第一条", "第二条", "第三条第一款", "第二项", "改为", "修改为：", "“甲。”", "“", "”", "删去", "增加一条",
         "增加二款", "，作为", "、", "第九条之一", "合并", "中的", "后", "增加", "；", "\n一、", "条文顺序作相应调整",
         "《乙》", "增加一章", "第十章", "\n“", "第二章", "第二章第一节", "附件一", "名称", "目录",
         "“第三条　甲。\n“第四条　乙。”",
         "增加一节", "增加一句", "增加附件三", "分为两条", "移至", "位置互换", "除第三条外", "其他条款", "第二句",
         "下列", "其中", "“建设部门”", "末尾", "前"]
    ),
    max_size=24,
).map("".join)  # fmt: skip


@settings(max_examples=300)
@given(PIECES | st.text(max_size=60))
def test_any_decision_is_read_and_carried_out_or_refused(decision: str) -> None:
    read = read_instructions(decision)
    assert all(0 <= one.start <= one.end <= len(decision) for one in read)
    amended = apply(read, OLD)
    assert len(amended.applied) + len(amended.not_applied) >= len(read)


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_an_instruction_that_is_refused_changes_nothing(decision: str) -> None:
    for instruction in read_instructions(decision):
        amended = apply([instruction], EVERYTHING)
        assert amended.applied or amended.text.split() == EVERYTHING.split()


@given(st.text(max_size=200))
def test_a_text_without_instructions_keeps_its_words(old: str) -> None:
    assert apply((), old).text.split() == old.split() or "第" in old


def test_every_act_has_a_chinese_name() -> None:
    assert {act.label for act in Act} >= {"修改为", "删去", "增加", "合并"}

"""Tasks in the shapes task documents use; all texts are invented."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.kernel.texts.assignments import Standing, Task, UnitRegister, plain, read_assignments

FINANCE, WATER, HOUSING = "市财政局", "市水务局", "市住建局"


def only(text: str) -> Task:
    (task,) = read_assignments(text).tasks
    return task


def names(task: Task) -> tuple[list[str], list[str], list[str]]:
    return [unit.name for unit in task.lead], [unit.name for unit in task.others], list(task.deadlines)


SHAPES = [
    ("（牵头单位：市财政局；责任单位：市水务局、市住建局；完成时限：2025年12月底前）",
     [FINANCE], [WATER, HOUSING], ["2025年12月底前"]),
    ("[责任部门:市财政局、市水务局]", [FINANCE, WATER], [], []),
    ("〔牵头部门:市财政局，配合部门:市水务局〕", [FINANCE], [WATER], []),
    ("【责任单位：市财政局，市水务局；督办单位：市委督查室】", [FINANCE, WATER], ["市委督查室"], []),
    ("（市财政局牵头，市水务局、市住建局配合）", [FINANCE], [WATER, HOUSING], []),
    ("（市财政局牵头、市水务局配合）", [FINANCE], [WATER], []),
    ("（市财政局、市水务局按职责分工负责）", [FINANCE, WATER], [], []),
    ("（市财政局、市水务局分工负责，2025年底前完成）", [FINANCE, WATER], [], ["2025年底前"]),
    ("（由市财政局会同市水务局负责，二〇二五年底前完成）", [FINANCE], [WATER], ["2025年底前"]),
    ("（市财政局牵头，会同市水务局等部门负责）", [FINANCE], [WATER], []),
    ("（市财政局、市水务局，持续推进）", [FINANCE, WATER], [], ["持续推进"]),
    ("(市财政局、市水务局)", [FINANCE, WATER], [], []),
    ("（责任单位：市财政局和市水务局）", [FINANCE, WATER], [], []),
    ("（责任单位：市人力资源和社会保障局、市文化和旅游局及市残联）",
     ["市人力资源和社会保障局", "市文化和旅游局", "市残联"], [], []),
    ("（牵头单位：省委深改办（自贸办）、三沙市、相关市县）", ["省委深改办(自贸办)", "三沙市", "相关市县"], [], []),
    ("（责任单位：各区（县）人民政府，各县、区管委会）", ["各区(县)人民政府", "各县、区管委会"], [], []),
    ("（市生态环境局牵头，市公安局参与，各县、区人民政府(管委会)负责落实。以下各项均需落实，不再列出。）",
     ["市生态环境局"], ["市公安局", "各县、区人民政府(管委会)"], []),
    ("（民政部牵头，教育部、国家卫生健康委、全国妇联等参与）",
     ["民政部"], ["教育部", "国家卫生健康委", "全国妇联"], []),
    ("由市财政局牵头，市水务局配合。", [FINANCE], [WATER], []),
    ("市财政局、市水务局按职责分工负责。", [FINANCE, WATER], [], []),
    ("牵头部门为市财政局；配合部门为市水务局。", [FINANCE], [WATER], []),
    ("\n牵头领导：张某某\n牵头单位：市财政局\n协同责任单位：市水务局\n完成时限：2024年6月30日前",
     [FINANCE], [WATER], ["2024年6月30日前"]),
    ("\n\n责任单位：市财政局、\n市水务局", [FINANCE, WATER], [], []),
    ("（牵头：市财政局；配合：市水务局）", [FINANCE], [WATER], []),
    ("（责任单位：★市财政局、市水务局）", [FINANCE], [WATER], []),
    ("【牵头单位】市财政局【配合单位】市水务局【完成时限】2026年10月底前", [FINANCE], [WATER], ["2026年10月底前"]),
    ("由市财政局牵头，市水务局配合，2025年底前完成整改并向常委会报告。", [FINANCE], [WATER], ["2025年底前"]),
    ("（市财政局主办，市水务局会办，自交办之日起三个月内答复代表）", [FINANCE], [WATER], ["自交办之日起三个月内"]),
    ("（责任单位（列首位的为牵头单位）：市财政局、市水务局）", [FINANCE], [WATER], []),
]  # fmt: skip


@pytest.mark.parametrize(("shape", "lead", "others", "deadlines"), SHAPES)
def test_every_shape_of_list_tells_who_leads_who_takes_part_and_until_when(
    shape: str, lead: list[str], others: list[str], deadlines: list[str]
) -> None:
    task = only(f"一、重点任务\n（一）修复堤岸。完成全线加固。{shape}")
    assert names(task) == (lead, others, deadlines)
    assert task.path == ("一、重点任务", "（一）修复堤岸")
    assert task.text == "修复堤岸。完成全线加固。"


@pytest.mark.parametrize(
    "text",
    [
        "按行动计划（2019-2020年）推进。",
        "有关地区（以下简称试点地区）先行（试行）。",
        "各地（含市、县）要落实，详见附件（一）。",
        "报市主管部门（市水务局）。",
        "（此件公开发布）",
        "责任单位：要切实提高认识，主动抓好落实。",
        "市财政局负责全市预算的编制和监督管理工作。",
        "常务委员会对代表大会负责并报告工作。",
        "牵头单位要加强统筹，配合单位要主动作为。",
        "各级部门（单位）要认真学习。",
        "全国体育长期是国家一家办，只有社会办。",
        "会议由市财政局主办，示例大学承办。",
        "联系人：张某，电话：0000。",
        "报名时间：8月5日前。",
    ],
)
def test_brackets_and_sentences_that_assign_nothing_are_left_alone(text: str) -> None:
    assert read_assignments(f"一、总体要求\n{text}").tasks == ()


def test_several_lists_in_one_paragraph_are_several_tasks() -> None:
    first, second = read_assignments("8.优化布局。推进落地。（市水务局牵头）严控新建。（市财政局负责）").tasks
    assert (first.text, names(first)[0]) == ("优化布局。推进落地。", [WATER])
    assert (second.text, names(second)[0]) == ("严控新建。", [FINANCE])


def test_a_heading_ends_where_the_list_of_units_begins() -> None:
    (task,) = read_assignments("四、加快改革(市委改革办牵头,市委编办等部门配合,2025年6月底前完成)。").tasks
    assert (task.path, task.text, names(task)) == (
        ("四、加快改革",), "加快改革", (["市委改革办"], ["市委编办"], ["2025年6月底前"]),
    )  # fmt: skip


def test_the_first_unit_leads_where_the_text_says_so() -> None:
    task = read_assignments("列第一位的责任单位为牵头单位。\n1.修路。（责任单位：市财政局、市水务局）").tasks[0]
    assert names(task)[:2] == ([FINANCE], [WATER])


def test_people_are_no_units_and_an_open_list_says_so() -> None:
    task = only("1.修路。\n责任领导：李某某\n责任单位：市财政局等")
    assert names(task)[0] == [FINANCE]
    assert [(group.standing, group.open) for group in task.groups] == [(Standing.PERSON, False), (Standing.DUTY, True)]


@pytest.mark.parametrize("parted", ["\t", " | ", "    "])
def test_a_table_is_read_by_its_head_and_merged_cells_repeat(parted: str) -> None:
    rows = [
        ("序号", "重点任务", "具体举措", "牵头单位", "配合单位", "完成时限"),
        ("1", "修复堤岸", "加固", FINANCE, WATER, "2025年底"),
        ("2", "修复堤岸", "验收", WATER, HOUSING, "持续推进"),
    ]
    first, second = read_assignments("\n".join(parted.join(row) for row in rows)).tasks
    assert (first.path, first.text, names(first)) == (("修复堤岸",), "加固", ([FINANCE], [WATER], ["2025年底"]))
    assert (second.text, names(second)) == ("验收", ([WATER], [HOUSING], ["持续推进"]))


def test_a_table_copied_with_one_cell_a_line_is_read() -> None:
    head = "序号\n任务\n牵头单位\n配合单位\n"
    tasks = read_assignments(head + "1\n修路\n市财政局\n市水务局\n2\n修桥\n市水务局\n市财政局\n附注").tasks
    assert [(task.text, names(task)[0]) for task in tasks] == [("修路", [FINANCE]), ("修桥", [WATER])]


def test_a_list_that_breaks_off_with_the_text_is_cut_and_one_inside_it_is_not() -> None:
    assert only("1.修路。（牵头单位：市财政局、市水务").cut
    unclosed = only("1.修路。（牵头单位：市财政局、市水务局\n2.修桥。资金自筹。")
    assert not unclosed.cut
    assert unclosed.notes == ("清单的括号没有收口。",)


def test_the_remains_of_a_label_in_a_destroyed_place_still_head_a_list() -> None:
    text = "1.修路?!矤款^部门:市财政局、市水务局等〕"
    task = read_assignments(text, damaged_spans=[(4, 10)]).tasks[0]
    assert task.damaged
    assert task.text == "修路"
    assert names(task)[0] == [FINANCE, WATER]
    repaired = read_assignments("1.修路。〔牵头部门:市财政局〕", damaged_spans=[(4, 8)]).tasks[0]
    assert repaired.damaged


def test_targets_name_their_time_and_periods_or_deadlines_of_tasks_are_none() -> None:
    text = (
        "到二〇二五年，建成体系。力争到2030年，达到先进；到本世纪中叶，全面领先。“十四五”末，覆盖九成。"
        "2027年底前，全部完成。自2018年到2020年逐年增长。截至2020年底共十项。达到2020年水平。\n"
        "修路。（市财政局牵头，到2026年完成）"
    )
    assert [target.by for target in read_assignments(text).targets] == [
        "2025",
        "2030",
        "本世纪中叶",
        "“十四五”末",
        "2027",
    ]


def test_units_are_matched_to_a_register_by_name_alias_short_form_and_likeness() -> None:
    full = "示例省发展和改革委员会"
    register = UnitRegister([full, "示例省财政厅", "示例市财政局", "示例省自然资源厅"], {"省发改": full})
    said = {name: register.match(name) for name in (full, "省发改", "省发展改革委", "省财政厅", "市公安局", "财政")}
    assert [match.name if match else None for match in said.values()] == [full, full, full, "示例省财政厅", None, None]
    assert [match.confidence for match in said.values() if match] == [1.0, 0.99, 0.9, 0.9]
    unit = read_assignments("修路。（牵头单位：省发展改革委）", register).tasks[0].lead[0]
    assert (unit.name, unit.matched) == ("省发展改革委", full)


PIECES = st.sampled_from(
    [
        *(
            "（",
            "）",
            "〔",
            "〕",
            "牵头单位：",
            "责任单位:",
            "市财政局",
            "、",
            "等",
            "牵头",
            "，",
            "配合",
            "。",
            "一、",
        ),
        *("1.", "|", "序号", "任务", "到2025年", "由", "会同", "部门：", "?", "★", "和", "\n", "\t", "\ud800"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)), st.booleans())
def test_any_text_is_read_and_every_place_lies_in_it(text: str, damaged: bool) -> None:
    report = read_assignments(text, damaged_spans=[(0, len(text) // 2)] if damaged and text else [])
    json.dumps(plain(report))
    for task in report.tasks:
        assert (
            0 <= task.start <= task.list_start < task.list_end <= task.end <= len(text) or task.start == task.list_start
        )
        assert all(text[unit.start : unit.end] for group in task.groups for unit in group.units)

"""Which names are units, in the places lists put them; all lists are invented."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.assignments import Task, UnitRegister, plain, read_assignments

UNITS = (
    "国家发展改革委", "人力资源社会保障部", "税务总局", "中国证监会", "国家数据局", "中央网信办", "共青团中央",
    "全国总工会", "最高人民法院", "国铁集团", "市人大常委会", "县人大常委会法工委", "市人大财经委", "市政协",
    "市纪委监委机关", "市中级人民法院", "县检察院", "市委党校", "县委社会工作部", "县总工会", "团县委",
    "市红十字会", "省社科联", "市工商联", "海口海关", "临川海事局", "县消防救援大队", "省气象局",
    "省邮政管理局", "县人武部", "市档案馆", "县人民医院", "示例大学", "县融媒体中心", "市公积金中心",
    "示例农商银行", "国网示例供电公司", "市城投集团", "市律师协会", "示例机场", "各有关部门", "各乡镇(街道)",
    "各县(市、区)", "各省、自治区、直辖市人民政府", "相关市县", "陵水黎族自治县", "呼和浩特市", "锡林郭勒盟",
    "示例经济开发区",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_is_known_alone_beside_others_and_in_a_sentence(unit: str) -> None:
    shapes = {
        "（%s负责）": ([unit], []),
        "（%s牵头，市财政局配合）": ([unit], ["市财政局"]),
        "（市财政局、%s）": (["市财政局", unit], []),
        "由市财政局牵头，%s配合。": (["市财政局"], [unit]),
    }
    for shape, expected in shapes.items():
        (task,) = read_assignments("1.健全机制。" + shape % unit).tasks
        assert ([one.name for one in task.lead], [one.name for one in task.others]) == expected


def full_names(text: str) -> list[str]:
    (task,) = plain(read_assignments(text))["tasks"]
    assert [unit["name"] for role in task["roles"] for unit in role["units"]] == task["lead"] + task["others"]
    return [unit["full"] for role in task["roles"] for unit in role["units"]]


@pytest.mark.parametrize(
    ("shape", "full"),
    [
        ("（甲山市、乙水县、丙河县人大常委会共同负责）",
         ["甲山市人大常委会", "乙水县人大常委会", "丙河县人大常委会"]),
        ("（甲山、乙水、丙河人大常委会共同牵头）", ["甲山人大常委会", "乙水人大常委会", "丙河人大常委会"]),
        ("（牵头单位：省水务厅；责任单位：甲山市、乙水县人民政府）", ["省水务厅", "甲山市人民政府", "乙水县人民政府"]),
        ("（市发展改革、财政、住建等部门负责）", ["市发展改革部门", "财政部门", "住建部门"]),
        ("（牵头单位：省水务厅、甲山市；责任单位：乙水县）", ["省水务厅", "甲山市", "乙水县"]),
    ],
)  # fmt: skip
def test_an_ending_printed_once_for_several_bodies_belongs_to_each_and_names_stay_as_printed(
    shape: str, full: list[str]
) -> None:
    assert full_names(f"1.巡查河道。{shape}") == full


def test_a_register_matches_the_full_name_a_shared_ending_gives() -> None:
    register = UnitRegister(["甲山市人大常委会", "乙水县人大常委会"])
    task: Task = read_assignments("1.巡查。（甲山市、乙水县人大常委会负责）", register).tasks[0]
    assert [unit.matched for unit in task.lead] == ["甲山市人大常委会", "乙水县人大常委会"]


@pytest.mark.parametrize(
    ("text", "lead", "others"),
    [
        ("1.修路。（牵头单位：市财政局；责任单位：市住建局、市水", ["市财政局"], ["市住建局"]),
        ("1.修路。（市财政局牵头，市住建局、市场监", ["市财政局"], ["市住建局"]),
        ("1.修路。（牵头单位：市财政局；责任单位：市住建局", ["市财政局"], ["市住建局"]),
    ],
)
def test_a_name_the_text_breaks_off_in_is_not_listed(text: str, lead: list[str], others: list[str]) -> None:
    task = read_assignments(text).tasks[0]
    assert task.cut
    assert ([one.name for one in task.lead], [one.name for one in task.others]) == (lead, others)


@pytest.mark.parametrize("broken", ["参\n与单位：", "参与\n单位：", "参与单位\n："])
def test_a_label_or_a_name_broken_over_lines_is_whole(broken: str) -> None:
    text = f"1.修路。（牵头单位：市财\n政局；{broken}市住建局、\n市水务局）\n2.修桥。"
    (task,) = read_assignments(text).tasks
    assert [unit.name for unit in task.lead + task.others] == ["市财政局", "市住建局", "市水务局"]
    assert all(text[unit.start : unit.end].replace("\n", "") == unit.name for unit in task.lead + task.others)


def test_the_first_unit_leads_from_the_remark_on_and_the_remark_is_no_unit() -> None:
    text = (
        "1.修路。（责任单位：市财政局、市住建局）\n"
        "2.修桥。（责任单位：市水务局、市住建局。列第一位的为牵头单位，下同）\n"
        "3.修堤。（责任单位：市水务局、市财政局）\n"
        "4.修渠。（市水务局、市财政局按职责分工负责）"
    )
    tasks = read_assignments(text).tasks
    assert [[unit.name for unit in task.others] for task in tasks] == [[], ["市住建局"], ["市财政局"], []]


def test_spaces_part_units_and_the_names_of_their_people_are_left_out() -> None:
    task = read_assignments("1.修路。\n牵头单位及责任人：市财政局 王某某\n配合单位：市住建局 市水务局").tasks[0]
    assert [unit.name for unit in task.lead] == ["市财政局"]
    assert [unit.name for unit in task.others] == ["市住建局", "市水务局"]

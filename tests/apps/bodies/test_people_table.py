"""The table of people: what is understood, and every fault with its place and what to do."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.apps.bodies.people_table.columns import COLUMNS, find_header, plain_header, template_file
from lianxi.apps.bodies.people_table.lines import PeopleTable, read_table
from lianxi.importers.xlsx import read_sheet
from lianxi.kernel.errors import Refused
from tests.importers.workbooks import workbook

POSTS = {"主任": True, "副主任": False, "委员": False}
HEADER = ["姓名", "职务", "任职起", "任职止", "手机", "电子邮箱", "备注"]


def table(*rows: list[object], header: list[str] | None = None, merge: str = "") -> PeopleTable:
    return read_table(read_sheet(workbook([header or HEADER, *rows], merge=merge)), POSTS)


def said(found: PeopleTable) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.message) for fault in found.faults]


def test_a_right_row_becomes_a_line() -> None:
    found = table(["示 例", "副主任", date(2021, 9, 1), "2023年9月1日", 13812345678, "A@Example.com", "借调"])
    assert found.faults == ()
    (line,) = found.lines
    assert (line.name, line.post, line.start, line.end) == ("示例", "副主任", date(2021, 9, 1), date(2023, 9, 1))
    assert (line.phone, line.email, line.note, line.row) == ("13812345678", "A@example.com", "借调", 2)


@pytest.mark.parametrize("text", [" 姓 名 ", "姓名*", "姓名（必填）", "姓名：", "姓　名"])
def test_headers_are_understood_in_many_ways_of_writing(text: str) -> None:
    assert plain_header(text) == "姓名"


def test_headers_go_by_other_names_and_may_stand_below_a_title() -> None:
    content = workbook(
        [["某机构人员名单"], [], ["序号", "名字", "职位", "任职时间", "联系电话"], [1, "示例", "委员", "2021.9.1", ""]]
    )
    found = read_table(read_sheet(content), POSTS)
    assert found.lines[0].start == date(2021, 9, 1)
    assert found.notices == ("没有用到的列：序号",)


def test_without_a_column_of_names_nothing_is_read() -> None:
    with pytest.raises(Refused, match="没有找到“姓名”一列"):
        find_header(read_sheet(workbook([["职务"], ["主任"]])))
    with pytest.raises(Refused, match="是空的"):
        find_header(read_sheet(workbook([])))
    with pytest.raises(Refused, match="“手机”出现了不止一次"):
        find_header(read_sheet(workbook([["姓名", "手机", "联系电话"]])))


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        (["", "委员", "2021-09-01"], "姓名", "姓名是空的"),
        (["示例1"], "姓名", "只能有汉字、字母"),
        (["示" * 41], "姓名", "至多 40 个字"),
        (["示例", "局长", "2021-09-01"], "职务", "可填：主任、副主任、委员"),
        (["示例", "委员"], "任职起", "还须填任职起"),
        (["示例", "", "2021-09-01"], "职务", "还须填职务"),
        (["示例", "委员", "2021-13-01"], "任职起", "没有 13 月"),
        (["示例", "委员", "01/02/2021"], "任职起", "分不清年、月、日"),
        (["示例", "委员", 44440], "任职起", "不像日期"),
        (["示例", "委员", "2021-09-01", "2021-09-01"], "任职止", "应晚于任职起"),
        (["示例", "", "", "", "12345"], "手机", "不像电话号码"),
        (["示例", "", "", "", "138****5678"], "手机", "这是脱敏后的号码"),
        (["示例", "", "", "", "", "nobody"], "电子邮箱", "不像电子邮箱"),
        (["示例", "", "", "", "", "", "长" * 201], "备注", "至多 200 个字"),
        (["=A1"], "姓名", "这一格是公式"),
        (["示例", "=A1", "2021-09-01"], "职务", "这一格是公式"),
        (["示例", "委员", "=TODAY()"], "任职起", "这一格是公式"),
        (["示例", "", "", "", "#REF!"], "手机", "这一格是错误值"),
    ],
)
def test_each_kind_of_fault_names_row_column_value_and_what_to_do(row: list[object], column: str, message: str) -> None:
    found = table(row)
    assert found.lines == ()
    assert [(r, c) for r, c, _ in said(found)] == [(2, column)]
    assert message in said(found)[0][2]
    fault = found.faults[0].as_fault("人员.xlsx")
    assert fault.key == f"第2行 {column}"


def test_all_faults_of_a_row_come_at_once() -> None:
    found = table(["", "局长", "2021-13-01", "x", "1", "y", "z" * 201])
    assert [column for _, column, _ in said(found)] == ["姓名", "手机", "电子邮箱", "备注", "职务", "任职起", "任职止"]


def test_right_rows_stay_right_beside_faulty_ones() -> None:
    found = table(["示例甲", "委员", "2021-09-01"], ["示例乙", "局长", "2021-09-01"], ["示例丙"])
    assert [line.row for line in found.lines] == [2, 4]
    assert found.faulty_rows == (3,)
    assert found.texts[3][0] == "示例乙"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["示例", "委员", "2021-09-01"], ["示例", "委员", "2021-09-01"]], "与第 2 行重复"),
        ([["示例"], ["示例"]], "与第 2 行重复"),
        ([["示例", "委员", "2021-09-01"], ["示例", "委员", "2022-01-01"]], "与第 2 行同一职务的起止重叠"),
        ([["示例甲", "主任", "2021-09-01"], ["示例乙", "主任", "2022-01-01"]], "同一时间只有一人，与第 2 行（示例甲）"),
        (
            [["示例", "委员", "2021-09-01", "", "13812345678"], ["示例", "副主任", "2022-01-01", "", "13912345678"]],
            "手机不同",
        ),
    ],
)
def test_of_two_rows_that_cannot_both_be_the_later_is_at_fault(rows: list[list[object]], message: str) -> None:
    found = table(*rows)
    assert [line.row for line in found.lines] == [2]
    assert [(fault.row, message in fault.message) for fault in found.faults] == [(3, True)]


def test_posts_that_follow_each_other_and_namesakes_told_apart_are_right() -> None:
    header = ["姓名", "同名区分", "职务", "任职起", "任职止", "手机"]
    found = table(
        ["示例甲", "", "主任", "2016-09-01", "2021-09-01", ""],
        ["示例乙", "", "主任", "2021-09-01", "", ""],
        ["示例甲", "", "委员", "2021-09-01", "", ""],
        ["示例丁", "财经工委", "委员", "2021-09-01", "", "13812345678"],
        ["示例丁", "社建工委", "委员", "2021-09-01", "", "13912345678"],
        header=header,
    )
    assert found.faults == ()
    assert len(found.lines) == 5


def test_merged_cells_in_the_rows_are_faults_and_above_the_header_are_not() -> None:
    found = table(["示例甲", "委员", "2021-09-01"], ["示例乙", "委员", "2021-09-01"], merge="B2:B3")
    assert found.lines == ()
    assert {fault.place for fault in found.faults} == {"B2:B3"}
    titled = workbook([["名单", None], ["姓名", "备注"], ["示例", "x"]], merge="A1:B1")
    assert read_table(read_sheet(titled), POSTS).faults == ()


def test_the_template_is_read_back_and_its_example_must_be_taken_out() -> None:
    content = template_file("示例甲市人大常委会", list(POSTS))
    found = read_table(read_sheet(content), POSTS)
    assert found.notices == ()
    assert len(found.lines) == 1
    assert "示例" in found.lines[0].name
    assert len(found.header.places) == len(COLUMNS)


NO_CONTROLS = st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff")
CELLS = st.one_of(
    st.none(),
    st.text(NO_CONTROLS, max_size=30),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.booleans(),
    st.sampled_from([*POSTS, "示例甲", "示例乙", "2021-09-01", "13812345678", "=1+1", "#N/A"]),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=8), max_size=6))
def test_any_table_gives_lines_or_faults_for_each_of_its_rows(rows: list[list[object]]) -> None:
    found = table(*rows)
    right, faulty = {line.row for line in found.lines}, set(found.faulty_rows)
    assert not right & faulty
    assert right | faulty == set(found.texts)
    assert all(fault.message.endswith("。") for fault in found.faults)

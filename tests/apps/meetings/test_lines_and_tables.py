"""What clerks type or bring in a spreadsheet: a fault says where it stands and what to do; nothing is half taken in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lianxi.apps.meetings.guest_table import read_guests
from lianxi.apps.meetings.lines import read_costs, read_people, read_shares, write_people
from lianxi.apps.meetings.models import MEMBERS, STAFF
from lianxi.kernel.errors import DefinitionError, Refused
from tests.importers.workbooks import workbook

ROLES = (*MEMBERS, *STAFF)
NAMES = {"990100": "示例甲市", "990200": "示例乙县"}
HEADER = ["姓名", "身份", "单位与职务", "手机"]


def test_people_are_read_line_by_line_and_written_back_the_same() -> None:
    text = "示例·甲，主任，人大常委会主任\n示例·乙,副主任,,出差\n\n"
    people = read_people(text, ROLES)
    assert [(one.name, one.role, one.leave_reason) for one in people] == [
        ("示例·甲", "chair", ""),
        ("示例·乙", "vice_chair", "出差"),
    ]
    assert read_people(write_people(people), ROLES) == people


@pytest.mark.parametrize(("line", "words"), [("示例·甲，局长", "局长"), ("，主任", "没有姓名"), ("示例·甲", "（空）")])
def test_a_line_that_cannot_be_read_is_named_with_what_could_be_written(line: str, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_people(f"示例·乙，主任\n{line}", ROLES)
    assert "第2行" in refusal.value.reason
    assert words in refusal.value.reason
    assert "副主任" in refusal.value.remedy


def test_costs_and_shares_are_read_to_the_cent() -> None:
    assert read_costs("会场，1200.50元\n资料,0.5") == [("会场", Decimal("1200.50")), ("资料", Decimal("0.5"))]
    assert read_shares("示例甲市，1201.00", NAMES) == {"990100": Decimal("1201.00")}


@pytest.mark.parametrize("text", ["会场，很多", "会场", "，12"])
def test_an_expense_without_an_amount_or_a_name_is_named_by_its_line(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_costs(f"资料，1\n{text}")
    assert "第2行" in refusal.value.reason


@pytest.mark.parametrize("text", ["别的县，1", "示例甲市，1\n示例甲市，2"])
def test_a_share_of_a_stranger_or_twice_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_shares(text, NAMES)


def test_guests_come_from_a_table_with_a_title_above_it() -> None:
    table = workbook([["邀请名单", "", "", ""], HEADER, ["示例·代表", "省人大代表", "某村", "13800000000"]])
    people = read_guests(table, "名单.xlsx")
    assert [(one.name, one.role, one.phone) for one in people] == [("示例·代表", "provincial_deputy", "13800000000")]


def test_all_faults_of_all_rows_are_told_at_once_and_nothing_is_taken_in() -> None:
    rows = [
        HEADER,
        ["示例·甲", "新闻媒体", "某报社", ""],
        ["", "专家", "", ""],
        ["示例·乙", "嘉宾", "", ""],
        ["示例·丙", "专家", "", "电话"],
        ["示例·甲", "新闻媒体", "某报社", ""],
    ]
    with pytest.raises(DefinitionError) as error:
        read_guests(workbook(rows), "名单.xlsx")
    assert [(fault.file, fault.key) for fault in error.value.faults] == [
        ("名单.xlsx", "第3行 姓名"),
        ("名单.xlsx", "第4行 身份"),
        ("名单.xlsx", "第5行 手机"),
        ("名单.xlsx", "第6行 姓名"),
    ]


@pytest.mark.parametrize("content", [b"", b"not a table", workbook([["姓名"]]), workbook([HEADER])])
def test_a_file_that_is_no_such_table_says_what_to_do(content: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        read_guests(content, "名单.xlsx")
    assert refusal.value.remedy

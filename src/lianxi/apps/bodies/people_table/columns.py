"""Columns of the table of people: which headers are understood, and the template to fill in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lianxi.exporters.xlsx import write_xlsx
from lianxi.importers.xlsx import Sheet, SheetRow
from lianxi.kernel.errors import Refused

SEARCHED_ROWS = 10


@dataclass(frozen=True)
class TableColumn:
    """A column of the table: the header of the template, other headers it goes by, what to write."""

    key: str
    label: str
    aliases: tuple[str, ...]
    hint: str
    example: str


COLUMNS = (
    TableColumn("name", "姓名", ("名字", "人员姓名", "代表姓名"), "必填。", "示例·王某某"),
    TableColumn("qualifier", "同名区分", ("区分", "重名区分"), "只在本机构有同名的人时填，如所在部门。", ""),
    TableColumn("post", "职务", ("职位", "现任职务", "担任职务"), "填本机构已有的职务；没有职务可留空。", "副主任"),
    TableColumn(
        "start", "任职起", ("任职起日", "任职开始", "任职时间", "任职日期", "任职起始", "开始日期"),
        "填了职务就要填，如 2024-03-01。", "2024-03-01",
    ),
    TableColumn(
        "end", "任职止", ("任职止日", "任职结束", "离任日期", "免职日期", "结束日期"),
        "不再担任的第一天；在任的留空。", "",
    ),
    TableColumn(
        "phone", "手机", ("手机号", "手机号码", "电话", "联系电话", "联系方式", "电话号码"),
        "手机 11 位，座机带区号。", "",
    ),
    TableColumn("email", "电子邮箱", ("邮箱", "电子邮件", "邮箱地址", "EMAIL", "E-MAIL"), "", ""),
    TableColumn("note", "备注", ("说明",), "", ""),
)  # fmt: skip
LABELS = {column.key: column.label for column in COLUMNS}
_BY_HEADER = {header: column.key for column in COLUMNS for header in (column.label, *column.aliases)}


@dataclass(frozen=True)
class Header:
    """Where the header stands 表头, and which column of the sheet is which."""

    row: int
    places: dict[str, int]
    ignored: tuple[str, ...]


def plain_header(text: str) -> str:
    """姓 名*（必填） → 姓名."""
    text = re.sub(r"[（(].*?[）)]", "", text)
    return re.sub(r"[\s*＊:：]", "", text).upper()


def find_header(sheet: Sheet) -> Header:
    """The first row with a column 姓名 among the first ten; above it there may be a title."""
    for row in sheet.rows[:SEARCHED_ROWS]:
        if "name" in _places(row)[0]:
            return _header(row)
    raise Refused(
        "header_missing",
        f"“{sheet.title}”的前 {SEARCHED_ROWS} 行里没有找到“姓名”一列。"
        if sheet.rows
        else f"工作表“{sheet.title}”是空的。",
        remedy="请下载模板填写，或在表头里写上“姓名”；人员表应是文件里的第一个工作表。",
    )


def _places(row: SheetRow) -> tuple[dict[str, int], list[str], list[str]]:
    places: dict[str, int] = {}
    twice: list[str] = []
    ignored: list[str] = []
    for index, cell in enumerate(row.cells):
        if cell.kind == "blank":
            continue
        key = _BY_HEADER.get(plain_header(cell.text))
        if key is None:
            ignored.append(cell.text.strip())
        elif key in places:
            twice.append(LABELS[key])
        else:
            places[key] = index
    return places, twice, ignored


def _header(row: SheetRow) -> Header:
    places, twice, ignored = _places(row)
    if twice:
        raise Refused(
            "header_twice", f"表头里“{'、'.join(twice)}”出现了不止一次（第 {row.number} 行）。", remedy="请只留一列。"
        )
    return Header(row.number, places, tuple(ignored))


def template_file(body: str, posts: Sequence[str]) -> bytes:
    """The template to download 模板: header, an invented example and what to write where."""
    notes = [f"{column.label}：{column.hint}" for column in COLUMNS if column.hint]
    notes.append(f"{body}可填的职务：{'、'.join(posts)}")
    notes.append("姓名带“示例”的一行只作示范，导入前请删去。留空的格不会清除已有的内容。")
    header = [column.label for column in COLUMNS]
    return write_xlsx("人员表模板", header, [[column.example for column in COLUMNS]], notes)

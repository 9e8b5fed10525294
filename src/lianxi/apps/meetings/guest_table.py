"""Invited people from a spreadsheet 邀请人员表: all faults at once, nothing taken in while one is left."""

from __future__ import annotations

import re

from lianxi.apps.meetings.models import GUESTS
from lianxi.apps.meetings.services.receipts import Coming
from lianxi.importers.xlsx import Sheet, SheetRow, read_sheet
from lianxi.kernel.errors import DefinitionError, Fault, Refused
from lianxi.kernel.rules.roles import ROLE_LABELS

HEADER = {"姓名": "name", "身份": "role", "单位与职务": "unit", "单位": "unit", "手机": "phone", "电话": "phone"}
_ROLES = {ROLE_LABELS[role]: role.value for role in GUESTS}
_LONGEST = {"name": 40, "unit": 100, "phone": 20}
_LABELS = {"name": "姓名", "role": "身份", "unit": "单位与职务", "phone": "手机"}
SEARCHED_ROWS = 10


def read_guests(content: bytes, name: str) -> list[Coming]:
    """People of the first sheet. Raises `DefinitionError` with all row faults, `Refused` where it is no such table."""
    sheet = read_sheet(content)
    start, places = _header(sheet)
    rows = [row for row in sheet.rows if row.number > start]
    if not rows:
        raise Refused("rows_there", f"“{name}”的表头下面没有一行内容。", remedy="请在表头下面逐行填写。")
    faults = [fault for row in rows for fault in _faults(row, places, name)]
    people = [Coming(**_values(row, places)) for row in rows]
    faults += _twice(rows, people, name)
    if faults:
        raise DefinitionError(tuple(faults))
    return [Coming(one.name, _ROLES[one.role], one.unit, phone=one.phone) for one in people]


def _header(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """Row of the header and where each column stands; above it there may be a title."""
    for row in sheet.rows[:SEARCHED_ROWS]:
        said = [re.sub(r"[\s*＊:：]", "", cell.text) for cell in row.cells]
        places = {HEADER[text]: place for place, text in reversed(list(enumerate(said))) if text in HEADER}
        if {"name", "role"} <= places.keys():
            return row.number, places
    raise Refused(
        "header_missing",
        f"前{SEARCHED_ROWS}行里没有找到“姓名”“身份”两列。",
        remedy="请在表头写上：姓名、身份、单位与职务、手机。",
    )


def _values(row: SheetRow, places: dict[str, int]) -> dict[str, str]:
    texts = [cell.text.strip() for cell in row.cells]
    return {key: texts[place] if place < len(texts) else "" for key, place in places.items()}


def _faults(row: SheetRow, places: dict[str, int], name: str) -> list[Fault]:
    values = _values(row, places)
    found = []
    if not values["name"]:
        found.append(_fault(name, row, "name", "没有写姓名。"))
    if values["role"] not in _ROLES:
        known = "、".join(_ROLES)
        found.append(_fault(name, row, "role", f"“{values['role'] or '（空）'}”不在可填之列，可填：{known}。"))
    for key, longest in _LONGEST.items():
        if len(values.get(key, "")) > longest:
            found.append(_fault(name, row, key, f"超过{longest}字。"))
    if values.get("phone") and not re.fullmatch(r"[0-9+\- ]{5,20}", values["phone"]):
        found.append(_fault(name, row, "phone", "不像电话号码，请填手机 11 位，座机带区号。"))
    for key, place in places.items():
        if place < len(row.cells) and row.cells[place].kind in {"formula", "error"}:
            found.append(_fault(name, row, key, "是公式或错误值，请改成文字。"))
    return found


def _twice(rows: list[SheetRow], people: list[Coming], name: str) -> list[Fault]:
    seen: dict[tuple[str, str, str], int] = {}
    found = []
    for row, one in zip(rows, people, strict=True):
        key = (one.name, one.role, one.unit)
        if key in seen:
            found.append(_fault(name, row, "name", f"与第{seen[key]}行重复。"))
        seen.setdefault(key, row.number)
    return found


def _fault(name: str, row: SheetRow, key: str, message: str) -> Fault:
    return Fault(name, f"第{row.number}行 {_LABELS[key]}", message)

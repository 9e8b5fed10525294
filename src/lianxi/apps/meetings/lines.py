"""Lines that clerks write or paste 逐行填写: people, expenses, shares; a fault says in which line and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from lianxi.apps.meetings.services.receipts import Coming
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.roles import ROLE_LABELS, ConferenceRole

_SEPARATOR = re.compile(r"[，,\t]")
_BY_LABEL = {label: role for role, label in ROLE_LABELS.items()}


def read_people(text: str, roles: Sequence[ConferenceRole]) -> list[Coming]:
    """姓名，身份，单位与职务，请假事由, one person a line; empty lines are passed over."""
    people = []
    for number, line in _filled(text):
        parts = [part.strip() for part in _SEPARATOR.split(line, maxsplit=3)]
        name, label, unit, leave = (parts + [""] * 4)[:4]
        role = _BY_LABEL.get(label)
        if not name or role not in roles:
            known = "、".join(ROLE_LABELS[one] for one in roles)
            raise Refused(
                "people_lines",
                f"第{number}行“{line[:40]}”看不懂："
                + ("没有姓名。" if not name else f"身份“{label or '（空）'}”不在可填之列。"),
                remedy=f"请写成“姓名，身份，单位与职务，请假事由”；身份可填：{known}。",
            )
        people.append(Coming(name=name, role=role.value, unit=unit, leave_reason=leave))
    return people


def write_people(people: Sequence[Coming]) -> str:
    """The same people as lines, to be worked over."""
    rows = [(one.name, ROLE_LABELS[ConferenceRole(one.role)], one.unit, one.leave_reason) for one in people]
    return "\n".join("，".join(row).rstrip("，") for row in rows)


def read_costs(text: str) -> list[tuple[str, Decimal]]:
    """项目，金额, one expense a line."""
    return [(what, amount) for _, what, amount in _amounts(text)]


def read_shares(text: str, names: Mapping[str, str]) -> dict[str, Decimal]:
    """简称，金额, one party a line; `names` is code → short name."""
    codes = {name: code for code, name in names.items()}
    shares: dict[str, Decimal] = {}
    for number, name, amount in _amounts(text):
        code = codes.get(name)
        if code is None or code in shares:
            why = "列了两次" if code else "不是参加方"
            known = "、".join(names.values())
            raise Refused("share_lines", f"第{number}行“{name}”{why}。", remedy=f"每家一行，可填：{known}。")
        shares[code] = amount
    return shares


def _amounts(text: str) -> list[tuple[int, str, Decimal]]:
    found = []
    for number, line in _filled(text):
        # the last separator parts the amount off: 1,200.00 is not written with one
        what, _, amount = line.replace(",", "，").replace("\t", "，").rpartition("，")
        try:
            found.append((number, what.strip(), Decimal(amount.strip().removesuffix("元"))))
        except InvalidOperation:
            raise Refused(
                "amount_lines",
                f"第{number}行“{line[:40]}”的金额看不懂。",
                remedy="请写成“项目，1200.00”，千位不加逗号。",
            ) from None
        if not what.strip():
            raise Refused("amount_lines", f"第{number}行没有写名称。", remedy="请写成“项目，1200.00”。")
    return found


def _filled(text: str) -> list[tuple[int, str]]:
    return [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]

"""Units 单位 of a body: set up, renamed, ended, and who works in them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from lianxi.apps.audit.services import record
from lianxi.apps.bodies.acts import ADD_UNIT, CHANGE_UNIT, END_UNIT, SET_UNIT_MEMBERS, keeper_of
from lianxi.apps.bodies.models import Body, Unit, UnitMember
from lianxi.apps.bodies.particulars import clean_line
from lianxi.kernel.access import Act, Actor, require
from lianxi.kernel.errors import Refused
from lianxi.web.day import ActDay, act_day
from lianxi.web.wording import cn_date

UNIT_FIELDS = ("name", "short_name", "start")
LONGEST = {"name": 80, "short_name": 40}
_LABELS = {"name": "名称", "short_name": "简称"}


@transaction.atomic
def add_unit(
    *, body: Body, name: str, short_name: str = "", start: date | None = None, actor: Actor, on: date | None = None
) -> Unit:
    """Register a unit 登记单位. short_name: as assignments in documents write it; start: None where not known."""
    require(actor, ADD_UNIT, body=keeper_of(body))
    day = act_day(on)
    unit = Unit(body=body, start=start)
    _name(unit, {"name": name, "short_name": short_name})
    _save(unit)
    _record(ADD_UNIT, unit, "登记", actor, day, after=_fields(unit))
    return unit


@transaction.atomic
def change_unit(*, unit: Unit, actor: Actor, on: date | None = None, **fields: Any) -> Unit:
    """Change what is known of a unit 修改单位; what stays the same leaves no trace."""
    require(actor, CHANGE_UNIT, body=keeper_of(unit.body))
    day = act_day(on)
    unit = _locked(unit)
    before = _fields(unit)
    _name(unit, {field: fields[field] for field in LONGEST if field in fields})
    unit.start = fields.get("start", unit.start)
    if _fields(unit) == before:
        return unit
    _check_span(unit)
    _save(unit)
    _record(CHANGE_UNIT, unit, "修改", actor, day, before=before, after=_fields(unit))
    return unit


@transaction.atomic
def end_unit(*, unit: Unit, end: date, actor: Actor, on: date | None = None) -> Unit:
    """Register that a unit is no more from `end` on 撤销单位. What it answered for stays under its name."""
    require(actor, END_UNIT, body=keeper_of(unit.body))
    day = act_day(on)
    unit = _locked(unit)
    if unit.end:
        raise Refused("unit_open", f"{unit}已于{cn_date(unit.end)}撤销。", remedy="请刷新页面，看它现在的样子。")
    unit.end = end
    _check_span(unit)
    unit.save(update_fields=["end"])
    _record(END_UNIT, unit, "撤销", actor, day, after={"end": end})
    return unit


@transaction.atomic
def set_unit_members(*, unit: Unit, accounts: Collection[str], actor: Actor, on: date | None = None) -> Unit:
    """Say which accounts work in a unit 单位人员: they see what is kept for the unit alone, from now on."""
    require(actor, SET_UNIT_MEMBERS, body=keeper_of(unit.body))
    day = act_day(on)
    unit = _locked(unit)
    wanted = {account.strip() for account in accounts} - {""}
    before = set(unit.members.values_list("account", flat=True))
    if wanted == before:
        return unit
    unit.members.exclude(account__in=wanted).delete()
    UnitMember.objects.bulk_create(UnitMember(unit=unit, account=account) for account in sorted(wanted - before))
    _record(
        SET_UNIT_MEMBERS, unit, "改变人员：", actor, day, before={"accounts": sorted(before)},
        after={"accounts": sorted(wanted)},
    )  # fmt: skip
    return unit


def _locked(unit: Unit) -> Unit:
    return Unit.objects.select_for_update(of=("self",)).select_related("body__region").get(pk=unit.pk)


def _name(unit: Unit, names: dict[str, str]) -> None:
    """Take names over in one form; `Refused` where one is too long, or the full name says nothing."""
    for field, said in names.items():
        value = clean_line(said)
        if len(value) > LONGEST[field]:
            raise Refused("unit_name", f"{_LABELS[field]}至多 {LONGEST[field]} 字。", remedy="请改短。")
        setattr(unit, field, value)
    if not unit.name:
        raise Refused("unit_name", "单位名称是空的。", remedy="请填写单位的全称。")


def _check_span(unit: Unit) -> None:
    if unit.start and unit.end and unit.end <= unit.start:
        raise Refused(
            "unit_order", f"撤销日（{cn_date(unit.end)}）应晚于设立日（{cn_date(unit.start)}）。",
            remedy="撤销日是单位不再存在的第一天，请改正。",
        )  # fmt: skip


def _save(unit: Unit) -> None:
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError:
        raise Refused(
            "unit_once", f"{unit.body.short_name}已经有“{unit.name}”。", remedy="请修改已有的那一个，或换一个名称。"
        ) from None


def _fields(unit: Unit) -> dict[str, Any]:
    return {name: getattr(unit, name) for name in UNIT_FIELDS}


def _record(act: Act, unit: Unit, what: str, actor: Actor, day: ActDay, **fields: Any) -> None:
    body = unit.body
    record(
        act=act, actor=actor, target=f"{reverse('bodies:detail', args=[body.code])}#unit-{unit.pk}",
        title=f"{body.short_name} {what}{unit.name}", on=day.on, backdated=day.backdated, body=keeper_of(body),
        **fields,
    )  # fmt: skip

"""Registering terms 届 and sittings 次会议 of a body."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction
from django.urls import reverse

from lianxi.apps.audit.services import record
from lianxi.apps.bodies.acts import ADD_SITTING, ADD_TERM, CHANGE_SITTING, CHANGE_TERM, keeper_of
from lianxi.apps.bodies.models import Body, Sitting, Term
from lianxi.kernel.access import Act, Actor, require
from lianxi.kernel.errors import Refused
from lianxi.web.day import ActDay, act_day
from lianxi.web.wording import cn_date

TERM_FIELDS = ("number", "start", "end", "verified", "source", "note")
SITTING_FIELDS = ("number", "held_on", "verified", "source", "note")


@transaction.atomic
def add_term(*, body: Body, number: int, actor: Actor, on: date | None = None, **fields: Any) -> Term:
    """Register a term of office 登记届次 (start, end, source, note); unknown days stay empty."""
    require(actor, ADD_TERM, body=keeper_of(body))
    day = act_day(on)
    term = Term(body=body, number=number, **fields)
    _check_term(term)
    _save(term, f"{body.short_name}的{term}已经登记。")
    _record(ADD_TERM, body, f"登记{term}", actor, day, after=_fields(term, TERM_FIELDS))
    return term


@transaction.atomic
def change_term(*, term: Term, actor: Actor, on: date | None = None, **fields: Any) -> Term:
    """Change what is known of a term 修改届次."""
    require(actor, CHANGE_TERM, body=keeper_of(term.body))
    day = act_day(on)
    term = Term.objects.select_for_update(of=("self",)).select_related("body").get(pk=term.pk)
    before = _fields(term, TERM_FIELDS)
    _set(term, fields)
    if _fields(term, TERM_FIELDS) != before:
        _check_term(term)
        _save(term, f"{term.body.short_name}的{term}已经登记。")
        after = _fields(term, TERM_FIELDS)
        _record(CHANGE_TERM, term.body, f"修改{term}", actor, day, before=before, after=after)
    return term


@transaction.atomic
def add_sitting(
    *, term: Term, number: int, held_on: date, actor: Actor, on: date | None = None, **fields: Any
) -> Sitting:
    """Register a sitting within a term 登记会议."""
    require(actor, ADD_SITTING, body=keeper_of(term.body))
    day = act_day(on)
    sitting = Sitting(term=term, number=number, held_on=held_on, **fields)
    _check_sitting(sitting, day)
    _save(sitting, f"{term}{sitting}已经登记。")
    _record(ADD_SITTING, term.body, f"登记{term}{sitting}", actor, day, after=_fields(sitting, SITTING_FIELDS))
    return sitting


@transaction.atomic
def change_sitting(*, sitting: Sitting, actor: Actor, on: date | None = None, **fields: Any) -> Sitting:
    """Change what is known of a sitting 修改会议."""
    body = sitting.term.body
    require(actor, CHANGE_SITTING, body=keeper_of(body))
    day = act_day(on)
    sitting = Sitting.objects.select_for_update(of=("self",)).select_related("term__body").get(pk=sitting.pk)
    before = _fields(sitting, SITTING_FIELDS)
    _set(sitting, fields)
    if _fields(sitting, SITTING_FIELDS) != before:
        _check_sitting(sitting, day)
        _save(sitting, f"{sitting.term}{sitting}已经登记。")
        after = _fields(sitting, SITTING_FIELDS)
        _record(CHANGE_SITTING, body, f"修改{sitting.term}{sitting}", actor, day, before=before, after=after)
    return sitting


def _check_term(term: Term) -> None:
    """Refuse a term that ends before it starts, or shares a day with another of the same body."""
    if term.start and term.end and term.end <= term.start:
        raise Refused("term_order", "届的止期应晚于起期。", remedy="止期是下一届开始的那一天，请改正。")
    for other in Term.objects.select_for_update().filter(body=term.body).exclude(pk=term.pk):
        first, second = sorted((term, other), key=lambda one: one.number)
        starts, ends = second.start, first.end or first.start
        if first.number != second.number and starts and ends and starts < ends:
            raise Refused("term_overlaps", f"与{other}的起止重叠或次序颠倒。", remedy=f"请核对{term}和{other}的起止。")


def _check_sitting(sitting: Sitting, day: ActDay) -> None:
    """Refuse a sitting in the future, outside its term, or earlier than one with a lower number."""
    if sitting.held_on > day.on:
        raise Refused(
            "sitting_held", f"会议日期（{cn_date(sitting.held_on)}）还没有到。", remedy="请在会议召开后登记。"
        )
    term = sitting.term
    if (term.start and sitting.held_on < term.start) or (term.end and sitting.held_on >= term.end):
        raise Refused("sitting_in_term", f"会议日期不在{term}的任期内。", remedy="请核对会议日期和届的起止。")
    for other in term.sittings.exclude(pk=sitting.pk):
        if (other.number < sitting.number) != (other.held_on <= sitting.held_on) and other.held_on != sitting.held_on:
            raise Refused(
                "sitting_order", f"次序与日期不合：{other}在{cn_date(other.held_on)}。", remedy="请核对次数和日期。"
            )


def _set(row: models.Model, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)


def _fields(row: models.Model, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _save(row: Term | Sitting, taken: str) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused("number_taken", taken, remedy="请修改已有的那一条，或改正次数。") from None


def _record(act: Act, body: Body, title: str, actor: Actor, day: ActDay, **fields: Any) -> None:
    record(
        act=act, actor=actor, target=reverse("bodies:detail", args=[body.code]), title=f"{body.short_name} {title}",
        on=day.on, backdated=day.backdated, body=keeper_of(body), **fields,
    )  # fmt: skip

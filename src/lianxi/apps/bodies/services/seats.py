"""Appointing people to posts, correcting and ending that."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from lianxi.apps.audit.services import record
from lianxi.apps.bodies.acts import APPOINT_PERSON, CHANGE_SEAT, END_SEAT, keeper_of
from lianxi.apps.bodies.models import Body, Person, Post, Seat
from lianxi.apps.bodies.selectors import overlapping_seats, posts_for
from lianxi.apps.bodies.services.people import permalink
from lianxi.kernel.access import Act, Actor, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.masking import mask_name
from lianxi.web.day import ActDay, act_day
from lianxi.web.wording import cn_date


@transaction.atomic
def appoint_person(
    *,
    person: Person,
    post: str,
    start: date,
    end: date | None = None,
    body: Body | None = None,
    actor: Actor,
    on: date | None = None,
) -> Seat:
    """Register that a person holds a post 登记任职 from `start` on, and no longer on `end`."""
    body = body or person.body
    require(actor, APPOINT_PERSON, body=keeper_of(body))
    day = act_day(on)
    lock_body(body)
    seat = Seat(person=person, body=body, post=find_post(body, post), start=start, end=end)
    check_seat(seat)
    seat.save()
    _record(APPOINT_PERSON, seat, actor, day, f"任{seat.post_id}", after=_span(seat))
    return seat


@transaction.atomic
def change_seat(*, seat: Seat, start: date, end: date | None = None, actor: Actor, on: date | None = None) -> Seat:
    """Correct the days of a seat that were entered wrongly 更正任职."""
    require(actor, CHANGE_SEAT, body=keeper_of(seat.body))
    day = act_day(on)
    lock_body(seat.body)
    seat = _locked(seat)
    before = _span(seat)
    seat.start, seat.end = start, end
    if _span(seat) == before:
        return seat
    check_seat(seat)
    seat.save(update_fields=["start", "end"])
    _record(CHANGE_SEAT, seat, actor, day, f"更正{seat.post_id}的起止", before=before, after=_span(seat))
    return seat


@transaction.atomic
def end_seat(*, seat: Seat, end: date, actor: Actor, on: date | None = None) -> Seat:
    """Register that a post is held no longer from `end` on 终止任职."""
    require(actor, END_SEAT, body=keeper_of(seat.body))
    day = act_day(on)
    lock_body(seat.body)
    seat = _locked(seat)
    if seat.end:
        raise Refused(
            "seat_open",
            f"{seat.person}的{seat.post_id}已于{cn_date(seat.end)}终止。",
            remedy="日期登记错了，请用“更正任职”。",
        )
    seat.end = end
    check_seat(seat)
    seat.save(update_fields=["end"])
    _record(END_SEAT, seat, actor, day, f"不再任{seat.post_id}", after=_span(seat))
    return seat


def lock_body(body: Body) -> None:
    """Let acts on the seats of one body happen one after another, so that no two overlap unseen."""
    Body.objects.select_for_update().only("pk").get(pk=body.pk)


def find_post(body: Body, name: str) -> Post:
    """The post of that name in this kind of body, or `Refused` naming those there are."""
    posts = {post.name: post for post in posts_for(body)}
    if name not in posts:
        raise Refused(
            "post_unknown", f"{body.short_name}没有“{name}”这一职务。", remedy=f"请从中选择：{'、'.join(posts)}。"
        )
    return posts[name]


def check_seat(seat: Seat) -> None:
    """Refuse a seat that ends before it starts, that the person already holds, or that another holds alone."""
    if seat.end and seat.end <= seat.start:
        raise Refused(
            "seat_order",
            f"任职止（{cn_date(seat.end)}）应晚于任职起（{cn_date(seat.start)}）。",
            remedy="任职止是不再担任的第一天，请改正。",
        )
    others = overlapping_seats(
        body=seat.body, post=seat.post_id, start=seat.start, end=seat.end, but=[seat.pk] if seat.pk else []
    ).select_related("person")
    same = others.filter(person=seat.person).first()
    if same:
        raise Refused(
            "seat_overlaps", f"{seat.person}已任{seat.post_id}（{days_of(same)}），起止有重叠。",
            remedy="请更正已有的任职，或改这一条的起止。",
        )  # fmt: skip
    other = others.first() if seat.post.single else None
    if other:
        raise Refused(
            "post_taken",
            f"{seat.body.short_name}的{seat.post_id}同一时间只有一人，{other.person}在任（{days_of(other)}）。",
            remedy=f"请先终止{other.person}的任职，或改这一条的起止。",
            source=seat.post.source,
        )


def days_of(seat: Seat) -> str:
    """The span of a seat in words: 2021年3月1日起, 2021年3月1日至2023年4月1日（不含）."""
    return f"{cn_date(seat.start)}至{cn_date(seat.end)}（不含）" if seat.end else f"{cn_date(seat.start)}起"


def _locked(seat: Seat) -> Seat:
    return Seat.objects.select_for_update(of=("self",)).select_related("person", "body", "post").get(pk=seat.pk)


def _span(seat: Seat) -> dict[str, Any]:
    return {"post": seat.post_id, "start": seat.start, "end": seat.end}


def _record(act: Act, seat: Seat, actor: Actor, day: ActDay, what: str, **fields: Any) -> None:
    record(
        act=act, actor=actor, target=permalink(seat.person), title=f"{mask_name(seat.person.name)} {what}",
        on=day.on, backdated=day.backdated, body=keeper_of(seat.body), **fields,
    )  # fmt: skip

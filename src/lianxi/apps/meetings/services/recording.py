"""Earlier conferences 补录: entered from the record, with their source, and counted by the wheel from then on."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from lianxi.apps.bodies.models import Body
from lianxi.apps.bodies.selectors import members_on
from lianxi.apps.mechanisms.selectors import mechanism_and_circle
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.entries import free_ad_hoc_slug
from lianxi.apps.meetings.journal import said, write
from lianxi.apps.meetings.models import Conference
from lianxi.apps.meetings.naming import slug_for
from lianxi.apps.meetings.selectors import circle_by_slug, mechanism_of
from lianxi.apps.meetings.services.opening import keep_in_wheel
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.conference_year import Stage
from lianxi.web.day import ActDay, act_day


@transaction.atomic
def record_conference(
    *,
    circle: str,
    held_from: date,
    source: str,
    actor: Actor,
    held_to: date | None = None,
    ordinal: int | None = None,
    slot: int | None = 1,
    host: str = "",
    place: str = "",
    notice_sent_on: date | None = None,
    note: str = "",
    on: date | None = None,
) -> Conference:
    """Enter a conference of the past 补录以往会议; what the source does not say stays empty; slot None: ad hoc."""
    require(actor, acts.RECORD, circle=circle)
    day, source = act_day(on), said(source, "出处")
    mechanism, _ = mechanism_and_circle(mechanism_of(circle))
    _check(circle, held_from, held_to, host, notice_sent_on, day)
    version = mechanism.in_force(held_from)
    year = held_from.year
    slug = free_ad_hoc_slug(circle, year) if slot is None else slug_for(circle, year, slot)
    try:
        with transaction.atomic():
            conference = Conference.objects.create(
                slug=slug, circle=circle_by_slug(circle), mechanism=mechanism.slug,
                version=version.effective if version else None, year=year,
                slot=slot, ordinal=ordinal, stage=Stage.ARCHIVED, opened_on=held_from, held_from=held_from,
                held_to=held_to or held_from, host=Body.objects.filter(pk=host).first(), place=place.strip(),
                notice_sent_on=notice_sent_on, recorded=True, source=source, note=note.strip(),
            )  # fmt: skip
    except IntegrityError:
        raise Refused(
            "recorded_once", "这次会议（同一年的同一次，或同一次数）已经登记。", remedy="请从会议列表核对。"
        ) from None
    keep_in_wheel(conference)
    write(acts.RECORD, conference, actor, ActDay(day.on, backdated=True), "补录", note=source,
          after={"held_from": held_from, "host": host, "ordinal": ordinal})  # fmt: skip
    return conference


def _check(
    circle: str, held_from: date, held_to: date | None, host: str, notice_sent_on: date | None, day: ActDay
) -> None:
    last = held_to or held_from
    if last > day.on:
        raise Refused("in_the_past", f"会议{last.isoformat()}还没有开完，不能补录。", remedy="今后的会议请“启动”。")
    if last < held_from:
        raise Refused("days_in_order", "会议结束日早于开始日。", remedy="请核对两个日期。")
    if notice_sent_on and notice_sent_on > held_from:
        raise Refused("notice_before", "通知日晚于会议开始日。", remedy="请核对通知日。")
    if host and host not in {body.code for body in members_on(circle, held_from)}:
        raise Refused(
            "a_party", f"{host}在{held_from.isoformat()}不是本圈成员，不能是承办方。", remedy="请核对承办方和日期。",
            source="联席圈的成员与起止日期",
        )  # fmt: skip

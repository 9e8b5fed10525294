"""How acts on a conference begin and end: the row locked, the step right, the party a party, the act in the audit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lianxi.apps.audit.services import record
from lianxi.apps.bodies.models import Body
from lianxi.apps.meetings.models import Conference
from lianxi.apps.meetings.selectors import parties_of, short_names
from lianxi.kernel.access import Act, Actor, Role, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.conference_year import HOUSE_RULE, Stage
from lianxi.web.day import ActDay


def lock(conference: Conference) -> Conference:
    """The row as it is now, nobody else changing it until this act is over."""
    rows = Conference.objects.select_for_update(of=("self",)).select_related("circle", "host")
    return rows.get(pk=conference.pk)


def of_office(actor: Actor, act: Act, conference: Conference) -> None:
    """The joint office of the conference's circle, or `Refused`."""
    require(actor, act, circle=conference.circle_id)


def of_party(actor: Actor, act: Act, conference: Conference, body: str) -> Body:
    """Somebody who may speak for `body`, which is a party of the conference; else `Refused`."""
    require(actor, act, body=body)
    for party in parties_of(conference):
        if party.code == body:
            return party
    raise Refused(
        "a_party",
        f"{body}不是{conference.title}的参加方。",
        remedy="请核对机构；参加方以会议当日的联席圈成员为准。",
        source="联席圈的成员与起止日期",
    )


def at_step(conference: Conference, act: Act, *stages: Stage) -> None:
    """Whether the conference stands at one of the steps where `act` is done."""
    if conference.recorded:
        raise Refused(
            "not_a_record",
            "补录的会议没有经过各个环节，不能在这里办理。",
            remedy="补录有误的，请更正补录。",
            source=HOUSE_RULE,
        )
    if conference.step not in stages:
        where = "、".join(f"“{stage.label}”" for stage in stages)
        raise Refused(
            "step",
            f"会议现在“{conference.step.label}”环节，不能“{act.label}”。",
            remedy=f"这件事在{where}环节办理；确需返工的，请先退回相应环节并说明理由。",
            source=HOUSE_RULE,
        )


def said(text: str, what: str = "理由") -> str:
    """A reason that says something, or `Refused`."""
    if not text.strip():
        raise Refused("reason_given", f"没有写明{what}。", remedy=f"请写明{what}，各方都会看到。", source=HOUSE_RULE)
    return text.strip()


def body_of_office(actor: Actor, circle: str) -> str:
    """The body for which somebody works in the joint office: in its chain the act is recorded."""
    return min(
        (held.body for held in actor.roles if held.role is Role.JOINT_OFFICE and held.circle == circle),
        default=actor.body,
    )


def write(
    act: Act,
    conference: Conference,
    actor: Actor,
    day: ActDay,
    title: str,
    *,
    body: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    clause: str = "",
    note: str = "",
) -> None:
    """Put an act on a conference into the audit."""
    record(
        act=act, actor=actor, target=conference.get_absolute_url(), title=f"{conference.title} {title}", on=day.on,
        body=body or body_of_office(actor, conference.circle_id), before=before, after=after, clause=clause, note=note,
        backdated=day.backdated,
    )  # fmt: skip


def named(conference: Conference, codes: Iterable[str]) -> str:
    """Several bodies as the circle calls them."""
    names = short_names(conference)
    return "、".join(names.get(code, code) for code in codes)


def not_before(day: date, first: date, what: str) -> None:
    """Refuse a day before `first`."""
    if day < first:
        reason = f"办理日{day.isoformat()}早于{what}（{first.isoformat()}）。"
        raise Refused("order_of_days", reason, remedy="请核对日期。")

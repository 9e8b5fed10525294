"""A year to look at: both circles, and one conference that has come as far as its follow-ups, written as rows."""

from __future__ import annotations

from datetime import date

from lianxi.apps.bodies.models import Body
from lianxi.apps.bodies.services.definitions import load_definitions
from lianxi.apps.mechanisms.services import load_mechanisms
from lianxi.apps.meetings.models import (
    Attendee,
    Conference,
    FollowUp,
    FollowUpState,
    Minutes,
    NoTopic,
    Receipt,
    Signature,
    StageMove,
    Topic,
)
from lianxi.kernel.rules.conference_year import ORDER, Stage
from lianxi.kernel.rules.roles import ConferenceRole
from lianxi.web.day import set_demo_day
from tests.apps.mechanisms.people import MACHINE, REAL, RIVER

DAY = date(2024, 10, 15)
PARTIES = ("460200", "469028", "469027", "469029", "469001")
CAME = PARTIES[:4]
MOVED = (
    date(2024, 5, 10), date(2024, 6, 3), date(2024, 8, 20), date(2024, 9, 9), date(2024, 9, 10), date(2024, 9, 19),
    date(2024, 9, 20), date(2024, 9, 27),
)  # fmt: skip


def load() -> date:
    """Circles, mechanisms and calendars as the demo has them, on a day in October 2024."""
    set_demo_day(DAY)
    load_definitions(actor=MACHINE, samples=True)
    load_mechanisms(actor=MACHINE, on=DAY, samples=True)
    return DAY


def hold_conference() -> Conference:
    """The fifth conference: called in time, held in the window, one party away, minutes signed, tasks handed over."""
    one = Conference.objects.create(
        slug="sanya-circle-2024", circle_id="sanya-circle", mechanism=REAL, version=date(2023, 8, 23), year=2024,
        slot=1, ordinal=5, stage=Stage.FOLLOW_UPS, opened_on=MOVED[0], host_id="469001", host_why="按轮次",
        host_accepted_on=date(2024, 5, 20), topics_due=date(2024, 8, 15), held_from=date(2024, 9, 19),
        held_to=date(2024, 9, 20), place="示例会堂", notice_sent_on=date(2024, 9, 10),
    )  # fmt: skip
    for number, day in enumerate(MOVED):
        before = ORDER[number - 1] if number else ""
        StageMove.objects.create(conference=one, before=before, after=ORDER[number], on=day, by="示例·某某")
    _prepare(one)
    _sit(one)
    _hand_over(one)
    return one


def open_conference() -> Conference:
    """The first conference of 2024 in the invented circle: just opened, its host not yet asked."""
    one = Conference.objects.create(
        slug="demo-river-2024", circle_id="demo-river", mechanism=RIVER, version=date(2023, 1, 1), year=2024, slot=1,
        ordinal=5, stage=Stage.OPENED, opened_on=date(2024, 1, 10), host_id="990100", host_why="按轮次",
    )  # fmt: skip
    StageMove.objects.create(conference=one, after=Stage.OPENED, on=one.opened_on, by="示例·某某")
    return one


def _prepare(one: Conference) -> None:
    """Three topics, one answer that there is none, one party silent; all but one party gave receipts."""
    for body in PARTIES[:3]:
        Topic.objects.create(conference=one, body_id=body, title=f"{body}的议题", by="示例·某某", on=date(2024, 7, 1))
    NoTopic.objects.create(conference=one, body_id=PARTIES[3], by="示例·某某", on=date(2024, 7, 2))
    for body in CAME:
        Receipt.objects.create(conference=one, body_id=body, members=3, on=date(2024, 9, 12), by="示例·某某")


def _sit(one: Conference) -> None:
    """Chairs of four parties came; three of them signed."""
    for body in CAME:
        Attendee.objects.create(
            conference=one, body_id=body, name=f"示例·{body}", role=ConferenceRole.CHAIR, checked_in_on=one.held_from
        )
    reading = Minutes.objects.create(
        conference=one, number=1, text="示例纪要", on=date(2024, 9, 20), by="示例·某某", body="460200"
    )
    for body in CAME[:3]:
        Signature.objects.create(
            reading=reading, body_id=body, signer="示例·某某", on=date(2024, 9, 25), by="示例·某某"
        )


def _hand_over(one: Conference) -> None:
    """A task in hand and late, one reported late, one closed in time."""
    _task(one, 1, "统一审议标准", "469028", date(2024, 10, 1))
    _task(one, 2, "联合视察", "469027", date(2024, 9, 30), state=FollowUpState.SUBMITTED, evidence="已办",
          submitted_on=date(2024, 10, 3), late_days=3)  # fmt: skip
    closed = _task(one, 3, "交换名单", "460200", date(2024, 10, 10), state=FollowUpState.CLOSED, evidence="已办",
                   submitted_on=date(2024, 10, 8), late_days=0, closed_on=date(2024, 10, 9), closed_by="示例·某某",
                   closed_by_body="469029")  # fmt: skip
    closed.helpers.set(Body.objects.filter(pk="469028"))


def _task(one: Conference, number: int, title: str, lead: str, due: date, **more: object) -> FollowUp:
    return FollowUp.objects.create(conference=one, number=number, title=title, lead_id=lead, due=due, **more)

"""What acts on conferences need to be there, written as rows at one of the places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from lianxi.apps.mechanisms.models import LoadedVersion
from lianxi.apps.meetings import services
from lianxi.apps.meetings.models import (
    AgendaItem,
    Attachment,
    Attendee,
    ChangeKind,
    Conference,
    FollowUp,
    FollowUpState,
    HostChange,
    ItemKind,
    Minutes,
    Topic,
    TopicState,
)
from lianxi.apps.meetings.models import Call as Notice
from lianxi.kernel.rules.conference_year import Stage
from lianxi.kernel.rules.roles import ConferenceRole
from tests.apps.accounts.people import TODAY, A, B
from tests.apps.mechanisms.people import RIVER
from tests.apps.permissions.place import OWN, Place

VERSION, LATER, DUE = date(2023, 1, 1), date(2024, 3, 20), date(2024, 6, 1)
BY = "示例·某某"
CHAIR = services.Coming("示例·主任", ConferenceRole.CHAIR)
GUEST = services.Coming("示例·记者", ConferenceRole.MEDIA)


def other(place: Place) -> str:
    """Another party than the place's own body."""
    return B if place.body == A else A


def loaded(place: Place) -> None:
    """The mechanism of the circle at home, so that services find the version."""
    if place is OWN:
        LoadedVersion.objects.create(
            slug=RIVER, effective=VERSION, title=RIVER, circle=place.circle, text_known=True, sha256="0" * 64,
            loaded_on=TODAY,
        )  # fmt: skip


def at(place: Place, stage: Stage, **changed: object) -> Conference:
    """A conference that stands at a step, hosted by the place's body."""
    loaded(place)
    fields = {
        "slug": f"{place.circle}-2024", "circle_id": place.circle, "mechanism": RIVER, "year": 2024, "slot": 1,
        "version": VERSION if place is OWN else None, "stage": stage, "opened_on": TODAY, "host_id": place.body,
        "host_accepted_on": TODAY, "topics_due": TODAY, "held_from": TODAY, "held_to": TODAY, "place": "示例会堂",
    }  # fmt: skip
    return Conference.objects.create(**fields | changed)


def standing(stage: Stage, **changed: object) -> Callable[[Place], Conference]:
    """Makes ready a conference at a step."""
    return lambda place: at(place, stage, **changed)


def to_answer(place: Place) -> HostChange:
    """Another party asks the place's body to stand in."""
    one = at(place, Stage.OPENED, host_id=other(place), host_accepted_on=None)
    return HostChange.objects.create(
        conference=one, kind=ChangeKind.ACTING, body_id=other(place), other_id=place.body, reason="示例",
        proposed_on=TODAY, proposed_by=BY,
    )  # fmt: skip


def topic(place: Place) -> Topic:
    one = at(place, Stage.TOPICS)
    return Topic.objects.create(conference=one, body_id=place.body, title="示例", by=BY, on=TODAY)


def two_topics(place: Place) -> list[Topic]:
    into = topic(place)
    rest = Topic.objects.create(conference=into.conference, body_id=other(place), title="另一项", by=BY, on=TODAY)
    return [into, rest]


def merged(place: Place) -> Topic:
    into, rest = two_topics(place)
    rest.state, rest.merged_into, rest.state_reason = TopicState.MERGED, into, "示例"
    rest.save()
    return rest


def item(place: Place, stage: Stage = Stage.MEETING, **changed: object) -> AgendaItem:
    return AgendaItem.objects.create(conference=at(place, stage, **changed), number=1, title="示例", kind=ItemKind.VOTE)


def to_publish(place: Place) -> Conference:
    return item(place, Stage.NOTICE, held_from=LATER, held_to=LATER).conference


def published(place: Place) -> Conference:
    """The notice went out, and said something else than what holds now."""
    one = item(place, Stage.RECEIPTS, held_from=LATER, held_to=LATER).conference
    Notice.objects.create(conference=one, number=1, on=TODAY, by=BY, body=place.body, how="书面", said={})
    return one


def coming(place: Place, stage: Stage = Stage.MEETING, *, came: bool = False) -> Attendee:
    """The chair of the place's body, on the receipt or already there."""
    there = {"checked_in_on": TODAY, "checked_in_by": BY} if came else {}
    return Attendee.objects.create(
        conference=at(place, stage), body_id=place.body, role=CHAIR.role, name=CHAIR.name, **there
    )


def guest(place: Place) -> Attendee:
    return Attendee.objects.create(conference=at(place, Stage.MEETING), role=GUEST.role, name=GUEST.name)


def to_vote(place: Place) -> AgendaItem:
    one = coming(place, came=True).conference
    return AgendaItem.objects.create(conference=one, number=1, title="示例", kind=ItemKind.VOTE)


def drafted(place: Place) -> Conference:
    one = coming(place, Stage.MINUTES, came=True).conference
    Minutes.objects.create(conference=one, number=1, text="示例", on=TODAY, by=BY, body=place.body)
    return one


def task(place: Place, *, own: bool = True, state: FollowUpState = FollowUpState.OPEN) -> FollowUp:
    """A follow-up led by the place's body, or by another party."""
    lead = place.body if own else other(place)
    reported = {} if state == FollowUpState.OPEN else {"evidence": "示例", "submitted_on": TODAY}
    return FollowUp.objects.create(
        conference=at(place, Stage.FOLLOW_UPS), number=1, title="示例", lead_id=lead, due=DUE, state=state, **reported
    )


def reported(place: Place) -> FollowUp:
    return task(place, own=False, state=FollowUpState.SUBMITTED)


def attached(place: Place) -> Attachment:
    one = at(place, Stage.TOPICS)
    return Attachment.objects.create(
        conference=one, stage=one.stage, file="00000000-0000-0000-0000-000000000000", name="x.txt", body_id=place.body,
        on=TODAY, by=BY,
    )  # fmt: skip

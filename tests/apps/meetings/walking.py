"""Taking a conference along its year by the services alone, on the real circle and on the invented one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest

from lianxi.apps.meetings import services
from lianxi.apps.meetings.models import Attendee, Conference, ItemKind
from lianxi.apps.meetings.services import Coming, Line
from lianxi.kernel.access import Actor, Role, RoleHeld
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.conference_year import ORDER, Outcome, Stage
from lianxi.kernel.rules.roles import ConferenceRole
from lianxi.web.day import set_demo_day, today
from tests.apps.mechanisms.people import clerk, joint_office

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Ring:
    """A circle as the walk needs it: its parties, whose turn it is in 2024, and the days of that conference."""

    slug: str
    seat: str
    host: str
    parties: tuple[str, ...]
    topics_due: date
    latest: date
    held: date

    @property
    def office(self) -> Actor:
        return joint_office(self.seat, self.slug)

    @property
    def mechanism(self) -> str:
        """The folder of its rules."""
        return f"{self.slug}-joint-conference"

    @property
    def conference(self) -> Conference:
        """The conference of 2024 as its row is now."""
        return Conference.objects.get(slug=f"{self.slug}-2024")

    @property
    def others(self) -> tuple[str, ...]:
        """The parties that do not host, in order."""
        return tuple(body for body in self.parties if body != self.host)


REAL = Ring(
    "sanya-circle", "460200", "469001", ("460200", "469028", "469027", "469029", "469001"),
    topics_due=date(2024, 4, 30), latest=date(2024, 9, 5), held=date(2024, 9, 12),
)  # fmt: skip
RIVER = Ring(
    "demo-river", "990100", "990100", ("990100", "990200", "990300"),
    topics_due=date(2024, 3, 4), latest=date(2024, 3, 6), held=date(2024, 3, 20),
)  # fmt: skip
RINGS = (REAL, RIVER)
both_circles = pytest.mark.parametrize("ring", RINGS, ids=["real", "invented"])


def leader(body: str) -> Actor:
    """A leader of a body, who may sign."""
    held = frozenset({RoleHeld(Role.LEADER, body)})
    return Actor(account=f"{body}.leader", person=f"示例·{body}领导", body=body, roles=held)


def refused(guard: str, act: Callable[..., object], **given: object) -> Refused:
    """The refusal with which an act ends, by the guard expected and explained."""
    with pytest.raises(Refused) as caught:
        act(**given)
    assert (caught.value.guard, bool(caught.value.reason)) == (guard, True)
    return caught.value


def reach(ring: Ring, stage: Stage) -> Conference:
    """The conference of 2024, opened and taken as far as `stage`; the demo stands on the day that came of it."""
    one = services.open_conference(circle=ring.slug, actor=ring.office, topics_due=ring.topics_due)
    for before in ORDER[: ORDER.index(stage)]:
        one = further(ring, one, before)
    return one


def back_at(ring: Ring) -> Conference:
    """The conference as a file of tests walked it once for all, the demo on the day of its last move."""
    one = ring.conference
    set_demo_day(one.moves.latest("id").on)
    return one


def further(ring: Ring, one: Conference, stage: Stage) -> Conference:
    """Do what is asked for at `stage`, and go on; never on a day before the step began."""
    stand_on(one.moves.latest("id").on)
    _WORK.get(stage, lambda ring, one: None)(ring, one)
    if stage is not Stage.NOTICE:
        services.go_on(conference=one, actor=ring.office)
    return Conference.objects.get(pk=one.pk)


def five(body: str) -> list[Coming]:
    """Five members of a body: a chair, three vice chairs, a secretary general."""
    roles = [ConferenceRole.CHAIR, *[ConferenceRole.VICE_CHAIR] * 3, ConferenceRole.SECRETARY_GENERAL]
    return [Coming(f"示例·{body}{number}", role) for number, role in enumerate(roles, start=1)]


def answer_all(ring: Ring, one: Conference) -> None:
    """Every party answers the notice with five members who will come."""
    for body in ring.parties:
        services.give_receipt(conference=one, body=body, people=five(body), members=5, actor=clerk(body))


def check_in_people(one: Conference, body: str, count: int | None = None) -> list[Attendee]:
    """Check in people of a body, all of them without `count`."""
    rows = list(one.attendees.filter(body=body).order_by("id")[:count])
    return [services.check_in(attendee=row, actor=clerk(body)) for row in rows]


def settle_items(ring: Ring, one: Conference) -> None:
    """An outcome for every item that has none."""
    for item in one.items.filter(outcome=""):
        services.set_outcome(item=item, outcome=Outcome.STUDY, actor=ring.office)


def sign_all(ring: Ring, one: Conference) -> None:
    """Every party signs the reading that is current."""
    number = one.readings.count()
    for body in ring.parties:
        services.sign_minutes(conference=one, body=body, number=number, actor=leader(body))


def line_of(item: int, one: Conference, **changed: object) -> Line:
    """A row of the agenda as the line a clerk would send back."""
    row = one.items.get(pk=item)
    fields = {"title": row.title, "kind": row.kind, "lead": row.lead_id or "", "item": row.pk}
    return Line(**{**fields, **changed})


def stand_on(day: date) -> None:
    """Move the demo forward, never back."""
    set_demo_day(max(day, today()))


def _accept(ring: Ring, one: Conference) -> None:
    services.accept_host(conference=one, body=ring.host, actor=clerk(ring.host))


def _collect(ring: Ring, one: Conference) -> None:
    """All propose a topic, but the last party has none."""
    *proposing, last = ring.parties
    for body in proposing:
        services.propose_topic(conference=one, body=body, title=f"示例议题{body}", actor=clerk(body))
    services.pass_topics(conference=one, body=last, actor=clerk(last))


def _prepare(ring: Ring, one: Conference) -> None:
    services.set_time(conference=one, held_from=ring.held, place="示例会堂", actor=ring.office)
    lines = [line_of(item.pk, one) for item in one.items.all()]
    lines.append(Line("示例票决事项", ItemKind.VOTE))
    services.set_agenda(conference=one, lines=lines, version=_version(one), actor=ring.office)


def _version(one: Conference) -> int:
    return Conference.objects.get(pk=one.pk).agenda_version


def _publish(ring: Ring, one: Conference) -> None:
    stand_on(ring.latest)
    services.publish_call(conference=one, actor=ring.office, how="书面")


def _answer(ring: Ring, one: Conference) -> None:
    answer_all(ring, one)
    stand_on(ring.held)


def _sit(ring: Ring, one: Conference) -> None:
    for body in ring.parties:
        check_in_people(one, body)
    settle_items(ring, one)


def _sign(ring: Ring, one: Conference) -> None:
    services.draft_minutes(conference=one, actor=ring.office)
    sign_all(ring, one)


def _pay(ring: Ring, one: Conference) -> None:
    lines, shares = [("会场", Decimal("1200.50"))], {ring.host: Decimal("1200.50")}
    services.state_cost(conference=one, lines=lines, shares=shares, actor=ring.office)


_WORK: dict[Stage, Callable[[Ring, Conference], None]] = {
    Stage.OPENED: _accept,
    Stage.TOPICS: _collect,
    Stage.OFFICE: _prepare,
    Stage.NOTICE: _publish,
    Stage.RECEIPTS: _answer,
    Stage.MEETING: _sit,
    Stage.MINUTES: _sign,
    Stage.FOLLOW_UPS: _pay,
}

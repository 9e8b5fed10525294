"""Reading conferences: who sees which, who the parties are, how far one has come. Nothing here writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet
from django.http import Http404

from lianxi.apps.bodies.models import Body, Circle
from lianxi.apps.bodies.selectors import circles_of, members_on, seats_on
from lianxi.apps.mechanisms.selectors import law, mechanism_and_circle, slugs, version_of
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.models import MEMBERS, Attendee, Call, Conference, HostChange, Minutes, TopicState
from lianxi.apps.meetings.models.conferences import ChangeState
from lianxi.kernel.access import Actor, Role, allowed
from lianxi.kernel.rules.conference import CompositionRule
from lianxi.kernel.rules.conference_year import Progress
from lianxi.kernel.rules.mechanisms import MechanismVersion
from lianxi.kernel.rules.roles import ROLE_LABELS


def circles_seen(actor: Actor, on: date) -> set[str]:
    """Circles whose conferences `actor` sees: the one place that decides it.

    People of a member body with a role there that reads conferences, and the joint office of the circle.
    """
    bodies = {held.body for held in actor.roles if allowed(actor, acts.VIEW, body=held.body)}
    through_body = {slug for body in bodies for slug in circles_of(body, on).values_list("pk", flat=True)}
    offices = {held.circle for held in actor.roles if allowed(actor, acts.VIEW_OFFICE, circle=held.circle)}
    return through_body | offices


def visible_conferences(actor: Actor, on: date) -> QuerySet[Conference]:
    """Conferences `actor` sees."""
    return Conference.objects.filter(circle__in=circles_seen(actor, on)).select_related("circle", "host")


def conference_of(slug: str, actor: Actor, on: date) -> Conference:
    """A conference by its name, or `Http404` where it does not exist or is not for `actor`."""
    found = visible_conferences(actor, on).filter(slug=slug).first()
    if found is None:
        raise Http404(slug)
    return found


def mechanism_of(circle: str) -> str:
    """The mechanism by which a circle holds its conferences; `Http404` where none was loaded."""
    for slug in slugs():
        if law().mechanisms[slug].circle == circle:
            return slug
    raise Http404(circle)


def has_mechanism(circle: str) -> bool:
    """Whether a mechanism was loaded by which the circle holds its conferences."""
    return any(law().mechanisms[slug].circle == circle for slug in slugs())


def version_for(conference: Conference) -> MechanismVersion | None:
    """The version of the mechanism the conference was opened under; None before the first one."""
    if conference.version is None:
        return None
    return version_of(mechanism_and_circle(conference.mechanism)[0], conference.version)


def parties_of(conference: Conference) -> list[Body]:
    """The parties of a conference in the order of the mechanism: members on its day, or on the day it was opened."""
    return members_on(conference.circle, conference.held_from or conference.opened_on)


def short_names(conference: Conference) -> dict[str, str]:
    """Code of a body → what the circle calls it."""
    return law().circles[conference.circle_id].parties.short_names if conference.circle_id in law().circles else {}


def is_over(conference: Conference, on: date) -> bool:
    """Whether the last day of the conference has passed."""
    last = conference.held_to or conference.held_from
    return last is not None and last < on


def in_joint_office(actor: Actor, circle: str) -> bool:
    """Whether `actor` works in the joint office of a circle."""
    return actor.has_role(frozenset({Role.JOINT_OFFICE}), circle=circle)


def own_party(actor: Actor, conference: Conference) -> Body | None:
    """The party for which `actor` can speak; the home body first."""
    mine = [body for body in parties_of(conference) if allowed(actor, acts.PROPOSE_TOPIC, body=body.code)]
    return next((body for body in mine if body.code == actor.body), mine[0] if mine else None)


def members_by_seat(conference: Conference, body: Body) -> list[tuple[str, str, str]]:
    """Who of a party belongs to the conference by the seats on record: name, role, post; to be corrected by hand."""
    version = version_for(conference)
    rule = next(iter(version.rules_of(CompositionRule)), None) if version else None
    roles = {ROLE_LABELS[role]: role.value for role in (rule.roles if rule else MEMBERS)}
    seats = seats_on(body, conference.held_from or conference.opened_on).filter(post__in=roles)
    return [(seat.person.name, roles[seat.post_id], f"{body.short_name}{seat.post_id}") for seat in seats]


def open_change(conference: Conference) -> HostChange | None:
    """The change of the host that waits for an answer."""
    return conference.host_changes.filter(state=ChangeState.OPEN).select_related("body", "other").first()


def present_parties(conference: Conference) -> list[str]:
    """Parties of which a member checked in."""
    came = Attendee.objects.filter(conference=conference, role__in=MEMBERS, checked_in_on__isnull=False)
    codes = set(came.values_list("body", flat=True))
    return [body.code for body in parties_of(conference) if body.code in codes]


def silent_on_topics(conference: Conference) -> list[str]:
    """Parties that neither proposed a topic nor said that they have none."""
    spoke = set(conference.topics.exclude(state=TopicState.WITHDRAWN).values_list("body", flat=True))
    spoke |= set(conference.without_topic.values_list("body", flat=True))
    return [body.code for body in parties_of(conference) if body.code not in spoke]


def silent_on_receipts(conference: Conference) -> list[str]:
    """Parties that have not answered the notice."""
    answered = set(conference.receipts.values_list("body", flat=True))
    return [body.code for body in parties_of(conference) if body.code not in answered]


def settled(conference: Conference) -> dict[str, object]:
    """What a notice says: host, days, place and agenda as they stand now."""
    items = conference.items.values_list("number", "title", "kind", "lead")
    return {
        "title": conference.title,
        "host": conference.host_id,
        "held_from": str(conference.held_from) if conference.held_from else None,
        "held_to": str(conference.held_to) if conference.held_to else None,
        "starts_at": conference.starts_at,
        "place": conference.place,
        "items": [list(item) for item in items],
    }


@dataclass(frozen=True)
class Cost:
    """Expenses and shares of a conference, in yuan to the cent; `stated`: whether anything was entered."""

    spent: Decimal
    borne: Decimal
    stated: bool

    @property
    def gap_cents(self) -> int | None:
        """What is borne less what was spent, in cents."""
        return int((self.borne - self.spent) * 100) if self.stated else None


def cost_of(conference: Conference) -> Cost:
    """What was spent and what is borne by all together. Added up here: not every database adds decimals exactly."""
    spent = list(conference.costs.values_list("amount", flat=True))
    borne = list(conference.shares.values_list("amount", flat=True))
    return Cost(sum(spent, Decimal("0.00")), sum(borne, Decimal("0.00")), bool(spent or borne))


class ConferenceState:
    """A conference with everything that its pages, guards and documents ask about, each read once."""

    def __init__(self, conference: Conference, on: date) -> None:
        self.conference = conference
        self.on = on

    @cached_property
    def parties(self) -> list[Body]:
        return parties_of(self.conference)

    @cached_property
    def names(self) -> dict[str, str]:
        return short_names(self.conference)

    @cached_property
    def present(self) -> list[str]:
        return present_parties(self.conference)

    @cached_property
    def reading(self) -> Minutes | None:
        """The minutes as they now read."""
        return self.conference.readings.order_by("-number").prefetch_related("signatures__body").first()

    @cached_property
    def unsigned(self) -> list[str]:
        """Parties present that have not signed the minutes as they now read."""
        signed = {one.body_id for one in self.reading.signatures.all()} if self.reading else set()
        return [code for code in self.present if code not in signed]

    @cached_property
    def last_call(self) -> Call | None:
        """The notice that went out last."""
        return self.conference.calls.order_by("-number").first()

    @cached_property
    def notice_stale(self) -> bool:
        """Whether the last notice no longer says what was settled since."""
        return self.last_call is not None and self.last_call.said != settled(self.conference)

    @cached_property
    def progress(self) -> Progress:
        """What the kernel's guards ask for."""
        one = self.conference
        return Progress(
            on=self.on,
            stage=one.step,
            host=one.host_id or "",
            host_accepted=one.host_accepted_on is not None,
            topics_due=one.topics_due,
            silent=tuple(silent_on_topics(one)),
            items=one.items.count(),
            first_day=one.held_from,
            place=one.place,
            notices=one.calls.count(),
            notice_stale=self.notice_stale,
            unsettled=one.items.filter(outcome="").count(),
            present=tuple(self.present),
            minutes_drafted=self.reading is not None,
            unsigned=tuple(self.unsigned),
            follow_ups_open=one.follow_ups.exclude(state="closed").count(),
            cost_gap=cost_of(one).gap_cents,
        )


def circle_by_slug(slug: str) -> Circle:
    """A circle, or `Http404`."""
    found = Circle.objects.filter(pk=slug).first()
    if found is None:
        raise Http404(slug)
    return found

"""Conferences of a circle as one list 会议条目: those opened or entered here, and those only the record knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.http import Http404
from django.urls import reverse

from lianxi.apps.mechanisms.selectors import law, slugs
from lianxi.apps.meetings.models import Conference
from lianxi.apps.meetings.naming import slug_for
from lianxi.apps.meetings.selectors import circles_seen, mechanism_of
from lianxi.kernel.access import Actor
from lianxi.kernel.rules.circles import Circle
from lianxi.kernel.rules.conference_year import Stage
from lianxi.kernel.rules.mechanisms import Mechanism
from lianxi.kernel.rules.rotation import HeldConference, Turn
from lianxi.kernel.rules.turns import turns

RECORDED = "recorded"
FIRST_YEAR = 1949


@dataclass(frozen=True)
class Entry:
    """One conference of a circle, known here or only from the record 会议条目.

    stage: code of the step; `recorded` where only the record knows it.
    """

    slug: str
    circle: str
    ordinal: int | None
    year: int
    slot: int | None
    host: str | None
    stage: str
    record: HeldConference | None = None
    conference: Conference | None = None

    @property
    def stage_label(self) -> str:
        """Chinese term of the step."""
        return "记录在案" if self.stage == RECORDED else Stage(self.stage).label

    @property
    def title(self) -> str:
        """第4次联席会议; by year where the number is not known or none is counted."""
        if self.conference:
            return self.conference.title
        if self.ordinal:
            return f"第{self.ordinal}次联席会议"
        which = "临时" if self.slot is None else f"第{self.slot}次" if self.slot > 1 else ""
        return f"{self.year}年{which}联席会议"

    @property
    def held_from(self) -> date | None:
        """First day, as far as known."""
        if self.conference:
            return self.conference.held_from
        return self.record.held_from if self.record else None

    @property
    def when(self) -> str:
        """Day or days as far as known; of a planned conference the days planned."""
        row = self.conference
        if row is None:
            return self.record.when if self.record else f"{self.year}年"
        if row.held_from is None:
            return f"{self.year}年，日期未定"
        last = row.held_to if row.held_to and row.held_to != row.held_from else None
        return f"{row.held_from.isoformat()}至{last.isoformat()}" if last else row.held_from.isoformat()

    def get_absolute_url(self) -> str:
        """Where the conference is shown."""
        return reverse("meetings:conference", args=[self.slug])


def entries(circle: str) -> list[Entry]:
    """All conferences of a circle, oldest first: those in the record, and those opened or entered here."""
    rows = {row.slug: row for row in Conference.objects.filter(circle=circle).select_related("host", "circle")}
    found = [_of_row(row) for row in rows.values()]
    for one in public_entries(circle):
        if one.slug not in rows and not (one.record and _is_kept(one.record, found)):
            found.append(one)
    return _in_order(found)


def public_entries(circle: str) -> list[Entry]:
    """The conferences that the public record of a circle knows, nothing of what was done here."""
    mechanism = law().mechanisms[mechanism_of(circle)]
    return _in_order(_recorded(mechanism, law().circle_of(mechanism)))


def free_ad_hoc_slug(circle: str, year: int) -> str:
    """The name of a further ad hoc conference of a year, which neither a row nor the record has."""
    taken = set(Conference.objects.filter(circle=circle).values_list("slug", flat=True))
    taken |= {one.slug for one in public_entries(circle)}
    names = (slug_for(circle, year, None, number) for number in count(1))
    return next(name for name in names if name not in taken)


def circles_listed() -> list[str]:
    """Circles that hold conferences by a loaded mechanism, real ones before invented ones."""
    return list(dict.fromkeys(law().mechanisms[slug].circle for slug in slugs()))


def entries_seen(actor: Actor, on: date, circles: Iterable[str] = ()) -> dict[str, list[Entry]]:
    """By circle what `actor` may see: everything of its own circles, of the others the public record."""
    own, wanted = circles_seen(actor, on), set(circles)
    return {
        circle: entries(circle) if circle in own else public_entries(circle)
        for circle in circles_listed()
        if not wanted or circle in wanted
    }


def entry_seen(slug: str, actor: Actor, on: date) -> Entry:
    """A conference by its name as `actor` may see it, or `Http404`."""
    near = [circle for circle in circles_listed() if slug.startswith(f"{circle}-")]
    for found in entries_seen(actor, on, near).values() if near else ():
        for one in found:
            if one.slug == slug:
                return one
    raise Http404(slug)


def entry_of(circle: str, slug: str) -> Entry:
    """One conference of a circle by its name, or `Http404`."""
    for one in entries(circle):
        if one.slug == slug:
            return one
    raise Http404(slug)


def _of_row(row: Conference) -> Entry:
    return Entry(row.slug, row.circle_id, row.ordinal, row.year, row.slot, row.host_id, row.stage, conference=row)


def _recorded(mechanism: Mechanism, circle: Circle) -> list[Entry]:
    """Conferences that the record knows, with the names they have in addresses."""
    last = max((one.year for one in circle.conferences), default=FIRST_YEAR)
    found, ad_hoc = [], dict[int, int]()
    for turn in turns(mechanism, circle, first=FIRST_YEAR, last=last):
        if turn.record is not None:
            ad_hoc[turn.year] = ad_hoc.get(turn.year, 0) + turn.ad_hoc
            found.append(_of_turn(turn, circle.slug, ad_hoc[turn.year]))
    return found


def _of_turn(turn: Turn, circle: str, count: int) -> Entry:
    slug = slug_for(circle, turn.year, turn.slot, count)
    return Entry(slug, circle, turn.ordinal, turn.year, turn.slot, turn.host, RECORDED, turn.record)


def _is_kept(record: HeldConference, rows: list[Entry]) -> bool:
    """Whether a record is of a conference that has a row here."""
    return any(
        (record.ordinal and record.ordinal == row.ordinal) or (record.held_from and record.held_from == row.held_from)
        for row in rows
    )


def _in_order(found: list[Entry]) -> list[Entry]:
    return sorted(found, key=lambda one: (one.year, one.held_from or date(one.year, 12, 31), one.slot or 0))

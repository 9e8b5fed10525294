"""The rules one may see, each with all that is counted, read once for all figures of a page 库存."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db.models import QuerySet

from lianxi.apps.bodies.models import Body, Region, Unit
from lianxi.apps.rulebook import selectors
from lianxi.apps.rulebook.citations.network import Ties, ties_of
from lianxi.apps.rulebook.keeping_up.filing_duties import FilingDuty, filing_duties
from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.works import standings
from lianxi.kernel.access import Actor
from lianxi.kernel.texts.validity import Standing, Status

_DAY_IN_ADDRESS = re.compile(r"/(\d{4})-\d\d-\d\d/")
_FIELDS = (
    "pk", "kind", "body", "unit", "region", "outward", "visibility", "address", "created_on", "score", "now__status",
    "now__since", "now__until", "now__begun",
)  # fmt: skip
_STATUSES = {status.value: status for status in Status}
_FULL = 100


class Held(NamedTuple):
    """One rule as it is counted; tens of thousands of them are made for one page.

    admitted: day on which it came in.
    score:    points of its newest version in the check-up.
    standing: on the day looked at; begun: its first day in force, None while that is to come or not known.
    """

    key: int
    kind: str
    body: str
    body_name: str
    unit: int | None
    unit_name: str
    region: str | None
    region_name: str
    outward: bool
    visibility: str
    address: str
    admitted: date
    score: int
    status: Status
    since: date | None
    until: date | None
    begun: date | None

    @property
    def year(self) -> int:
        """Of the day in its address 制定年份."""
        said = _DAY_IN_ADDRESS.search(self.address)
        return int(said[1]) if said else 0

    @property
    def standing(self) -> Standing:
        """On the day looked at, without what it rests on."""
        return Standing(self.status, self.since, None, self.until)

    @property
    def ended(self) -> date | None:
        """The first day it was no longer in force; None while it is in force or to come."""
        return self.since if self.status.is_over else None


@dataclass(frozen=True)
class Stock:
    """What `actor` may see now, looked at as of a day.

    today: decides who sees what; day: decides the standings. They are kept apart so that looking at an earlier day
    shows nobody what he could see then and may not see any more.
    """

    actor: Actor
    today: date
    day: date

    @property
    def on(self) -> str:
        """The day for links; "" where it is today."""
        return "" if self.day == self.today else self.day.isoformat()

    @cached_property
    def works(self) -> QuerySet[Work]:
        """All rules `actor` may see."""
        return selectors.visible_works(self.actor, self.today).order_by()

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """Each of them as it is counted."""
        return tuple(self._read())

    @cached_property
    def filing_duties(self) -> list[FilingDuty]:
        """Versions of them that have to be filed."""
        return filing_duties(self.actor, self.day)

    @cached_property
    def ties(self) -> Ties:
        """Who cites whom in the texts of the day."""
        return ties_of(self.actor, self.day)

    def _read(self) -> Iterator[Held]:
        """Names are few and looked up here: joined to each row they would be read tens of thousands of times."""
        bodies = dict(Body.objects.values_list("pk", "short_name"))
        units = dict(Unit.objects.values_list("pk", "name"))
        regions = dict(Region.objects.values_list("pk", "name"))
        works = standings.with_newest_score(standings.as_of(self.works, self.day))
        for row in works.values_list(*_FIELDS).iterator(chunk_size=2000):
            key, kind, body, unit, region, outward, visibility, address, admitted, score, status, *days = row
            yield Held(
                key, kind, body, bodies[body], unit, units.get(unit, ""), region, regions.get(region, ""), outward,
                visibility, address, admitted, _FULL if score is None else score,
                _STATUSES.get(status, Status.UNDATED), *days,
            )  # fmt: skip

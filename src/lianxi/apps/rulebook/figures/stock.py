"""The rules one may see, each with all that is counted, read once for all figures of a page 库存."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from lianxi.apps.rulebook import selectors
from lianxi.apps.rulebook.keeping_up.filing_duties import FilingDuty, filing_duties
from lianxi.apps.rulebook.models import Work, WorkHappening
from lianxi.apps.rulebook.works import standings
from lianxi.kernel.access import Actor
from lianxi.kernel.texts.validity import Happening, HappeningKind, Standing, standing_on

_DAY_IN_ADDRESS = re.compile(r"/(\d{4})-\d\d-\d\d/")
_FIELDS = (
    "pk", "kind", "body", "body__short_name", "unit", "unit__name", "region", "region__name", "outward", "visibility",
    "address", "created_on", "score",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """One rule as it is counted.

    year:     of the day in its address 制定年份.
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
    year: int
    admitted: date
    score: int
    standing: Standing
    begun: date | None

    @property
    def ended(self) -> date | None:
        """The first day it was no longer in force; None while it is in force or to come."""
        return self.standing.since if self.standing.status.is_over else None


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
        seen = selectors.visible_works(self.actor, self.today)
        return Work.objects.filter(pk__in=seen.order_by().values("pk")).order_by()

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """Each of them as it is counted."""
        lives = _lives(self.works)
        rows = standings.with_newest_score(self.works).values_list(*_FIELDS)
        return tuple(_held(row, lives.get(row[0], ()), self.day) for row in rows)

    @cached_property
    def filing_duties(self) -> list[FilingDuty]:
        """Versions of them that have to be filed."""
        return filing_duties(self.actor, self.day)

    @cached_property
    def keys(self) -> frozenset[int]:
        """Keys of the rules."""
        return frozenset(self.works.values_list("pk", flat=True))


def _lives(works: QuerySet[Work]) -> Mapping[int, list[Happening]]:
    """What happened to each work as a whole."""
    rows = WorkHappening.objects.filter(work__in=works.values("pk"), withdrawn_on__isnull=True, provisions=[])
    lives: dict[int, list[Happening]] = defaultdict(list)
    for key, kind, day, last in rows.order_by("day", "pk").values_list("work", "kind", "day", "last_day"):
        lives[key].append(Happening(HappeningKind(kind), day, last_day=last))
    return lives


def _held(row: tuple, history: list[Happening] | tuple[()], day: date) -> Held:  # type: ignore[type-arg]
    key, kind, body, body_name, unit, unit_name, region, region_name, outward, visibility, address, admitted, score = (
        row
    )
    said = _DAY_IN_ADDRESS.search(address)
    starts = [one.day for one in history if one.kind is HappeningKind.COMMENCE]
    begun = starts[0] if starts and starts[0] <= day else None
    return Held(
        key, kind, body, body_name, unit, unit_name or "", region, region_name or "", outward, visibility,
        int(said[1]) if said else 0, admitted, 100 if score is None else score, standing_on(history, day), begun,
    )  # fmt: skip

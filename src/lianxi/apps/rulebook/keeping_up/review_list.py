"""清理: what the rules in force were last found to be since a day, and which were not gone through since.

Counted are the rules in force on the day looked at, and those that were gone
through since the day chosen, also where the conclusion has ended them since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q

from lianxi.apps.rulebook.models import Review, Work
from lianxi.apps.rulebook.models.kept_records import LIVE
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.apps.rulebook.works.lives import works_with_lives
from lianxi.apps.rulebook.works.standings import as_of
from lianxi.kernel.access import Actor
from lianxi.kernel.rules.calendars import shift_months
from lianxi.kernel.rules.reviews import Conclusion, is_followed
from lianxi.kernel.texts.validity import Status
from lianxi.loaders.upkeep_rules import load_upkeep_rules
from lianxi.web.day import today

NONE = "none"
"""State of a rule on which there is no conclusion since the day chosen 未作结论."""
_BINDING = [one.value for one in Status if one.binds]


@dataclass(frozen=True)
class Reviewed:
    """A rule with the newest conclusion on it by the day looked at.

    newest: None where it was never gone through; state: its conclusion, or `NONE` where that is older than the day
    chosen; open: what was concluded calls for something that has not been recorded.
    """

    work: Work
    status: Status
    newest: Review | None
    state: str
    open: bool

    @property
    def current(self) -> Review | None:
        """The conclusion since the day chosen."""
        return None if self.state == NONE else self.newest


def usual_since(on: date) -> date:
    """From which day on a review counts where no day is chosen: the interval of data/upkeep_rules.toml back."""
    return shift_months(on, -load_upkeep_rules().review.months)


def newest_reviews(works: Any, on: date) -> dict[int, Review]:
    """The newest conclusion by a day on each of some works, a queryset of keys, by the key of the work."""
    rows = Review.objects.filter(LIVE, work__in=works, on_day__lte=on).select_related("version", "unit")
    deferred = rows.defer("version__text", "version__as_read", "version__repairs")
    return {row.work_id: row for row in deferred.order_by("on_day", "pk")}


def conclusions_since(actor: Actor, on: date, since: date) -> dict[int, Review]:
    """The newest conclusion from a day to a day on each rule one may see today, by the key of the rule."""
    newest = newest_reviews(visible_works(actor, today()).values("pk"), on)
    return {key: row for key, row in newest.items() if row.on_day >= since}


def reviewed_rules(actor: Actor, on: date, since: date) -> list[Reviewed]:
    """The rules one may see today with the newest conclusion on each; those longest without one first."""
    seen = visible_works(actor, today()).order_by()
    newest = newest_reviews(seen.values("pk"), on)
    concluded = Review.objects.filter(LIVE, on_day__gte=since, on_day__lte=on).values("work")
    works = as_of(seen, on).annotate(status=F("now__status")).select_related("body", "unit")
    counted = works.filter(Q(now__status__in=_BINDING) | Q(pk__in=concluded))
    left_open = _left_open(newest)
    found = [
        _reviewed(work, newest.get(work.pk), since, work.pk in left_open) for work in counted.iterator(chunk_size=2000)
    ]
    return sorted(found, key=lambda one: (one.newest.on_day if one.newest else date.min, one.work.pk))


def _reviewed(work: Work, newest: Review | None, since: date, left_open: bool) -> Reviewed:
    state = newest.conclusion if newest is not None and newest.on_day >= since else NONE
    return Reviewed(work, Status(work.status), newest, state, left_open)


def _left_open(newest: Mapping[int, Review]) -> set[int]:
    """Rules of whose newest conclusion it is not recorded that it was followed."""
    calling = {key: row for key, row in newest.items() if row.as_conclusion() is not Conclusion.KEEP}
    works = works_with_lives(calling)
    return {key for key, row in calling.items() if not followed(row, works[key])}


def followed(row: Review, work: Work) -> bool:
    """Whether what a conclusion calls for was recorded of a work from `works_with_lives`."""
    texts = [day for one in work.kept if one.number > 1 for day in (one.issued, one.commences) if day]
    return is_followed(row.as_conclusion(), row.on_day, work.history, texts)

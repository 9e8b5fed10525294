"""清理: what the rules in force were last found to be since a day, and which were not gone through since.

Counted are the rules in force on the day looked at, and those that were gone
through since the day that counts for them, also where the conclusion has ended
them since. That is the day chosen, else one usual interval of their kind back;
of kinds for which no source sets an interval every conclusion counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from lianxi.apps.rulebook.models import Review, Work
from lianxi.apps.rulebook.models.kept_records import LIVE
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.apps.rulebook.works.lives import works_with_lives
from lianxi.apps.rulebook.works.standings import as_of
from lianxi.kernel.access import Actor
from lianxi.kernel.rules.reviews import Conclusion, is_followed, usual_start
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
    that counts; open: what was concluded calls for something that has not been recorded.
    """

    work: Work
    status: Status
    newest: Review | None
    state: str
    open: bool

    @property
    def current(self) -> Review | None:
        """The conclusion since the day that counts."""
        return None if self.state == NONE else self.newest


@dataclass(frozen=True)
class Since:
    """From which day on a conclusion counts on a day: the same for all where one is chosen, else by kind."""

    on: date
    chosen: date | None = None

    def counts(self, row: Review, kind: str) -> bool:
        """Whether a conclusion on a rule of a kind is new enough."""
        first = self.chosen or usual_since(kind, self.on)
        return first is None or row.on_day >= first

    def rows(self) -> QuerySet[Review]:
        """The conclusions that count, by the same rule."""
        rows = Review.objects.filter(LIVE, on_day__lte=self.on)
        if self.chosen:
            return rows.filter(on_day__gte=self.chosen)
        for rule in load_upkeep_rules().reviews:
            for kind in rule.kinds:
                rows = rows.exclude(work__kind=kind, on_day__lt=usual_since(kind, self.on))
        return rows


def usual_since(kind: str, on: date) -> date | None:
    """From which day on a review of a rule of a kind counts: the interval of data/upkeep_rules.toml back, if any."""
    return usual_start(kind, on, load_upkeep_rules().reviews)


def newest_reviews(works: Any, on: date) -> dict[int, Review]:
    """The newest conclusion by a day on each of some works, a queryset of keys, by the key of the work."""
    return _newest(Review.objects.filter(LIVE, work__in=works, on_day__lte=on))


def _newest(rows: QuerySet[Review]) -> dict[int, Review]:
    rows = rows.select_related("version", "unit").defer("version__text", "version__as_read", "version__repairs")
    return {row.work_id: row for row in rows.order_by("on_day", "pk")}


def conclusions_since(actor: Actor, since: Since) -> dict[int, Review]:
    """The newest conclusion that counts on each rule one may see today, by the key of the rule."""
    return _newest(since.rows().filter(work__in=visible_works(actor, today()).values("pk")))


def reviewed_rules(actor: Actor, on: date, chosen: date | None = None) -> list[Reviewed]:
    """The rules one may see today with the newest conclusion on each; those longest without one first.

    chosen: the day since which a conclusion counts; None for the usual intervals.
    """
    since, seen = Since(on, chosen), visible_works(actor, today()).order_by()
    newest = newest_reviews(seen.values("pk"), on)
    concluded = since.rows().values("work")
    works = as_of(seen, on).annotate(status=F("now__status")).select_related("body", "unit")
    counted = works.filter(Q(now__status__in=_BINDING) | Q(pk__in=concluded))
    left_open = _left_open(newest, on)
    found = [
        _reviewed(work, newest.get(work.pk), since, work.pk in left_open) for work in counted.iterator(chunk_size=2000)
    ]
    return sorted(found, key=lambda one: (one.newest.on_day if one.newest else date.min, one.work.pk))


def _reviewed(work: Work, newest: Review | None, since: Since, left_open: bool) -> Reviewed:
    state = newest.conclusion if newest is not None and since.counts(newest, work.kind) else NONE
    return Reviewed(work, Status(work.status), newest, state, left_open)


def _left_open(newest: Mapping[int, Review], on: date) -> set[int]:
    """Rules of whose newest conclusion it is not recorded that it was followed."""
    calling = {key: row for key, row in newest.items() if row.as_conclusion() is not Conclusion.KEEP}
    works = works_with_lives(calling)
    return {key for key, row in calling.items() if not followed(row, works[key], on)}


def followed(row: Review, work: Work, on: date) -> bool:
    """Whether by a day what a conclusion calls for was recorded of a work from `works_with_lives`, or it lapsed.

    What came after the day looked at counts only if it was on record by then.
    """
    lives = [one.as_value() for one in work.lives if one.day <= on or one.recorded_on <= on]
    later = [(one, day) for one in work.kept if one.number > 1 for day in (one.issued, one.commences) if day]
    texts = [day for one, day in later if day <= on or one.admitted_on <= on]
    return is_followed(row.as_conclusion(), row.on_day, lives, texts, on=on)

"""Many works at once 多件制度: their versions and standings fetched together, for lists and for figures of units."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, FilteredRelation, OuterRef, Prefetch, Q, QuerySet, Subquery

from lianxi.apps.rulebook.models import Stretch, Version, Work, WorkHappening
from lianxi.apps.rulebook.services.version_order import NEWEST_FIRST, counting_or_first
from lianxi.kernel.texts.validity import Standing, Status, standing_on

TONES = {
    Status.UNDATED: "muted", Status.PENDING: "teal", Status.IN_FORCE: "green", Status.AMENDED: "blue",
    Status.REPEALED: "red", Status.VOID: "red", Status.EXPIRED: "gold",
}  # fmt: skip
_LONG = ("text", "as_read", "repairs", "caption")


def with_lives(works: QuerySet[Work]) -> QuerySet[Work]:
    """Works with what `standing_in` and `version_in` read: happenings as `lives`, versions without texts as `kept`."""
    lives = WorkHappening.objects.filter(withdrawn_on__isnull=True).order_by("day", "pk")
    kept = Version.objects.defer(*_LONG).order_by("number")
    return works.prefetch_related(
        Prefetch("happenings", lives, to_attr="lives"), Prefetch("versions", kept, to_attr="kept")
    )


def standing_in(work: Work, day: date) -> Standing:
    """The standing of a work that came from `with_lives`."""
    return standing_on([row.as_value() for row in work.lives], day)


def version_in(work: Work, day: date) -> Version | None:
    """The version that counted on a day, else the first one to come; None for a work without versions."""
    kept: list[Version] = work.kept
    return counting_or_first(kept, day)


def on_day(day: date) -> QuerySet[Stretch]:
    """The stretch of each work into which a day falls."""
    return Stretch.objects.filter(first__lte=day, last__gte=day)


def of_status(works: QuerySet[Work], status: Status, day: date) -> QuerySet[Work]:
    """Those that have a standing on a day 某日的效力状态, as the kernel has told it for all days."""
    return works.filter(pk__in=on_day(day).filter(status=status.value).values("work"))


def as_of(works: QuerySet[Work], day: date) -> QuerySet[Work]:
    """Works with the stretch of a day as `now`."""
    falls = Q(stretches__first__lte=day, stretches__last__gte=day)
    return works.annotate(now=FilteredRelation("stretches", condition=falls))


def with_newest_score(works: QuerySet[Work]) -> QuerySet[Work]:
    """Works with the points of their newest version in the check-up as `score`."""
    newest = Version.objects.filter(work=OuterRef("work")).order_by(*NEWEST_FIRST).values("number")[:1]
    # by its number, since an index has the score beside that; in the row it stands behind the whole text
    score = Version.objects.filter(work=OuterRef("pk"), number=Subquery(newest)).values("score")
    return works.annotate(score=Subquery(score))


def untouched(works: QuerySet[Work]) -> QuerySet[Work]:
    """Works that nobody has come back to since they were taken in: no later version, no happening recorded."""
    later = Version.objects.filter(work=OuterRef("pk"), number__gt=1)
    recorded = WorkHappening.objects.filter(work=OuterRef("pk"), version__isnull=True, withdrawn_on__isnull=True)
    return works.filter(~Exists(later), ~Exists(recorded))

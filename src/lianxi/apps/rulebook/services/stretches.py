"""Stretches of standing derived from what happened 效力区间, so that they are never a second word on it."""

from __future__ import annotations

from collections.abc import Sequence

from lianxi.apps.rulebook.models import Stretch, WorkHappening
from lianxi.kernel.texts.validity import Happening, HappeningKind, stretches_of_standing

_FIELDS = ("first", "last", "status", "since", "until", "begun")


def derive_stretches(work: int) -> None:
    """Make the rows of a work (by its key) what the kernel says; belongs into the transaction of the change."""
    happened = WorkHappening.objects.filter(work=work, withdrawn_on__isnull=True, provisions=[]).order_by("day", "pk")
    rows = happened.values_list("kind", "day", "last_day")
    wanted = stretches_of([Happening(HappeningKind(kind), day, last_day=last) for kind, day, last in rows])
    kept = Stretch.objects.filter(work=work).order_by("first")
    if list(kept.values_list(*_FIELDS)) != wanted:
        kept.delete()
        Stretch.objects.bulk_create(Stretch(work_id=work, **dict(zip(_FIELDS, row, strict=True))) for row in wanted)


def stretches_of(history: Sequence[Happening]) -> list[tuple[object, ...]]:
    """The rows of a work to which this happened: first and last day, status, since, until, begun."""
    return [
        (one.first, one.last, one.standing.status.value, one.standing.since, one.standing.until, one.begun)
        for one in stretches_of_standing(history)
    ]

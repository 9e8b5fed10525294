"""Rules left alone 长期没有修改: in force, and nobody came back to them from a day on.

Most of a repository may be among them, so they are read as plain values and a standing is what its stretch says.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from lianxi.apps.rulebook.models import Version, Work, WorkHappening
from lianxi.apps.rulebook.models.happenings import label_of
from lianxi.apps.rulebook.models.kept_records import LIVE
from lianxi.apps.rulebook.works.standings import as_of
from lianxi.kernel.texts.validity import Standing, Status

_BINDING = [status.value for status in Status if status.binds]


class LeftAlone(NamedTuple):
    """One of them; day: the last one on which something happened, None where none is known; words: what it was."""

    work: Work
    standing: Standing
    day: date | None
    words: str


def left_alone_since(works: QuerySet[Work], on: date, since: date) -> list[LeftAlone]:
    """Of some works those in force on a day to which nothing has happened from `since` on, longest alone first.

    What happened after the day looked at counts only if it was on record by then: nobody could know of it before.
    """
    issued, commenced = (_from(since, on, name, "admitted_on") for name in ("issued", "commences"))
    version = Version.objects.filter(issued | commenced, work=OuterRef("pk"))
    happened = WorkHappening.objects.filter(LIVE, _from(since, on, "day", "recorded_on"), work=OuterRef("pk"))
    rows = as_of(works, on).filter(~Exists(version), ~Exists(happened), now__status__in=_BINDING)
    rows = rows.annotate(status=F("now__status"), begun=F("now__since"), until=F("now__until"))
    last = _last_moves(since)
    found = [_row(work, last) for work in rows.select_related("body", "unit").iterator(chunk_size=2000)]
    return sorted(found, key=lambda one: (one.day or date.min, one.work.pk))


def _from(since: date, on: date, name: str, recorded: str) -> Q:
    """Days from `since` on that were past, or on record, on the day looked at."""
    return Q(**{f"{name}__gte": since}) & (Q(**{f"{name}__lte": on}) | Q(**{f"{recorded}__lte": on}))


def _row(work: Work, last: dict[int, tuple[date, str]]) -> LeftAlone:
    day, words = last.get(work.pk, (None, ""))
    return LeftAlone(work, Standing(Status(work.status), work.begun, None, work.until), day, words)


def _last_moves(before: date) -> dict[int, tuple[date, str]]:
    """Of every work the last day before a day on which something happened, and what."""
    last: dict[int, tuple[date, str]] = {}
    for work, day, words in (*_happenings(before), *_versions(before)):
        if work not in last or last[work][0] < day:
            last[work] = day, words
    return last


def _happenings(before: date) -> Iterator[tuple[int, date, str]]:
    rows = WorkHappening.objects.filter(LIVE, day__lt=before).order_by("day", "pk")
    for work, day, kind, term, instrument in rows.values_list("work", "day", "kind", "last_day", "instrument"):
        yield work, day, label_of(kind, term) + (f"：{instrument}" if instrument else "")


def _versions(before: date) -> Iterator[tuple[int, date, str]]:
    rows = Version.objects.filter(issued__lt=before).order_by("number")
    for work, issued, number in rows.values_list("work", "issued", "number"):
        yield work, issued, f"第{number}版成文"

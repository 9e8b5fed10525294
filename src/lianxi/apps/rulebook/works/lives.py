"""Works by their keys with all that tells their standing, fetched in portions for derived lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from lianxi.apps.rulebook.models import Version, Work
from lianxi.apps.rulebook.portions import portions
from lianxi.apps.rulebook.services.version_order import counting_on
from lianxi.apps.rulebook.works.standings import with_lives
from lianxi.kernel.texts.validity import Standing, standing_on

_TEXTS = 200
"""Texts read at once: a machine holds only so many."""


def works_with_lives(keys: Iterable[int]) -> Mapping[int, Work]:
    """Works by key, as `standings.with_lives` gives them, with body, unit, and what happened as `history`."""
    found = dict[int, Work]()
    for some in portions(keys):
        for work in with_lives(Work.objects.filter(pk__in=some).select_related("body", "unit")):
            work.history = [row.as_value() for row in work.lives]
            found[work.pk] = work
    return found


def titles_of(keys: Iterable[int]) -> Mapping[int, str]:
    """Names of works by key, where nothing else is needed of them."""
    found = dict[int, str]()
    for some in portions(keys):
        found |= dict(Work.objects.filter(pk__in=some).values_list("pk", "title"))
    return found


def texts_of(versions: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Texts of versions by their keys, some at a time: together they may be as large as the repository."""
    for some in portions(versions, _TEXTS):
        yield from Version.objects.filter(pk__in=some).values_list("pk", "text")


def standing_of_part(work: Work, day: date, wid: str | None = None) -> Standing:
    """The standing of a work from `works_with_lives`, or of one of its provisions, on a day."""
    return standing_on(work.history, day, wid)


def version_of(work: Work, day: date) -> Version | None:
    """The version that counted on a day; None before the first one commenced, or where none is dated."""
    kept: list[Version] = work.kept
    return counting_on(kept, day)

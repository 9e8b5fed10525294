"""Works by their keys with all that tells their standing, fetched in portions for derived lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar

from lianxi.apps.rulebook.models import Version, Work
from lianxi.apps.rulebook.portions import portions
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


class Numbered(Protocol):
    """A version, or as much of one as tells when it counts."""

    @property
    def number(self) -> int:
        """1 for the first."""
        ...

    @property
    def commences(self) -> date | None:
        """First day; None while it is not known."""
        ...

    @property
    def issued(self) -> date | None:
        """On which it was signed."""
        ...


_One = TypeVar("_One", bound=Numbered)


def counting_on(kept: Sequence[_One], day: date) -> _One | None:
    """Of the versions of a work the one that counted on a day; None where none had commenced, or none is dated."""
    begun = [(one.commences, one.number, one) for one in kept if one.commences is not None and one.commences <= day]
    return max(begun, key=lambda one: one[:2])[2] if begun else None


def counting_or_first(kept: Sequence[_One], day: date) -> _One | None:
    """The version that counted on a day, else the first in the order of `version_order.by_day`."""
    found = counting_on(kept, day)
    return found or min(kept, key=lambda one: (one.commences or one.issued or date.max, one.number), default=None)


def version_of(work: Work, day: date) -> Version | None:
    """The version that counted on a day; None before the first one commenced, or where none is dated."""
    kept: list[Version] = work.kept
    return counting_on(kept, day)

"""Works by their keys with all that tells their standing, fetched in portions for derived lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar

from lianxi.apps.rulebook.models import Version, Work
from lianxi.apps.rulebook.works.standings import with_lives
from lianxi.kernel.texts.validity import Standing, standing_on

_AT_ONCE, _TEXTS_AT_ONCE = 2000, 200
"""A database takes only so many values in one question, and a machine holds only so many texts."""


def works_with_lives(keys: Iterable[int]) -> Mapping[int, Work]:
    """Works by key, as `standings.with_lives` gives them, with body, unit, and what happened as `history`."""
    ordered, found = sorted(set(keys)), dict[int, Work]()
    for at in range(0, len(ordered), _AT_ONCE):
        some = Work.objects.filter(pk__in=ordered[at : at + _AT_ONCE]).select_related("body", "unit")
        for work in with_lives(some):
            work.history = [row.as_value() for row in work.lives]
            found[work.pk] = work
    return found


def titles_of(keys: Iterable[int]) -> Mapping[int, str]:
    """Names of works by key, where nothing else is needed of them."""
    ordered, found = sorted(set(keys)), dict[int, str]()
    for at in range(0, len(ordered), _AT_ONCE):
        found |= dict(Work.objects.filter(pk__in=ordered[at : at + _AT_ONCE]).values_list("pk", "title"))
    return found


def texts_of(versions: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Texts of versions by their keys, some at a time: together they may be as large as the repository."""
    ordered = sorted(set(versions))
    for at in range(0, len(ordered), _TEXTS_AT_ONCE):
        yield from Version.objects.filter(pk__in=ordered[at : at + _TEXTS_AT_ONCE]).values_list("pk", "text")


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

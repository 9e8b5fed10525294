"""Versions in the order of their days 版本的先后: the number only tells in which order they came in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from django.db.models import DateField, F, Value
from django.db.models.functions import Coalesce

from lianxi.apps.rulebook.models import Version, Work

_LONG = ("text", "as_read", "repairs")
_DAY = Coalesce("commences", "issued", Value(date.max), output_field=DateField())
NEWEST_FIRST = (_DAY.desc(), F("number").desc())
"""The order of `by_day` from behind, for questions to the database."""
OLDEST_FIRST = (_DAY.asc(), F("number").asc())
"""The same from the beginning."""


class Dated(Protocol):
    """A version, or as much of one as tells when it counts."""

    @property
    def number(self) -> int:
        """1 for the first that came in."""
        ...

    @property
    def commences(self) -> date | None:
        """First day; None while it is not known."""
        ...

    @property
    def issued(self) -> date | None:
        """On which it was signed."""
        ...


One = TypeVar("One", bound=Dated)


def by_day(versions: Iterable[One]) -> list[One]:
    """By commencement; one of which it is not known yet by the day it was signed, else last."""
    return sorted(versions, key=lambda one: (one.commences or one.issued or date.max, one.number))


def counting_on(versions: Iterable[One], day: date) -> One | None:
    """Of the versions of a work the one that counted on a day; None where none had commenced, or none is dated."""
    begun = by_day(one for one in versions if one.commences is not None and one.commences <= day)
    return begun[-1] if begun else None


def counting_or_first(versions: Sequence[One], day: date) -> One | None:
    """The version that counted on a day, else the first in the order of `by_day`; None where there is none."""
    return counting_on(versions, day) or next(iter(by_day(versions)), None)


def newest_of(work: Work) -> Version | None:
    """The version that comes last in time; None for a work without versions."""
    return work.versions.defer(*_LONG).order_by(*NEWEST_FIRST).first()


def take_title(work: Work) -> None:
    """Let the work be called as the version that comes last in time is."""
    newest = newest_of(work)
    if newest is not None and work.title != newest.title:
        work.title = newest.title
        work.save(update_fields=["title"])


def before_and_after(work: Work, day: date | None) -> tuple[Version | None, Version | None]:
    """The versions between which one that commences on `day` belongs; one without a day comes last."""
    ordered = by_day(work.versions.all())
    earlier = [one for one in ordered if day is None or (one.commences or one.issued or date.max) <= day]
    later = ordered[len(earlier) :]
    return (earlier[-1] if earlier else None), (later[0] if later else None)

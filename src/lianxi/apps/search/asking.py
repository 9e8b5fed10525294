"""What is asked of the index, and what it answers, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lianxi.kernel.texts.search import Query, Snippet
from lianxi.kernel.texts.validity import Status

PAGE = 20
DEEPEST = 10_000
CHOICES = ("issuer", "kind", "region", "body")
"""What can be chosen by, each with any number of values of which one has to be there."""


class Scope(StrEnum):
    """Within what all keywords have to occur, and the unwanted ones not."""

    PROVISION = "provision"
    DOCUMENT = "document"

    @property
    def label(self) -> str:
        """Chinese term."""
        return {"provision": "同一条", "document": "全文"}[self.value]


class Sort(StrEnum):
    """The order of hits."""

    TITLES = "titles"
    NEWEST = "newest"

    @property
    def label(self) -> str:
        """Chinese term."""
        return {"titles": "标题命中在前", "newest": "最新在前"}[self.value]


@dataclass(frozen=True, slots=True)
class Request:
    """A question.

    chosen:       of CHOICES, the values wanted.
    statuses:     wanted standing on `status_day` (today where it is None); empty for any.
    since, until: days between which a text was issued, both included.
    as_of:        find what was in force on that day; None for what counts today, or the newest where nothing does.
    first, size:  which hits are shown.
    """

    query: Query
    scope: Scope = Scope.PROVISION
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    statuses: frozenset[Status] = frozenset()
    status_day: date | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    sort: Sort = Sort.TITLES
    first: int = 0
    size: int = PAGE

    def judged_on(self, on: date) -> date:
        """The day on which standing is told."""
        return self.status_day or self.as_of or on


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision found, or a title.

    work, title, link: of the text it stands in; eid: place in it, "" for the title.
    status:            code of its standing on the day.
    """

    source: str
    work: int
    title: str
    link: str
    eid: str
    label: str
    issuer: str
    kind: str
    day: date
    status: str
    snippet: Snippet

    @property
    def address(self) -> str:
        """Where the hit itself is read."""
        return f"{self.link}#{self.eid}" if self.eid else self.link


@dataclass(frozen=True, slots=True)
class WorkHits:
    """The hits of a page that stand in one work; found: how many there are in it altogether."""

    hits: tuple[Hit, ...]
    found: int

    @property
    def first(self) -> Hit:
        """For what is said of the work."""
        return self.hits[0]


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a page. total: of provisions and titles, exact."""

    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How the hits are spread: works holds how many works they stand in; each facet value → hits, most first.

    Of issuers the `MOST_VALUES` commonest.
    """

    works: int
    facets: Mapping[str, Mapping[str, int]]


MOST_VALUES = 50

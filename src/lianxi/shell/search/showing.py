"""What is found, as the page shows it: works with their hits, the words marked, and the ways to narrow down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from lianxi.apps.rulebook.works.standings import TONES
from lianxi.apps.search.asking import Counted, Hit, Request, WorkHits
from lianxi.composition.numbers import document_numbers
from lianxi.kernel.texts.search import Keyword, Query, Where
from lianxi.kernel.texts.search.snippets import find_hits
from lianxi.kernel.texts.validity import Status
from lianxi.loaders.rule_kinds import kind_names
from lianxi.shell.search.reading import having, whole_year, without

MOST_SHOWN = 8
Pieces = list[tuple[str, bool]]
"""Words and whether they are a hit, in order."""
_FACETS = {"status": "效力", "kind": "种类", "issuer": "制定机关", "year": "成文年份"}


@dataclass(frozen=True)
class Line:
    """One hit under its work; `label` is empty where the words stand outside any numbered place."""

    label: str
    href: str
    pieces: Pieces
    cut_front: bool
    cut_back: bool


@dataclass(frozen=True)
class ShownWork:
    """A work with the hits of this page; left: how many more there are of it, on other pages."""

    title: Pieces
    href: str
    number: Pieces
    issuer: Pieces
    kind: str
    day: date
    status: str
    tone: str
    lines: Sequence[Line]
    left: int


@dataclass(frozen=True)
class Value:
    """One value of a facet, with the address that narrows to it, or takes it away again where it is chosen."""

    label: str
    count: int
    query: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """How the hits are spread over the values of one thing; `rest` are those opened on demand."""

    label: str
    values: Sequence[Value]
    rest: Sequence[Value]


def pieces(text: str, spans: Iterable[tuple[int, int]]) -> Pieces:
    """The text cut at the hits."""
    found: Pieces = []
    at = 0
    for start, end in spans:
        found += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [piece for piece in (*found, (text[at:], False)) if piece[0]]


def shown_works(groups: Iterable[WorkHits], request: Request) -> list[ShownWork]:
    """The works of a page."""
    names, together = kind_names(), list(groups)
    numbers = document_numbers(group.first for group in together)
    return [_shown_work(group, request, names, numbers.get(group.first.work, "")) for group in together]


def _shown_work(group: WorkHits, request: Request, names: Mapping[str, str], number: str) -> ShownWork:
    first = group.first
    title, number_marked, issuer = (marked(text, request.query, where) for text, where in (
        (first.title, Where.TITLE), (number, Where.NUMBER), (first.issuer, Where.ISSUER)
    ))  # fmt: skip
    status = Status(first.status)
    return ShownWork(
        title, address(first, request, whole=True), number_marked, issuer, names.get(first.kind, first.kind), first.day,
        status.label, TONES[status], [_line(hit, request) for hit in group.hits if hit.eid],
        group.found - len(group.hits),
    )  # fmt: skip


def _line(hit: Hit, request: Request) -> Line:
    cut = hit.snippet
    found, cut_front = pieces(cut.text, cut.hits), cut.cut_front
    if found and not found[0][1] and cut.start <= len(hit.label):
        # the label, or what the window shows of it, stands in front of the words already
        rest, first = hit.label[cut.start :], found[0][0]
        if first.startswith(rest) if rest else first[:1].isspace():
            found[0], cut_front = (first.removeprefix(rest).lstrip(), False), False
    return Line(hit.label, address(hit, request), found, cut_front, cut.cut_back)


def address(hit: Hit, request: Request, *, whole: bool = False) -> str:
    """Where a hit (or the whole work) is read, in the text of the day asked for."""
    day = f"?on={request.as_of.isoformat()}" if request.as_of else ""
    return f"{hit.link}{day}" + (f"#{hit.eid}" if hit.eid and not whole else "")


def marked(text: str, query: Query, where: Where) -> Pieces:
    """A title or an issuer, with the hits of the keywords that look there."""
    keywords: list[Keyword] = [one for one in query.wanted if one.where in (Where.ANYWHERE, where)]
    return pieces(text, find_hits(text, keywords))


def facets(counted: Counted, given: QueryDict) -> list[Facet]:
    """Each thing the hits are spread over, with more than one value or a chosen one."""
    found = [_facet(name, label, counted.facets[name], given) for name, label in _FACETS.items()]
    return [one for one in found if len(one.values) > 1 or any(value.chosen for value in one.values)]


def _facet(name: str, label: str, counts: Mapping[object, int], given: QueryDict) -> Facet:
    names = {"kind": kind_names(), "status": {one.value: one.label for one in Status}}.get(name, {})
    items = sorted(counts.items(), reverse=True) if name == "year" else list(counts.items())
    values = [
        Value(names.get(str(key), f"{key}年" if name == "year" else str(key)), count, *_way(name, str(key), given))
        for key, count in items
    ]
    return Facet(label, values[:MOST_SHOWN], values[MOST_SHOWN:])


def _way(name: str, key: str, given: QueryDict) -> tuple[str, bool]:
    """The address that narrows to a value, or opens up again; and whether it is chosen."""
    if name == "year":
        if whole_year(given) == f"{int(key):04}":
            return without(given, "since", "until"), True
        return having(given, since=f"{int(key):04}-01-01", until=f"{int(key):04}-12-31"), False
    if key in given.getlist(name):
        return without(given, name, value=key), True
    return having(given, **{name: key}), False

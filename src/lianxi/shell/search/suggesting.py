"""What is shown under the search box while one types: names and document numbers that hold what stands in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.apps.search.asking import Request
from lianxi.apps.search.finding import NOT_READY, Asked
from lianxi.composition.numbers import document_numbers
from lianxi.composition.search import asked
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.search import Keyword, Query, Where, parse_query
from lianxi.kernel.texts.validity import Status
from lianxi.shell.search.showing import Pieces, marked
from lianxi.web.day import today

MOST = 8
_NAMES = (Where.TITLE, Where.NUMBER)


@dataclass(frozen=True)
class Suggestion:
    """One work.

    number: where what was typed stands in it, else empty; standing: what it is today, "" where it is in force.
    """

    title: Pieces
    number: Pieces
    issuer: str
    href: str
    standing: str


@require_safe
def titles(http: HttpRequest) -> HttpResponse:
    """The first works whose name or number holds what has been typed so far; a half-written query shows nothing."""
    context: dict[str, Any] = {}
    try:
        query = in_names(parse_query(http.GET.get("q", "").strip(), Where.TITLE))
        if query.groups:
            context = _suggested(query, asked(Request(query, size=MOST), http.actor, today()))
    except Refused as refusal:
        context = {"refusal": refusal, "waiting": refusal.guard == NOT_READY}
    return render(http, "shell/search_titles.html", context)


def _suggested(query: Query, question: Asked) -> dict[str, Any]:
    hits = list({hit.link: hit for hit in question.found().hits}.values())
    numbers = document_numbers(hits)
    return {
        "works": question.works(),
        "hits": [
            Suggestion(
                marked(hit.title, query, Where.TITLE),
                _number(numbers.get(hit.work, ""), query),
                hit.issuer,
                hit.link,
                "" if hit.status == Status.IN_FORCE else Status(hit.status).label,
            )
            for hit in hits
        ],
    }


def in_names(query: Query) -> Query:
    """The same for names and numbers alike: each keyword of a title may as well stand in the number.

    Empty where the query asks for other fields too: names and numbers do not tell what it would find.
    """
    if any(one.where not in _NAMES for one in (*query.wanted, *query.none)):
        return Query(())
    return Query(tuple(_either(group) for group in query.groups), _either(query.none))


def _either(keywords: tuple[Keyword, ...]) -> tuple[Keyword, ...]:
    return keywords + tuple(replace(one, where=Where.NUMBER) for one in keywords if one.where is Where.TITLE)


def _number(number: str, query: Query) -> Pieces:
    cut = marked(number, query, Where.NUMBER)
    return cut if any(hit for _, hit in cut) else []

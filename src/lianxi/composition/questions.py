"""What somebody asks of the repository, from the parameters of the search page: by the page, and for a kept search."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from lianxi.apps.search.asking import Request, Scope, Sort
from lianxi.composition.search import bodies_of_circle
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.search import Where, parse_query
from lianxi.kernel.texts.validity import Status

WHERE = {("all" if where is Where.ANYWHERE else where.value): where for where in Where}
"""Values of the parameter `where`."""
_ONE = ("where", "scope", "issuer", "body", "region", "circle")
_SEVERAL = ("kind", "status")
_DAYS = ("day", "as_of", "since", "until")
_ASKED = frozenset({"q", *_ONE, *_SEVERAL, *_DAYS})


def request_of(typed: str, said: Mapping[str, Any], on: date) -> Request:
    """What is asked by words and conditions, these as the page's form has read them.

    `Refused` where the words ask for nothing; `ValueError` where a condition is not of its kind.
    """
    chosen = {name: frozenset({said[name]}) for name in ("issuer", "region", "body") if said[name]}
    if said["kind"]:
        chosen["kind"] = frozenset(said["kind"])
    if said["circle"]:
        members = bodies_of_circle(said["circle"], said["as_of"] or on)
        chosen["body"] = (chosen["body"] & members if "body" in chosen else members) or frozenset({""})
    return Request(
        parse_query(typed, WHERE.get(said["where"], Where.ANYWHERE)), Scope(said["scope"] or Scope.PROVISION), chosen,
        frozenset(map(Status, said["status"])), said["day"], said["since"], said["until"], said["as_of"],
        Sort(said["sort"] or Sort.TITLES),
    )  # fmt: skip


def kept_address(given: QueryDict) -> str:
    """The one query string for all addresses that ask the same: only what is asked, in a fixed order."""
    kept = QueryDict(mutable=True)
    for name in sorted(_ASKED & set(given)):
        if values := [value for value in given.getlist(name) if value.strip()]:
            kept.setlist(name, sorted(values))
    return kept.urlencode()


def kept_request(address: str, on: date) -> Request:
    """What a kept address asks on a day; `Refused` where it can be understood no longer."""
    given = QueryDict(address)
    try:
        said: dict[str, Any] = {name: given.get(name, "") for name in (*_ONE, "sort")}
        said |= {name: given.getlist(name) for name in _SEVERAL}
        said |= {name: date.fromisoformat(given[name]) if given.get(name) else None for name in _DAYS}
        return request_of(given.get("q", ""), said, on)
    except ValueError:
        raise Refused(
            "conditions_known", "其中有一个条件现在看不懂了。", remedy="请重新检索，再收藏一次，然后删去这一个。"
        ) from None

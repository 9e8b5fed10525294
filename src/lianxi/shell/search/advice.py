"""Where nothing is found, what would be: each with its own count, as the same person would find it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.http import QueryDict

from lianxi.apps.search.asking import Request, Scope
from lianxi.kernel.texts.search import Query
from lianxi.shell.search.reading import having

MOST = 6


@dataclass(frozen=True)
class Advice:
    """One way out: what to do, how many hits it gives, and the address that does it."""

    said: str
    count: int
    query: str


def advice(request: Request, given: QueryDict, total: Callable[[Request], int]) -> list[Advice]:
    """The ways out that lead somewhere, and which keyword alone is found nowhere."""
    return [one for one in _ways(request, given, total) if one.count or one.query == ""]


def _ways(request: Request, given: QueryDict, total: Callable[[Request], int]) -> Iterator[Advice]:
    query, typed = request.query, given.get("q", "")
    several = len(query.groups) > 1
    if several and request.scope is Scope.PROVISION:
        wide = replace(request, scope=Scope.DOCUMENT)
        yield Advice("让几个词在同一件里就算，不必在同一条", total(wide), having(given, scope=Scope.DOCUMENT.value))
    if any(name not in ("q", "page", "format", "sort") for name in given):
        yield Advice("去掉全部条件，只留检索词", total(Request(query)), having(QueryDict(mutable=True), q=typed))
    if query.none:
        kept = Query(query.groups)
        yield Advice("去掉不要的词", total(replace(request, query=kept)), having(given, q=kept.printed()))
    for group in query.groups[:MOST] if several or query.none else ():
        alone = Query((group,))
        count = total(replace(request, query=alone))
        word = "”或“".join(keyword.printed for keyword in group)
        if count:
            yield Advice(f"只找“{word}”", count, having(given, q=alone.printed()))
        else:
            yield Advice(f"“{word}”一处也没有，请换一个说法或少写几个字", 0, "")

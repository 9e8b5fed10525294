"""Where nothing is found, what would be: each with its own count, as the same person would find it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.http import QueryDict

from lianxi.apps.search.asking import Request, Scope
from lianxi.kernel.texts.search import Keyword, Query
from lianxi.kernel.texts.search.query import MOST_KEYWORDS
from lianxi.shell.search.reading import having

MOST = 6
"""Keywords asked for one by one."""
LONG = (4, 6, 8)


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
    if (apart := _taken_apart(query)) != query and sum(map(len, apart.groups)) <= MOST_KEYWORDS:
        words = " ".join(keyword.printed for group in apart.groups for keyword in group)
        yield Advice(f"把长词拆开找：{words}", total(replace(request, query=apart)), having(given, q=apart.printed()))
    for group in query.groups[:MOST] if several or query.none else ():
        alone = Query((group,))
        count = total(replace(request, query=alone))
        word = "”或“".join(keyword.printed for keyword in group)
        if count:
            yield Advice(f"只找“{word}”", count, having(given, q=alone.printed()))
        else:
            yield Advice(f"“{word}”一处也没有，请换一个说法或少写几个字", 0, "")


def _taken_apart(query: Query) -> Query:
    """Each keyword of an even number of characters as words of two, which is how most Chinese words are built."""
    groups: list[tuple[Keyword, ...]] = []
    for group in query.groups:
        words = _twos(group[0]) if len(group) == 1 else []
        groups += [(Keyword(word, (word,), group[0].where),) for word in words] or [group]
    return Query(tuple(dict.fromkeys(groups)), query.none)


def _twos(keyword: Keyword) -> list[str]:
    word = keyword.parts[0]
    fit = len(keyword.parts) == 1 and len(word) in LONG and not word.isascii()
    return [word[at : at + 2] for at in range(0, len(word), 2)] if fit else []

"""A source whose objects are plain values in memory, and the brute-force answer to every question about them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from lianxi.apps.search.asking import Request, Scope
from lianxi.apps.search.documents import Document, status_in
from lianxi.apps.search.schema import normalised
from lianxi.kernel.access import Actor
from lianxi.kernel.texts.search import matches
from lianxi.kernel.texts.search.matching import occurs

CODE = "plain"


@dataclass
class Plain:
    """Objects by number; a document of a group stands in the object of that number."""

    objects: dict[int, list[Document]] = field(default_factory=dict)
    code: str = CODE
    number: int = 7

    def all_ids(self) -> Iterable[int]:
        return sorted(self.objects)

    def documents(self, ids: Sequence[int]) -> Iterator[tuple[int, list[Document]]]:
        for key in ids:
            if key in self.objects:
                yield key, self.objects[key]

    def sight(self, actor: Actor, on: date) -> frozenset[str]:
        return frozenset({"public"})

    def every(self) -> list[Document]:
        return [document for some in self.objects.values() for document in some]


def allowed(one: Document, request: Request, sight: Iterable[str], on: date) -> bool:
    """Conditions aside from the words."""
    chosen = request.chosen
    return (
        bool(one.seen_by & set(sight))
        and (not chosen.get("issuer") or one.issuer in chosen["issuer"])
        and (not chosen.get("kind") or one.kind in chosen["kind"])
        and (not chosen.get("body") or one.body in chosen["body"])
        and (not chosen.get("region") or bool(set(one.regions) & chosen["region"]))
        and (request.since is None or one.day >= request.since)
        and (request.until is None or one.day <= request.until)
        and (one.shown.counts_on(request.as_of) if request.as_of else one.shown.shown_on(on))
        and (not request.statuses or status_in(one.standing, request.judged_on(on)) in request.statuses)
    )


def by_brute_force(documents: Iterable[Document], request: Request, sight: Iterable[str], on: date) -> list[Document]:
    """Every document that answers, looked at one by one."""
    # A provision may have a standing of its own: its words stand in the document all the same.
    text = [one for one in documents if allowed(one, replace(request, statuses=frozenset()), sight, on)]
    left = [one for one in text if allowed(one, request, sight, on)]
    fields = {id(one): {where: normalised(words) for where, words in one.fields.items()} for one in text}
    if request.scope is Scope.PROVISION:
        return [one for one in left if matches(request.query, fields[id(one)])]
    works = defaultdict(list)
    for one in text:
        works[one.group].append(fields[id(one)])
    groups = request.query.groups

    def answers(group: int) -> bool:
        said = works[group]
        return all(any(occurs(word, some) for word in words for some in said) for words in groups) and not any(
            occurs(word, some) for word in request.query.none for some in said
        )

    wanted = request.query.wanted
    return [
        one
        for one in left
        if answers(one.group) and (not wanted or any(occurs(word, fields[id(one)]) for word in wanted))
    ]


def spread(found: Sequence[Document], request: Request, on: date) -> dict[str, dict[object, int]]:
    """The facets of what was found."""
    day = request.judged_on(on)
    return {
        "issuer": dict(Counter(one.issuer for one in found)),
        "kind": dict(Counter(one.kind for one in found)),
        "year": dict(Counter(one.day.year for one in found)),
        "status": dict(Counter(status_in(one.standing, day) for one in found)),
    }

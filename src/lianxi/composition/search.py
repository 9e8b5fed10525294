"""Every field of work whose objects can be found, and the one way to ask: every search box of lianxi comes here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from lianxi.apps.bodies.models import Circle, CircleMember, spans
from lianxi.apps.rulebook.search import RULES
from lianxi.apps.search.asking import Request
from lianxi.apps.search.documents import Source
from lianxi.apps.search.finding import Asked, ask
from lianxi.apps.search.indexer import Indexer
from lianxi.apps.search.replica import replica
from lianxi.apps.search.schema import seen_term
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused

SOURCES: dict[str, Source] = {source.code: source for source in (RULES,)}


def asked(request: Request, actor: Actor, on: date) -> Asked:
    """A question of `actor`, ready to be answered; `Refused` while there is no index."""
    return ask(replica(), request, sight(actor, on), on)


def sight(actor: Actor, on: date) -> frozenset[str]:
    """By what `actor` may find a document, over all sources."""
    return frozenset(seen_term(code, term) for code, source in SOURCES.items() for term in source.sight(actor, on))


def indexer(moved: Callable[[], None] = lambda: None) -> Indexer:
    """What keeps the index of this machine up to date; `moved` is called when it has come further."""
    return Indexer(replica().folder, SOURCES, moved=moved)


def bodies_of_circle(slug: str, on: date) -> frozenset[str]:
    """The members of a circle on a day, whose repositories are looked in; `Refused` where there is no such circle."""
    if not Circle.objects.filter(pk=slug).exists():
        raise Refused("circle_there", f"没有联席圈“{slug}”。", remedy="请核对代码。")
    members = CircleMember.objects.filter(spans(on), circle=slug)
    return frozenset(members.values_list("body", flat=True))

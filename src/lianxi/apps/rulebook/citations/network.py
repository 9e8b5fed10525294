"""引用网络: rules and who cites whom around one of them, within what one may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from lianxi.apps.rulebook.citations.citing import seen_citations, standing_citations
from lianxi.apps.rulebook.models import Citation, Work
from lianxi.kernel.access import Actor

MOST_NODES = 200
Ties = Mapping[tuple[int, int], int]
"""In how many places a rule cites another, by the keys of both."""


@dataclass(frozen=True)
class Network:
    """Rules around a centre and the citations between them: (citing, cited) → how many places.

    cut: whether more rules belong to it than are shown.
    """

    works: Sequence[Work]
    edges: Ties
    centre: Work | None = None
    cut: bool = False


def ties_of(actor: Actor, on: date) -> Ties:
    """All that `actor` may see of the texts of a day; a rule that cites itself by its name is among them."""
    rows = standing_citations(seen_citations(actor, counting=True).filter(seen=True, own=False), on).order_by()
    return Counter(rows.values_list("version__work", "work").iterator(chunk_size=2000))


def network_of(actor: Actor, on: date, centre: Work | None = None) -> Network:
    """At most `MOST_NODES` rules `actor` may see: those nearest to the centre, else those most cited."""
    if centre is None:
        return whole_network(ties_of(actor, on))
    rows = standing_citations(seen_citations(actor).filter(seen=True, own=False), on)
    rows = rows.exclude(work=F("version__work")).order_by()
    keys, cut = _around(rows, centre.pk)
    return _shown(keys, _between(rows.filter(work__in=keys, version__work__in=keys)), centre, cut=cut)


def whole_network(ties: Ties) -> Network:
    """The rules most cited and, while there is room, those that cite them."""
    edges = {pair: places for pair, places in ties.items() if pair[0] != pair[1]}
    keys = _ranked(cited for _, cited in edges)[: MOST_NODES // 2]
    most = set(keys)
    citing = _ranked(one for one, cited in edges if cited in most and one not in most)
    keys, cut = (keys + citing)[:MOST_NODES], len(keys) + len(citing) > MOST_NODES
    inside = set(keys)
    return _shown(keys, {pair: places for pair, places in edges.items() if inside.issuperset(pair)}, cut=cut)


def _ranked(keys: Iterable[int]) -> list[int]:
    """Each key once, the most frequent first."""
    return [key for key, _ in sorted(Counter(keys).items(), key=lambda one: (-one[1], one[0]))]


def _shown(keys: Sequence[int], edges: Ties, centre: Work | None = None, *, cut: bool) -> Network:
    found = Work.objects.in_bulk(keys)
    return Network([found[key] for key in keys], edges, centre, cut)


def _between(rows: QuerySet[Citation]) -> dict[tuple[int, int], int]:
    counted = rows.values_list("version__work", "work").annotate(places=Count("pk", distinct=True))
    return {(citing, cited): places for citing, cited, places in counted}


def _around(rows: QuerySet[Citation], centre: int) -> tuple[list[int], bool]:
    """Ring by ring, the most strongly tied first, until all are there or the picture is full."""
    keys, ring = [centre], {centre}
    while ring and len(keys) < MOST_NODES:
        near = _between(rows.filter(Q(work__in=ring) | Q(version__work__in=ring)))
        tied: Counter[int] = Counter()
        for pair, places in near.items():
            tied.update({key: places for key in pair if key not in keys})
        new = [key for key, _ in sorted(tied.items(), key=lambda one: (-one[1], one[0]))]
        room = MOST_NODES - len(keys)
        keys += new[:room]
        if len(new) > room:
            return keys, True
        ring = set(new)
    full = len(keys) == MOST_NODES and rows.filter(_leads_out(keys)).exists()
    return keys, full


def _leads_out(keys: Iterable[int]) -> Q:
    inside = list(keys)
    return (Q(work__in=inside) & ~Q(version__work__in=inside)) | (Q(version__work__in=inside) & ~Q(work__in=inside))

"""引用网络: rules and who cites whom around one of them, within what one may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from lianxi.apps.rulebook.citations.citing import seen_citations, standing_citations
from lianxi.apps.rulebook.models import Citation, Work
from lianxi.kernel.access import Actor

MOST_NODES = 200


@dataclass(frozen=True)
class Network:
    """Rules around a centre and the citations between them: (citing, cited) → how many places.

    cut: whether more rules belong to it than are shown.
    """

    works: Sequence[Work]
    edges: dict[tuple[int, int], int]
    centre: Work | None = None
    cut: bool = False


def network_of(actor: Actor, on: date, centre: Work | None = None) -> Network:
    """At most `MOST_NODES` rules `actor` may see: those nearest to the centre, else those most cited."""
    rows = standing_citations(seen_citations(actor, counting=centre is None).filter(seen=True, own=False), on)
    rows = rows.exclude(work=F("version__work")).order_by()
    keys, cut = _around(rows, centre.pk) if centre else _most_cited(rows)
    inside = _between(rows.filter(work__in=keys, version__work__in=keys))
    found = Work.objects.in_bulk(keys)
    return Network([found[key] for key in keys], inside, centre, cut)


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


def _most_cited(rows: QuerySet[Citation]) -> tuple[list[int], bool]:
    """Those most cited and, while there is room, those that cite them."""
    cited = rows.values("work").annotate(many=Count("version__work", distinct=True)).order_by("-many", "work")
    keys = list(cited.values_list("work", flat=True)[: MOST_NODES // 2])
    citing = rows.filter(work__in=keys).exclude(version__work__in=keys).values("version__work")
    ranked = citing.annotate(many=Count("work", distinct=True)).order_by("-many", "version__work")
    more = list(ranked.values_list("version__work", flat=True)[: MOST_NODES - len(keys) + 1])
    return (keys + more)[:MOST_NODES], len(keys) + len(more) > MOST_NODES

"""Rules that cite one another: the most cited, the network, and citations that have gone stale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lianxi.apps.rulebook.acts import READ_SHARED_RULE
from lianxi.apps.rulebook.citations.network import Network, whole_network
from lianxi.apps.rulebook.citations.network_views import network_chart
from lianxi.apps.rulebook.citations.staleness import stale_rows
from lianxi.apps.rulebook.figures.cards import Cell, Figure, at_day
from lianxi.apps.rulebook.figures.pictures import bars
from lianxi.apps.rulebook.figures.stock import Stock
from lianxi.apps.rulebook.models import Work
from lianxi.kernel.access import allowed
from lianxi.kernel.texts.staleness import Reason

_MOST = 10
_NODES = 30
"""Rules in the small picture of the network; its own page has more."""


def most_cited(stock: Stock) -> Figure:
    """被引用最多."""
    places, citing = Counter[int](), Counter(cited for _, cited in stock.ties)
    for (_, cited), many in stock.ties.items():
        places[cited] += many
    most = sorted(places, key=lambda key: (-places[key], key))[:_MOST]
    works = Work.objects.in_bulk(most)
    lines = [
        (
            Cell(works[key].title, works[key].get_absolute_url()),
            Cell(places[key], _both_ways(works[key], stock)), Cell(citing[key], _both_ways(works[key], stock)),
        )
        for key in most
    ]  # fmt: skip
    says = "当日的文本里被引用处数最多的十件，已经终止的制度引用的也算"
    header = ("被引用的制度", "处数", "引用它的制度（件）")
    page = at_day("rulebook:citations", stock.on)
    return Figure("cited", "被引用最多", says, header, lines, bars(lines), page, "还没有读出制度之间的引用。")


def _both_ways(work: Work, stock: Stock) -> str:
    return at_day("rulebook:citations", stock.on, work=work.address.removeprefix("/akn/"))


def network(stock: Stock) -> Figure:
    """引用网络: the rules most strongly tied, as a small picture."""
    whole = whole_network(stock.ties)
    seen = stock.works.filter(pk__in=[work.pk for work in whole.works])
    small = _smaller(whole, frozenset(seen.values_list("pk", flat=True)))
    works = {work.pk: work for work in small.works}
    lines = [
        (
            Cell(works[citing].title, works[citing].get_absolute_url()),
            Cell(works[cited].title, works[cited].get_absolute_url()), Cell(places, _both_ways(works[citing], stock)),
        )
        for (citing, cited), places in sorted(small.edges.items(), key=lambda one: (-one[1], one[0]))
    ]  # fmt: skip
    header, page = ("引用的制度", "被引用的制度", "处数"), at_day("rulebook:network", stock.on)
    says = f"谁引用谁：画出联系最紧的{len(works)}件，点圆点打开那一件"
    picture = _smaller_picture(network_chart(small, names=False).option)
    return Figure("network", "引用网络", says, header, lines, picture, page, "还没有读出制度之间的引用。", wide=True)


def _smaller(whole: Network, seen: frozenset[int]) -> Network:
    """The rules with the most ties, and only those one may see today."""
    edges = {pair: places for pair, places in whole.edges.items() if seen.issuperset(pair)}
    tied: Counter[int] = Counter()
    for pair, places in edges.items():
        tied.update(dict.fromkeys(pair, places))
    kept = {key for key, _ in sorted(tied.items(), key=lambda one: (-one[1], one[0]))[:_NODES]}
    inside = {pair: places for pair, places in edges.items() if kept.issuperset(pair)}
    return replace(whole, works=[work for work in whole.works if work.pk in kept], edges=inside)


def _smaller_picture(option: Mapping[str, Any]) -> dict[str, Any]:
    """With room for the legend, and held fast: who scrolls the page would move it."""
    series = option["series"][0] | {"top": 44, "bottom": 12, "roam": False}
    return {**option, "series": [series]}


def stale(stock: Stock) -> Figure | None:
    """引用待核, for those who may open the list."""
    if not allowed(stock.actor, READ_SHARED_RULE):
        return None
    found = stale_rows(stock.actor, stock.day)
    many = Counter(reason for one in found for reason in one.reasons)
    lines = [
        (Cell(reason.label), Cell(many[reason], at_day("rulebook:stale", stock.on, reason=reason.value)))
        for reason in Reason
    ]
    says = f"引用的条文有了变动、要再看一遍的共{len(found)}处；一处有几个原因的，各算一次"
    page = at_day("rulebook:stale", stock.on)
    return Figure("stale", "引用待核", says, ("原因", "处数"), lines, bars(lines), page)

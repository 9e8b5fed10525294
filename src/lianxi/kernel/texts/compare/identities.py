"""Identities 条文身份 carried from one version to the next (texts.md 3): the `wid` of Akoma Ntoso.

An id (eid) says where a provision stands in one version; its identity was given
when it first appeared and stays with it when articles are renumbered, and when
a 款, 项 or 目 moves within its article. Comments and citations hold the identity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lianxi.kernel.texts.compare.comparison import Comparison, Pair
from lianxi.kernel.texts.compare.inner import match_inner
from lianxi.kernel.texts.compare.units import Unit
from lianxi.kernel.texts.structure import Kind, Node, read_structure, walk


def carry_identities(
    comparison: Comparison, identities: Mapping[str, str], version: str, *, confirmed: frozenset[str] = frozenset()
) -> dict[str, str]:
    """Id in the new text → identity, for every provision of it, down to 款, 项 and 目.

    identities: id in the old text → identity; a provision missing there is its own.
    version:    names the new version; a provision that first appears there gets `id@version`.
    confirmed:  ids in the new text of suggested pairs (疑似) that a reader has confirmed; the others are new.

    Of merged provisions the first one lives on, of a split one its first part; the paragraphs of all of them do.
    """
    olds, news = (_articles(text) for text in (comparison.old, comparison.new))
    carried: dict[str, str] = {}
    for pair in comparison.provisions:
        goes_on = _continues(pair, confirmed)
        heirs = pair.new[:1] if goes_on else ()
        for unit in pair.new:
            minted = f"{unit.eid}@{version}"
            carried[unit.eid] = identities.get(pair.old[0].eid, pair.old[0].eid) if unit in heirs else minted
        before = list(_inside(pair.old, olds)) if goes_on else []
        after = list(_inside(pair.new, news))
        of_old = match_inner(before, after)
        for node in (inner for article in after for inner in walk(article) if inner is not article):
            if node.kind in _INNER:
                old = of_old.get(node.eid)
                carried[node.eid] = identities.get(old, old) if old else f"{node.eid}@{version}"
    return carried


_INNER = frozenset({Kind.PARAGRAPH, Kind.POINT, Kind.INDENT})


def _articles(text: str) -> dict[str, Node]:
    return {node.eid: node for node in walk(read_structure(text)) if node.kind is Kind.ARTICLE}


def _inside(units: Sequence[Unit], articles: Mapping[str, Node]) -> Iterator[Node]:
    return (articles[unit.eid] for unit in units if unit.eid in articles)


def _continues(pair: Pair, confirmed: frozenset[str]) -> bool:
    if not pair.old or not pair.new:
        return False
    return not pair.suggested or pair.new[0].eid in confirmed

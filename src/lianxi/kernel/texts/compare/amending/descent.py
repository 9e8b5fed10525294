"""Where each article of the amended text comes from 条文由来, as the instructions say and not as likeness suggests.

A provision keeps its identity (wid) when a decision rewords, moves or renumbers it; of merged ones the first lives
on, of a split one its first part. What an instruction words anew inside an article is matched by its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.compare.amending.instruction import Place
from lianxi.kernel.texts.compare.amending.model import Article
from lianxi.kernel.texts.compare.amending.work import Work
from lianxi.kernel.texts.compare.comparison import compare
from lianxi.kernel.texts.compare.identities import carry_identities
from lianxi.kernel.texts.compare.inner import match_inner
from lianxi.kernel.texts.structure import Kind, Node, read_structure, walk


@dataclass(frozen=True, slots=True)
class Descent:
    """The origin of one article.

    now:  its number in the amended text.
    was:  which articles of the old text it was made from, counted from 0 in their order, the one that lives on
          first; () of a new one.
    kept: (new place, old place) of the paragraphs and points that the decision did not word anew as a whole.
    """

    now: str
    was: tuple[int, ...]
    kept: tuple[tuple[Place, Place], ...] = ()


def descents(work: Work) -> tuple[Descent, ...]:
    """The origins of all articles, when everything has its number."""
    order = {id(article): at for at, article in enumerate(work.old_articles)}
    first = {key: order[id(article)] for key, article in work.by_key.items()}
    return tuple(_descent(article, order, first) for article in work.text.articles)


def _descent(article: Article, order: Mapping[int, int], first: Mapping[str, int]) -> Descent:
    own = order.get(id(article))
    was = [own] if own is not None else []
    was += [first[key] for key in article.origins if key in first and key != article.key]
    return Descent(article.now, tuple(dict.fromkeys(was)), tuple(_kept(article)))


def _kept(article: Article) -> Iterator[tuple[Place, Place]]:
    for number, paragraph in enumerate(article.paragraphs, 1):
        old = paragraph.origin
        if old is None or old.paragraph is None:
            continue
        yield Place(article.now, number), old
        for at, point in enumerate(paragraph.points, 1):
            if point.number is not None:
                yield Place(article.now, number, str(at)), Place(old.article, old.paragraph, point.number)


def own_articles(text: str) -> tuple[Node, ...]:
    """The articles of a text in their order, without those of its attachments."""
    waiting, found = [read_structure(text)], list[Node]()
    while waiting:
        node = waiting.pop()
        if node.kind is Kind.ARTICLE:
            found.append(node)
        elif node.kind is not Kind.ATTACHMENT:
            waiting.extend(reversed(node.children))
    return tuple(found)


def carry_by_instructions(
    old: str, new: str, origins: Sequence[Descent], identities: Mapping[str, str], version: str
) -> dict[str, str]:
    """Id in the amended text → identity, as `carry_identities` gives it, the articles by what the decision did.

    identities: id in the old text → identity. version: names the new version; what is new gets `id@version`.
    """
    olds, waiting = own_articles(old), {one.now: one for one in reversed(origins)}
    sure: dict[str, str] = {}
    for node in own_articles(new):
        if (descent := waiting.pop(node.key or "", None)) is not None:
            sure |= _of_article(node, descent, olds, identities, version)
    guessed = carry_identities(compare(old, new), identities, version)
    taken = set(sure.values())
    left = {eid: wid if wid not in taken else f"{eid}@{version}" for eid, wid in guessed.items() if eid not in sure}
    return left | sure


def _of_article(
    node: Node, descent: Descent, olds: Sequence[Node], identities: Mapping[str, str], version: str
) -> dict[str, str]:
    sources = [olds[at] for at in descent.was]
    found = dict(match_inner(sources, [node])) if sources else {}
    known = {_eid(new, node.eid): _old_eid(old, olds) for new, old in descent.kept}
    found = {eid: old for eid, old in found.items() if eid not in known and old not in known.values()} | known
    carried = {node.eid: _identity(sources[0].eid, identities) if sources else f"{node.eid}@{version}"}
    for inner in walk(node):
        if inner is not node and inner.kind in _INNER:
            old = found.get(inner.eid)
            carried[inner.eid] = _identity(old, identities) if old else f"{inner.eid}@{version}"
    return carried


_INNER = frozenset({Kind.PARAGRAPH, Kind.POINT, Kind.INDENT})


def _identity(eid: str, identities: Mapping[str, str]) -> str:
    return identities.get(eid, eid)


def _old_eid(place: Place, olds: Sequence[Node]) -> str:
    article = next((node for node in olds if node.key == place.article), None)
    return _eid(place, article.eid if article else f"art_{place.article}")


def _eid(place: Place, article: str) -> str:
    """`art_3__para_2__point_1` of a place in the article of an id."""
    return f"{article}__para_{place.paragraph}" + (f"__point_{place.point}" if place.point else "")

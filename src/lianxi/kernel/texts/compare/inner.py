"""Which 款, 项 and 目 of an article became which 条内对应: by their words, wherever within the article they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lianxi.kernel.texts.compare.likeness import likeness
from lianxi.kernel.texts.compare.words import comparable
from lianxi.kernel.texts.structure import Kind, Node, walk

_ALIKE, _IN_PLACE = 60.0, 40.0
"""Likeness from which two are the same anywhere, and from which they are between the same neighbours."""


def match_inner(old: Sequence[Node], new: Sequence[Node]) -> dict[str, str]:
    """Id in the new text → id in the old one, of what articles hold that became one another.

    What stands in matched paragraphs is matched first; points that left their paragraph are looked for
    in the other paragraphs of the same articles.
    """
    found: dict[str, str] = {}
    holders: list[tuple[Sequence[Node], Sequence[Node]]] = [(old, new)]
    for kind in (Kind.PARAGRAPH, Kind.POINT, Kind.INDENT):
        pairs = [pair for olds, news in holders for pair in _matched(_held(olds, kind), _held(news, kind))]
        taken = {id(node) for pair in pairs for node in pair}
        left = ([node for node in _all(side, kind) if id(node) not in taken] for side in (old, new))
        pairs += _matched(*left)
        found |= {other.eid: one.eid for one, other in pairs}
        holders = [((one,), (other,)) for one, other in pairs]
    return found


def _held(nodes: Sequence[Node], kind: Kind) -> list[Node]:
    return [child for node in nodes for child in node.children if child.kind is kind]


def _all(nodes: Sequence[Node], kind: Kind) -> list[Node]:
    return [inner for node in nodes for inner in walk(node) if inner.kind is kind]


def _matched(olds: Sequence[Node], news: Sequence[Node]) -> list[tuple[Node, Node]]:
    """One to one: the same words first, then the most alike, last what is left between matched neighbours."""
    words = {id(node): _words(node) for node in (*olds, *news)}
    pairs: dict[int, int] = {}
    for at, one in enumerate(olds):
        same = (to for to, other in enumerate(news) if to not in pairs.values() and words[id(one)] == words[id(other)])
        if (to := next(same, None)) is not None:
            pairs[at] = to
    free_olds = [at for at in range(len(olds)) if at not in pairs]
    free_news = [to for to in range(len(news)) if to not in pairs.values()]
    scored = sorted(
        ((likeness(words[id(olds[at])], words[id(news[to])]), at, to) for at in free_olds for to in free_news),
        key=lambda one: (-one[0], one[1], one[2]),
    )
    for score, at, to in scored:
        least = _IN_PLACE if _fits(pairs, at, to) else _ALIKE
        if score >= least and at not in pairs and to not in pairs.values():
            pairs[at] = to
    return [(olds[at], news[to]) for at, to in pairs.items()]


def _fits(pairs: dict[int, int], at: int, to: int) -> bool:
    """Whether two stand between the same matched neighbours."""
    return all((one < at) == (other < to) for one, other in pairs.items())


def _words(node: Node) -> str:
    """What it says, without the numbers of what it holds."""
    return comparable("".join(_said(node)))


def _said(node: Node) -> Iterator[str]:
    for inner in walk(node):
        text = inner.text.lstrip(" \t\u3000\u00a0\n")
        yield text.removeprefix(inner.number or "") if inner.number else text

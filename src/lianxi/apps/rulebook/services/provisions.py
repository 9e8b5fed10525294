"""A version cut into its provisions, each with its place and the identity it keeps through all versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256

from lianxi.apps.rulebook.models import Provision, Version
from lianxi.kernel.texts.compare import carry_identities, compare
from lianxi.kernel.texts.normalise import SAME_TEXT, normalise
from lianxi.kernel.texts.structure import Kind, Node, read_structure

_AT_ONCE = 500


@lru_cache(maxsize=1)
def structure_of(text: str) -> Node:
    """The structure of the text in hand, read once for all that taking it in asks of it."""
    return read_structure(text)


def cut(version: Version, before: Version | None, *, carried: Mapping[str, str] | None = None) -> list[Provision]:
    """Keep the provisions of a version, identities carried over from the one before; the title stands first.

    carried: id → identity, where it is known what became of each, as after an amending decision.

    A provision that only a suggestion (疑似) links to an old one is a new one, until a person says otherwise.
    """
    identities = _identities(version, before) if carried is None else carried
    made: dict[str, Provision] = {}
    for order, (node, parent) in enumerate(_in_order(structure_of(version.text))):
        row = _row(version, node, order, identities)
        row.parent = made.get(parent)
        made[node.eid] = row
    # Parents stand before their children: they need a key before a child can point at them.
    for level in _levels(list(made.values())):
        Provision.objects.bulk_create(level, batch_size=_AT_ONCE)
    return list(made.values())


def _in_order(root: Node) -> Iterator[tuple[Node, str]]:
    """The nodes with the id of their parent: the title first, then the text in order, without the document itself."""
    nodes = list(_below(root))
    title = next((pair for pair in nodes if pair[0].kind is Kind.TITLE), None)
    if title:
        yield title
    yield from (pair for pair in nodes if pair is not title)


def _below(node: Node) -> Iterator[tuple[Node, str]]:
    waiting = [(child, "") for child in reversed(node.children)]
    while waiting:
        current, parent = waiting.pop()
        yield current, parent
        waiting.extend((child, current.eid) for child in reversed(current.children))


def _levels(rows: list[Provision]) -> Iterator[list[Provision]]:
    """The rows without a parent, then their children, and so on."""
    there: set[int] = set()
    while rows:
        level = [row for row in rows if row.parent is None or id(row.parent) in there]
        yield level
        there |= {id(row) for row in level}
        rows = [row for row in rows if id(row) not in there]


def _row(version: Version, node: Node, order: int, identities: Mapping[str, str]) -> Provision:
    words = version.text[node.start : node.end]
    return Provision(
        version=version, order=order, kind=node.kind.value, number=node.number or "", key=node.key or "", eid=node.eid,
        wid=identities.get(node.eid) or _by_parent(node.eid, identities), heading=node.heading or "", text=node.text,
        start=node.start, end=node.end, sha=fingerprint(words),
    )  # fmt: skip


def fingerprint(words: str) -> str:
    """SHA-256 of words by the profile `SAME_TEXT`: what only width and blanks make different has one fingerprint."""
    return sha256(normalise(words, SAME_TEXT).text.encode("utf-8", "surrogatepass")).hexdigest()


def _identities(version: Version, before: Version | None) -> dict[str, str]:
    if before is None:
        return {}
    known = dict(before.provisions.values_list("eid", "wid"))
    return carry_identities(compare(before.text, version.text), known, str(version.number))


def _by_parent(eid: str, identities: Mapping[str, str]) -> str:
    """The identity of what has none of its own: that of the provision it stands in, and its place there."""
    parent, mark, last = eid.rpartition("__")
    if not mark:
        return eid
    return f"{identities.get(parent) or _by_parent(parent, identities)}__{last}"

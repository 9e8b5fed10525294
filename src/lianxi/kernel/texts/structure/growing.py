"""The tree while it is being read 生成中的结构树: entries in the order of the text, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from lianxi.kernel.texts.structure.node import DIVISIONS, Kind, Node

Heading = tuple[Kind, str | None, str]
"""A line of a table of contents or a heading of the body: kind, key, words."""


class Rank(IntEnum):
    """How high a piece stands; opening one closes all of its rank and below.

    Levels stand at LEVEL or, inside an article, at POINT plus twice their style; an unnumbered
    heading over a list stands one above the list. Leaves hold nothing.
    """

    ROOT = 0
    DOCUMENT = 1
    ATTACHMENT = 2
    PART = 3
    SUBPART = 4
    CHAPTER = 5
    SECTION = 6
    LEVEL = 10
    ARTICLE = 30
    PARAGRAPH = 31
    POINT = 40
    LEAF = 99


DIVISION_RANKS = dict(zip(DIVISIONS, (Rank.PART, Rank.SUBPART, Rank.CHAPTER, Rank.SECTION), strict=True))


@dataclass(slots=True, eq=False)
class Entry:
    """A node in the making; `ordinal` and `style` tell how its numbering goes on."""

    rank: int
    kind: Kind
    start: int
    parent: Entry | None
    number: str | None = None
    key: str | None = None
    heading: str | None = None
    ordinal: tuple[int, ...] | None = None
    style: int | None = None
    eid: str = ""
    doubts: list[str] = field(default_factory=list)
    last: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """For each style, the number of the last child so numbered."""
    held: int = 0
    """How many children it has."""
    listed: tuple[Heading, ...] = ()
    """What a table of contents lists."""
    nodes: list[Node] = field(default_factory=list)
    """Its finished children, the last first."""


class GrowingTree:
    """Entries in the order of the text and the path of those still open."""

    def __init__(self) -> None:
        self.entries: list[Entry] = [Entry(Rank.ROOT, Kind.DOCUMENT, 0, None)]
        self.open: list[Entry] = [self.entries[0]]

    @property
    def top(self) -> Entry:
        return self.open[-1]

    def close_to(self, rank: int) -> Entry:
        """Close all that stands at `rank` or below it; what is left open holds the next entry."""
        while len(self.open) > 1 and self.open[-1].rank >= rank:
            self.open.pop()
        return self.open[-1]

    def add(self, rank: int, kind: Kind, start: int, number: str | None = None, key: str | None = None) -> Entry:
        """Open an entry at its place."""
        parent = self.close_to(rank)
        entry = Entry(rank, kind, start, parent, number, key)
        parent.held += 1
        self.entries.append(entry)
        self.open.append(entry)
        return entry

    def leaf(self, kind: Kind, start: int, *, under: int = Rank.LEAF) -> Entry:
        """A piece without children; `under` first closes what stands at that rank or below."""
        self.close_to(under)
        return self.add(Rank.LEAF, kind, start)

    def reopen(self, entry: Entry) -> None:
        """Make an entry the top again, with all that holds it."""
        path: list[Entry] = []
        current: Entry | None = entry
        while current is not None:
            path.append(current)
            current = current.parent
        self.open = path[::-1]

    def nearest(self, kind: Kind) -> Entry | None:
        return next((entry for entry in reversed(self.open) if entry.kind is kind), None)


def freeze(entries: list[Entry], text: str) -> Node:
    """The finished tree; each node's own text reaches to the next entry, so that nothing is lost."""
    after = len(text)
    for entry in reversed(entries):
        node = Node(
            entry.kind,
            entry.number,
            entry.key,
            entry.eid,
            entry.heading,
            entry.start,
            entry.nodes[0].end if entry.nodes else after,
            text[entry.start : after],
            tuple(reversed(entry.nodes)),
            tuple(entry.doubts),
        )
        after = entry.start
        if entry.parent is not None:
            entry.parent.nodes.append(node)
    return node

"""The provision tree 条文结构: what a node of it says, and how it is walked, found and shown."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a piece of a document is (立法法65条; GB/T 9704 for notices).

    `quoted` is wording of another text, set into an amending decision between quotation marks.
    """

    DOCUMENT = "document"
    TITLE = "title"
    CAPTION = "caption"
    TOC = "toc"
    PREAMBLE = "preamble"
    PART = "part"
    SUBPART = "subpart"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    POINT = "point"
    INDENT = "indent"
    LEVEL = "level"
    QUOTED = "quoted"
    ATTACHMENT = "attachment"
    SIGNATURE = "signature"
    FOOTER = "footer"
    TEXT = "text"


DIVISIONS = (Kind.PART, Kind.SUBPART, Kind.CHAPTER, Kind.SECTION)
"""编 分编 章 节, from the highest down."""

PROVISIONS = frozenset({*DIVISIONS, Kind.ARTICLE, Kind.PARAGRAPH, Kind.POINT, Kind.INDENT, Kind.LEVEL})


class Node(NamedTuple):
    """One node of the tree; a named tuple, since a long text has thousands.

    number:     as printed (第十二条之一, （一）, 1., ①); None where the piece carries none.
    key:        the number in Arabic figures with its branch (12-1), by which it is looked up.
    eid:        place in this version of the document (art_12-1__para_2__point_3); unique in the tree.
    heading:    words of a heading, without number and marks; None where there is none.
    start, end: the whole node with its children, in characters of the text that was read.
    text:       its own characters up to its first child; all `text` in order give the original.
    doubts:     what a reader should look at, in Chinese.
    """

    kind: Kind
    number: str | None
    key: str | None
    eid: str
    heading: str | None
    start: int
    end: int
    text: str
    children: tuple[Node, ...]
    doubts: tuple[str, ...]


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, in the order of the text."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(current.children))


def path_at(root: Node, offset: int) -> tuple[Node, ...]:
    """The nodes that hold the character at `offset`, from the root down; empty outside the text."""
    path: list[Node] = []
    level: tuple[Node, ...] = (root,)
    while found := next((node for node in level if node.start <= offset < node.end), None):
        path.append(found)
        level = found.children
    return tuple(path)


def headings_path(root: Node, offset: int) -> tuple[str, ...]:
    """The headings over the place at `offset`, number and words as printed: 三、主要机制, （二）组织领导.

    A provision without a heading gives its number alone.
    """
    said = ((node.number or "") + (node.heading or "") for node in path_at(root, offset) if node.kind in PROVISIONS)
    return tuple(words for words in said if words)


def plain(node: Node) -> dict[str, object]:
    """The tree as JSON shows it (`lianxi text structure --json`)."""
    made: list[dict[str, object]] = []
    waiting: list[tuple[Node, list[dict[str, object]]]] = [(node, made)]
    while waiting:
        current, place = waiting.pop()
        children: list[dict[str, object]] = []
        place.append(
            {
                "kind": current.kind.value,
                "number": current.number,
                "key": current.key,
                "eid": current.eid,
                "heading": current.heading,
                "text": current.text,
                "start": current.start,
                "end": current.end,
                "doubts": list(current.doubts),
                "children": children,
            }
        )
        waiting.extend((child, children) for child in reversed(current.children))
    return made[0]

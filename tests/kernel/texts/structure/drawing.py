"""A tree drawn as lines, for tests: depth, id and, after an equals sign, the heading."""

from __future__ import annotations

from lianxi.kernel.texts.structure import Kind, Node, read_structure, walk


def eids(text: str) -> list[str]:
    """The ids of a text's tree without the root."""
    return [node.eid for node in walk(read_structure(text))][1:]


def find(text: str, eid: str) -> Node:
    return next(node for node in walk(read_structure(text)) if node.eid == eid)


def kinds(text: str) -> list[tuple[str, str]]:
    """Kind and trimmed own text of every node but the root."""
    return [(node.kind.value, node.text.strip()) for node in walk(read_structure(text))][1:]


def of_kind(text: str, kind: Kind) -> list[Node]:
    return [node for node in walk(read_structure(text)) if node.kind is kind]


def doubts(text: str) -> list[tuple[str, str]]:
    return [(node.eid, doubt) for node in walk(read_structure(text)) for doubt in node.doubts]

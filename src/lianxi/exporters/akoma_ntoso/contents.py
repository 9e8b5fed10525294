"""Tables of contents 目录: each line leads to the heading it names."""

from __future__ import annotations

from lianxi.exporters.akoma_ntoso.pieces import Piece, cut
from lianxi.exporters.akoma_ntoso.writer import Element, TextWriter, sub
from lianxi.kernel.texts.structure import DIVISIONS, Kind, Node, walk
from lianxi.kernel.texts.structure.marks import Mark, read_mark

_HEADED = (*DIVISIONS, Kind.LEVEL)


def put_contents(words: TextWriter, parent: Element, node: Node, named: dict[str, str], root: Node) -> None:
    """The word 目录 as a line, what is listed below it as `toc`; a table of one line is just that line."""
    pieces = cut(node)
    label, listed = pieces[:1], pieces[1:]
    if not listed or read_mark(label[0].said):
        label, listed = [], pieces
    for piece in label:
        words.put(parent, piece, node.start, **{"class": Kind.TOC.value})
    toc = sub(parent, "toc", **named)
    for piece, level, href in _targets(listed, root):
        words.put(toc, piece, node.start, "tocItem", level=str(level), href=href)


def _targets(listed: list[Piece], root: Node) -> list[tuple[Piece, int, str]]:
    """Each line with its rank and the id it leads to; headings are taken in their order, each once."""
    headings = [node for node in walk(root) if node.kind in _HEADED]
    found: list[tuple[Piece, int, str]] = []
    at = 0
    for piece in listed:
        mark = read_mark(piece.said)
        hit = next((i for i in range(at, len(headings)) if _is_meant(headings[i], piece, mark)), None)
        kind = headings[hit].kind if hit is not None else mark.kind if mark else Kind.CHAPTER
        at = at if hit is None else hit + 1
        found.append((piece, _rank(kind), f"#{headings[hit].eid}" if hit is not None else "#"))
    highest = min((level for _, level, _ in found), default=1)
    return [(piece, level - highest + 1, href) for piece, level, href in found]


def _is_meant(node: Node, piece: Piece, mark: Mark | None) -> bool:
    if mark is None:
        return node.number is None and node.heading == "".join(piece.said.split())
    return node.kind is mark.kind and node.key == mark.key


def _rank(kind: Kind) -> int:
    return _HEADED.index(kind) if kind in _HEADED else len(_HEADED)

"""Where the children of a document go 归位: preface, preamble, body, conclusions, attachments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.structure import PROVISIONS, Kind, Node, walk

_FRONT = frozenset({Kind.TITLE, Kind.CAPTION, Kind.TOC})
_END = frozenset({Kind.SIGNATURE, Kind.FOOTER})
_DOCUMENTS = frozenset({Kind.ATTACHMENT, Kind.DOCUMENT})


@dataclass(frozen=True, slots=True)
class Arranged:
    """The children of a document in groups that follow one another in the text.

    after: what stands below the attachments (版记); its place in the file is before them.
    """

    preface: Sequence[Node]
    preamble: Sequence[Node]
    body: Sequence[Node]
    conclusions: Sequence[Node]
    attachments: Sequence[Node]
    after: Sequence[Node]


def arrange(document: Node) -> Arranged:
    """The groups in order; together they are all children."""
    children = document.children
    flat = _first(children, 0, lambda node: not is_flat(node))
    preface = max((at + 1 for at in range(flat) if children[at].kind in _FRONT), default=0)
    preamble = _first(children, preface, lambda node: node.kind is not Kind.PREAMBLE)
    attached = _first(children, preamble, _opens_documents)
    end = attached
    while end < len(children) and children[end].kind in _DOCUMENTS:
        end += 1
    if not all(is_flat(node) for node in children[end:]):
        attached = end = len(children)
    last = max((at + 1 for at in range(preamble, attached) if not is_flat(children[at])), default=preamble)
    ending = min(_first(children, last, lambda node: node.kind in _END or is_list(node)), attached)
    return Arranged(
        children[:preface],
        children[preface:preamble],
        children[preamble:ending],
        children[ending:attached],
        children[attached:end],
        children[end:],
    )


def is_flat(node: Node) -> bool:
    """Whether it is no provision and holds nothing: lines, and only lines."""
    return not node.children and node.kind not in PROVISIONS and (node.kind not in _DOCUMENTS or is_list(node))


def is_list(node: Node) -> bool:
    """Whether it only names attachments 附件说明."""
    return node.kind is Kind.ATTACHMENT and node.eid.split("__")[-1].split("~")[0] == "att_list"


def doctype_of(root: Node) -> str:
    """`act` for a text in articles, `doc` for all others; attachments and further texts of the file do not count."""
    own = [child for child in root.children if child.kind not in _DOCUMENTS]
    return "act" if any(node.kind is Kind.ARTICLE for child in own for node in walk(child)) else "doc"


def _opens_documents(node: Node) -> bool:
    return node.kind in _DOCUMENTS and not is_list(node)


def _first(children: Sequence[Node], start: int, wanted: Callable[[Node], bool]) -> int:
    """The first from `start` on that is wanted; their number where none is."""
    return next((at for at in range(start, len(children)) if wanted(children[at])), len(children))

"""Tables of contents that differ from the body 目录与正文不符; what differs is seen while the tree is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.damage.clauses.sheet import Document, Sheet
from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.structure import Kind, Node

_DIFFERENCES = ("目录写", "目录列有", "正文有")
_SAID = re.compile("“([^”]{1,60})”")


def find_contents_contradictions(sheet: Sheet) -> Iterator[Finding]:
    """Headings that the table of contents and the body do not share, each at the place that has it."""
    for document in sheet.documents:
        for node in document.nodes:
            if node.kind == Kind.TOC:
                yield from _differences(document, node)


def _differences(document: Document, toc: Node) -> Iterator[Finding]:
    for doubt in toc.doubts:
        said = _SAID.search(doubt)
        if said is None or not doubt.startswith(_DIFFERENCES):
            continue
        in_body = doubt.startswith("正文")
        start, end = _heading(document, said[1]) if in_body else _listed(document.text, toc, said[1])
        original = document.text[start:end]
        yield Finding(Damage.CONTRADICTION, start, end, original, None, 0.6, f"{doubt}。")


def _listed(text: str, toc: Node, said: str) -> tuple[int, int]:
    """Where the table of contents lists a heading; its first line where the words cannot be found."""
    spaced = r"[ \t　]*".join(map(re.escape, "".join(said.split())))
    found = re.compile(spaced).search(text, toc.start, toc.end)
    line = text.find("\n", toc.start, toc.end)
    return found.span() if found else (toc.start, line if line > toc.start else toc.end)


def _heading(document: Document, said: str) -> tuple[int, int]:
    """The heading in the body that says so; the beginning of the document where it cannot be found."""
    for node in document.nodes:
        if node.heading == said and node.kind != Kind.TOC:
            return node.start, node.start + len(node.text.split("\n")[0])
    return document.start, document.start

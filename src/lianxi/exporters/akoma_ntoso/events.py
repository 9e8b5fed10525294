"""What captions tell 题注所载: the events of a text's life, and where their words stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from lianxi.exporters.akoma_ntoso.pieces import cut
from lianxi.exporters.akoma_ntoso.writer import Span
from lianxi.kernel.texts.captions import Event, FoundCaption, find_captions
from lianxi.kernel.texts.citations import Citation, find_citations
from lianxi.kernel.texts.dates import find_dates
from lianxi.kernel.texts.structure import Kind, Node, walk

Resolver = Callable[[Citation], str | None]
"""The address of what a citation names; None where it is not known."""

_INLINE = {"body": "docProponent", "number": "docNumber"}


def caption_events(root: Node) -> tuple[Event, ...]:
    """The events of the first text under `root`; another text in the same file does not count."""
    captions = chain.from_iterable(_captions(child) for child in root.children)
    found = next(captions, None)
    return tuple(event for event in found.caption.events if event.group == 0) if found else ()


def inline_spans(root: Node, resolve: Resolver | None) -> Iterator[Span]:
    """Titles, days and bodies of captions, days of signatures, and the citations that `resolve` knows."""
    for node in walk(root):
        reader = _READERS.get(node.kind)
        if reader is not None:
            yield from reader(node)
    if resolve is not None:
        for citation in find_citations("".join(node.text for node in walk(root))):
            if href := resolve(citation):
                yield Span(citation.start, citation.end, "ref", {"href": href})


def _title_spans(node: Node) -> Iterator[Span]:
    return (_at(node, piece.start, piece.start + len(piece.said), "docTitle") for piece in cut(node))


def _signature_spans(node: Node) -> Iterator[Span]:
    for found in find_dates(node.text):
        if found.day:
            yield _at(node, found.start, found.end, "date", date=found.day.isoformat())


def _captions(node: Node) -> tuple[FoundCaption, ...]:
    return find_captions(node.text) if node.kind is Kind.CAPTION else ()


def _caption_spans(node: Node) -> Iterator[Span]:
    return chain.from_iterable(_printed_spans(node, found) for found in _captions(node))


def _printed_spans(node: Node, found: FoundCaption) -> Iterator[Span]:
    """By the printed pieces of the caption; none where they are not what stands in the text."""
    script = found.caption.script
    if "".join(part.printed for part in script) != node.text[found.start : found.end]:
        return
    at = found.start
    for part in script:
        event = found.caption.events[part.event]
        if part.field == "date" and event.date:
            yield _at(node, at, at + len(part.printed), "docDate", date=event.date.isoformat())
        elif part.field in _INLINE:
            yield _at(node, at, at + len(part.printed), _INLINE[part.field])
        at += len(part.printed)


def _at(node: Node, start: int, end: int, tag: str, **attributes: str) -> Span:
    return Span(node.start + start, node.start + end, tag, attributes)


_READERS: dict[Kind, Callable[[Node], Iterator[Span]]] = {
    Kind.TITLE: _title_spans,
    Kind.CAPTION: _caption_spans,
    Kind.SIGNATURE: _signature_spans,
}

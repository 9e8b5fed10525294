"""Words put into elements 写入, in the order of the text; layout is noted where it is not the usual one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice, pairwise
from typing import TypeAlias

from lxml import etree

from lianxi.exporters.akoma_ntoso.pieces import Piece
from lianxi.kernel.texts.exchange import AKN, CHARACTER, LATER, LAYOUT, NOT_IN_XML, PIECES, begins_line, escape

Element: TypeAlias = etree._Element


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the text that stand in an inline element of their own: a date, a body, a citation."""

    start: int
    end: int
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)


def sub(parent: Element, tag: str, **attributes: str) -> Element:
    """A new last child in the namespace of Akoma Ntoso; attributes with what XML cannot hold lose it."""
    clean = {name: NOT_IN_XML.sub("�", value) for name, value in attributes.items()}
    return etree.SubElement(parent, f"{{{AKN}}}{tag}", clean)


def own(parent: Element, tag: str, **attributes: str) -> Element:
    """A new last child in the namespace of the layout."""
    return etree.SubElement(parent, f"{{{LAYOUT}}}{tag}", attributes)


def indent(element: Element, depth: int = 0) -> None:
    """Set elements on lines of their own, but never inside one that holds words, where blanks would be words."""
    if not len(element) or etree.QName(element).localname in PIECES:
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in element:
        indent(child, depth + 1)
        child.tail = element.text
    child.tail = "\n" + "  " * depth


@dataclass(frozen=True, slots=True)
class _Put:
    """An element with its layout. begins: it stands at the beginning of a line."""

    element: Element
    place: str
    begins: bool
    before: str
    after: str


class TextWriter:
    """Fills elements and remembers what was written."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = _apart(spans)
        self._starts = [span.start for span in self._spans]
        self._put: list[_Put] = []
        self._pending = ""
        self._last = ""
        self.later = False
        """Whether pieces now written stand before some that are already written, in the order of the file."""

    def blank(self, text: str) -> None:
        """A stretch of the text that holds no words; it is kept with the next piece."""
        self._pending += text

    def put(self, parent: Element, piece: Piece, offset: int, tag: str = "", **attributes: str) -> Element:
        """A new element with the words of a piece. offset: of the piece's node in the text."""
        element = sub(parent, tag or piece.tag, **attributes)
        before = self._pending + piece.before
        self._note(element, before, piece.after)
        self._pending, self._last = "", before + piece.said + piece.after or self._last
        start = offset + piece.start
        self._fill(element, piece.said, start)
        return element

    def _note(self, element: Element, before: str, after: str) -> None:
        parent = element.getparent()
        above = etree.QName(parent).localname if parent is not None else ""
        place = f"{above}/{etree.QName(element).localname}"
        self._put.append(_Put(element, place, begins_line(self._last), before, after))
        if self.later:
            element.set(f"{{{LAYOUT}}}place", LATER)

    def _fill(self, element: Element, said: str, start: int) -> None:
        at, end = start, start + len(said)
        for span in islice(self._spans, bisect_left(self._starts, start), bisect_left(self._starts, end)):
            if span.end <= end:
                _append(element, said[at - start : span.start - start])
                inline = sub(element, span.tag, **span.attributes)
                _append(inline, said[span.start - start : span.end - start])
                at = span.end
        _append(element, said[at - start :])

    def finish(self, about: Element, text: str) -> None:
        """Write the layout: what is usual and the digest of the text into `about`, the rest to its elements."""
        if self._pending and self._put:
            last = self._put[-1]
            self._put[-1] = _Put(last.element, last.place, last.begins, last.before, last.after + self._pending)
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        own(about, "text", characters=str(len(text)), sha256=digest)
        usual = _usual(self._put)
        for place, (before, after) in usual.items():
            own(about, "usual", of=place, before=escape(before), after=escape(after))
        for one in self._put:
            before, after = usual[one.place]
            if one.before != (before if one.begins else ""):
                one.element.set(f"{{{LAYOUT}}}before", escape(one.before))
            if one.after != after:
                one.element.set(f"{{{LAYOUT}}}after", escape(one.after))


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Spans in order; of those that overlap, the first."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if span.start < span.end and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    return kept


def _usual(put: list[_Put]) -> dict[str, tuple[str, str]]:
    """For each place the layout most of its elements have."""
    befores: dict[str, Counter[str]] = defaultdict(Counter)
    afters: dict[str, Counter[str]] = defaultdict(Counter)
    for one in put:
        befores[one.place][one.before] += one.begins
        afters[one.place][one.after] += 1
    return {
        place: (befores[place].most_common(1)[0][0] if befores[place].total() else "", after.most_common(1)[0][0])
        for place, after in afters.items()
    }


def _append(element: Element, said: str) -> None:
    """Text after what the element holds; a character that XML cannot hold becomes an element with its number."""
    edges = [place for found in NOT_IN_XML.finditer(said) for place in found.span()]
    for index, (start, end) in enumerate(pairwise([0, *edges, len(said)])):
        if index % 2:
            mark = sub(element, "inline", name=CHARACTER)
            mark.set(f"{{{LAYOUT}}}code", f"{ord(said[start]):x}")
        elif start < end:
            _append_plain(element, said[start:end])


def _append_plain(element: Element, said: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + said
    else:
        element.text = (element.text or "") + said

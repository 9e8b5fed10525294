"""What is compared 比对单位: articles, levels or, of a text without numbers, paragraphs; and what stands around."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lianxi.kernel.texts.compare.words import comparable
from lianxi.kernel.texts.mapped import Mapped
from lianxi.kernel.texts.normalise import VISIBLE, normalise
from lianxi.kernel.texts.structure import Kind, Node, read_structure

_WHOLE = frozenset({Kind.TITLE, Kind.CAPTION, Kind.TOC})
_ITEM = re.compile("[(（⑴-⒇①-⑳]")
_LEAST_NUMBERED = 0.25
"""Share of the words that stands under numbers, from which on a text is read by its numbers."""
_NUMBERED_PART = re.compile(r"(?:art|lvl|para|point|indent)_(?P<number>.+)\Z")
_LINE = re.compile(r"[^\n\r]*\S[^\n\r]*(?:\r\n?|\n)?")
_FRONT = re.compile(r"[\s#>*_\-+]*")


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of a text that is compared as a whole.

    key:        by which a reader names it: `12-1` for 第十二条之一, `3.2` for 三、（二）, `4` for the fourth
                paragraph of a text without numbers; of what carries no number its id.
    eid:        place in this version (art_12-1).
    kind:       what it is.
    number:     as printed; None where there is none.
    start, end: in characters of the text that was read.
    text:       as printed, number included.
    body:       as printed, without the number and its marks.
    words:      what of the body counts in comparing.
    provision:  False for what stands around the provisions: titles, captions, headings of chapters, signatures.
    """

    key: str
    eid: str
    kind: Kind
    number: str | None
    start: int
    end: int
    text: str
    body: str
    words: str
    provision: bool

    @property
    def printed(self) -> str:
        """From the number on, without marks of markup before it."""
        return self.text[_front(self.text) :] if self.number else self.body


def read_units(text: str, *, by_paragraph: bool = False) -> tuple[Unit, ...]:
    """The units of a text in order; blank stretches belong to none.

    A text that carries no numbers, or hardly any (an enumeration in a report), is read by its paragraphs;
    `by_paragraph` has any text read so.
    """
    seen = normalise(text, VISIBLE)
    root = read_structure(seen.text)
    units = () if by_paragraph else tuple(_units(root, seen.text))
    if not units or not _is_numbered(units):
        units = tuple(_as_paragraphs(root, seen.text))
    return units if seen.is_identity else tuple(_in_origin(units, seen))


def _in_origin(units: Iterable[Unit], seen: Mapped) -> Iterator[Unit]:
    """The units where they stand in the text itself; what has no width belongs to the unit that it stands in."""
    text, done = seen.origin, 0
    for unit in units:
        start = max(done, seen.ends[unit.start - 1] if unit.start else 0)
        done = seen.starts[unit.end] if unit.end < len(seen.text) else len(text)
        body = max(start, seen.starts[unit.end - len(unit.body)] if unit.body else done)
        yield replace(unit, start=start, end=done, text=text[start:done], body=text[body:done])


def is_by_paragraph(units: Iterable[Unit]) -> bool:
    """Whether units are the paragraphs of a text without numbers."""
    return any(unit.kind is Kind.PARAGRAPH and unit.provision for unit in units)


def _is_numbered(units: Iterable[Unit]) -> bool:
    """Whether a good part of the words stands under numbers.

    Under 一、 all that follows does; the item of an enumeration （一） ends with its line.
    """
    numbered = whole = 0
    for unit in units:
        if unit.kind not in _WHOLE:
            whole += len(unit.words)
            numbered += unit.provision * _under_its_number(unit)
    return numbered > 0 and numbered >= _LEAST_NUMBERED * whole


def _under_its_number(unit: Unit) -> int:
    is_item = unit.kind is Kind.LEVEL and unit.number and _ITEM.match(unit.number)
    return len(comparable(unit.body.split("\n", 1)[0])) if is_item else len(unit.words)


def _units(root: Node, text: str) -> Iterator[Unit]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.kind is Kind.ARTICLE:
            yield _unit(node, node.eid, node.start, text[node.start : node.end], provision=True)
            continue
        if node.kind is Kind.LEVEL and node.text.strip():
            yield _unit(node, node.eid, node.start, node.text, provision=True)
        elif node.kind in _WHOLE and node.text.strip():
            yield _unit(node, node.eid, node.start, node.text, provision=False)
        else:
            yield from _lines(node)
        waiting.extend(reversed(node.children))


def _lines(node: Node) -> Iterator[Unit]:
    for count, line in enumerate(_LINE.finditer(node.text), 1):
        eid = node.eid if count == 1 else f"{node.eid}__line_{count}"
        yield _unit(node, eid, node.start + line.start(), line[0], provision=False)


def _unit(node: Node, eid: str, start: int, raw: str, *, provision: bool) -> Unit:
    body = _without_number(raw, node.number) if provision else raw[_front(raw) :]
    number = node.number if provision else None
    return Unit(_key(eid), eid, node.kind, number, start, start + len(raw), raw, body, comparable(body), provision)


def _front(raw: str) -> int:
    found = _FRONT.match(raw)
    return found.end() if found else 0


def _without_number(raw: str, number: str | None) -> str:
    """What follows the number; its marks (#, blanks, 、) belong to it."""
    front = _front(raw)
    if not number:
        return raw[front:]
    at = raw.find(number, 0, front + len(number) + 12)
    return raw[front:] if at < 0 else raw[at + len(number) :].lstrip("、.．:： \t\u3000\u00a0")


def _key(eid: str) -> str:
    """`art_12-1` → `12-1`, `lvl_3__lvl_2` → `3.2`, `doc_2__art_1` → `doc_2.1`."""
    parts = eid.split("__")
    return ".".join(found["number"] if (found := _NUMBERED_PART.match(part)) else part for part in parts)


def _as_paragraphs(root: Node, text: str) -> Iterator[Unit]:
    """Titles and captions, and each other line of its own."""
    waiting, count = [root], 0
    while waiting:
        node = waiting.pop()
        if node.kind is Kind.ARTICLE:
            # Its number stands on the line of its first paragraph.
            node = node._replace(text=text[node.start : node.end], children=())
        if node.kind in _WHOLE and node.text.strip():
            yield _unit(node, node.eid, node.start, node.text, provision=False)
        else:
            for unit in _lines(node):
                count += 1
                key, eid = str(count), f"para_{count}"
                yield replace(unit, key=key, eid=eid, kind=Kind.PARAGRAPH, provision=True)
        waiting.extend(reversed(node.children))

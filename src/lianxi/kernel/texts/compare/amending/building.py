"""The old text taken apart for amending 拆解: from the provision tree to pieces that can be changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lianxi.kernel.texts.compare.amending.instruction import Place
from lianxi.kernel.texts.compare.amending.model import Article, Division, Paragraph, Part, Point, Text, Wording
from lianxi.kernel.texts.structure import DIVISIONS, Kind, Node, read_structure, walk

_BLANKS = " \t\u3000\u00a0\r"
_GAP = re.compile(rf"[{_BLANKS}]+")


def build_text(text: str) -> Text:
    """The pieces of a text; printed again they are the text, but for blanks at the ends of lines within articles."""
    root = read_structure(text)
    pieces = [piece for piece in _pieces(root, text) if not isinstance(piece, Part) or piece.said.words]
    _give_blank_lines(pieces)
    first = next((node for node in walk(root) if node.kind is Kind.ARTICLE), None)
    before, _, _ = first.text.partition(first.number or "第") if first else ("", "", "")
    gaps = [one.gap for one in pieces if isinstance(one, Article) and one.gap and not one.gap.strip(_BLANKS)]
    return Text(pieces, before if not before.strip(_BLANKS) else "", gaps[0] if gaps else "　")


def _give_blank_lines(pieces: list[Article | Division | Part]) -> None:
    """Blank lines below an article stand before what follows it, so that they stay when articles come and go."""
    for before, after in pairwise(pieces):
        if not isinstance(before, Article):
            continue
        blank = "\n" * (before.old[len(before.old.rstrip()) :].count("\n") - 1)
        if isinstance(after, Division):
            after.lead = blank
        elif isinstance(after, Part):
            after.said.words = blank + after.said.words


def _pieces(node: Node, text: str) -> Iterator[Article | Division | Part]:
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if current.kind is Kind.ARTICLE:
            yield _article(current)
            continue
        if current.kind is Kind.ATTACHMENT:
            key = current.key or ""
            yield Part(current.kind, Wording(text[current.start : current.end]), (current.number or "")[:2], key)
            continue
        if current.kind in DIVISIONS:
            bare = current.number is None
            yield Division(current.kind, current.key, current.heading or "", current.text, bare=bare)
        else:
            yield Part(current.kind, Wording(current.text))
        waiting.extend(reversed(current.children))


def _article(node: Node) -> Article:
    key = node.key or ""
    paragraphs: list[Paragraph] = []
    for child in node.children:
        number = sum(one.number is not None for one in paragraphs) + 1 if child.kind is Kind.PARAGRAPH else None
        paragraphs.append(_paragraph(child, Place(key, number)))
    gap = node.text.partition(node.number or "")[2].strip("\r\n")
    words = "".join(inner.text for inner in walk(node))
    return Article(node.key, node.number or "", paragraphs, gap, origins=(key,), old=words)


def _paragraph(node: Node, place: Place) -> Paragraph:
    made = Paragraph(Wording(_trimmed(node.text)), number=place.paragraph, origin=place)
    for child in node.children:
        words = Wording(_trimmed("".join(inner.text for inner in walk(child))))
        if child.kind is Kind.POINT:
            made.points.append(Point(words, child.key))
        else:
            made.tail.append(words)
    return made


def _trimmed(words: str) -> str:
    return "\n".join(line.strip(_BLANKS) for line in words.strip().split("\n") if line.strip())

"""The text under examination 受检文本: its words, its tree, and what several classes of damage ask of both."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lianxi.kernel.texts.structure import Node

_MARKS = re.compile('[“”「」『』"\n]')
_TITLES = re.compile(r"《[^《》\n]{0,150}(?:《[^《》\n]{0,150}》[^《》\n]{0,80}){0,3}》")
_PAIRS = {"“": "”", "「": "」", "『": "』"}
_LONGEST_QUOTATION = 20_000
_NOT_WORDS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]")
_MARKUP = re.compile(r"[#*>\s\u3000]*")


class Sheet:
    """A text as read, with its provision tree; offsets are those of the text."""

    def __init__(self, text: str, root: Node) -> None:
        self.text = text
        self.root = root

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The documents the file holds, one after another; a file of one document is that document."""
        return tuple(Document(self.text, node, title_of(node, self.text)) for node in _holders(self.root))

    @cached_property
    def quotations(self) -> Spans:
        """What stands in quotation marks: wording of another text, or words spoken of."""
        return Spans(_quotations(self.text))

    @cached_property
    def titles(self) -> Spans:
        """What stands in title marks 书名号."""
        return Spans((found.start(), found.end()) for found in _TITLES.finditer(self.text))


@dataclass(frozen=True)
class Document:
    """One document of a file: its node and its title ("" where it has none)."""

    text: str
    node: Node
    title: str

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.node.start

    @cached_property
    def end(self) -> int:
        """Where it ends: at the first document inside it, for the one a file begins with holds those after it."""
        return min((child.start for child in self.node.children if child.kind == "document"), default=self.node.end)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes in the order of the text, without those of documents inside it."""
        return tuple(_own(self.node))


class Spans:
    """Places of a text, ascending and not overlapping, that can be asked whether they hold an offset."""

    def __init__(self, spans: Iterator[tuple[int, int]]) -> None:
        self.spans = tuple(spans)
        self._starts = [start for start, _ in self.spans]

    def holds(self, offset: int) -> bool:
        """Whether the offset is inside one of them."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self.spans[at][1]

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them overlaps a place."""
        at = bisect_right(self._starts, end - 1) - 1
        return at >= 0 and start < self.spans[at][1]


def words(text: str) -> str:
    """A text for comparison: letters, digits and characters only."""
    return _NOT_WORDS.sub("", text)


def says_something(text: str, start: int, end: int) -> bool:
    """Whether any letter, digit or character stands in `text[start:end]`."""
    return _WORD.search(text, start, end) is not None


def number_end(node: Node, text: str) -> int:
    """Where the printed number of a provision ends and its words begin."""
    begin = node.start
    if not (node.number and text.startswith(node.number, begin)) and (marked := _MARKUP.match(text, begin)):
        begin = marked.end()
    if node.number and text.startswith(node.number, begin):
        begin += len(node.number)
        while begin < node.end and text[begin] in "、．.　 \t*":
            begin += 1
    return min(begin, node.end)


def title_of(node: Node, text: str) -> str:
    """The title of a document in one line, "" where none is seen; a heading of its own comes first."""
    for child in node.children[:6]:
        if child.kind == "title":
            return "".join(text[child.start : child.end].replace("#", "").split())
    return "".join((node.heading or "").replace("#", "").split())


def _holders(root: Node) -> Iterator[Node]:
    pending = [root]
    while pending:
        node = pending.pop()
        inner = [child for child in node.children if child.kind == "document"]
        if len(inner) < len(node.children) or not inner:
            yield node
        pending += reversed(inner)


def _own(document: Node) -> Iterator[Node]:
    pending = list(reversed(document.children))
    while pending:
        node = pending.pop()
        if node.kind == "document":
            continue
        yield node
        pending += reversed(node.children)


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Outermost pairs of quotation marks; an opening one may be repeated at the head of each paragraph."""
    start, wanted, line = -1, "", 0
    straight_reaches_far = text.count('"') % 2 == 0
    for found in _MARKS.finditer(text):
        mark, at = found[0], found.start()
        if mark == "\n":
            line = at + 1
            if wanted == '"' and not straight_reaches_far:
                start = -1
        elif start >= 0 and mark == wanted:
            if at - start <= _LONGEST_QUOTATION:
                yield start, at + 1
            start, wanted = -1, ""
        elif start < 0 and (mark in _PAIRS or mark == '"'):
            start, wanted = at, _PAIRS.get(mark, '"')
        elif _PAIRS.get(mark) == wanted and text[line:at].strip():
            start = at
        if start < 0:
            wanted = ""

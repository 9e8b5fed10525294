"""Reading the structure of a text 结构识别: line by line into a tree that holds every character.

Both styles are read: articles (编 分编 章 节 条 款 项 目, 立法法65条) and the
levels of notices (一、（一）1.（1）①, GB/T 9704), also mixed in one text.
"""

from __future__ import annotations

from itertools import pairwise

from lianxi.kernel.texts.structure.closing import is_closing
from lianxi.kernel.texts.structure.contents import (
    compare_contents,
    heading_words,
    is_bare_division,
    is_bare_preamble,
    read_contents,
)
from lianxi.kernel.texts.structure.documents import find_documents
from lianxi.kernel.texts.structure.eids import give_eids
from lianxi.kernel.texts.structure.ending import EndingReader
from lianxi.kernel.texts.structure.front import is_title_like, is_toc_label, read_front
from lianxi.kernel.texts.structure.growing import DIVISION_RANKS, Entry, GrowingTree, Rank, freeze
from lianxi.kernel.texts.structure.headings import article_opening, heads_alone, level_heading
from lianxi.kernel.texts.structure.lines import Line, Wrapping, find_wrapping, read_lines
from lianxi.kernel.texts.structure.marks import Mark
from lianxi.kernel.texts.structure.node import DIVISIONS, Kind, Node
from lianxi.kernel.texts.structure.numbered import (
    begins_provision,
    open_article,
    open_division,
    open_heading,
    open_level,
)
from lianxi.kernel.texts.structure.paragraphs import Step, read_unnumbered
from lianxi.kernel.texts.structure.quotes import split_quotes
from lianxi.kernel.texts.structure.run_on import split_run_on

_LONGEST_HEADING = 30


def read_structure(text: str) -> Node:
    """The provision tree of a text; its root is the document, or the file if it holds several.

    The `text` of all nodes in order is the text that was read, character by
    character. What the page leaves open stands in the `doubts` of its node.
    """
    lines = split_run_on(text, split_quotes(text, read_lines(text)))
    tree = GrowingTree()
    starts = (0, *find_documents(lines), len(lines))
    for index, (first, after) in enumerate(pairwise(starts)):
        if index:
            tree.add(Rank.DOCUMENT, Kind.DOCUMENT, lines[first].start)
        _DocumentReader(tree, lines, first, after).read()
    give_eids(tree.entries)
    return freeze(tree.entries, text)


class _DocumentReader:
    """Reads one document: the lines from `first` to `after`, into the entry that is open."""

    def __init__(self, tree: GrowingTree, lines: list[Line], first: int, after: int) -> None:
        self.tree, self.lines, self.first, self.after = tree, lines, first, after
        self.document = tree.top
        self.wrapping: Wrapping = find_wrapping(lines[first:after])
        self.headed = heads_alone(lines[first:after])
        self.before: Line | None = None
        self.headings: list[Entry] = []
        self.front_texts: list[Entry] = []
        self.toc: Entry | None = None
        self.ending = EndingReader(tree, lines, after)

    def read(self) -> None:
        front = read_front(self.lines, self.first, self.after)
        pieces = [(place, Kind.CAPTION) for place in front.captions]
        pieces += [(front.title, Kind.TITLE)] if front.title else []
        at = self.first
        for (start, end), kind in sorted(pieces):
            self._front_text(at, start)
            entry = self.tree.leaf(kind, self.lines[start].start)
            self.front_texts = []
            if kind is Kind.TITLE:
                entry.heading = self._words(start, end)
            at = end
        self._front_text(at, front.body)
        self._body(front.body)
        if self.toc is not None:
            compare_contents(self.toc, self.headings)

    def _words(self, start: int, end: int) -> str:
        return "".join(heading_words(line.content) for line in self.lines[start:end])

    def _front_text(self, start: int, end: int) -> None:
        """Lines of the front that are neither title nor caption: addressees, numbers, residue of a page."""
        filled = next((line for line in self.lines[start:end] if line.content), None)
        if filled is not None:
            self.front_texts.append(self.tree.leaf(Kind.TEXT, filled.start))

    def _body(self, at: int) -> None:
        while at < self.after:
            line = self.lines[at]
            at = at + 1 if line.blank else self._line(at)
            self.before = self.before if line.blank else self.lines[at - 1]
            if self.before is not None and self.before.blank:
                self.before = line

    def _line(self, at: int) -> int:
        """Read the line at `at`; the line to go on with."""
        line = self.lines[at]
        if line.quoted:
            self._quoted(line)
            return at + 1
        if end := self._toc(at) or self.ending.read(at, self.before):
            return end
        if line.mark and begins_provision(line, self.before, self.wrapping, self.tree):
            return self._provision(at, line.mark)
        if is_bare_preamble(line) and not self.headings:
            self.tree.leaf(Kind.PREAMBLE, line.start, under=Rank.PART).heading = heading_words(line.content)
        elif is_bare_division(line) and self.headings:
            self._bare_division(line)
        elif line.hashes:
            self._marked_heading(line)
        elif not self._unnumbered_heading(at):
            self._loose(line)
        return at + 1

    def _toc(self, at: int) -> int:
        line = self.lines[at]
        starts_run = line.mark and line.mark.kind in DIVISIONS and not self.headings and self.toc is None
        if not (is_toc_label(line) or starts_run):
            return 0
        end, listed = read_contents(self.lines, at, self.after)
        if end == at:
            return 0
        self.toc = self.tree.leaf(Kind.TOC, line.start, under=Rank.PART)
        self.toc.listed = listed
        if not is_toc_label(line):
            self.toc.doubts.append("没有“目录”二字，按标题在后文重复出现判断为目录")
        return end

    def _provision(self, at: int, mark: Mark) -> int:
        for entry in self.front_texts:
            entry.kind = Kind.PREAMBLE
        self.front_texts = []
        if mark.kind in DIVISIONS:
            return self._division(at, mark)
        if mark.kind is Kind.ARTICLE:
            self._article(at, mark)
        else:
            entry = open_level(self.tree, self.lines[at], mark)
            if entry.kind is Kind.LEVEL:
                entry.heading = self._level_heading(at)
                self.headings.append(entry)
            self._note_run_on(entry, self.lines[at])
        return at + 1

    def _level_heading(self, at: int) -> str | None:
        """The heading of a level; none where the line is cut off, at a width or at the end of the text."""
        following = self._following(at)
        broken = self.wrapping.is_full(self.lines[at]) and following and self.lines[following].mark is None
        return level_heading(self.lines[at]) if following and not broken else None

    def _division(self, at: int, mark: Mark) -> int:
        line = self.lines[at]
        entry = open_division(self.tree, line, mark)
        self.headings.append(entry)
        self._note_run_on(entry, line)
        entry.heading = heading_words(line.rest.strip("：:、.．—- ")) or None
        following = self._following(at)
        if entry.heading is None and following and is_title_like(self.lines[following]):
            entry.heading = heading_words(self.lines[following].content)
            return following + 1
        return at + 1

    def _article(self, at: int, mark: Mark) -> None:
        line = self.lines[at]
        entry = open_article(self.tree, line, mark)
        following = self._following(at)
        alone = self.headed and not self.wrapping.is_full(line)
        opening = article_opening(line, self.lines[following] if following else None, alone=alone)
        entry.heading = opening.heading
        self._note_run_on(entry, line)
        if opening.text_from < len(line.content):
            self.tree.add(Rank.PARAGRAPH, Kind.PARAGRAPH, line.said + opening.text_from)

    def _following(self, at: int) -> int:
        """The next line with words, 0 where the document ends."""
        return next((index for index in range(at + 1, min(at + 8, self.after)) if self.lines[index].content), 0)

    def _note_run_on(self, entry: Entry, line: Line) -> None:
        if line.run_on:
            entry.doubts.append("与前文写在同一行，按编号顺序断开")

    def _bare_division(self, line: Line) -> None:
        """附则 and the like without a number stand as high as the highest division so far."""
        ranks = [DIVISION_RANKS[entry.kind] for entry in self.headings if entry.kind in DIVISIONS]
        rank = min(ranks, default=Rank.CHAPTER)
        kind = next(kind for kind, own in DIVISION_RANKS.items() if own == rank)
        entry = self.tree.add(rank, kind, line.start)
        entry.heading = heading_words(line.content)
        self.headings.append(entry)

    def _marked_heading(self, line: Line) -> None:
        """A Markdown heading without a number heads what follows, but is no provision."""
        entry = self.tree.leaf(Kind.TEXT, line.start, under=Rank.LEVEL)
        entry.heading = heading_words(line.content)

    def _unnumbered_heading(self, at: int) -> bool:
        """Words alone on a line after a sentence, below which 一、 or 1. starts anew, head that list."""
        line = self.lines[at]
        likely = len(line.content) <= _LONGEST_HEADING and "，" not in line.content and is_title_like(line)
        if not (likely and self.before is not None and self.before.closed):
            return False
        following = self.lines[self._following(at)]
        entry = open_heading(self.tree, line, following.mark) if following.mark else None
        if entry is None:
            return False
        entry.heading = heading_words(line.content)
        return True

    def _quoted(self, line: Line) -> None:
        if self.tree.top.kind is not Kind.QUOTED:
            self.tree.leaf(Kind.QUOTED, line.start)

    def _loose(self, line: Line) -> None:
        """An unnumbered line."""
        if self.tree.nearest(Kind.ARTICLE) is not None:
            self._loose_in_article(line)
        elif is_closing(line) and self._item_is_complete():
            self.tree.leaf(Kind.TEXT, line.start, under=Rank.LEVEL)
        elif self.tree.top.kind is Kind.QUOTED:
            self.tree.leaf(Kind.TEXT, line.start)
        elif self.tree.top.kind not in (Kind.LEVEL, Kind.TEXT, Kind.PREAMBLE):
            entry = self.tree.leaf(Kind.TEXT, line.start)
            if entry.parent is self.document:
                self.front_texts.append(entry)

    def _item_is_complete(self) -> bool:
        """Whether a sentence about the whole document may follow: the item is no bare heading over its own text."""
        highest = next((entry for entry in self.tree.open if entry.kind is Kind.LEVEL), None)
        complete = highest is not None and (highest.heading is None or highest.held > 0)
        return complete and self.before is not None and self.before.closed

    def _loose_in_article(self, line: Line) -> None:
        top = self.tree.top
        if self.before is None or top.kind in (Kind.ARTICLE, Kind.QUOTED, Kind.TOC):
            self.tree.add(Rank.PARAGRAPH, Kind.PARAGRAPH, line.start)
            return
        reading = read_unnumbered(line, self.before, self.wrapping, after_point=top.rank >= Rank.POINT)
        if reading.step is Step.NEW:
            top = self.tree.add(Rank.PARAGRAPH, Kind.PARAGRAPH, line.start)
        elif reading.step is Step.ENDS_SENTENCE:
            self.tree.close_to(Rank.POINT)
            top = self.tree.leaf(Kind.TEXT, line.start)
        if reading.doubt and reading.doubt not in top.doubts:
            top.doubts.append(reading.doubt)

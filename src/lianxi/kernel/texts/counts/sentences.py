"""Which numbers stand together 同句: sentences, bracket depth, and the gaps between numbers.

Numbers are related only inside a sentence, or with the sentence before where the wording
leads on from it (其中…, 分产业看…).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.counts.report import Count

_END = re.compile(r"[。！？!?]|[\n\r]+")
_CONTINUED = frozenset("，、：；,:;")
LEADS_ON = re.compile(r"[\s●·*]*(?:其中|(?:分|按|从)[^，。,]{1,12}(?:看|分|划分|来看|统计)[,:])")
_BRACKETED = re.compile(r"\([^()]{0,120}+\)")
_SEPARATORS = ((3, re.compile("[；;]")), (2, re.compile("[，,：:]")), (1, re.compile("[、和及与]")))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its numbers.

    depths:   for each number how many brackets are open before it.
    previous: the sentence before, where it holds numbers; None otherwise.
    leads_on: whether it begins with words that continue the one before.
    """

    read: str
    start: int
    end: int
    counts: tuple[Count, ...]
    depths: tuple[int, ...]
    previous: Sentence | None
    leads_on: bool

    def index_of(self, count: Count) -> int:
        """Which number of the sentence it is."""
        return bisect_left(self.counts, count.start, key=lambda one: one.start)

    def gap(self, index: int) -> str:
        """The words between the number before and number `index`, or from the beginning of the sentence."""
        start = self.counts[index - 1].end if index else self.start
        return self.read[max(start, self.counts[index].start - 200) : self.counts[index].start]

    def between(self, first: Count, second: Count) -> str:
        """The words between two numbers, without what stands in brackets."""
        return _BRACKETED.sub("", self.read[first.end : second.start][:400])

    def after(self, count: Count, length: int) -> str:
        """The words that follow a number within the sentence."""
        return self.read[count.end : min(self.end, count.end + length)]

    def before(self, count: Count, length: int) -> str:
        """The words that stand before a number within the sentence."""
        return self.read[max(self.start, count.start - length) : count.start]


def sentences(read: str, counts: Sequence[Count]) -> Iterator[Sentence]:
    """All sentences of a text that hold numbers."""
    at = 0
    previous: Sentence | None = None
    for start, end in _spans(read):
        first = at
        while at < len(counts) and counts[at].start < end:
            at += 1
        inside = tuple(counts[first:at])
        if not inside:
            previous = None
            continue
        leads_on = bool(LEADS_ON.match(read, start, end))
        kept = previous if previous is None else _alone(previous)
        previous = Sentence(read, start, end, inside, _depths(read, start, inside), kept, leads_on)
        yield previous


def separator(words: str) -> int:
    """How strongly the words part two numbers: 3 ；, 2 ，, 1 、 or 和, 0 not at all."""
    return next((strength for strength, mark in _SEPARATORS if mark.search(words)), 0)


def _alone(sentence: Sentence) -> Sentence:
    """A sentence without the ones before it, so that no chain of them is kept."""
    read, start, end = sentence.read, sentence.start, sentence.end
    return Sentence(read, start, end, sentence.counts, sentence.depths, None, sentence.leads_on)


def _spans(read: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _END.finditer(read):
        if mark[0][0] in "\n\r" and read[max(start, mark.start() - 8) : mark.start()].rstrip()[-1:] in _CONTINUED:
            continue
        if not read[start : mark.start()].isspace() and mark.start() > start:
            yield start, mark.start()
        start = mark.end()
    if start < len(read):
        yield start, len(read)


def _depths(read: str, start: int, counts: tuple[Count, ...]) -> tuple[int, ...]:
    depths = []
    depth, at = 0, start
    for count in counts:
        for bracket in re.finditer(r"[()]", read[at : count.start]):
            depth = depth + 1 if bracket[0] == "(" else max(0, depth - 1)
        depths.append(depth)
        at = count.start
    return tuple(depths)

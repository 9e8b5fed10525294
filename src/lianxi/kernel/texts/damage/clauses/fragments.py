"""Repeated fragments 片段重复: running text that says again what it has just said (domain notes M.12)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lianxi.kernel.texts.damage.clauses.sheet import Document, Spans
from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.structure import Kind

SHORTEST_FRAGMENT = 60
"""A lead and a news story lawfully share a sentence; from this length on it is a copy."""

_SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;]?")
_SHORTEST_SENTENCE = 12
_SEGMENT = re.compile(r"[^，。；：！？,;:!?\n]{6,}[，。；：！？,;:!?]?")
_WORDS = re.compile(r"[\u4e00-\u9fff]{4}")
_RUNNING = frozenset({Kind.TEXT, Kind.PREAMBLE})
_SKIPPED = frozenset({Kind.TITLE, Kind.CAPTION, Kind.TOC, Kind.QUOTED, Kind.ATTACHMENT, Kind.SIGNATURE, Kind.FOOTER})


def find_stammers(document: Document, named: Sequence[Finding]) -> Iterator[Finding]:
    """Sentences that follow upon themselves, and long fragments that come again, outside what is `named` already."""
    clauses = Spans((one.start, one.end) for one in named)
    twice = [place for place in _twice_over(document) if not clauses.touch(*place)]
    for start, end in twice:
        yield _finding(document.text, start, end, 0.8, "这一句与前一句文字相同，是否删去请核对原文。")
    sentences = Spans(iter(twice))
    for start, end, first in _again(document):
        if not clauses.touch(start, end) and not sentences.touch(start, end):
            said = document.text[first : first + 12]
            note = f"这一段与前面“{said}…”一段文字相同，是否删去请核对原文。"
            yield _finding(document.text, start, end, 0.65, note)


def _twice_over(document: Document) -> Iterator[tuple[int, int]]:
    for node in document.nodes:
        if node.kind in _SKIPPED or not _has_equal_sentences(node.text):
            continue
        before, before_end = "", -1
        for found in _SENTENCE.finditer(document.text, node.start, node.start + len(node.text)):
            said = found[0].lstrip()
            start = found.end() - len(said)
            if len(said) > _SHORTEST_SENTENCE and said == before and not document.text[before_end:start].strip():
                yield start, found.end()
            before, before_end = said, found.end()


def _has_equal_sentences(text: str) -> bool:
    """Whether a sentence comes twice, wherever: what spares nearly all pieces the closer look."""
    said = [*map(str.lstrip, _SENTENCE.findall(text))] if len(text) > 2 * _SHORTEST_SENTENCE else []
    return len(set(said)) < len(said)


def _again(document: Document) -> Iterator[tuple[int, int, int]]:
    """Runs of segments of the running text that stood there before: their place and where they stood first."""
    segments = [*_segments(document)]
    first: dict[str, int] = {}
    at = 0
    while at < len(segments):
        earlier = first.setdefault(segments[at][2], at)
        run = 0
        while earlier + run < at and at + run < len(segments) and segments[earlier + run][2] == segments[at + run][2]:
            run += 1
        last = at + max(run, 1) - 1
        if run and segments[last][1] - segments[at][0] >= SHORTEST_FRAGMENT:
            yield segments[at][0], segments[last][1], segments[earlier][0]
            at = last
        at += 1


def _segments(document: Document) -> Iterator[tuple[int, int, str]]:
    for node in document.nodes:
        if node.kind in _RUNNING:
            for found in _SEGMENT.finditer(document.text, node.start, node.start + len(node.text)):
                said = found[0].strip()
                if _WORDS.search(said):
                    yield found.start(), found.end(), said.rstrip("，。；：！？,;:!?")


def _finding(text: str, start: int, end: int, confidence: float, note: str) -> Finding:
    return Finding(Damage.REPEATED_CLAUSE, start, end, text[start:end], "", confidence, note)

"""Repeated clauses 条款重复: provisions that say again what an earlier one said.

Statutes repeat phrases, hardly ever whole articles: of 26,000 articles of the
laws in force a handful equal another one of their own law. Generated or
mis-copied pages do (domain notes M.12). A repeat is named at the later place;
whether it should go is for people to say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from lianxi.kernel.texts.damage.clauses.fragments import find_stammers
from lianxi.kernel.texts.damage.clauses.sheet import Document, Sheet, number_end
from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.numerals import NUMERAL
from lianxi.kernel.texts.structure import Node

NEAR = 93.0
"""From this similarity (per cent, rapidfuzz ratio) on two long clauses may be one text."""

# Shorter ones repeat lawfully (本条例自公布之日起施行, 删去第三款, 责任单位：某局).
_SHORTEST = {"article": 14, "level": 14, "point": 14, "indent": 14, "paragraph": 20, "text": 30}
_SHORTEST_ELSEWHERE = 40
# Lists set parallel points side by side, so that a near copy among them says less than one among articles.
_SHORTEST_NEAR = {"article": 34, "level": 34, "point": 60}
_LONGEST_NEAR = 4000
_SKIPPED = frozenset({"document", "toc", "quoted", "footer", "signature", "caption", "title"})
_AMENDING = re.compile("修改|修正|废止|清理")
# What points to its surroundings says something else in another place (民法典960条 and 966条).
_RELATIVE = re.compile("本章|本节|本条|本款|前款|前条|前项|前两款|上述")
_NUMBERS = re.compile(f"[第之至]?[{NUMERAL}]+[条款项年月日章节]?")
_SHORTEST_DOCUMENT = 100
_EDGE, _TRIED = 10, 3
_SEGMENT = re.compile(rf"[^，。；：、,;:\s]{{{_EDGE},}}")


class _Clause(NamedTuple):
    """A clause: its printed words, the same for comparison, and where a repeat of it would be damage."""

    node: Node
    scope: int
    printed: str
    said: str


def find_repeated_clauses(sheet: Sheet) -> Iterator[Finding]:
    """Every clause that equals, or nearly equals, an earlier one of its document, and sentences said twice over."""
    yield from _whole_documents(sheet)
    for document in sheet.documents:
        amends = bool(_AMENDING.search(document.title))
        clauses = [*_repeats(document, sheet, amends=amends)]
        yield from clauses
        if not amends:
            yield from find_stammers(document, clauses)


def _whole_documents(sheet: Sheet) -> Iterator[Finding]:
    """Documents that stand in the file twice."""
    first: dict[str, Document] = {}
    for document in sheet.documents[1:] and sheet.documents:
        original = sheet.text[document.start : document.end]
        said = "".join(original.split())
        if len(said) >= _SHORTEST_DOCUMENT and first.setdefault(said, document) is not document:
            note = f"整个文件{f'《{document.title}》' if document.title else ''}与前面文字相同，是否删去请核对原文。"
            yield Finding(Damage.REPEATED_CLAUSE, document.start, document.end, original, "", 0.85, note)


def _repeats(document: Document, sheet: Sheet, *, amends: bool) -> Iterator[Finding]:
    exact: dict[tuple[int, str], _Clause] = {}
    near = _Near()
    flagged_to = 0
    for clause in _clauses(document, amends=amends):
        if clause.node.start < flagged_to or sheet.quotations.holds(clause.node.start):
            continue
        first = exact.setdefault((clause.scope, clause.said), clause)
        found: tuple[_Clause, float] | None = None if _holds(first, clause) else (first, 100.0)
        if found is None and not amends:
            found = near.like(clause)
        if found is not None:
            flagged_to = clause.node.end
            yield _finding(clause.node, found[0].node, found[1], document.text)


def _holds(outer: _Clause, clause: _Clause) -> bool:
    """Whether a clause is the other one itself, or stands inside it (一、 with nothing but its （一）)."""
    return clause.node.start < outer.node.end


def _clauses(document: Document, *, amends: bool) -> Iterator[_Clause]:
    """Clauses in the order of the text. Instructions to amend are parallel by nature: of those only long ones count."""
    text = document.text
    pending = [(document.node, child) for child in reversed(document.node.children)]
    while pending:
        parent, node = pending.pop()
        if node.kind in _SKIPPED:
            continue
        if node.children:
            pending += [(node, child) for child in reversed(node.children)]
        if node.kind == "paragraph" and len(parent.children) == 1:
            continue  # A paragraph is measured against those of its own article.
        shortest = _SHORTEST.get(node.kind)
        if shortest is None or node.end - node.start < shortest or (amends and node.kind not in {"level", "article"}):
            continue
        printed = text[number_end(node, text) : node.end].rstrip()
        said = "".join(printed.split())
        if len(said) < shortest or (node.kind == "text" and printed[-1:] not in "。；！？"):
            continue
        yield _Clause(node, id(document) if _counts_anywhere(node, said) else id(parent), printed, said)


def _counts_anywhere(node: Node, said: str) -> bool:
    """Whether a repeat is damage wherever in the document it stands, and not only in the same list."""
    if node.kind not in {"article", "level", "text"}:
        return False
    long = len(said) >= _SHORTEST_ELSEWHERE
    return long or (node.kind == "article" and not _RELATIVE.search(said))


class _Near:
    """The clauses seen so far, findable by the segments between their punctuation marks.

    Only clauses that share wording are measured against each other, and only
    against the few that share most, so that a thousand clauses stay quick.
    """

    def __init__(self) -> None:
        self._clauses: list[_Clause] = []
        self._holding: dict[str, tuple[int, ...]] = {}

    def like(self, clause: _Clause) -> tuple[_Clause, float] | None:
        """The earlier clause that nearly equals this one, and how nearly; the clause is remembered."""
        shortest = _SHORTEST_NEAR.get(clause.node.kind, _LONGEST_NEAR)
        if not shortest <= len(clause.said) <= _LONGEST_NEAR:
            return None
        shared: dict[int, int] = defaultdict(int)
        own = len(self._clauses)
        self._clauses.append(clause)
        for key in self._keys(clause):
            holding = self._holding.get(key, ())
            for other in holding:
                shared[other] += len(key)
            if len(holding) < _TRIED:
                self._holding[key] = (*holding, own)
        enough = len(clause.said) // 5
        closest = sorted((one for one in shared if shared[one] >= enough), key=lambda one: -shared[one])[:_TRIED]
        return self._copied(clause, (self._clauses[one] for one in closest))

    @staticmethod
    def _keys(clause: _Clause) -> set[str]:
        return {clause.said[:_EDGE], clause.said[-_EDGE:], *_SEGMENT.findall(clause.printed)}

    @staticmethod
    def _copied(clause: _Clause, others: Iterable[_Clause]) -> tuple[_Clause, float] | None:
        for other in others:
            alike = fuzz.ratio(other.said, clause.said, score_cutoff=NEAR)
            if (
                alike
                and other.scope == clause.scope
                and not _holds(other, clause)
                and not _are_parallel(other.said, clause.said)
            ):
                return other, alike
        return None


def _are_parallel(first: str, second: str) -> bool:
    """Whether two nearly equal clauses say the same of different things, as statutes lawfully do.

    They differ in a number or a cited article, or one term stands for another
    throughout (刑法, 公司法: 有限责任公司 … 股份有限公司).
    """
    changes = [
        (first[change.src_start : change.src_end], second[change.dest_start : change.dest_end])
        for change in Indel.opcodes(first, second)
        if change.tag != "equal"
    ]
    if any(_NUMBERS.fullmatch(old + new) for old, new in changes if old + new):
        return True
    return len(changes) > 1 and len(set(changes)) < len(changes)


def _finding(node: Node, first: Node, alike: float, text: str) -> Finding:
    named = f"“{node_name(first)}”"
    same = alike == 100.0
    said = f"与前面{named}文字相同" if same else f"与前面{named}几乎相同（相似度{alike:.0f}%）"
    end = node.start + len(text[node.start : node.end].rstrip())
    confidence = 0.85 if same else 0.55
    return Finding(
        Damage.REPEATED_CLAUSE, node.start, end, text[node.start : end], "", confidence, f"{said}，是否删去请核对原文。"
    )


def node_name(node: Node) -> str:
    """How a note names a clause: by its number, else by its first words."""
    return node.number or f"{''.join(node.text.split())[:12]}…"

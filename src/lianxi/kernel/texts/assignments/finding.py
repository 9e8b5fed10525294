"""Lists in a line 行内清单: brackets, labels and sentences that name units, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.assignments.brackets import Bracket, find_brackets
from lianxi.kernel.texts.assignments.damaged import Span, overlaps, read_broken
from lianxi.kernel.texts.assignments.lists import Listed, read_list
from lianxi.kernel.texts.assignments.sentences import find_sayings
from lianxi.kernel.texts.assignments.unit_names import LIKELY

# 主管部门（市水务局） explains a name and assigns nothing.
_NAMED_BEFORE = re.compile(r"(?:局|委|厅|部|办|办公室|政府|院|中心|公司|机关|机构|部门|单位|组|人|站|队|所|会|\d)\Z")
_HINT = re.compile(r"[局委厅部办室院会府处署社站所队市县区省镇乡州旗司团心门位关联道组人学校馆行场岛盟控台厂协央]")
_HEAD, _LONGEST_END = 6, 80
_BRACKET, _VERB, _BARE, _SENTENCE, _BROKEN = 0.97, 0.95, 0.85, 0.85, 0.6


@dataclass(frozen=True, slots=True)
class Found:
    """A list `text[start:end]` found in a line; `text_end` is where the task's own words end before it.

    whole: the sentence names the task as well as the units.
    """

    start: int
    end: int
    listed: Listed
    confidence: float
    damaged: bool = False
    closed: bool = True
    whole: bool = False


def find_lists(text: str, start: int, end: int, damaged: Sequence[Span]) -> Iterator[Found]:
    """All lists of units in a line."""
    at = floor = start
    for bracket in find_brackets(text, start, end):
        found = _in_bracket(text, bracket, floor, damaged)
        if found:
            yield from _said(text, at, found.start)
            yield found
            at = floor = found.end
        elif not bracket.opened:
            floor = bracket.end
    yield from _said(text, at, end)


def _said(text: str, start: int, end: int) -> Iterator[Found]:
    for saying in find_sayings(text, start, end):
        yield Found(saying.start, saying.end, saying.listed, _SENTENCE, whole=saying.whole)


def _in_bracket(text: str, bracket: Bracket, floor: int, damaged: Sequence[Span]) -> Found | None:
    if not bracket.opened:
        return _broken(text, floor, bracket, damaged) if bracket.start - floor > _HEAD else None
    until = bracket.until if bracket.closed else _first_sentence(text, bracket)
    if not _HINT.search(text, bracket.inside, until):
        return None
    listed = read_list(text, bracket.inside, until)
    cut_off = not bracket.closed and len(text) - until < _LONGEST_END and not text[until:].strip()
    if listed is None and cut_off:
        listed = _without_last(text, bracket.inside, until)
    if listed is None:
        return _broken(text, bracket.inside, bracket, damaged) if damaged else None
    closed = bracket.closed or (cut_off and listed.has_role)
    if not listed.labelled and not (closed and _stands_as_list(text, bracket, listed)):
        return None
    confidence = _BRACKET if listed.labelled else _VERB if listed.has_role else _BARE
    head = (bracket.start, min(bracket.inside + _HEAD, until))
    end = bracket.end if bracket.closed else until
    return Found(bracket.start, end, listed, confidence, overlaps(head, damaged), bracket.closed)


def _without_last(text: str, start: int, end: int) -> Listed | None:
    """A list the text breaks off in, read up to its last whole name."""
    last = max(text.rfind(mark, start, end) for mark in "、，,；;")
    return read_list(text, start, last) if last > start else None


def _broken(text: str, floor: int, bracket: Bracket, damaged: Sequence[Span]) -> Found | None:
    broken = read_broken(text, floor, bracket.until, damaged)
    if broken is None:
        return None
    start = bracket.start if bracket.opened else broken.start
    return Found(start, bracket.end, broken.listed, _BROKEN, damaged=True)


def _first_sentence(text: str, bracket: Bracket) -> int:
    """An unclosed list ends with its first sentence."""
    stop = text.find("。", bracket.inside, bracket.until)
    return bracket.until if stop < 0 else stop


def _stands_as_list(text: str, bracket: Bracket, listed: Listed) -> bool:
    """A list without a label stands behind a sentence or at its end; without a verb, several names or behind a stop."""
    before = text[max(0, bracket.start - 1) : bracket.start]
    after = text[bracket.end : bracket.end + 1]
    behind_stop = before in tuple("。；;！!？?") or before.isspace()
    at_end = after in ("", "\n", "\r", "。", "；", ";")
    if listed.has_role and any(unit.confidence > LIKELY for unit in listed.units):
        return not before.isalnum() or not after.isalnum()
    if listed.has_role:
        return behind_stop or at_end
    alone = len(listed.units) == 1 and bool(_NAMED_BEFORE.search(text[max(0, bracket.start - 6) : bracket.start]))
    return behind_stop or (at_end and not alone)

"""Lists whose head is destroyed 残损标签: ?!矤款^部门：A、B〕 stands for 。〔牵头部门：A、B〕 (domain notes M.2)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.assignments.assignment import Standing
from lianxi.kernel.texts.assignments.lists import Listed
from lianxi.kernel.texts.assignments.units import read_units

Span = tuple[int, int]

_LABEL_REST = re.compile(r"(?P<rest>[^。；，,;、:：\s]{0,8})(?:部[门門]|[单單]位|[门門位])[ \u3000]{0,2}[:：]")
_LOST = re.compile(r"[?？\ufffd□]")
_LONGEST = 1500
_LIKELY = 0.9


@dataclass(frozen=True, slots=True)
class Broken:
    """A list `text[start:end]` whose label cannot be read in full."""

    start: int
    end: int
    listed: Listed


def read_broken(text: str, start: int, end: int, damaged: Sequence[Span]) -> Broken | None:
    """The list that ends at `end` behind the remains of a label, or None.

    It needs 部门： or 单位： (or what is left of it) and after that nothing but names
    that look like units; its place begins where the destroyed characters do.
    """
    low = max(start, end - _LONGEST)
    colon = max(text.rfind("：", low, end), text.rfind(":", low, end))
    label = _last_label(text, low, colon)
    if label is None:
        return None
    listed = read_units(text, label.end(), end)
    likely = [unit for unit in listed.units if unit.confidence >= _LIKELY]
    if not likely or len(likely) * 4 < (len(listed.units) + len(listed.left)) * 3:
        return None
    begins = _begins(text, low, label, damaged)
    said = Listed(labelled=True)
    printed = text[begins : label.end()].strip("?？!！:： \u3000([〔（【")
    said.add(printed, _standing(label[0]), listed)
    return Broken(begins, end, said)


def overlaps(span: Span, damaged: Sequence[Span]) -> bool:
    """Whether a stretch touches a destroyed place."""
    return _last_before(span[1], damaged)[1] > span[0]


def _last_before(end: int, damaged: Sequence[Span]) -> Span:
    """Of the places, in their order, the last that begins before `end`."""
    place = bisect_left(damaged, (end, end)) - 1
    return damaged[place] if place >= 0 else (0, 0)


def _last_label(text: str, low: int, colon: int) -> re.Match[str] | None:
    found = _LABEL_REST.finditer(text, max(low, colon - 24), colon + 1) if colon >= 0 else ()
    return next(reversed([*found]), None)


def _begins(text: str, low: int, label: re.Match[str], damaged: Sequence[Span]) -> int:
    start, end = _last_before(label.end(), damaged)
    if end > label.start():
        return max(low, start)
    lost = [found.start() for found in _LOST.finditer(text, max(low, label.start() - 4), label.end())]
    return lost[0] if lost else label.start()


def _standing(label: str) -> Standing:
    """What the remains tell; a label of which no word survives is taken for the commonest, 牵头."""
    if any(char in label for char in "配协参"):
        return Standing.OTHER
    return Standing.DUTY if "责" in label or "任" in label else Standing.LEAD

"""Line breaks inside a list 清单中的断行: which part two names and which only end a line of typesetting."""

from __future__ import annotations

import re

from lianxi.kernel.texts.assignments.roles import LABEL
from lianxi.kernel.texts.assignments.unit_names import looks_like_unit
from lianxi.kernel.texts.mapped import Mapped

_BREAK = re.compile(r"[ \t\u3000\u00a0]{0,20}(?:\r\n|[\n\r\u2028\u2029\x0b\x0c\x85])[ \t\u3000\u00a0]{0,20}")
_PARTS = "、，,；;。：:（）()〔〕[]【】|\t"
_SEPARATORS = frozenset("、，,；;。：:")
_AROUND = 24


def without_breaks(said: str) -> Mapped | None:
    """A list with the breaks taken out that fall inside a name or a label (参\\n与单位：, 市发展\\n改革委).

    None where it has none.
    """
    if not _BREAK.search(said):
        return None
    return Mapped.of(said).replaced(
        (found.start(), found.end(), "") for found in _BREAK.finditer(said) if _inside(said, found)
    )


def _inside(said: str, found: re.Match[str]) -> bool:
    """Whether a break stands in the middle of a word: not behind a separator, nor between two whole names or labels."""
    before = _last_part(said[max(0, found.start() - _AROUND) : found.start()])
    after = said[found.end() : found.end() + _AROUND]
    if not before or LABEL.match(after):
        return False
    joined = LABEL.match(before + after)
    if joined and joined.end() > len(before):
        return True
    return not (looks_like_unit(before) and looks_like_unit(_first_part(after)))


def _last_part(words: str) -> str:
    """What follows the last separator; nothing where the words end in one."""
    at = max((words.rfind(mark) for mark in _PARTS), default=-1)
    return words[at + 1 :].strip() if words[-1:] not in _SEPARATORS else ""


def _first_part(words: str) -> str:
    stops = [at for mark in _PARTS if (at := words.find(mark)) >= 0]
    return words[: min(stops, default=len(words))].strip()

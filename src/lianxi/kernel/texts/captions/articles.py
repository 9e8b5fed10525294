"""Text of an article inside a caption 题注中夹入的条文.

In copies of old gazettes the first article, which says what the instrument is for,
comes to stand between two lines of its caption (domain notes b.4). It tells of no event.
"""

from __future__ import annotations

import re
from itertools import pairwise

from lianxi.kernel.texts.captions.event import Flag
from lianxi.kernel.texts.mapped import Mapped
from lianxi.kernel.texts.numerals import NUMERAL

_CLOSING = re.compile(r"制定本[\u4e00-\u9fff]{1,8}。?")
_OPENING = re.compile(rf"第[{NUMERAL}]{{1,4}}条|(?<![改更成作名])为")
_LONGEST = 300
_MESSAGE = "这里夹着一句条文，不是题注，保留原文。"


def without_articles(made: Mapped) -> tuple[Mapped, list[Flag]]:
    """The view without such sentences, and a flag for each with its place in the origin."""
    found = _sentences(made.text)
    if not found:
        return made, []
    flags = [Flag("article", *made.back(*span), _MESSAGE) for span in found]
    return made.replaced([(start, end, "") for start, end in found]), flags


def _sentences(view: str) -> list[tuple[int, int]]:
    """第一条 为了…，制定本条例。 from its number, or from 为, to its stop."""
    ends = [0]
    found: list[tuple[int, int]] = []
    closings = list(_CLOSING.finditer(view))
    ends += [closing.end() for closing in closings]
    for closing, (before, end) in zip(closings, pairwise(ends), strict=True):
        start = max(before, view.rfind("。", before, closing.start()) + 1, closing.start() - _LONGEST)
        if opening := _OPENING.search(view, start, closing.start()):
            found.append((opening.start(), end))
    return found

"""Names in plain letters 拼音名: what stands for the title in an address."""

from __future__ import annotations

import re

from pypinyin import lazy_pinyin

_LONGEST = 100


def slug_of(title: str) -> str:
    """The title in pinyin without tones, syllables joined by hyphens; letters and figures stay; cut at 100 letters.

    "" where nothing of the title can be written so. A character with several
    readings is read as its word is, which may be wrong: the reader of an
    address compares, nobody pronounces it.
    """
    words = (re.findall("[a-z0-9]+", part.lower()) for part in lazy_pinyin(title))
    syllables = [word for found in words for word in found]
    while len("-".join(syllables)) > _LONGEST:
        syllables.pop()
    return "-".join(syllables)

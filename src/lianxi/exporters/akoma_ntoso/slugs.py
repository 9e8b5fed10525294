"""Names in plain letters 拼音名: what stands for the title in an address."""

from __future__ import annotations

import re
from hashlib import sha256

from pypinyin import lazy_pinyin

_LONGEST, _MARK = 100, 4


def slug_of(title: str) -> str:
    """The title in pinyin without tones, syllables joined by hyphens; letters and figures stay; 100 letters at most.

    A longer one is cut and ends with four signs of the SHA-256 of the title: two
    notices of one office that differ only at their end have different names. ""
    where nothing of the title can be written so. A character with several readings
    is read as its word is, which may be wrong: the reader of an address compares,
    nobody pronounces it.
    """
    words = (re.findall("[a-z0-9]+", part.lower()) for part in lazy_pinyin(title))
    syllables = [word for found in words for word in found]
    whole = "-".join(syllables)
    if len(whole) <= _LONGEST:
        return whole
    while len("-".join(syllables)) > _LONGEST - _MARK - 1:
        syllables.pop()
    return "-".join([*syllables, sha256(title.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]])

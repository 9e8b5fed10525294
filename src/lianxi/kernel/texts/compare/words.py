"""The words of a text as comparing counts them 可比文字.

What profile `SAME_TEXT` levels is levelled here too, without keeping places:
invisible characters, composed or decomposed letters, the width of letters,
digits and , ; : ! ? ( ). White space carries no meaning in Chinese wording
and is left out altogether.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from lianxi.kernel.texts.characters import width
from lianxi.kernel.texts.normalise import INVISIBLE

_BMP = 0x10000


def comparable(text: str) -> str:
    """The characters of a text that count, in one width."""
    words = text.translate(_without_blanks())
    if not unicodedata.is_normalized("NFC", words):
        words = unicodedata.normalize("NFC", words)
    return words.translate(width())


@cache
def punctuation() -> str:
    """All punctuation marks, as the inside of a character class in a pattern."""
    return re.escape("".join(char for char in map(chr, range(_BMP)) if unicodedata.category(char)[0] == "P"))


@cache
def _without_blanks() -> dict[int, None]:
    """Table for `str.translate`: white space and characters without width → nothing."""
    blank = re.compile(rf"[\s{INVISIBLE}]")
    return {code: None for code in range(_BMP) if blank.match(chr(code))}

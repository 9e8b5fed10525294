"""The words of a text as comparing counts them 可比文字.

What profile `SAME_TEXT` levels is levelled here too, without keeping places:
invisible characters, composed or decomposed letters, the width of letters,
digits and marks. White space carries no meaning in Chinese wording and is left
out altogether.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from lianxi.kernel.texts.characters import every_width
from lianxi.kernel.texts.normalise import INVISIBLE, SAME_TEXT, normalise

_BMP = 0x10000


def comparable(text: str) -> str:
    """The characters of a text that count, in one width."""
    words = text.translate(_levelled())
    return words if unicodedata.is_normalized("NFC", words) else unicodedata.normalize("NFC", words)


def places(text: str) -> list[int]:
    """Where each of these characters begins in the text."""
    made = normalise(text, SAME_TEXT)
    kept = [at for at, char in enumerate(made.text) if not char.isspace()]
    return kept if made.is_identity or not made.starts else [made.starts[at] for at in kept]


@cache
def punctuation() -> str:
    """All punctuation marks, as the inside of a character class in a pattern."""
    return re.escape("".join(char for char in map(chr, range(_BMP)) if unicodedata.category(char)[0] == "P"))


@cache
def _levelled() -> dict[int, str | None]:
    """Table for `str.translate`: white space and characters without width → nothing, one width for the rest."""
    blank = re.compile(rf"[\s{INVISIBLE}]")
    blanks = {code: None for code in range(_BMP) if blank.match(chr(code))}
    return {**every_width(), **blanks}

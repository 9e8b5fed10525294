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

from lianxi.kernel.texts.characters import in_one_width
from lianxi.kernel.texts.normalise import INVISIBLE, SAME_TEXT, normalise

_BMP = 0x10000
_BLANKS = re.compile(rf"[\s{INVISIBLE}]+")


def comparable(text: str) -> str:
    """The characters of a text that count, in one width."""
    words = in_one_width(_BLANKS.sub("", text))
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

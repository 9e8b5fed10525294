"""Single characters 字符: simplified forms, widths, what counts as Chinese.

Traditional to simplified goes character by character, never phrase by phrase:
a phrase-level conversion maps a keyword differently from the same characters
in their context, and exact search would miss them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

import opencc

CJK = "㐀-䶿一-鿿豈-﫿〇"
"""Chinese characters, as the inside of a character class in a pattern."""

_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
# The table leaves these two, mainland texts nearly always write them otherwise (瞭解 → 了解, 藉此 → 借此).
_FOLDS = {"瞭": "了", "藉": "借"}
_BY_THE_WORD = "瞭藉乾著後於麵鬱穀醜鬥餘鹹隻臺颱檯裏裡夥蘋薑徵鐘鍾準闢"
_HALF_ONLY = "．／＼～＂＇＠＃＄％＾＆＊＿－＋＝｜｛｝［］＜＞｀"


@cache
def simple() -> dict[int, str]:
    """Table for `str.translate`: traditional or variant character → simplified one, one for one.

    Characters whose simplified form depends on the word fold to the commoner
    one, which suits comparing and reading; `ambiguous` names them.
    """
    return _one_for_one() | {ord(before): after for before, after in _FOLDS.items()}


@cache
def ambiguous() -> frozenset[str]:
    """Characters whose form depends on the word, in one direction or the other: 瞭 藉 乾 著 後 臺 徵 …."""
    return frozenset(_BY_THE_WORD)


def simplified(text: str) -> str:
    """The text in simplified characters, of the same length."""
    return changing().sub(lambda found: simple()[ord(found[0])], text)


@cache
def changing() -> re.Pattern[str]:
    """Any character that the table changes: looking for these is far quicker than translating every character."""
    return re.compile(f"[{''.join(map(chr, simple()))}]")


@cache
def width() -> dict[int, str]:
    """Table for `str.translate`: full-width letters, digits and , ; : ! ? ( ) → half-width, one for one."""
    plain = {0xFF01 + step: chr(0x21 + step) for step in range(94)}
    return {code: half for code, half in plain.items() if chr(code) not in _HALF_ONLY}


@cache
def every_width() -> dict[int, str]:
    """Table for `str.translate`: each character whose other width Unicode knows (，％［￥ ｡｢ ｶ) → the ordinary one."""
    found = {}
    for code in (*range(0xFF01, 0xFFEF), 0x3000):
        tag, _, form = unicodedata.decomposition(chr(code)).partition(" ")
        if tag in ("<wide>", "<narrow>"):
            found[code] = chr(int(form, 16))
    return found


_MARKS = tuple(zip("，；：（）！？", ",;:()!?", strict=True))


def in_one_width(text: str) -> str:
    """The text with every character in its ordinary width (`every_width`), of the same length.

    Chinese texts hold few such characters but these marks, and replacing is far quicker than translating.
    """
    for full, half in _MARKS:
        text = text.replace(full, half)
    return text.translate(every_width()) if _of_other_width().search(text) else text


@cache
def _of_other_width() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(map(chr, every_width())))}]")


def is_cjk(char: str) -> bool:
    """Whether a character is a Chinese one (〇 included)."""
    code = ord(char)
    return any(low <= code < high for low, high in _BLOCKS) or char == "〇" or 0x20000 <= code < 0x32000


def _one_for_one() -> dict[int, str]:
    chars = [chr(code) for low, high in _BLOCKS for code in range(low, high) if unicodedata.category(chr(code)) == "Lo"]
    # A line for each character, so that no phrase of the table can reach across; the packaged file by its
    # full name, since a bare name would be looked up in the current directory first.
    config = files("opencc").joinpath("clib", "share", "opencc", "t2s.json")
    changed = opencc.OpenCC(str(config)).convert("\n".join(chars)).split("\n")
    return {
        ord(before): after
        for before, after in zip(chars, changed, strict=True)
        if before != after and len(after) == 1 and ord(before) < 0xF900
    }

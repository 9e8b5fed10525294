"""Numerals 数字: Chinese, formal, mixed and Arabic, read and written.

立法法65条 numbers provisions in Chinese numerals, indents in Arabic ones; GB/T 15835
allows both in running text, and real pages mix them (二00七, 二Ｏ二三, １２).
What is not a well-formed number is read as nothing, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_DIGITS = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **{char: value for value, char in enumerate("零壹貳參肆伍陸柒捌玖")},
    **dict.fromkeys("〇○ＯO", 0),
    **dict.fromkeys("両两兩", 2),
    "叄": 3,
    **{str(value): value for value in range(10)},
    **{chr(0xFF10 + value): value for value in range(10)},
}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUPS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_ZEROS = frozenset(char for char, value in _DIGITS.items() if value == 0)
_ARABIC = frozenset("0123456789０１２３４５６７８９")

NUMERAL = "".join(sorted({*_DIGITS, *_TENS, *_UNITS, *_GROUPS} - {"O", "Ｏ"}))
"""All characters of a numeral, as the inside of a character class in a pattern (without the letter O)."""

_LONGEST = 40
_KEY = re.compile(
    rf"[第(（]?\s*(?P<number>[{NUMERAL}]{{1,20}})\s*[)）]?\s*[编編章节節条條款项項目.．、]?"
    rf"(?P<branches>(?:\s*之\s*[{NUMERAL}]{{1,6}}){{0,3}})\s*[编編章节節条條款项項目]?\Z"
)
_PLAIN = "零一二三四五六七八九"


def read_number(text: str) -> int | None:
    """The whole number a text writes, or None where it writes none.

    Read are values (一百零五, 廿三, 十三, 壹佰, 3万, 12), rows of digits (二〇二三,
    二00七, １２) and single number signs (①, ㈠, ⑴, Ⅳ). 一百二 is none: it may be 102 or 120.
    """
    said = text.strip()
    if not said or len(said) > _LONGEST:
        return None
    if len(said) == 1 and said not in _DIGITS and said not in _UNITS:
        return _of_sign(said)
    if all(char in _DIGITS for char in said):
        return _row_of_digits(said)
    return _value(said)


def read_ordinal_key(text: str) -> str | None:
    """The key of a provision's number: 第十二条之一 → `12-1`, （三） → `3`, ② → `2`; None where it has none."""
    said = text.strip()
    if len(said) > _LONGEST:
        return None
    if len(said) == 1 and (sign := _of_sign(said)) is not None:
        return str(sign)
    found = _KEY.match(said)
    if not found:
        return None
    numbers = [read_number(part) for part in re.split("之", found["number"] + found["branches"])]
    return None if None in numbers else "-".join(str(number) for number in numbers)


def write_number(number: int) -> str:
    """13 → 十三, 105 → 一百零五, 20008 → 二万零八; from 0 to 99,999,999 (`ValueError` outside)."""
    if not 0 <= number < 10**8:
        raise ValueError(f"{number} is not written in provisions")
    high, low = divmod(number, 10**4)
    if not high:
        return _below_ten_thousand(low, leading=True)
    said = _below_ten_thousand(high, leading=True) + "万"
    if not low:
        return said
    return said + ("零" if low < 1000 else "") + _below_ten_thousand(low, leading=False)


def write_digits(number: int) -> str:
    """A year as dates write it: 2023 → 二〇二三."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def _below_ten_thousand(number: int, *, leading: bool) -> str:
    said, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            bare_ten = unit == 10 and digit == 1 and not said and leading
            said += ("零" if zero else "") + ("" if bare_ten else _PLAIN[digit]) + name
            zero = False
        elif said and number:
            zero = True
    return said or "零"


def _of_sign(char: str) -> int | None:
    """The number of a single sign that writes one by itself: ①, ⑴, ⒈, ㈠, Ⅳ."""
    value = unicodedata.numeric(char, None)
    signs = unicodedata.category(char) in {"No", "Nl"}
    return int(value) if signs and value is not None and value == int(value) else None


def _row_of_digits(said: str) -> int | None:
    if any(char in "两兩両" for char in said) and len(said) > 1:
        return None
    if len(said) > 1 and said[0] in "OＯ○":
        return None
    return int("".join(str(_DIGITS[char]) for char in said))


def _value(said: str) -> int | None:
    """亿 and 万 groups, each below ten thousand, from large to small."""
    total, rest = 0, said
    for name, size in (("亿億", 10**8), ("万萬", 10**4)):
        place = max(rest.rfind(char) for char in name)
        if place < 0:
            continue
        group = _group(rest[:place])
        if not group:
            return None
        total += group * size
        rest = rest[place + 1 :]
    if not rest:
        return total or None
    zeroed = rest[0] in _ZEROS and total > 0
    last = _group(rest.lstrip("零〇") if zeroed else rest)
    if last is None or (total and not zeroed and last < 1000):
        return None
    return total + last


def _group(said: str) -> int | None:
    """A number below ten thousand: 三百零六, 十三, 廿三, 二百廿五, 1千; or an Arabic one before 万."""
    if said and all(char in _ARABIC for char in said):
        return int("".join(str(_DIGITS[char]) for char in said))
    parts = _parts(said)
    if parts is None:
        return None
    sizes = [size for _, size, _ in parts]
    if not parts or any(before <= after for before, after in pairwise(sizes)):
        return None
    for (_, before, _), (_, after, zero) in pairwise(parts):
        if (before > after * 10) != zero:
            return None
    return sum(digit * size for digit, size, _ in parts)


def _parts(said: str) -> list[tuple[int, int, bool]] | None:
    """Digit, unit and whether a zero stands before it, in the order written."""
    parts: list[tuple[int, int, bool]] = []
    at, zero = 0, False
    while at < len(said):
        char, following = said[at], said[at + 1 : at + 2]
        at += 1
        if char in _ZEROS:
            if zero or not parts:
                return None
            zero = True
        elif char in _TENS:
            parts.append((_TENS[char] // 10, 10, zero))
            zero = False
        elif char in _UNITS:
            if parts or _UNITS[char] != 10:
                return None
            parts.append((1, 10, zero))
        elif char in _DIGITS:
            unit = _UNITS.get(following, 1)
            at += unit > 1
            parts.append((_DIGITS[char], unit, zero))
            zero = False
        else:
            return None
    return None if zero else parts

"""Numbers as titles of terms and sittings write them 汉字数字."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """8 → 八, 13 → 十三, 26 → 二十六, 105 → 一百零五; up to 999."""
    if not 0 <= number <= 999:
        raise ValueError(f"{number} is not written in titles")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        said += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        said += "零"
    return said + (_DIGITS[ones] if ones or not said else "")

"""One amount 数值: figures with decimals, thousands and 万 亿, Chinese numerals, fractions, 百分之 and 成.

GB/T 15835 lets figures and numerals stand in one text and allows 万 and 亿 after figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from lianxi.kernel.texts.numerals import read_number

_HAN = "一二三四五六七八九十百千万亿两零〇廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
_DIGIT = "零一二三四五六七八九"
SCALES = {
    "": 1,
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}

FIGURES = r"(?:\d{1,3}(?:,\d{3}){1,5}+(?![\d,])|\d{1,3}(?:[ \u00a0\u2009]\d{3}){1,4}+(?!\d)|\d{1,15}+)(?:[.·]\d{1,6}+)?"
NUMERALS = rf"[{_HAN}]{{1,16}}+(?:点[{_DIGIT}〇]{{1,6}}+)?"
AMOUNT = rf"(?:{FIGURES}|{NUMERALS})"
SCALE = "万亿|[十百千]?亿|[十百千]?万|千|百"
_WIDE = Context(prec=120)
_FIGURES = re.compile(FIGURES)
_NUMERALS = re.compile(rf"[{_HAN}]{{1,16}}+(?:点(?P<decimals>[{_DIGIT}〇]{{1,6}}+))?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and the worth of its last printed digit (1.3万 → 13000, 1000)."""

    value: Decimal
    step: Decimal


def read_amount(text: str, scale: str = "") -> Amount | None:
    """The number a text writes, times 万 or 亿 behind it; None where it writes none.

    Round numerals (三万) are taken as exact: in numerals nobody rounds silently.
    """
    times = SCALES.get(scale, 1)
    if _FIGURES.fullmatch(text):
        plain = re.sub(r"[, \u00a0\u2009]", "", text).replace("·", ".")
        places = len(plain.partition(".")[2])
        return Amount(Decimal(plain) * times, Decimal(times).scaleb(-places))
    found = _NUMERALS.fullmatch(text)
    if not found:
        return None
    decimals_said = found["decimals"] or ""
    whole = read_number(text.partition("点")[0])
    if whole is None:
        return None
    decimals = "".join(str((_DIGIT.find(char)) if char != "〇" else 0) for char in decimals_said)
    value = Decimal(f"{whole}.{decimals}") if decimals else Decimal(whole)
    return Amount(value * times, Decimal(times).scaleb(-len(decimals)))


def row_of_digits(text: str) -> bool:
    """Whether numerals stand in a row without 十百千 (二〇二三, 三五): a year or two neighbours, no plain number."""
    return len(text) > 1 and all(char in _DIGIT or char in "两〇" for char in text)


def neighbours(text: str) -> tuple[Decimal, Decimal] | None:
    """两三, 三五, 七八 as a range of two digits; None for anything else."""
    if len(text) != 2:
        return None
    first, second = (2 if char == "两" else _DIGIT.find(char) for char in text)
    return (Decimal(first), Decimal(second)) if 0 < first < second <= first + 2 else None


def rounded(value: Decimal, step: Decimal, rounding: str = ROUND_HALF_UP) -> Decimal:
    """A number to the digits of `step`, however many digits it has before them (a damaged page may print thirty)."""
    return value.quantize(step, rounding=rounding, context=_WIDE)


def shown(value: Decimal) -> str:
    """A number as a clerk writes it: no exponent, no idle zeros."""
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def in_scale(value: Decimal, scale: str, unit: str) -> str:
    """A number in the scale and unit another was printed in: 164452000000 → 1644.52亿元."""
    return f"{shown(value / SCALES.get(scale, 1))}{scale}{unit}"

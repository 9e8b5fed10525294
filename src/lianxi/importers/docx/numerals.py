"""How Word writes the number of a numbered paragraph 编号格式 (ECMA-376 part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

from lianxi.kernel.texts.numerals import write_digits, write_number

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_FORMAL_OLD = str.maketrans("零一二三四五六七八九十百千万", "零壹貳參肆伍陸柒捌玖拾佰仟萬")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def write_in(form: str, count: int) -> str:
    """The number in a format of Word; an unknown format is written in Arabic digits, as Word does."""
    if form in {"none", "bullet"} or not 0 <= count < 100_000_000:
        return ""
    return _WRITERS.get(form, str)(count)


def _letters(count: int) -> str:
    """Z is followed by AA, then BB."""
    return chr(ord("A") + (count - 1) % 26) * min((count - 1) // 26 + 1, 50) if count else ""


def _roman(count: int) -> str:
    if not 0 < count < 32_768:
        return str(count)
    written = ""
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth)
        written += sign * times
    return written


def _in_turn(signs: str) -> Callable[[int], str]:
    return lambda count: signs[(count - 1) % len(signs)] if count else ""


def _sign(first: str, last: int) -> Callable[[int], str]:
    """A single sign of its own for the first numbers, plain digits beyond."""
    return lambda count: chr(ord(first) + count - 1) if 1 <= count <= last else str(count)


def _circled(count: int) -> str:
    """① to ⑳, then ㉑ to ㉟ and ㊱ to ㊿."""
    for first, low, high in (("①", 1, 20), ("㉑", 21, 35), ("㊱", 36, 50)):
        if low <= count <= high:
            return chr(ord(first) + count - low)
    return str(count)


def _formal(count: int) -> str:
    """Formal numerals write out the first digit: 壹拾贰, where the plain one is 十二."""
    written = write_number(count)
    return "一" + written if written.startswith("十") else written


def _with_zeros(width: int) -> Callable[[int], str]:
    return lambda count: str(count).zfill(width)


def _full_width(count: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))


_WRITERS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
         "taiwaneseCountingThousand", "koreanCounting"),
        write_number,
    ),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"), write_digits),
    "chineseLegalSimplified": lambda count: _formal(count).translate(_FORMAL),
    **dict.fromkeys(
        ("ideographLegalTraditional", "japaneseLegal"), lambda count: _formal(count).translate(_FORMAL_OLD)
    ),
    "ideographTraditional": _in_turn(_STEMS),
    "ideographZodiac": _in_turn(_BRANCHES),
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalEnclosedParen": _sign("⑴", 20),
    "decimalEnclosedFullstop": _sign("⒈", 20),
    "ideographEnclosedCircle": _sign("㊀", 10),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _full_width),
    "decimalZero": _with_zeros(2),
    "numberInDash": lambda count: f"-{count}-",
}  # fmt: skip

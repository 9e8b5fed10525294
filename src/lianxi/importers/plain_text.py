"""Plain text 纯文本: bytes in, text out; UTF-8 first, then GB 18030, Big5 or UTF-16, with or without their marks."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

from lianxi.kernel.errors import Refused

BOM_GB18030 = b"\x84\x31\x95\x33"
# That of UTF-32 begins like that of UTF-16, so it is looked for first.
_MARKS = {
    BOM_UTF8: "utf-8", BOM_GB18030: "gb18030", BOM_UTF32_LE: "utf-32-le", BOM_UTF32_BE: "utf-32-be",
    BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be",
}  # fmt: skip
_LAYOUT = "\t\n\r\f\v"
# The order decides between readings of equal worth. cp950 is Big5 as Windows writes it; Hong Kong added characters.
_OTHERS = ("gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
MIXED = "utf-8, gb18030"
_FILLING = "\0\x1a"  # what old programs fill the last block of a file with, and their sign of its end
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
_SAMPLE = 20_000
# A reading in a wrong encoding is worth below 0.6 on texts of ten characters and more; a right one above 0.9.
_PLAUSIBLE = 0.75
_MARGIN = 0.1


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in; `broken` counts places that could not be read and show as U+FFFD."""

    text: str
    encoding: str
    broken: int = 0


def read_plain_text(content: bytes, name: str) -> str:
    """The text of a file, or `Refused` where it is empty or no text at all."""
    found = decode(content)
    if found is None:
        raise no_text(name)
    if not found.text.strip():
        raise Refused("file_not_empty", f"文件“{name}”是空的。", remedy="请检查后重新选择文件。")
    return found.text


def no_text(name: str) -> Refused:
    """The refusal of bytes that no encoding makes a text of."""
    return Refused(
        "file_is_text",
        f"文件“{name}”不是纯文本，读不出文字。",
        remedy="请在文字处理软件中另存为纯文本（.txt，编码选 UTF-8）后再导入。",
    )


def decode(content: bytes) -> Decoded | None:
    """By its mark where it has one, else by what reads as a text; None where nothing does."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _clean(content.removeprefix(mark), encoding)
    return _clean(content, "utf-8") or _likeliest(content)


def decode_damaged(content: bytes) -> Decoded | None:
    """Like `decode`, but a text with a few broken bytes, such as one cut in the middle, is read around them.

    A text joined from pieces in UTF-8 and GB 18030 is read line by line.
    """
    found = decode(content)
    if found is not None:
        return found
    marked = next((mark for mark in _MARKS if content.startswith(mark)), b"")
    for encoding in [_MARKS[marked]] if marked else ["utf-8", *_OTHERS]:
        found = _around(content.removeprefix(marked), encoding)
        if found is not None:
            return found
    return _line_by_line(content)


def _around(content: bytes, encoding: str) -> Decoded | None:
    text = _CONTROLS.sub("�", content.decode(encoding, "replace").rstrip(_FILLING))
    broken = text.count("�")
    # One in two hundred: more is another encoding or no text.
    return Decoded(text, encoding, broken) if broken <= len(text) // 200 + 1 and _worth(text) >= _PLAUSIBLE else None


def _line_by_line(content: bytes) -> Decoded | None:
    lines = [_clean(line, "utf-8") or _clean(line, "gb18030") for line in content.split(b"\n")]
    whole = [line.text for line in lines if line is not None]
    text = "\n".join(whole)
    return Decoded(text, MIXED) if len(whole) == len(lines) and _worth(text) >= _PLAUSIBLE else None


def _clean(content: bytes, encoding: str) -> Decoded | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _control(text) else Decoded(text.lstrip("\ufeff"), encoding)


def _control(text: str) -> bool:
    """Whether signs stand in it that no text has."""
    return any(ord(sign) < 32 and sign not in _LAYOUT for sign in set(text))


def _likeliest(content: bytes) -> Decoded | None:
    """The encoding in which the bytes read as common characters; GB 18030 where another is not clearly better."""
    best, most = None, 0.0
    for encoding in _OTHERS:
        found = _clean(content, encoding)
        if found is None:
            continue
        worth = _worth(found.text)
        # A few characters in UTF-16 may read as letters and a rare character; the right reading has none.
        ahead = worth - most > _MARGIN or worth == 1.0 > most
        if best is None or (ahead and worth >= _PLAUSIBLE):
            best, most = found, worth
    if best is None or (best.encoding != "gb18030" and most < _PLAUSIBLE):
        return None
    return best


def _worth(text: str) -> float:
    """How much a text looks like Chinese or English, from 0 to 1."""
    sample = text[:_SAMPLE]
    return sum(_common(sign) for sign in sample) / len(sample) if sample else 1.0


@lru_cache(maxsize=30_000)
def _common(sign: str) -> float:
    """1 for a sign texts are made of, less for a rare one, 0 for one no text holds.

    Common Chinese characters are level 1 of GB 2312 (3,755 simplified, lead
    bytes B0 to D7) and of Big5 (5,401 traditional, A4 to C6).
    """
    if sign < "\x80" or sign in _LAYOUT or "　" <= sign <= "】" or "！" <= sign <= "～":
        return 1.0
    if _lead(sign, "gb2312", 0xB0, 0xD7) or sign in "“”‘’—…·〔〕○〇":
        return 1.0
    if _lead(sign, "big5", 0xA4, 0xC6):
        return 0.95
    if "一" <= sign <= "鿿":
        return 0.3
    return 0.2 if category(sign)[0] in "LNPSZ" else 0.0


def _lead(sign: str, encoding: str, first: int, last: int) -> bool:
    """Whether the first of two bytes of a sign lies in a range."""
    try:
        written = sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return len(written) == 2 and first <= written[0] <= last

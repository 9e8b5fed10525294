"""Mojibake 乱码: bytes of one encoding read as another (domain notes M 11).

Where no byte was lost, encoding the garbage back and decoding it rightly is
exact: bytes of three-byte UTF-8 or of GBK do not form common Chinese characters
by chance. Where bytes are lost only figures can be trusted, and a text that
consists mostly of such places is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lianxi.kernel.texts.characters import is_cjk
from lianxi.kernel.texts.damage.findings import Damage, Finding

_REFUSED_FROM = 0.3
_BETWEEN = 4
_MARKS = frozenset("，。、；：？！“”‘’《》（）〈〉【】〔〕—…·　０１２３４５６７８９－％")


def _western() -> dict[str, int]:
    """Character → byte of Windows-1252, the bytes it leaves free read as Latin-1, as browsers do."""
    table = {chr(code): code for code in range(0x80, 0x100)}
    for code in range(0x80, 0xA0):
        try:
            table[bytes([code]).decode("cp1252")] = code
        except UnicodeDecodeError:
            continue
    return table


def _gbk_class(leads: Iterable[int], trails: Iterable[int]) -> str:
    """Characters of the two-byte codes in question (GB 18030, its private-use part included)."""
    second = [trail for trail in trails if trail != 0x7F]
    chars = (bytes([lead, trail]).decode("gb18030", "ignore") for lead in leads for trail in second)
    return "".join(sorted({re.escape(char) for char in chars if len(char) == 1 and ord(char) > 0x7F}))


_BYTES = _western()
_HIGH = "".join(sorted(_BYTES))
_LOST = "\ufffd?"
# A first byte of UTF-8 (× is left out: it stands in real texts) and a byte that can only follow one.
_UTF8_PAIR = f"[\u00c2-\u00d6\u00d8-\u00f4][{''.join(sorted(char for char, code in _BYTES.items() if code < 0xC0))}]"
_AS_WESTERN = re.compile(f"{_UTF8_PAIR}(?:[ -~]{{0,2}}?{_UTF8_PAIR}|[{_HIGH}])*")
_WESTERN_SEEN = re.compile("[\u00c2-\u00f4][^\x00-\x7f]|[\u00a1-\u00fe]{4}")
_GBK_AS_WESTERN = re.compile("[\u00a1-\u00fe]{4,}")
# Two characters of three bytes in UTF-8 make three of two bytes in GBK: E4xx xxE4 xxxx.
_FIRST = _gbk_class([*range(0xE2, 0xEA), 0xEF], range(0x80, 0xC0))
_SECOND = _gbk_class(range(0x81, 0xC0), [*range(0xE2, 0xEA), 0xEF])
_THIRD = _gbk_class(range(0x81, 0xC0), range(0x80, 0xC0))
_ANY = f"{_FIRST}{_SECOND}{_THIRD}{_LOST}\u20ac"
_AS_GBK = re.compile(f"[{_FIRST}][{_SECOND}{_LOST}][{_ANY}]?(?:[{_ANY}]{{0,3}}?[{_FIRST}][{_ANY}])*[{_LOST}]{{0,2}}")
_STARTS_GBK = re.compile(f"[{_FIRST}]")
_KNOWN = re.compile("(?:锟斤拷|锟斤|斤拷锟|烫烫烫|屯屯屯)+[锟斤拷烫屯]{0,2}|\ufffd[\ufffd \t]{0,200}\ufffd|\ufffd")
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4}){2,}|(?:\\u[4-9][0-9a-fA-F]{3})")
_EXACT = "一种编码的字节被当作另一种编码读出；按原编码重新解码，结果完整。"
_PARTLY = "一种编码的字节被当作另一种编码读出，且有字节丢失，只有其中的阿拉伯数字可信。"
_REPLACED = "读出时无法识别的字节已被换成替代符号，原字不可恢复。"
_ESCAPE = "统一码的转义写法没有还原成字。"


def find_mojibake(text: str) -> tuple[Finding, ...]:
    """Regions of mojibake; with a proposal only where decoding them again is exact."""
    found = [*_as_western(text), *_as_gbk(text), *_replaced(text), *_escaped(text)]
    found.sort(key=lambda one: (one.start, -one.end))
    return _apart(found, text)


def is_refused(text: str) -> bool:
    """Whether so much of a text is mojibake, as it stands, that nothing but figures could be read from it."""
    spoilt = sum(one.end - one.start for one in find_mojibake(text))
    written = len(text) - sum(map(text.count, " \n\t\r\u3000"))
    return written > 0 and spoilt / written >= _REFUSED_FROM


def _as_western(text: str) -> Iterator[Finding]:
    if not _WESTERN_SEEN.search(text):
        return
    for found in _AS_WESTERN.finditer(text):
        decoded = _decoded(bytes(_BYTES.get(char, ord(char) & 0x7F) for char in found[0]), "utf-8")
        if decoded is not None and _is_chinese(decoded):
            yield _exact(found.start(), found[0], decoded)
        elif len(re.findall(_UTF8_PAIR, found[0])) >= 2:
            yield Finding(Damage.MOJIBAKE, found.start(), found.end(), found[0], None, 0.85, _PARTLY)
    for found in _GBK_AS_WESTERN.finditer(text):
        decoded = _decoded(found[0].encode("latin-1"), "gb2312")
        if decoded is not None and _is_chinese(decoded) and _has_letters(found[0]):
            yield _exact(found.start(), found[0], decoded)


def _has_letters(said: str) -> bool:
    """Whether more than signs stand there: ×××× would decode too."""
    return len(set(said)) >= 3 and any(char >= "\u00c0" and char not in "×÷" for char in said)


def _as_gbk(text: str) -> Iterator[Finding]:
    for found in _AS_GBK.finditer(text):
        for end in range(found.end(), max(found.end() - 3, found.start() + 1), -1):
            said = text[found.start() : end]
            decoded = _decoded(_gbk_bytes(said), "utf-8")
            if decoded is not None and len(decoded) > 1 and _is_chinese(decoded):
                yield _exact(found.start(), said, decoded)
                break
        else:
            if len(_STARTS_GBK.findall(found[0])) >= 3:
                yield Finding(Damage.MOJIBAKE, found.start(), found.end(), found[0], None, 0.8, _PARTLY)


def _gbk_bytes(said: str) -> bytes:
    try:
        return said.encode("gb18030")
    except UnicodeEncodeError:
        return b"\xff"


def _decoded(read: bytes, encoding: str) -> str | None:
    try:
        return read.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_chinese(decoded: str) -> bool:
    """Whether it is all Chinese (or ASCII in between), with a Chinese character or mark at least."""
    beyond = [char for char in decoded if ord(char) > 0x7F]
    return bool(beyond) and all(is_cjk(char) or char in _MARKS for char in beyond)


def _exact(start: int, said: str, decoded: str) -> Finding:
    several = sum(map(is_cjk, decoded)) >= 2
    return Finding(Damage.MOJIBAKE, start, start + len(said), said, decoded, 0.96 if several else 0.85, _EXACT)


def _replaced(text: str) -> Iterator[Finding]:
    for found in _KNOWN.finditer(text):
        yield Finding(Damage.MOJIBAKE, found.start(), found.end(), found[0], None, 0.95, _REPLACED)


def _escaped(text: str) -> Iterator[Finding]:
    if "\\u" not in text:
        return
    for found in _ESCAPED.finditer(text):
        codes = [int(code, 16) for code in found[0].split("\\u")[1:]]
        decoded = "".join(map(chr, codes))
        if _is_chinese(decoded):
            yield Finding(Damage.MOJIBAKE, found.start(), found.end(), found[0], decoded, 0.95, _ESCAPE)


def _apart(found: list[Finding], text: str) -> tuple[Finding, ...]:
    """One finding a region: the first of those that overlap, unreadable ones with little between them as one."""
    kept: list[tuple[Finding, int]] = []
    for one in found:
        last, end = kept[-1] if kept else (None, -1)
        if last is None or one.start > end + _BETWEEN:
            kept.append((one, one.end))
        elif last.proposal is None and one.proposal is None:
            kept[-1] = last, max(end, one.end)
        elif one.start >= end:
            kept.append((one, one.end))
    return tuple(replace(one, end=end, original=text[one.start : end]) for one, end in kept)

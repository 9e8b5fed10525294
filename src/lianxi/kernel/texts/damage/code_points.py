"""GBK codes used as Unicode numbers 国标码当作统一码: ； (A3 BB) printed as U+A3BB ꎻ (domain notes M 6).

Reading the number as two GBK bytes gives the original back. Further characters of
the standard once lay in the private-use area of Unicode; later GB 18030 gave
most of them their present places, but other private fonts use the same numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lianxi.kernel.texts.damage.findings import Damage, Finding

_AS_NUMBER = re.compile("[\ua1a1-\ua1fe\ua2a1-\ua2fe\ua3a1-\ua3fe]+")
_YI = re.compile("[\ua000-\ua4cf]")
_PRIVATE = re.compile("\ue5e5+|[\ue000-\uf8ff]+")
_BLANK = "\ue5e5"
_NUMBER_NOTE = "国标码{code}被当作统一码编号，按两个字节读回即得“{char}”。"
_YI_NOTE = "文中另有彝文，这里可能就是彝文字符，请看过再改。"
_BLANK_NOTE = "这是国标码A3A0（空格）落在专用区的字符，应为全角空格。"
_PRIVATE_NOTE = "这是专用区字符，按国家标准GB 18030的对照应为“{char}”；若原用自造字库，则是别的字。"
_UNKNOWN_NOTE = "这是专用区字符，换一台机器就显示不出，原字须查对原件。"


def find_code_points(text: str) -> Iterator[Finding]:
    """Characters whose Unicode number is a GBK code, and characters of the private-use area."""
    numbers = [found for found in _AS_NUMBER.finditer(text) if _read_back(found[0]) is not None]
    if numbers:
        inside = sum(found.end() - found.start() for found in numbers)
        genuine = len(_YI.findall(text)) > inside
        for found in numbers:
            yield _numbered(found, genuine=genuine)
    for found in _PRIVATE.finditer(text):
        yield _private(text, found)


def _read_back(said: str) -> str | None:
    """The characters whose GBK codes the numbers of these are; None where one is not assigned."""
    try:
        return said.encode("utf-16-be").decode("gb2312")
    except UnicodeDecodeError:
        return None


def _numbered(found: re.Match[str], *, genuine: bool) -> Finding:
    read = _read_back(found[0]) or ""
    note = _YI_NOTE if genuine else _NUMBER_NOTE.format(code=f"{ord(found[0][0]):04X}", char=read)
    return Finding(Damage.GBK_CODE_POINT, found.start(), found.end(), found[0], read, 0.4 if genuine else 0.97, note)


def _private(text: str, found: re.Match[str]) -> Finding:
    place = found.start(), found.end(), found[0]
    if found[0].strip(_BLANK) == "":
        opens = found.start() == 0 or text[found.start() - 1] in "\n\r"
        return Finding(Damage.GBK_CODE_POINT, *place, "\u3000" * len(found[0]), 0.93 if opens else 0.8, _BLANK_NOTE)
    known = [_standard().get(char) for char in found[0]]
    if None in known:
        return Finding(Damage.GBK_CODE_POINT, *place, None, 0.7, _UNKNOWN_NOTE)
    read = "".join(char or "" for char in known)
    return Finding(Damage.GBK_CODE_POINT, *place, read, 0.8, _PRIVATE_NOTE.format(char=read))


@cache
def _standard() -> dict[str, str]:
    """Private-use number of GB 18030-2000 → present character.

    The old numbers run on in the order of the codes: FE50–FEA0 from U+E815,
    A8BC and A8BF at U+E7C7, A989–A995 from U+E7E7.
    """
    rows = [(0xE815, 0xFE, range(0x50, 0xA1)), (0xE7E7, 0xA9, range(0x89, 0x96)), (0xE7C7, 0xA8, (0xBC, 0xBF))]
    table = {}
    for first, lead, trails in rows:
        for step, trail in enumerate(trail for trail in trails if trail != 0x7F):
            now = bytes([lead, trail]).decode("gb18030", "ignore")
            if now and not _PRIVATE.match(now):
                table[chr(first + step)] = now
    return table

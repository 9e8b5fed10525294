"""Mixed script 繁简混用: traditional characters in a simplified text, or the other way (domain notes M 1).

A page written or converted in traditional characters as a whole is not mixed:
only what stands in the other script is a finding, one for each run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import opencc

from lianxi.kernel.texts.characters import CJK, ambiguous, changing, is_cjk, simple, simplified
from lianxi.kernel.texts.damage.findings import Damage, Finding

# Forms that simplified texts keep or resolve by the word: 徵 (a note of music), 於 and 餘 (names), 著名, 慰藉.
_KEPT = frozenset("徵於餘著藉瞭乾夥覆鍾昇")
# Traditional forms that stand beside another one of the same simplified character.
_SECOND = frozenset("為説髮鐘併裡衞綫羣麪麫産閲録絶啓鬍鬚鬆")
_SIGNS_NOTE = "简体文中夹有繁体字，应为“{read}”。"
_DOUBT_NOTE = "简体文中夹有繁体字，其中有的字简化时要看词义，请核对。"
_JAPANESE_NOTE = "旁边有日文字，可能是日文名称的原文；若是简体文中的繁体字，应为“{read}”。"
_OTHER_NOTE = "繁体文中夹有简体字；对应的繁体字要看词义，不能逐字转换。"
# Shapes of Japan's list of characters for general use (常用漢字表, 2010) that Chinese has in neither script, and kana.
_JAPANESE = re.compile(
    "[図広県駅鉄対応発売読団歩単楽気沢渋戦労営辺拡児黒桜塩斎総恵徳瀬帰竜滝氷処験検険剣倹剤済斉経軽"
    "継続絵縦脳荘薬蔵覚観訳譲賛転遅釈鉱銭鋳録関闘隠雑霊頼顕騒髄鶏価円圧囲壱栄駆実専様両庁悪払変桟"
    "\u3041-\u30fa]"
)
_QUOTES = tuple("“”「」『』《》〈〉\"'‘’")
_FEWEST = 2
_NEAR = 40
"""Characters round a run in which a Japanese shape makes it doubtful: about one enumeration of names."""


def find_mixed_script(text: str) -> Iterator[Finding]:
    """Runs in the script that the document is not written in.

    Sure only in a simplified text, for characters that have one simplified form
    and stand in no quotation (a name may be quoted as it is written).
    """
    if changing().search(text) is None:
        return
    yield from _stayed(text) if is_traditional(text) else _runs(text)


def in_simplified(text: str) -> str:
    """The text in simplified characters, of the same length; quick where it is simplified already."""
    return simplified(text) if _traditional_signs().search(text) else text


def is_traditional(text: str) -> bool:
    """Whether most characters that differ between the scripts are traditional ones."""
    traditional = sum(len(found[0]) for found in _traditional_signs().finditer(text))
    return traditional > 0 and traditional > sum(len(found[0]) for found in _simplified_signs().finditer(text))


def _runs(text: str) -> Iterator[Finding]:
    for found in _run().finditer(text):
        signs = {char for char in found[0] if ord(char) in simple()}
        if signs <= _KEPT or not signs & _pairs():
            continue
        read = simplified(found[0])
        note, confidence = _weighed(text, found, signs, read)
        yield Finding(Damage.MIXED_SCRIPT, found.start(), found.end(), found[0], read, confidence, note)


def _weighed(text: str, found: re.Match[str], signs: set[str], read: str) -> tuple[str, float]:
    """Note and confidence of a run; beside Japanese shapes it may be a Japanese name."""
    if signs & _KEPT or signs & ambiguous() or signs - _pairs():
        return _DOUBT_NOTE, 0.7
    if _JAPANESE.search(text, max(0, found.start() - _NEAR), found.end() + _NEAR):
        return _JAPANESE_NOTE.format(read=read[:20]), 0.5
    quoted = text[found.start() - 1 : found.start()] in _QUOTES or text[found.end() : found.end() + 1] in _QUOTES
    return _SIGNS_NOTE.format(read=read[:20]), 0.8 if quoted else 0.93


def _stayed(text: str) -> Iterator[Finding]:
    """Runs of simplified characters in a text that is traditional otherwise."""
    for found in _simplified_signs(_FEWEST).finditer(text):
        yield Finding(Damage.MIXED_SCRIPT, found.start(), found.end(), found[0], None, 0.6, _OTHER_NOTE)


@cache
def _pairs() -> frozenset[str]:
    """Traditional characters of common simplified ones; the others are variants and rare names (塚, 鱀, 薹)."""
    table = {chr(code): new for code, new in simple().items() if _is_in(new, "gb2312")}
    usual = set(_SECOND)
    for name in ("s2t.json", "s2tw.json", "s2hk.json"):
        config = files("opencc").joinpath("clib", "share", "opencc", name)
        back = opencc.OpenCC(str(config)).convert("\n".join(table.values())).split("\n")
        usual.update(char for char, again in zip(table, back, strict=True) if char == again)
    return frozenset(usual)


@cache
def _traditional_signs() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(_pairs() - _KEPT))}]+")


@cache
def _run() -> re.Pattern[str]:
    """Traditional characters with at most two others between them."""
    signs = "".join(map(chr, simple()))
    return re.compile(f"[{signs}]+(?:[{CJK}]{{0,2}}?[{signs}]+)*")


@cache
def _simplified_signs(fewest: int = 1) -> re.Pattern[str]:
    """Characters that only the simplified script has: their forms are not in Big5."""
    signs = sorted({new for new in simple().values() if is_cjk(new) and new < "\uffff" and not _is_in(new, "big5")})
    return re.compile(f"[{''.join(signs)}]{{{fewest},}}")


def _is_in(char: str, encoding: str) -> bool:
    try:
        return bool(char.encode(encoding))
    except UnicodeEncodeError:
        return False

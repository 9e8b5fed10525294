"""Look-alikes 形近替代字符: radicals and compatibility forms for characters (⼀ for 一), Cyrillic for Latin letters.

Text taken from PDF files has Kangxi radicals (U+2F00) where the font shares the
glyph; Unicode gives each its character. The radicals supplement (U+2E80) has no
such mapping but for two; its simplified members look like one character only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lianxi.kernel.texts.characters import CJK
from lianxi.kernel.texts.damage.findings import Damage, Finding

_SUPPLEMENT = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻪⻬⻮⻰⻳⺟",
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄黾齐齿龙龟母",
        strict=True,
    )
)
_RADICALS = re.compile(
    f"[\u2f00-\u2fd5\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufad9{''.join(_SUPPLEMENT)}\U0002f800-\U0002fa1d]+"
)
_FOREIGN = "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_LATIN = str.maketrans(dict(zip(_FOREIGN, "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo", strict=True)))
_AMONG_LATIN = re.compile(f"[A-Za-z0-9]{{0,30}}[{_FOREIGN}][A-Za-z0-9{_FOREIGN}]{{0,30}}")
_ZEROS = re.compile("(?<=[〇零一二三四五六七八九])[ОоΟο]{1,2}(?=[〇零一二三四五六七八九年])")
_ALONE = re.compile(f"(?<=[{CJK}，。；])[{_FOREIGN}](?=[{CJK}，。；])")
_RADICAL_NOTE = "用了部首或兼容区的字形，看着相同，检索不到；应为“{read}”。"
_LETTER_NOTE = "拉丁字母中混入了形近的西里尔或希腊字母，应为“{read}”。"
_ZERO_NOTE = "年份里的“〇”用了形近的外文字母。"
_ALONE_NOTE = "汉字间夹着一个西里尔或希腊字母，可能是拉丁字母，也可能是转换的残余。"


def find_variants(text: str) -> Iterator[Finding]:
    """Characters that look right and are others; radicals are sure, letters need a look."""
    for found in _RADICALS.finditer(text):
        read = "".join(_SUPPLEMENT.get(char) or unicodedata.normalize("NFKC", char) for char in found[0])
        yield _found(found, read, 0.95, _RADICAL_NOTE.format(read=read))
    if re.search(f"[{_FOREIGN}]", text) is None:
        return
    for found in _ZEROS.finditer(text):
        yield _found(found, "〇" * len(found[0]), 0.85, _ZERO_NOTE)
    for found in _ALONE.finditer(text):
        if found[0] not in "Рр" and not _ZEROS.match(text, found.start()):
            yield _found(found, found[0].translate(_LATIN), 0.5, _ALONE_NOTE)
    for found in _AMONG_LATIN.finditer(text):
        if re.search("[A-Za-z]", found[0]):
            read = found[0].translate(_LATIN)
            yield _found(found, read, 0.8, _LETTER_NOTE.format(read=read))


def _found(found: re.Match[str], read: str, confidence: float, note: str) -> Finding:
    return Finding(Damage.MIXED_SCRIPT, found.start(), found.end(), found[0], read, confidence, note)

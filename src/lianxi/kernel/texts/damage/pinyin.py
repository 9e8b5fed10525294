"""Pinyin notes 夹注拼音: 區(qū)域 for 区域, left by pages that convert characters and then annotate what they changed.

All 96 pairs of the pages studied carry a tone mark and the one toneless bracket is
an abbreviation, 系统(cati) (domain notes M 1): a tone mark is the test. A bracket
half may be lost where the page was cut or shifted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from lianxi.kernel.texts.characters import CJK, is_cjk, simple
from lianxi.kernel.texts.damage.findings import Damage, Finding

_TONES = "\u0300\u0301\u0304\u0306\u030c"
_TONED = "āáǎàăēéěèĕīíǐìĭōóǒòŏūúǔùŭǖǘǚǜńňǹḿ"
# ɡ and ɑ are what Chinese phonetic fonts type for g and a.
_LETTER = f"a-zA-ZüÜɡɑ{_TONED}{_TONED.upper()}"
_ANY_TONE = re.compile(f"[{_TONED}{_TONED.upper()}{_TONES}]")
_GAP = "[ \u00a0\u3000\u2009]{0,2}"
_SYLLABLE = f"(?P<said>[{_LETTER}][{_LETTER}{_TONES}\u0308]{{0,9}})"
_HAN = f"[{CJK}\U00020000-\U0003ffff]"
_WHOLE = re.compile(f"(?<={_HAN}){_GAP}[(（]{_GAP}{_SYLLABLE}{_GAP}[)）]")
_HALVED = re.compile(f"(?<={_HAN})(?:[(（]{_SYLLABLE}(?={_HAN})|{_SYLLABLE.replace('said', 'tail')}[)）])")
_READABLE = re.compile(
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ueng|ang|eng|ong|ing|iao|ian|uai|uan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|ue|üe|üan|ün"
    "|[aoeiuü])|m|n|ng|hm|hng"
)
# Readings that a careful author spells out, in names of places and people; one alone is a reading aid.
_AIDED = """
    單shàn 單chán 龜qiū 龜jūn 樂yuè 樂lào 區ōu 蓋gě 費bì 葉xié 鉛yán 會kuài 會guì 廈xià 華huà 種chóng 紀jǐ 過guō
    員yùn 車jū 萬mò 濟jǐ 長zhǎng 調tiáo 應yìng 數shǔ 數shuò 轉zhuàn 傳zhuàn 難nàn 興xìng 與yù 為wéi 將jiàng
    強jiàng 強qiǎng 處chǔ 創chuāng 盡jǐn 幾jī 間jiàn 監jiàn 覺jiào 識zhì 適kuò 說shuì 彈tán 僂lǚ 縣xuán 於wū
    寧nìng 參shēn 參cēn 盧lú 鄒zōu 滎xíng 滎yíng 鄖yún 酈lì 鄲dān 鄴yè 陝shǎn 嶗láo 滬hù 贛gàn 瀘lú 闕quē 閩mǐn
"""
_SPELT_OUT = frozenset(_AIDED.split())
_SEVERAL = 3
_THROUGHOUT = 8
_SURE_NOTE = "繁体字后夹注拼音，是网页转换时留下的，去掉即可。"
_DOUBT_NOTE = "字后注有拼音；若是有意注出的读音，应当保留。"
_HALF_NOTE = "字后有带声调的拼音，括号只剩一半，应是夹注拼音的残余。"


def find_pinyin(text: str) -> tuple[Finding, ...]:
    """Notes of one toned syllable behind one character; the proposal is the character alone.

    Sure are notes on traditional characters, unless it is a single one with a
    reading that authors spell out on purpose (單(shàn)縣), and notes on characters
    that a conversion changes where the document is annotated throughout. A reading
    aid in a simplified text (儋(dān)州) stays a doubt.
    """
    if not _ANY_TONE.search(text):
        return ()
    whole = [found for found in _WHOLE.finditer(text) if _is_syllable(found["said"])]
    halved = [found for found in _HALVED.finditer(text) if _is_syllable(found["said"] or found["tail"])]
    changed = {text[found.start() - 1] for found in whole} & _traditional()
    throughout = len(whole) >= _THROUGHOUT and _share(text, whole) >= 0.9
    findings = [_noted(text, found, len(changed) >= _SEVERAL, throughout) for found in whole]
    findings += [_made(text, found, 0.85 if changed else 0.7, _HALF_NOTE) for found in halved]
    return tuple(sorted(findings, key=lambda one: one.start))


def _noted(text: str, found: re.Match[str], several: bool, throughout: bool) -> Finding:
    char = text[found.start() - 1]
    if char in _traditional():
        spelt_out = char + _composed(found["said"]) in _SPELT_OUT
        sure = several or not spelt_out
    else:
        sure = throughout and char in _conversions()
    return _made(text, found, 0.98, _SURE_NOTE) if sure else _made(text, found, 0.5, _DOUBT_NOTE)


def _made(text: str, found: re.Match[str], confidence: float, note: str) -> Finding:
    start, end = found.start() - 1, found.end()
    return Finding(Damage.PINYIN, start, end, text[start:end], text[start], confidence, note)


def _share(text: str, whole: Sequence[re.Match[str]]) -> float:
    """How many of the noted characters are such as a conversion changes."""
    noted = [text[found.start() - 1] for found in whole]
    return sum(char in _traditional() or char in _conversions() for char in noted) / len(noted)


def _composed(said: str) -> str:
    plain = said.lower().replace("ɡ", "g").replace("ɑ", "a")
    return unicodedata.normalize("NFC", plain)


def _is_syllable(said: str) -> bool:
    """Whether it is one syllable of standard Chinese with exactly one tone mark (breves stand for carons)."""
    apart = unicodedata.normalize("NFD", _composed(said))
    tones = sum(char in _TONES for char in apart)
    bare = "".join(char for char in apart if char not in _TONES)
    return tones == 1 and _READABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None


@cache
def _traditional() -> frozenset[str]:
    return frozenset(map(chr, simple()))


@cache
def _conversions() -> frozenset[str]:
    """Simplified characters that have another traditional form."""
    return frozenset(new for new in simple().values() if is_cjk(new))

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
from lianxi.kernel.texts.damage.readings import usual_readings

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
# Usual readings that a careful author still spells out, in names of places and people.
_AIDED = """
    樂yuè 廈xià 長zhǎng 調tiáo 應yìng 數shǔ 轉zhuàn 傳zhuàn 難nàn 興xìng 為wéi 將jiàng
    強qiǎng 處chǔ 創chuāng 幾jī 間jiàn 彈tán 僂lǚ 寧nìng 參shēn 盧lú 鄒zōu 滎xíng 鄖yún
    酈lì 鄲dān 鄴yè 陝shǎn 嶗láo 滬hù 贛gàn 瀘lú 闕quē 閩mǐn
"""
_SPELT_OUT = frozenset(_AIDED.split())
_SEVERAL = 3
_THROUGHOUT = 8
_SURE_NOTE = "繁体字后夹注拼音，是网页转换时留下的，去掉即可。"
_DOUBT_NOTE = "字后注有拼音；若是有意注出的读音，应当保留。"
_NAME_NOTE = "繁体字后夹注拼音，但不是常用的读音；若是有意注出的地名、人名读音，应当保留。"
_HALF_NOTE = "字后有带声调的拼音，括号只剩一半，应是夹注拼音的残余。"


def find_pinyin(text: str) -> tuple[Finding, ...]:
    """Notes of one toned syllable behind one character; the proposal is the character alone.

    Sure are notes of the usual reading on traditional characters, and on those that
    a conversion changes where the document is annotated throughout. A reading that
    authors spell out on purpose (閩(mǐn)) needs other notes beside it; an unusual
    one (單(shàn)縣) and an aid in a simplified text (儋(dān)州) stay doubts.
    """
    if not _ANY_TONE.search(text):
        return ()
    whole = [found for found in _WHOLE.finditer(text) if _is_syllable(found["said"])]
    halved = [found for found in _HALVED.finditer(text) if _is_syllable(found["said"] or found["tail"])]
    changed = {text[found.start() - 1] for found in whole if not _is_spelt_out(text, found)} & _traditional()
    throughout = len(whole) >= _THROUGHOUT and _share(text, whole) >= 0.9
    findings = [_noted(text, found, len(changed) >= _SEVERAL, throughout) for found in whole]
    findings += [_made(text, found, 0.85 if changed else 0.7, _HALF_NOTE) for found in halved]
    return tuple(sorted(findings, key=lambda one: one.start))


def _noted(text: str, found: re.Match[str], several: bool, throughout: bool) -> Finding:
    char, said = text[found.start() - 1], _composed(found["said"])
    if char in _traditional():
        sure = char + said in usual_readings() and (several or not _is_spelt_out(text, found))
        return _made(text, found, 0.98, _SURE_NOTE) if sure else _made(text, found, 0.7, _NAME_NOTE)
    if throughout and char + said in _simplified_readings():
        return _made(text, found, 0.98, _SURE_NOTE)
    return _made(text, found, 0.5, _DOUBT_NOTE)


def _is_spelt_out(text: str, found: re.Match[str]) -> bool:
    return text[found.start() - 1] + _composed(found["said"]) in _SPELT_OUT


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


@cache
def _simplified_readings() -> frozenset[str]:
    return frozenset(simple().get(ord(one[0]), one[0]) + one[1:] for one in usual_readings())

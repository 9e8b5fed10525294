"""Width 全角半角混用: half-width punctuation between Chinese characters, full-width letters and digits.

GB/T 15834 sets Chinese punctuation in full width and GB/T 15835 figures in half
width. Between Chinese characters a half-width comma can be nothing else, unless
the line is a row of values; brackets and marks beside figures need a look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.characters import CJK
from lianxi.kernel.texts.damage.findings import Damage, Finding

_FULL = str.maketrans(",;:!?()", "，；：！？（）")
_HALF = {0xFF01 + step: chr(0x21 + step) for step in range(94)}
_OPENS, _CLOSES = f"[{CJK}“‘《〈（【〔「『]", f"[{CJK}”’》〉）】〕」』]"
_BETWEEN = re.compile(f"[,;:!](?={_OPENS})")
_BESIDE = re.compile(f"[,;:!](?=[ \\d\n]|$)|(?<=[\\d%A-Za-z])[,;:!](?={_OPENS})")
# A point for a stop: at the end of a line of Chinese, or between Chinese, but behind no number of an item.
_POINT_AT_END = re.compile(f"\\.(?<=[{CJK}”’》〉）】%％]\\.)(?=[ \\t\\u3000]*(?:\\r?\\n|$))")
_POINT_BETWEEN = re.compile(f"\\.(?<=[{CJK}][{CJK}][{CJK}”》）]\\.)(?=[{CJK}][{CJK}])")
_NUMBER_BEFORE = re.compile("[〇零一二三四五六七八九十百千甲乙丙丁章节条编部款项]$")
_QUESTION = re.compile(f"\\?(?=[{CJK}”\n]|$)")
_BRACKETED = re.compile("\\(([^()（）\n]{1,60})\\)")
_CROSSED = re.compile("\\(([^()（）\n]{1,60})）|（([^()（）\n]{1,60})\\)")
_FIGURES = re.compile("[０-９Ａ-Ｚａ-ｚ](?:[０-９Ａ-Ｚａ-ｚ．％]{0,40}[０-９Ａ-Ｚａ-ｚ％])?")
_GROUPED = re.compile("，(?<=\\d.)(?=\\d{3}(?!\\d))|．(?<=\\d.)(?=\\d)")
_CHINESE = re.compile(f"[{CJK}]")
_CLOSING, _FULL_STOP = re.compile(_CLOSES), "。"
_SURE_NOTE = "汉字之间用了半角标点，按标点符号用法（GB/T 15834）应为全角。"
_DOUBT_NOTE = "半角标点旁有数字、字母或空格，请看过再改。"
_BRACKET_NOTE = "括号半角，或一半全角一半半角，与文中多数写法不同。"
_STOP_NOTE = "句号用了西文句点，按标点符号用法（GB/T 15834）应为“。”。"
_FIGURE_NOTE = "数字或字母用了全角，按出版物上数字用法（GB/T 15835）用半角。"


def find_width(text: str) -> Iterator[Finding]:
    """Marks, letters and figures of the other width than the standard sets."""
    yield from _marks(text)
    if "." in text:
        yield from _stops(text)
    if "(" in text or ")" in text:
        yield from _brackets(text)
    half_figures = re.search("[0-9]", text) is not None
    for found in _FIGURES.finditer(text):
        confidence = 0.92 if half_figures else 0.7
        yield _found(found.start(), found[0], found[0].translate(_HALF), confidence, _FIGURE_NOTE)
    for found in _GROUPED.finditer(text):
        yield _found(found.start(), found[0], found[0].translate(_HALF), 0.7, _DOUBT_NOTE)


def _marks(text: str) -> Iterator[Finding]:
    line_end, sentence = -1, False
    for found in _BETWEEN.finditer(text):
        at = found.start()
        if not at or not _CLOSING.match(text, at - 1):
            continue
        if at > line_end:
            line_start = text.rfind("\n", 0, at) + 1
            line_end = (text.find("\n", at) + 1 or len(text) + 1) - 1
            sentence = _FULL_STOP in text[line_start:line_end]
        sure = sentence and found[0] in ",;"
        yield _mark(found, 0.93 if sure else 0.85, _SURE_NOTE)
    for found in _BESIDE.finditer(text):
        if _is_chinese_beside(text, found):
            yield _mark(found, 0.75, _DOUBT_NOTE)
    for found in _QUESTION.finditer(text):
        if found.start() and _CHINESE.match(text, found.start() - 1):
            yield _mark(found, 0.4, _DOUBT_NOTE)


def _stops(text: str) -> Iterator[Finding]:
    for pattern, confidence in ((_POINT_AT_END, 0.8), (_POINT_BETWEEN, 0.5)):
        for found in pattern.finditer(text):
            if not _NUMBER_BEFORE.search(text[found.start() - 1]):
                yield _found(found.start(), ".", _FULL_STOP, confidence, _STOP_NOTE)


def _is_chinese_beside(text: str, found: re.Match[str]) -> bool:
    """Whether Chinese stands before the mark, or behind it where a figure stands before; no time of day, no ratio."""
    at, after = found.start(), text[found.end() : found.end() + 1]
    if at == 0:
        return False
    before = text[at - 1]
    if _CLOSING.match(before):
        return not (found[0] == ":" and after == "/")
    return (before.isalnum() or before == "%") and found[0] != ":" and _CHINESE.match(after) is not None


def _brackets(text: str) -> Iterator[Finding]:
    """Half-width pairs round Chinese where the text mostly has full-width ones, and pairs of two widths."""
    mostly_full = text.count("（") >= text.count("(")
    for found in _CROSSED.finditer(text):
        at = found.start() if found[1] is not None else found.end() - 1
        yield _found(at, text[at], text[at].translate(_FULL), 0.85, _BRACKET_NOTE)
    if not mostly_full:
        return
    for found in _BRACKETED.finditer(text):
        if _CHINESE.search(found[1]):
            said = found[0]
            yield _found(found.start(), said, f"（{found[1]}）", 0.6, _BRACKET_NOTE)


def _mark(found: re.Match[str], confidence: float, note: str) -> Finding:
    return _found(found.start(), found[0], found[0].translate(_FULL), confidence, note)


def _found(start: int, said: str, read: str, confidence: float, note: str) -> Finding:
    return Finding(Damage.WIDTH, start, start + len(said), said, read, confidence, note)

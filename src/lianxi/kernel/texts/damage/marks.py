"""Doubled punctuation 标点重叠: ",," and "，。" put in at random (domain notes M 5; GB/T 15834 knows no such pair).

Repeats that carry meaning stay: …… —— ！！ ？！ and dots that lead to a page number.
A half-width ? is left out: it is where a byte was lost more often than a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.characters import CJK
from lianxi.kernel.texts.damage.findings import Damage, Finding

_FULL = str.maketrans(",;:!", "，；：！")
_RUN = re.compile(
    f"(?<=[{CJK}0-9a-zA-Z％%”’」』）)》〉〕】\\]])[，,、；;：:。！!？](?:[ \u3000]?[，,、；;：:。！!？]){{1,5}}"
)
_MEANT = frozenset("！？")
_COUNTED = re.compile("。{3,}|、{3,}")
# The mark that ends more stays: a full stop ends the sentence whatever else was put beside it.
_STRENGTH = "、，：；？！。"
_SURE_SAME = {"，": 0.95, "；": 0.93, "：": 0.92, "。": 0.92}
_SAME_NOTE = "同一标点重复，去掉多余的一个。"
_LIST_NOTE = "顿号重复：或是多打一个，或是中间漏了一项。"
_OTHER_NOTE = "两个不同的标点相连，只应有一个；保留哪一个要看文意。"


def find_doubled_marks(text: str) -> Iterator[Finding]:
    """Marks that stand side by side where one belongs; sure only where both are the same mark."""
    for found in _RUN.finditer(text):
        plain = found[0].translate(_FULL).replace(" ", "").replace("\u3000", "")
        if set(plain) <= _MEANT or _COUNTED.fullmatch(plain) or _is_code(text, found):
            continue
        yield _same(text, found, plain) if len(set(plain)) == 1 else _mixed(found, plain)


def _is_code(text: str, found: re.Match[str]) -> bool:
    """Half-width marks between Latin letters or figures (a::b, 1,,2): no Chinese sentence."""
    around = text[found.start() - 1] + text[found.end() : found.end() + 1]
    return found[0].isascii() and around.isascii()


def _same(text: str, found: re.Match[str], plain: str) -> Finding:
    alone = len(plain) == 2 and len(found[0]) == 2 and "。。。" not in text
    confidence = _SURE_SAME.get(plain[0], 0.8) if alone else 0.7
    kept = found[0][0] if found[0][0] == found[0][-1] else plain[0]
    note = _LIST_NOTE if plain[0] == "、" else _SAME_NOTE
    return Finding(Damage.DOUBLED_PUNCTUATION, found.start(), found.end(), found[0], kept, confidence, note)


def _mixed(found: re.Match[str], plain: str) -> Finding:
    order = sorted(set(plain), key=_STRENGTH.index, reverse=True)
    others = tuple((mark, 0.3) for mark in order[1:])
    return Finding(Damage.DOUBLED_PUNCTUATION, found.start(), found.end(), found[0], order[0], 0.6, _OTHER_NOTE, others)

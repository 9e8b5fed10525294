"""Redaction 隐去内容: places where somebody took words out or a page lost them (domain notes M 13).

What stood there cannot be read from the text, so nothing is ever proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.characters import CJK
from lianxi.kernel.texts.damage.findings import Damage, Finding

_OMITTED = "下文|以下|此处|内容|名单|具体|原文|图|表|附件|正文|中间|部分内容|涉密内容|后文|全文|详细"
_TAKEN_OUT = (
    "此处略去|此处删去|此处删除|此处隐去|此处省略|已隐去|已删除|已脱敏|已略去|隐去|删节|删减|脱敏|涉密"
    "|不予公开|不公开|保密|以下省略"
)
_BRACKET = re.compile(
    f"[（(〔\\[【](?:[ \u3000]?(?:{_OMITTED})?[ \u3000]?从?略[去写]?[ \u3000]?"
    f"|(?:{_TAKEN_OUT})[^（()）〔〕\\[\\]【】\n]{{0,20}})[）)〕\\]】]"
)
_MASKS = re.compile(r"([×✕╳XxＸ*＊□■▇█▓▒○〇●?？某])\1+")
# Two of these alone are a figure, a question, a mark.
_BY_THREE = frozenset("○〇●?？")
# One 某 is common in prose, but not at the head of a document number.
_ORGAN = re.compile(f"(?<![{CJK}])某{{1,3}}[{CJK}]{{1,8}}(?=[ \u3000]?[〔\\[［【（(][12]\\d{{3}}[〕\\]］】）)])")
_AROUND = re.compile(f"[{CJK}“”《》（）()]")
# Emphasis and rules across a line, in plain text as in Markdown.
_MARKUP = re.compile(r"\*\*(?=\S)[^*\n]{1,200}(?<=\S)\*\*(?!\*)|^[ \t\u3000]*[*＊]{3,}[ \t\u3000]*$", re.M)
_STARS = re.compile("[*＊]{2}")
_NOTE = "此处文字被隐去或丢失，须查对原件，不能从上下文补出。"


def find_redactions(text: str) -> Iterator[Finding]:
    """Signs that something was left out: (略), ×××, ***, ???, □□, 某某, 【此处删除…】."""
    for found in _BRACKET.finditer(text):
        yield _found(found)
    organs = list(_ORGAN.finditer(text)) if "某" in text else []
    yield from map(_found, organs)
    elsewhere = {found.start() for found in organs}
    if _STARS.search(text):
        elsewhere.update(_stars_of_markup(text))
    for found in _MASKS.finditer(text):
        if found.start() not in elsewhere and _hides(text, found):
            yield _found(found)


def _stars_of_markup(text: str) -> Iterator[int]:
    """Where the stars of emphasis and of rules begin."""
    for found in _MARKUP.finditer(text):
        yield found.end() - len(found[0].lstrip())
        yield found.end() - 2


def _hides(text: str, found: re.Match[str]) -> bool:
    """Whether the run stands for words: rings and question marks by three, letters X only among Chinese."""
    if found[0][0] in "XxＸ":
        after = text[found.end() : found.end() + 1]
        before = text[found.start() - 1 : found.start()]
        chinese = _AROUND.match(before) or _AROUND.match(after)
        return chinese is not None and not any(char.isascii() and char.isalnum() for char in before + after)
    return len(found[0]) > 2 or found[0][0] not in _BY_THREE


def _found(found: re.Match[str]) -> Finding:
    return Finding(Damage.REDACTION, found.start(), found.end(), found[0], None, 0.8, _NOTE)

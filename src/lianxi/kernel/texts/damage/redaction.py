"""Redaction 隐去内容: places where somebody took words out or a page lost them (domain notes M 13).

What stood there cannot be read from the text, so nothing is ever proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.characters import CJK
from lianxi.kernel.texts.damage.findings import Damage, Finding

_OMITTED = "下文|以下|此处|内容|名单|具体|原文|图|表|附件|正文|中间|部分内容|涉密内容|后文|全文|详细"
_TAKEN_OUT = "此处略去|此处删去|此处删除|此处隐去|此处省略|已隐去|已删除|已脱敏|已略去|隐去|删节|删减|脱敏|涉密|不予公开|不公开|保密|以下省略"
_SIGNS = (
    re.compile(f"[（(〔\\[【][ \u3000]?(?:{_OMITTED})?[ \u3000]?(?:从)?略[去写]?[ \u3000]?[）)〕\\]】]"),
    re.compile(f"[（(〔\\[【](?:{_TAKEN_OUT})[^（()）〔〕\\[\\]【】\n]{{0,20}}[）)〕\\]】]"),
    re.compile("[×✕╳]{2,}"),
    re.compile(
        f"(?:(?<=[{CJK}“《（(])|^)(?:[XxＸ]{{2,6}})(?=[{CJK}”》）)])|(?<=[{CJK}])[XxＸ]{{2,6}}(?![A-Za-z])", re.M
    ),
    re.compile("(?<![*＊])[*＊]{2,}(?![*＊])"),
    re.compile("[□■▇█▓▒]{2,}|[○〇●]{3,}|[囗口]{3,}"),
    re.compile("[?？]{3,}"),
    re.compile("某某某?|某(?=、某)"),
)
# Emphasis and rules across a line, in plain text as in Markdown.
_MARKUP = re.compile(r"\*\*(?=\S)[^*\n]{1,200}(?<=\S)\*\*(?!\*)|^[ \t\u3000]*[*＊]{3,}[ \t\u3000]*$", re.M)
_STARS = re.compile("[*＊]{2}")
_NOTE = "此处文字被隐去或丢失，须查对原件，不能从上下文补出。"


def find_redactions(text: str) -> Iterator[Finding]:
    """Signs that something was left out: (略), ×××, ***, ???, □□, 某某, 【此处删除…】."""
    emphasised = [found.span() for found in _MARKUP.finditer(text)] if _STARS.search(text) else []
    for sign in _SIGNS:
        for found in sign.finditer(text):
            if found[0][0] in "*＊" and any(start <= found.start() < end for start, end in emphasised):
                continue
            yield Finding(Damage.REDACTION, found.start(), found.end(), found[0], None, 0.8, _NOTE)

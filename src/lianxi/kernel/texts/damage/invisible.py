"""Invisible characters 不可见字符: zero-width spaces and joiners, byte order marks, soft hyphens, direction marks.

They print nothing, yet split words for every search and comparison (domain
notes M; the same list as both profiles of `normalise`). Scripts that need
joiners (Arabic, Indic, Mongolian, emoji) keep them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.normalise import INVISIBLE

_NEEDS_THEM = (
    "\u0590-\u08ff\u0900-\u0fff\u1780-\u17ff\u1800-\u18af\u2600-\u27bf"
    "\ufb1d-\ufdff\ufe70-\ufefc\U0001f000-\U0001faff\ufe0f"
)
_RUN = re.compile(f"[{INVISIBLE}\ufff9-\ufffb]+")
_JOINS = re.compile(f"[{_NEEDS_THEM}]")
_TURNS_ORDER = re.compile("[\u202d\u202e\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]+")
_SURE_NOTE = "这里有不占位置的字符，看不见，却会使检索和比对落空，去掉不影响文字。"
_ORDER_NOTE = "这里有改变文字显示方向或加注的控制符，去掉后显示顺序可能不同，请看过再去。"
_CONTROL_NOTE = "这里有控制字符，可能是表格或换行标记的残余。"


def find_invisible(text: str) -> Iterator[Finding]:
    """Runs of invisible characters, to be taken out; sure except where order or a script hangs on them."""
    for found in _RUN.finditer(text):
        if _JOINS.search(text[max(0, found.start() - 1) : found.end() + 1]):
            continue
        turned = _TURNS_ORDER.search(found[0])
        confidence, note = (0.7, _ORDER_NOTE) if turned else (0.98, _SURE_NOTE)
        yield Finding(Damage.ZERO_WIDTH, found.start(), found.end(), found[0], "", confidence, note)
    for found in _CONTROL.finditer(text):
        yield Finding(Damage.ZERO_WIDTH, found.start(), found.end(), found[0], "", 0.7, _CONTROL_NOTE)

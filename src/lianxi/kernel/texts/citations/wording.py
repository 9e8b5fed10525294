"""Wording around a name 用语: what the text does with what it cites.

立法技术规范(试行)(一): 依照 where what is cited is the ground of an act, 按照 for measures and figures, 参照
for a thing outside the rule's own field, 适用 for the rule that governs. 根据 and 依据 give the ground of the
text itself (立法法 and 规章制定程序条例 ask for it in the first article).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lianxi.kernel.texts.citations.citation import CitationKind

NOTHING = "\u25a1"
"""Stands for each character of a name when the words around it are read."""

_BEFORE = {
    CitationKind.BASIS: ("根据", "依据", "基于"),
    CitationKind.ACCORD: ("按照", "依照", "遵照", "遵守", "遵循", "符合", "对照", "按", "依", "严格履行", "履行"),
    CitationKind.REFER: ("参照", "参照执行", "比照", "参考", "参见", "详见", "参阅"),
    CitationKind.APPLY: ("参照适用", "适用"),
    CitationKind.AMEND: ("修改", "修正", "修订", "修改完善", "修改后的", "删去"),
    CitationKind.REPEAL: ("废止", "宣布失效", "停止执行", "撤销"),
    CitationKind.BREACH: ("违反", "违背", "不符合"),
    CitationKind.IMPLEMENT: ("贯彻", "落实", "执行", "实施", "施行", "贯彻实施"),
    CitationKind.INTERPRET: ("解释",),
    CitationKind.ISSUE: (
        *("印发", "公布", "发布", "颁布", "制定", "制订", "出台", "通过", "批准", "转发", "批转", "下发"),
        *("编制", "起草", "作出", "签订", "签署", "拟定", "拟订"),
    ),
}
_SPOKEN = {word: kind for kind, words in _BEFORE.items() for word in words}
_TRIGGER = re.compile("|".join(sorted(_SPOKEN, key=lambda word: -len(word))))
_WEAK = frozenset({"按", "依", "履行", "解释", "施行", "通过", "批准", "撤销"})
"""Words that tell a kind only directly before a name: 解释 and 通过 are nouns or adverbs elsewhere."""
_DESCRIBING = ("的", "情况", "工作", "办法", "细则", "方案", "意见", "条例", "规定", "机关", "部门", "后")
"""What follows a word that only describes (公布的, 实施办法, 执行情况) and governs nothing."""
_CLAUSE_END = re.compile("[,;:。!?\n(]")
_ACTED_ON = re.compile("对|将|把|关于|就")

_AFTER: tuple[tuple[CitationKind, re.Pattern[str]], ...] = (
    (
        CitationKind.REPEAL,
        re.compile(
            r"[^,;:。!?\n修]{0,40}?(?P<word>(?:同时|即行|自行|相应|予以|一并|也)?(?:废止|宣布失效|停止执行|不再执行))"
        ),
    ),
    (
        CitationKind.AMEND,
        re.compile(
            r"[^,;:。!?\n]{0,40}?(?P<word>(?:作|做|作出|做出|进行|予以)[^,;:。!?\n]{0,8}?(?:修改|修正|修订|调整)"
            r"|修改为|修订为|修改如下|改为|合并为|(?:中|后|以后)?增加[一二三四五六七八九十]{1,2}[条款项章节]|增加规定|删去|予以删除)"
        ),
    ),
    (CitationKind.INTERPRET, re.compile(r"[^,;:。!?\n、]{0,12}?(?P<word>(?:负责)?解释|如何适用)")),
    (
        CitationKind.ISSUE,
        re.compile(
            r"(?:[^,;:。!?\n]{0,40},)?[^,;:。!?\n]{0,40}?(?P<word>现?予以?公布|印发(?:给|你们|各|如下)|予以印发|转发给|经[^,;:。!?\n]{2,60}?通过)"
        ),
    ),
    (CitationKind.BASIS, re.compile(r"为(?P<word>依据|根据)")),
    (
        CitationKind.IMPLEMENT,
        re.compile(
            r"(?:和[^,;:。!?\n]{1,6})?的?(?:有效|正确|全面)?(?P<word>贯彻落实|贯彻实施|贯彻|落实|执行|实施)(?!细则|办法|方案)"
        ),
    ),
)
_STRONG_AFTER = frozenset({CitationKind.REPEAL, CitationKind.AMEND, CitationKind.INTERPRET, CitationKind.ISSUE})
_GROUND = frozenset({CitationKind.BASIS, CitationKind.ACCORD, CitationKind.REFER, CitationKind.BREACH})


@dataclass(frozen=True, slots=True)
class Said:
    """A kind and the word that told it; `far` characters stand between that word and the name."""

    kind: CitationKind
    word: str
    far: int = 0


UNSAID = Said(CitationKind.MENTION, "")


def said_before(text: str, start: int, floor: int = 0) -> Said:
    """The kind told by the nearest word before a name in its own clause; names in `text` are blanked out."""
    window = text[max(floor, start - 80) : start]
    ends = [found.end() for found in _CLAUSE_END.finditer(window)]
    clause = window[ends[-1] :] if ends else window
    for found in reversed(list(_TRIGGER.finditer(clause))):
        gap = clause[found.end() :]
        if _tells(found[0], gap):
            return Said(_SPOKEN[found[0]], found[0], len(gap))
    return UNSAID


def _tells(word: str, gap: str) -> bool:
    """Whether the word governs what follows the gap; with 的 after it, it only describes."""
    if gap.startswith(_DESCRIBING):
        return False
    return word not in _WEAK or len(gap.strip("了《〈“ ")) <= 1


def said_after(text: str, end: int) -> Said:
    """The kind told by what is said of a name after it, in its own clause: 同时废止, 作如下修改, 现予公布."""
    window = text[end : end + 130]
    for kind, pattern in _AFTER:
        if found := pattern.match(window):
            return Said(kind, found["word"], found.start("word"))
    return UNSAID


_FROM_ITS_DAY = re.compile(r"(?:施行|实施|生效|公布|发布|颁布|执行|通过)之?日|有效期|到期|自[^,;:。!?\n]{1,30}?起")


def kind_of_own(text: str, start: int, end: int, floor: int = 0) -> Said:
    """The kind of 本条例 and the like: where its day or its end is told, nothing is done with it.

    《甲条例》自本条例施行之日起废止 repeals the other one; a document never repeals itself by naming itself.
    """
    if _FROM_ITS_DAY.match(text, end):
        return UNSAID
    said = kind_of(text, start, end, floor)
    return UNSAID if said.kind is CitationKind.REPEAL else said


def kind_of(text: str, start: int, end: int, floor: int = 0) -> Said:
    """The kind of the names in `[start, end)`: the word right before them, else what is said after, else before."""
    before, after = said_before(text, start, floor), said_after(text, end)
    if before is UNSAID:
        return after
    gap = text[start - before.far : start]
    acted_on = bool(_ACTED_ON.search(gap)) and after.kind in _STRONG_AFTER
    ground = before.kind in _GROUND and not acted_on
    if ground or before.far <= 6 or after.kind not in _STRONG_AFTER:
        return after if acted_on else before
    return after


_LEAD_KINDS = re.compile("废止|宣布失效|修改|修正|修订")


def list_lead(text: str, line_start: int) -> Said:
    """The kind told by the line that opens a list, 决定废止下列地方性法规：, for its first item."""
    before = text[max(0, line_start - 160) : line_start].rstrip(" \t\u3000\n")
    if not before.endswith(":"):
        return UNSAID
    sentence = re.split("[。\n]", before)[-1]
    words = [found[0] for found in _LEAD_KINDS.finditer(sentence)]
    return Said(_SPOKEN[words[-1]], words[-1]) if words else UNSAID


_ITEM = re.compile(
    r"[ \t\u3000]*(?:第?[零〇一二三四五六七八九十百\d]{1,5}[、.．)][ \t\u3000]*"
    r"|[(][零〇一二三四五六七八九十百\d]{1,5}[)][ \t\u3000]*)?(?:将|对|删去|废止|修改)?\Z"
)


def begins_item(text: str, line_start: int, start: int) -> bool:
    """Whether a name begins an item of a list: nothing but a number stands before it on its line."""
    return start - line_start <= 24 and bool(_ITEM.match(text[line_start:start]))

"""Numbers at the beginning of a line 编号: which provision begins there, and which line only cites one.

Units 编 分编 章 节 条 are numbered 第…, points in Chinese numerals in brackets, indents in Arabic ones
(立法法65条); notices go 一、 （一） 1. （1） ① (GB/T 9704, 结构层次序数).
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from lianxi.kernel.texts.numerals import NUMERAL, read_ordinal_key
from lianxi.kernel.texts.structure.node import Kind

_S = r"[ \t\u3000\u00a0]"
_CHINESE = "〇零一二三四五六七八九十百廿卅"
_SPACED = rf"[{NUMERAL}](?:{_S}?[{NUMERAL}]){{0,11}}"
# Converted pages write 節(jié), 條(tiáo): the reading of a character that was turned into its traditional form.
_TONED = "āēīōūáéíóúǎěǐǒǔàèìòùǖǘǚǜńňǹ"
READING = re.compile(rf"(?<=[\u3400-\u9fff])\((?=[a-zü]{{0,5}}[{_TONED}])[a-zü{_TONED}]{{1,6}}\)")
_UNIT = re.compile(
    rf"第{_S}{{0,2}}(?P<number>{_SPACED}){_S}{{0,2}}(?P<unit>分[编編]|[编編篇章节節条條]|部分)(?:{READING.pattern})?"
    rf"(?P<branch>(?:{_S}?之{_S}?[{_CHINESE}]{{1,4}}(?![{_CHINESE}])){{0,2}})"
)
_UNITS = {
    **dict.fromkeys(("编", "編", "篇", "部分"), Kind.PART),
    **dict.fromkeys(("分编", "分編"), Kind.SUBPART),
    "章": Kind.CHAPTER,
    **dict.fromkeys(("节", "節"), Kind.SECTION),
    **dict.fromkeys(("条", "條"), Kind.ARTICLE),
}
_FIGURES = "0-9０-９"
_LEVEL = re.compile(
    rf"(?P<comma>[{_CHINESE}]{{1,7}}){_S}?[、．.]"
    rf"|[（(]{_S}{{0,2}}(?P<bracket>[{_CHINESE}]{{1,7}}){_S}{{0,2}}[）)]"
    rf"|(?P<dot>[{_FIGURES}]{{1,3}}){_S}?[、．.](?![{_FIGURES}])"
    rf"|[（(]{_S}{{0,2}}(?P<figure>[{_FIGURES}]{{1,3}}){_S}{{0,2}}[）)]"
    rf"|(?P<half>[{_FIGURES}]{{1,3}}){_S}?[）)]"
    r"|(?P<sign>[①-⑳㉑-㉟㊱-㊿㈠-㈩⑴-⒛])"
)
_CITED_LEVEL = re.compile(
    rf"{_S}*(?:[项項款](?:[规規所中的之、，。和及至或与與]|$)|[、，,至和及或到—-]{{1,2}}{_S}*[（(第①-⑳]|[至和及或]{_S}*[（(第])"
)
_COUNTED = re.compile(rf"[{_CHINESE}{_FIGURES}]{{1,3}}(?:[、，,级級类類线線次产產个個]|$)")
# What follows a number where an article is cited, not begun: 第三条规定的…, 第二十条第一款所称…
_CITED = re.compile(
    rf"{_S}*(?:第{_S}*[{NUMERAL}]{{1,7}}{_S}*[款项項条條目章节節]|[款项項](?![目])"
    rf"|[（(][{_CHINESE}{_FIGURES}]{{1,3}}[）)]{_S}*[项項]|[，。；;,、）)》”]|[至和及与與或]第|以及第|之[规規]定|的"
    "|[规規]定[的，,：:]|所[称稱列指规規述]|中的|中[“《]|修改[为為]|改[为為])"
)
# Where nothing sets the number off, these words too: 第三条中规定, 第五条删去.
_CITED_CLOSELY = re.compile(
    r"[规規]定|等|以及|修改|[删刪]|增加|作[为為]|前款|[和及与與或]|中(?![华華国國央小等介外共医醫药藥])"
)
# 第一条、为了…: the mark after a number, unless another number follows (第五条、第六条).
_NUMBER_STOP = re.compile(rf"[、．](?!{_S}*(?:第|[（(]?[{NUMERAL}]))")


class Style(IntEnum):
    """How a level is numbered, from the highest down: 一、 （一） 1. （1） 1) ①."""

    CHINESE = 1
    CHINESE_BRACKET = 2
    FIGURE = 3
    FIGURE_BRACKET = 4
    HALF_BRACKET = 5
    CIRCLE = 6


_STYLES = {
    "comma": Style.CHINESE,
    "bracket": Style.CHINESE_BRACKET,
    "dot": Style.FIGURE,
    "figure": Style.FIGURE_BRACKET,
    "half": Style.HALF_BRACKET,
}


class Mark(NamedTuple):
    """A number found where a provision may begin.

    kind:   编 分编 章 节 条, or level for 一、（一）1.
    length: characters the number takes.
    style:  how a level is numbered; None for units.
    spaced: white space, a bracket or a colon sets the number off, or it stands alone.
    ordinal: the number for comparing, (12, 1).
    cited:  the words after it show that the provision is cited here, not begun.
    """

    kind: Kind
    number: str
    key: str
    length: int
    style: Style | None
    spaced: bool
    cited: bool
    ordinal: tuple[int, ...]


def read_mark(text: str, at: int = 0) -> Mark | None:
    """The number that stands at `at`, or None; whether it really begins a provision its surroundings decide."""
    if text.startswith("第", at):
        return _unit(text, at)
    found = _LEVEL.match(text, at)
    return _level(text, found) if found else None


def follows(before: tuple[int, ...] | None, after: tuple[int, ...]) -> bool:
    """Whether a number is the next one: 12 → 13, 12 → 12-1, 12-1 → 13; the first is 1."""
    if before is None:
        return after == (1,)
    if len(after) == 1:
        return after[0] == before[0] + 1
    first_branch = after[-1] == 1 and before == after[:-1]
    return first_branch or before == (*after[:-1], after[-1] - 1)


@lru_cache(maxsize=4096)
def _key(number: str) -> tuple[str, tuple[int, ...]] | None:
    """Key and ordinal of a number: 十二之一 → 12-1, (12, 1)."""
    key = read_ordinal_key("".join(number.split()))
    return None if key is None else (key, tuple(int(part) for part in key.split("-")))


def _unit(text: str, at: int) -> Mark | None:
    found = _UNIT.match(text, at)
    if not found:
        return None
    key = _key(found["number"] + found["branch"])
    if key is None:
        return None
    rest = text[found.end() : found.end() + 40]
    spaced = not rest.strip() or rest[0] in " \t\u3000\u00a0\n\r【［[（(:：*．、"
    rest = rest[1:] if _NUMBER_STOP.match(rest) else rest
    cited = bool(_CITED.match(rest)) or (not spaced and bool(_CITED_CLOSELY.match(rest)))
    return Mark(
        _UNITS[found["unit"]], found[0], key[0], len(found[0]), None, spaced, cited and bool(rest.strip()), key[1]
    )


def _level(text: str, found: re.Match[str]) -> Mark | None:
    group = found.lastgroup or ""
    key = _key(found[group])
    if key is None or key[0] == "0":
        return None
    rest = text[found.end() : found.end() + 12]
    style = _STYLES.get(group) or _style_of_sign(found[group])
    cited = bool(_CITED_LEVEL.match(rest)) or (group in ("comma", "dot") and bool(_COUNTED.match(rest)))
    return Mark(Kind.LEVEL, found[0], key[0], len(found[0]), style, rest[:1].isspace(), cited, key[1])


def _style_of_sign(char: str) -> Style:
    if "㈠" <= char <= "㈩":
        return Style.CHINESE_BRACKET
    if "⑴" <= char <= "⒇":
        return Style.FIGURE_BRACKET
    return Style.FIGURE if "⒈" <= char <= "⒛" else Style.CIRCLE

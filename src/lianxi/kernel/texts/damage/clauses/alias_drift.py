"""Alias drift 简称前后不一: a short name that is not the one the text agreed on.

An alias is agreed by （以下简称…） and then kept (立法技术规范). Three kinds drift:
collective names with a count (两市三县, then 三市三县; domain notes a.2), instruments
(《决定》, then 《规定》), and bodies (联席会议办公室, then 联席办). Another name may be
meant, so no finding is sure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lianxi.kernel.texts.damage.clauses.sheet import Sheet
from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.numerals import read_number

_DIGITS = "一二两三四五六七八九十0-9"
_COUNT = f"[{_DIGITS}]{{1,3}}"
_UNIT = "(?:省|市|县|区|州|旗|盟|乡|镇|街道|村|地)"
# It looks behind from its second character on: a pattern that begins with characters is searched faster.
_COLLECTIVE = re.compile(
    rf"[{_DIGITS}](?<![{_DIGITS}第每各].)[{_DIGITS}]{{0,2}}{_UNIT}(?:{_COUNT}{_UNIT}){{1,3}}(?![{_DIGITS}])"
)
_COUNTED = "双两二三四五六七八九十"
# What follows makes another word of it: 三方面, 三市场, 两级.
_SINGLE = re.compile(
    rf"(?<![{_DIGITS}第每其中前后])[{_COUNTED}](?P<unit>省市|市县|市州|县区|方|地|市|县|省|区|州|城)"
    rf"(?![面案式法向便针位级长场内外域政{_DIGITS}])"
)
_PART = re.compile(rf"({_COUNT})({_UNIT})")
_DEFINED = re.compile(
    r"(?:以下|下文|下同|后文)[，,]?(?:分别|统一)?(?:简称|统称|合称|并称|称)(?:为|作)?[：:]?[“”\"‘「『]?(?P<alias>[^“”\"’」』）)，。；、\n]{2,24})"
)
_INSTRUMENTS = (
    "决定|决议|条例|办法|规定|细则|规则|规程|方案|意见|通知|规划|纲要|机制|协议|章程|制度|计划|标准|预案|清单"
)
_BARE = re.compile(f"《(?P<name>{_INSTRUMENTS})》")
_FULL = re.compile(rf"《[^《》\n]{{2,80}}(?P<kind>{_INSTRUMENTS})[》〉]")
_HISTORY = re.compile("原|曾|由|从|扩大|扩展|过去|当时|最初|起初|此前")
_MEMBERS = re.compile(
    r"(?:[\u4e00-\u9fff]{1,12}[省市县区州旗盟乡镇]、){1,30}"
    r"[\u4e00-\u9fff]{1,12}?[省市县区州旗盟乡镇](?=$|[（(]|人大|人民|等|和|政府)"
)
_NAMES_OF_UNITS = ("街道", "省", "市", "县", "区", "州", "旗", "盟", "乡", "镇", "村")
_SHORTER_ORGANS = (("办公室", "办"), ("委员会", "委"), ("领导小组", "组"), ("指挥部", "指"))


@dataclass(frozen=True, slots=True)
class _Alias:
    """An agreed short name and where it is agreed."""

    name: str
    start: int
    end: int


def find_alias_drift(sheet: Sheet) -> Iterator[Finding]:
    """Short names that differ from the one agreed on, or from what nearly all of the text says."""
    aliases = [
        _Alias(found["alias"].strip("《》〈〉 "), found.start("alias"), found.end("alias"))
        for found in _DEFINED.finditer(sheet.text)
    ]
    yield from _collective_drift(sheet.text, aliases)
    yield from _single_drift(sheet.text, aliases)
    yield from _miscounted(sheet.text, aliases)
    yield from _instrument_drift(sheet.text, aliases)
    yield from _body_drift(sheet.text, aliases)


def _collective_drift(text: str, aliases: list[_Alias]) -> Iterator[Finding]:
    places = [*_COLLECTIVE.finditer(text)]
    counts = Counter(found[0] for found in places)
    agreed = {alias.name for alias in aliases if _COLLECTIVE.fullmatch(alias.name)}
    for found in places:
        name = found[0]
        if name in agreed:
            continue
        wanted = _meant(name, agreed, counts)
        if wanted is None:
            continue
        told = _HISTORY.search(text, max(0, found.start() - 8), found.start()) is not None
        said = "前面约定的简称" if wanted in agreed else f"全文{counts[wanted]}处"
        note = f"{said}是“{wanted}”，这里是“{name}”。"
        confidence = 0.3 if told else 0.7
        yield _finding(text, found.start(), found.end(), confidence, note)


def _meant(name: str, agreed: set[str], counts: Counter[str]) -> str | None:
    """The collective name this one should be: one agreed on with the same units, else the one nearly always said."""
    same = [other for other in agreed if _units(other) == _units(name)]
    if same:
        return max(same, key=lambda other: counts[other])
    if agreed:
        return None
    usual = [other for other in counts if other != name and _units(other) == _units(name)]
    best = max(usual, key=lambda other: counts[other], default=None)
    return best if best is not None and counts[best] >= 3 * counts[name] else None


def _single_drift(text: str, aliases: list[_Alias]) -> Iterator[Finding]:
    """三方 where 四方 was agreed on: one count before one word; a part of the members may be meant."""
    agreed = {alias.name: alias.end for alias in aliases if _SINGLE.fullmatch(alias.name)}
    for found in _SINGLE.finditer(text, min(agreed.values(), default=len(text))):
        wanted = next((name for name in agreed if name.lstrip(_COUNTED) == found["unit"]), None)
        if wanted is not None and found[0] not in agreed:
            note = f"前面约定的简称是“{wanted}”，这里是“{found[0]}”；也可能只指其中一部分。"
            yield _finding(text, found.start(), found.end(), 0.5, note)


def _units(name: str) -> frozenset[str]:
    return frozenset(unit for _, unit in _PART.findall(name))


def _miscounted(text: str, aliases: list[_Alias]) -> Iterator[Finding]:
    """A collective name whose counts differ from the members listed just before it is agreed."""
    for alias in aliases:
        if not _COLLECTIVE.fullmatch(alias.name):
            continue
        listed = _listed(text, alias)
        said = {unit: read_number(count) for count, unit in _PART.findall(alias.name)}
        if listed is None or all(listed.get(unit, 0) == count for unit, count in said.items()):
            continue
        shown = "、".join(f"{count}个{unit}" for unit, count in listed.items())
        note = f"“{alias.name}”与前面列出的成员（{shown}）数目不符。"
        yield _finding(text, alias.start, alias.end, 0.6, note)


def _listed(text: str, alias: _Alias) -> Counter[str] | None:
    bracket = max(text.rfind(mark, max(0, alias.start - 20), alias.start) for mark in "（(")
    begin = max(0, bracket - 300)
    lists = [*_MEMBERS.finditer(text, begin, bracket)] if bracket > 0 else []
    if not lists or bracket - lists[-1].end() > 8 or text[max(0, lists[-1].start() - 1)] == "、":
        return None
    names = lists[-1][0].split("、")
    return Counter(next(unit for unit in _NAMES_OF_UNITS if name.endswith(unit)) for name in names)


def _instrument_drift(text: str, aliases: list[_Alias]) -> Iterator[Finding]:
    """《规定》 alone where only 《决定》 was agreed on, and no title that ends so is cited."""
    agreed = {alias.name for alias in aliases if _BARE.fullmatch(f"《{alias.name}》")}
    first = min((alias.end for alias in aliases if alias.name in agreed), default=len(text))
    cited = {found["kind"] for found in _FULL.finditer(text)}
    for found in _BARE.finditer(text, first):
        if found["name"] not in agreed and found["name"] not in cited:
            named = "、".join(f"《{name}》" for name in sorted(agreed))
            note = f"前面约定的简称是{named}，没有约定过“{found[0]}”。"
            yield _finding(text, found.start(), found.end(), 0.55, note)


def _body_drift(text: str, aliases: list[_Alias]) -> Iterator[Finding]:
    """A second, shorter form of a body whose short name was agreed: 联席办 beside 联席会议办公室."""
    agreed = {alias.name for alias in aliases}
    for alias in aliases:
        for long, short in _SHORTER_ORGANS:
            stem = alias.name.removesuffix(long)
            if stem == alias.name or len(stem) < 2:
                continue
            others = {stem + short, stem[:2] + short} - agreed
            shorter = re.compile("(?:" + "|".join(map(re.escape, sorted(others))) + f")(?![{long[1:]}理法员])")
            for found in shorter.finditer(text, alias.end):
                note = f"前面约定的简称是“{alias.name}”，这里是“{found[0]}”。"
                yield _finding(text, found.start(), found.end(), 0.4, note)


def _finding(text: str, start: int, end: int, confidence: float, note: str) -> Finding:
    return Finding(Damage.ALIAS_DRIFT, start, end, text[start:end], None, confidence, note)

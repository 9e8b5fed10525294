"""Lists of units 单位清单: where one name ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lianxi.kernel.texts.assignments.assignment import Unit
from lianxi.kernel.texts.assignments.deadlines import is_deadline
from lianxi.kernel.texts.assignments.shared_endings import with_field_names, with_full_names
from lianxi.kernel.texts.assignments.unit_names import (
    STARS,
    confidence_of,
    ends_as_name,
    looks_like_unit,
    plain_name,
)

# 等 at the end of a list, with what may follow it (等有关部门, 等12个部门); 高等, 平等 are other words.
_TRAILING = re.compile(
    r"(?<![高初中优平相同对])等(?:[各有相]*关?(?:职能|主管|行业)?(?P<kind>部门|单位|地区|市县|市|县|区|机构|企业|方面)"
    r"|[0-9一二三四五六七八九十]{1,3}[个家](?:部门|单位|市县|市|县|区))?(?:和单位|及单位)?\Z"
)
_AND = re.compile(r"以及|和|及|与|并")
_NAMED_AND = (
    "共和国",
    "和田",
    "和平",
    "和县",
    "和政",
    "和顺",
    "和林",
    "和龙",
    "和布",
    "人和",
    "泰和",
    "安和",
    "太和",
    "和硕",
    "和静",
)
_LEAD_IN = re.compile(
    r"(?:其中|具体|主要|原则上)?[，,]?(?:(?:此项|该项|本项|以上|上述|各项|此|该)(?:工作|任务|事项)?|均|统一|具体|工作|任务)?"
    r"(?:拟|建议|交)?由(?!.{0,3}市\Z)|(?:转|商|拟|并)?请(?=[一-鿿]{2})|会同|商(?=[省市国财])|并(?=[省市各])"
)
# 各县、区人民政府 is one name of many.
_ONE_NAME = re.compile(
    r"各(?:(?:自治[区州县旗]|[省市州县区乡镇盟旗])、){1,4}(?:(?:直辖市|自治[州县旗]|[市州县区旗乡镇])(?=人民政府|政府|管委会|党委|[、（(，,；;]|\Z)|街道|乡镇)"
    r"|(?:党委|党工委)、(?=政府|人民政府|管委会|办事处)|(?:(?<=由)|(?<![一-鿿]))(?:[省市州县区乡镇]、){1,3}[市县区乡镇](?=人民政府|政府)"
)
_SPACE, _WORD = re.compile(r"[ \u3000]"), re.compile(r"[^ \u3000]+")
_PERSON = re.compile(r"[一-鿿]{2,4}\Z")
_OPEN, _CLOSE = "(（〔[【［", ")）〕]】］"
_SEPARATORS = frozenset("、，,；;/／|\n\t")


@dataclass(frozen=True, slots=True)
class UnitList:
    """A list as read: its units, the deadlines among them, what fits neither; open where it ends in 等."""

    units: tuple[Unit, ...]
    deadlines: tuple[str, ...]
    left: tuple[str, ...]
    open: bool
    starred: tuple[Unit, ...] = ()


def read_units(text: str, start: int, end: int) -> UnitList:
    """The list that stands in `text[start:end]`; names keep their inner brackets, offsets are those of `text`."""
    named: list[Unit] = []
    deadlines: list[str] = []
    is_open = False
    for low, high in (part for item in _items(text, start, end) for part in _spaced(text, *item)):
        words = text[low:high]
        if is_deadline(words):
            deadlines.append(words)
            continue
        trailing = _TRAILING.search(words)
        named += _names(text, low, low + trailing.start() if trailing else high)
        is_open = is_open or trailing is not None
        if trailing and trailing["kind"] == "部门":
            named = with_field_names(named, "部门")
    named = with_full_names(text, named)
    units = tuple(unit for unit in named if unit.confidence)
    left = tuple(unit.name for unit in named if not unit.confidence)
    starred = tuple(unit for unit in units if text[max(0, unit.start - 1)] in STARS)
    return UnitList(units, tuple(deadlines), left, is_open, starred)


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces between separators that stand in no bracket, without spaces around."""
    depth, low = 0, start
    kept = {at for found in _ONE_NAME.finditer(text, start, end) for at in range(*found.span())}
    for at in range(start, end):
        char = text[at]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and char in _SEPARATORS and at not in kept:
            yield from _trimmed(text, low, at)
            low = at + 1
    yield from _trimmed(text, low, end)


def _spaced(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a piece between spaces, where each is a unit or the name of its person (市教育局 王某某)."""
    parts = [found.span() for found in _WORD.finditer(text, start, end)] if _SPACE.search(text, start, end) else []
    units = [(low, high) for low, high in parts if looks_like_unit(text[low:high])]
    others = [text[low:high] for low, high in parts if (low, high) not in units]
    if len(parts) > 1 and units and parts[0] in units and all(_PERSON.match(words) for words in others):
        yield from units
        return
    yield start, end


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    low = start + len(words) - len(words.lstrip(" \t\r\n\u3000\u00a0*。.:：-—" + STARS))
    high = end - (len(words) - len(words.rstrip(" \t\r\n\u3000\u00a0*。.")))
    if low < high:
        yield low, high


def _names(text: str, start: int, end: int) -> Iterator[Unit]:
    """The names of one piece, parted at 和 及 与 where both sides are names."""
    by = text.find("由", start, min(end, start + 16))
    if by > start and is_deadline(text[start:by]):
        start = by
    if found := _LEAD_IN.match(text, start, end):
        start = found.end()
    for low, high in _parted(text, start, end):
        name = plain_name(text[low:high])
        if name:
            yield Unit(name, low, high, confidence_of(name))


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    low = start
    for found in _AND.finditer(text, start, min(end, start + 200)):
        before, after = text[low : found.start()].strip(), text[found.end() : end].strip()
        if ends_as_name(before) and looks_like_unit(after) and not _in_name(text, found.start()):
            yield low, low + len(text[low : found.start()].rstrip())
            low = found.end()
    yield low, end


def _in_name(text: str, at: int) -> bool:
    around = text[max(0, at - 1) : at + 3]
    return any(word in around for word in _NAMED_AND)

"""Endings printed once for several bodies 共用的名尾: 甲、乙、丙人大常委会 are three standing committees.

The rule is custom of official writing; what it yields is a reading of the names, never the names themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lianxi.kernel.texts.assignments.assignment import Unit
from lianxi.kernel.texts.assignments.unit_names import LIKELY, POSSIBLY, SURE, is_area

_ORGAN = (
    r"人大(?:常委会)?(?:[一-鿿]{2,8}委|机关|办公室)?|政协(?:机关)?|人民政府|政府|党委|纪委监委|人民法院|法院"
    r"|人民检察院|检察院|管委会"
)
_FULL = re.compile(
    rf"(?:[一-鿿]{{1,10}}?(?:自治[县州区旗]|[市县区州旗镇乡])|[一-鿿]{{2,5}})"
    rf"(?P<organ>(?:{_ORGAN})(?:[(（][^()（）]{{1,12}}[)）])?)\Z"
)
_OFFICE = re.compile(
    r"[一-鿿]{1,10}?(?:自治[县州区旗]|[市县区州旗])(?P<organ>[一-鿿]{2,12}(?:局|委|办|部|院|公司|中心))\Z"
)
_MANY = re.compile(r"各|有关|相关|其他|所在|沿线")
_BARE = re.compile(r"[一-鿿]{2,4}\Z")
_FIELD = re.compile(r"[省市县区州]?[一-鿿]{2,9}\Z")
_LEVEL = re.compile(r"[省市县区州]")
_JOINS = re.compile(r"\s{0,3}(?:、|和|及|与|以及)\s{0,3}\Z")


def with_full_names(said: str, units: Sequence[Unit]) -> list[Unit]:
    """The units of a list in their order; those that lack the ending of a later one carry it in `full`.

    安平市、宁远县人大常委会: the first is the 安平市人大常委会. Bare names (琼海、文昌人大常委会)
    become likely by it, because nothing else in the list says what they are.
    """
    found = list(units)
    for last in range(len(found) - 1, 0, -1):
        organ = _FULL.match(found[last].name)
        office = organ or _OFFICE.match(found[last].name)
        if office and not _MANY.match(found[last].name):
            _spread(said, found, last, office["organ"], bare=organ is not None)
    return found


def with_field_names(units: Sequence[Unit], ending: str) -> list[Unit]:
    """Fields of work before 等部门 (市发展改革、财政、住建等部门) are departments, each with that ending in `full`."""
    return [_as_field(unit, ending) if unit.confidence == POSSIBLY else unit for unit in units]


def _as_field(unit: Unit, ending: str) -> Unit:
    if not _FIELD.match(unit.name):
        return unit
    return replace(unit, confidence=SURE if _LEVEL.match(unit.name) else LIKELY, full=unit.name + ending)


def _spread(said: str, found: list[Unit], last: int, organ: str, *, bare: bool) -> None:
    """Give the ending of one name to the names right before it."""
    for place in range(last - 1, -1, -1):
        unit = found[place]
        short = bare and unit.confidence == POSSIBLY and _BARE.match(unit.name)
        joined = _JOINS.match(said[unit.end : found[place + 1].start])
        if unit.full or not joined or not (short or (is_area(unit.name) and not _MANY.match(unit.name))):
            return
        found[place] = replace(unit, full=unit.name + organ, confidence=max(unit.confidence, LIKELY))

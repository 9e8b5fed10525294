"""Places as a decision names them 条文位置: 第二十四条至第二十七条, 第一款、第三款, 第三章第二节, 附件一."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lianxi.kernel.texts.compare.amending.instruction import Place
from lianxi.kernel.texts.numerals import NUMERAL, read_number, read_ordinal_key

N = f"[{NUMERAL}0-9]"
_POINT_NUMBER = rf"[(（]?{N}{{1,6}}[)）]?"
_BELOW = rf"(?:第{N}{{1,6}}款)?(?:第{_POINT_NUMBER}项)?(?:第{_POINT_NUMBER}目)?(?:(?:第{N}{{1,3}}|最后一)句)?"
_BARE = "总则|附则|罚则|总纲"
_ONE = (
    rf"(?:第{N}{{1,6}}[编章节]){{0,3}}第{N}{{1,12}}条(?:之{N}{{1,4}})?{_BELOW}"
    rf"|(?:第{N}{{1,6}}[编章节]){{1,3}}"
    rf"|第{N}{{1,6}}款{_BELOW}|第{_POINT_NUMBER}项{_BELOW}|第{_POINT_NUMBER}目|第{N}{{1,3}}句|最后一句"
    rf"|序言(?:第{N}{{1,4}}自然段)?|第{N}{{1,4}}自然段"
    rf"|附[件表录图]{N}{{0,3}}|目录(?=中|部?分?作|相应|修改|增加|删)|题注"
    rf"|(?:{_BARE})(?=中|部分|增加|第|的|章名|一章|删|修改)"
)
_JOINED = "、|以及|和|与|及|至|到|—"
PLACES = rf"(?:{_ONE})(?:(?:{_JOINED})(?:{_ONE})){{0,60}}"
"""One or several places in a row."""
_JOIN = re.compile(f"({_JOINED})")
_READ = re.compile(
    rf"(?P<division>(?:第{N}{{1,6}}[编章节]){{1,3}}|{_BARE})?(?P<part>序言|附[件表录图]{N}{{0,3}}|目录|题注)?"
    rf"(?:第(?P<article>{N}{{1,12}}条(?:之{N}{{1,4}})?))?(?:第(?P<paragraph>{N}{{1,6}})(?:款|自然段))?"
    rf"(?:第(?P<point>{_POINT_NUMBER})项)?(?:第(?P<indent>{_POINT_NUMBER})目)?"
    rf"(?:第(?P<sentence>{N}{{1,3}})句|(?P<last>最后一句))?"
)
_DIVISION = re.compile(rf"第(?P<number>{N}{{1,6}})(?P<unit>[编章节])")
_MOST = 400


def read_places(said: str) -> tuple[Place, ...]:
    """The places of a run, the article carried on to what names none, ranges spelt out."""
    return tuple(_read(said))


def _read(said: str) -> Iterator[Place]:
    outer = Place()
    pieces = _JOIN.split(said)
    for at in range(0, len(pieces), 2):
        place = _one(pieces[at]).within(outer)
        if at and pieces[at - 1] in "至到—":
            yield from _between(outer, place)
        outer = place
        yield place


def _one(said: str) -> Place:
    found = _READ.match(said)
    if not found:
        return Place()
    number = read_number(found["sentence"]) if found["sentence"] else None
    place = Place(
        read_ordinal_key(found["article"]) if found["article"] else None,
        read_number(found["paragraph"]) if found["paragraph"] else None,
        read_ordinal_key(found["point"]) if found["point"] else None,
        read_ordinal_key(found["indent"]) if found["indent"] else None,
        -1 if found["last"] else number,
        part=_part(found["part"]) if found["part"] else "序言" if "自然段" in said else None,
    )
    return place if place.article or not found["division"] else replace(place, division=_division(found["division"]))


def _part(said: str) -> str:
    """附件一 → 附件1."""
    number = read_ordinal_key(said[2:]) if len(said) > 2 and said.startswith("附") else None
    return said[:2] + number if number else said


def _division(said: str) -> tuple[tuple[str, str], ...]:
    steps = tuple((one["unit"], read_ordinal_key(one["number"]) or one["number"]) for one in _DIVISION.finditer(said))
    return steps or (("", said),)


def _between(first: Place, last: Place) -> Iterator[Place]:
    """The places between two of one kind."""
    if (first.article or "").isdecimal() and last == replace(first, article=last.article):
        yield from (replace(first, article=str(number)) for number in _range(first.article, last.article))
    elif first.paragraph and last == replace(first, paragraph=last.paragraph):
        yield from (replace(first, paragraph=number) for number in _range(str(first.paragraph), str(last.paragraph)))
    elif first.point and last == replace(first, point=last.point):
        yield from (replace(first, point=str(number)) for number in _range(first.point, last.point))


def _range(low: str | None, high: str | None) -> range:
    if not (low and high and low.isdecimal() and high.isdecimal()):
        return range(0)
    return range(int(low) + 1, min(int(high), int(low) + _MOST))

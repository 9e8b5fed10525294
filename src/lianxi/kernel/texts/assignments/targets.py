"""Targets 目标: sentences that say what is to be reached by a year (到2020年…) or another time (本世纪中叶)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from lianxi.kernel.texts.assignments.assignment import Target
from lianxi.kernel.texts.assignments.deadlines import arabic_years

_YEAR = r"[12１２一二][0-9０-９〇○零一二三四五六七八九]{3}"
_S = r"[ \t\u3000]{0,2}"
_PLAN = r"[“\"‘']?十[二三四五六七八九]五[”\"’']?(?:规划|时期|期)?末"
_TARGET = re.compile(
    rf"(?=[到至在十“\"‘'经用通12１２一二])(?:(?<![达截止直推延提迟长年0-9月日])到{_S}(?:(?P<year>{_YEAR}){_S}年(?!代|度计划)(?P<part>\d{{1,2}}月(?:[底末]|\d{{1,2}}[日号])?)?"
    rf"|(?P<age>(?:本|21|２１|二十一)世纪(?:中叶|中期|末|[二三四五]十年代)(?:前后)?)"
    r"|(?P<jubilee>(?:建党|建军|新?中国成立|建省办?经济?特?区?|建国)[一二三四五六七八九十百\d]{1,4}周?年(?:时)?))"
    rf"|(?:(?<=[。！？；;：:\n\s.、)）])|(?<=力争|确保|争取)|\A)(?:至{_S}(?P<until>{_YEAR}){_S}年(?:底|末)?(?=[，,时])"
    rf"|(?P<before>{_YEAR}){_S}年(?:底|末)?(?:之前|前)(?!后|期|述|景|提))"
    rf"|(?:到|至|在)?(?P<plan>{_PLAN})"
    rf"|(?:(?<=[。！？；;，,：:\n])|(?<=力争))(?:经过|用|通过)(?P<span>[\d一二三四五六七八九十两]{{1,3}}(?:[-—–至到~～]{{1,2}}[\d一二三四五六七八九十]{{1,3}})?年)"
    r"(?:左右)?的?(?:时间|努力|奋斗))"
)
_ENDS = re.compile(r"[。！？!?\n\r]")
_RANGE = re.compile(rf"(?:自|从|由|{_YEAR}年?)[^，。；\n]{{0,12}}\Z")
# A report of what was reached by then is no target.
_PAST = re.compile(r"已|曾|只有|仅有|陷入|当时")
_LONGEST = 1500


def find_targets(text: str, lists: Sequence[tuple[int, int]] = ()) -> tuple[Target, ...]:
    """The sentences that set a target, in their order; of a sentence with several times one for each.

    `lists` are the places, in their order, where units and their deadlines stand: what
    is said there is a deadline of a task and no target.
    """
    return tuple(_targets(text, lists))


def _targets(text: str, lists: Sequence[tuple[int, int]]) -> Iterator[Target]:
    seen: set[tuple[int, str]] = set()
    start = end = 0
    for found in _TARGET.finditer(text):
        before = bisect_right(lists, (found.start(), len(text))) - 1
        if before >= 0 and lists[before][1] > found.start():
            continue
        if found.start() >= end:
            start, end = _sentence(text, found.start(), found.end(), end)
        by = _by(found)
        if _is_range(text, found) or _PAST.search(text, found.end(), min(end, found.end() + 40)) or (start, by) in seen:
            continue
        seen.add((start, by))
        yield Target(by, text[start:end].strip(), start, end)


def _by(found: re.Match[str]) -> str:
    year = found["year"] or found["until"] or found["before"]
    if not year:
        words: str = found[found.lastgroup or ""]
        return words.strip("“”\"'‘’") if found.lastgroup != "plan" else words
    figures = arabic_years(f"{year}年")[:-1].translate({0xFF10 + digit: str(digit) for digit in range(10)})
    return f"{figures}年{found['part']}" if found["part"] else figures


def _is_range(text: str, found: re.Match[str]) -> bool:
    """自2018年到2020年 names a period, no target."""
    before = text[max(0, found.start() - 20) : found.start()]
    return found["year"] is not None and bool(_RANGE.search(before))


def _sentence(text: str, start: int, end: int, floor: int) -> tuple[int, int]:
    """The sentence around a place, not reaching back over `floor`."""
    low = max(floor, start - _LONGEST)
    begin = max((text.rfind(mark, low, start) for mark in "。！？!?\n\r"), default=-1) + 1
    found = _ENDS.search(text, end, end + _LONGEST)
    stop = min(len(text), end + _LONGEST) if found is None else found.end()
    begin = max(begin, low)
    return begin + len(text[begin:start]) - len(text[begin:start].lstrip()), stop

"""The wording of a decision in pieces: what stands in quotation marks, place names, verbs.

Each quoted paragraph opens the marks anew and only the last one closes them
(“第三条　…\\n“第二款…”), inner marks nest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from lianxi.kernel.texts.compare.amending.instruction import Place
from lianxi.kernel.texts.numerals import NUMERAL, read_number, read_ordinal_key

_N = f"[{NUMERAL}0-9]"
_PLACE = (
    rf"第(?:{_N}{{1,12}})条(?:之{_N}{{1,4}})?(?:第{_N}{{1,6}}款)?(?:第{_N}{{1,6}}项)?"
    rf"|第{_N}{{1,6}}款(?:第{_N}{{1,6}}项)?|第{_N}{{1,6}}项"
)
_TOKEN = re.compile(
    rf"(?P<places>(?:{_PLACE})(?:(?:、|和|及|至|以及)(?:{_PLACE})){{0,40}})"
    rf"|(?P<division>第{_N}{{1,6}}[编章节])"
    r"|(?P<elsewhere>序言|自然段|附件|附表|附录|附则|目录|标题|题注|名称)"
    r"|(?P<law>《[^《》\n]{2,80}》)"
    r"|(?P<end>重新公布)"
    r"|(?P<becomes>(?:统一)?修改为|相应修改为)"
    r"|(?P<number>改为|作为)"
    rf"|增加(?P<count>{_N}{{1,3}}[条款项章节句])"
    r"|(?P<add>增加|增写)"
    r"|(?P<strike>删去|删除)"
    r"|(?P<merge>合并)"
    r"|(?P<of>中的|其中的|其中)"
    r"|(?P<after>之?后)"
    r"|(?P<before>之?前)"
    r"|(?P<reorder>条文(?:的)?(?:顺序|序号)[^。；\n]{0,12}(?:调整|变动|修改))"
    r"|(?P<item>(?:(?<=\n)|\A)[ \t\u3000]*(?:[一二三四五六七八九十百]{1,6}、|[(（][一二三四五六七八九十百]{1,6}[)）]))"
    r"|(?P<stop>[；。\n])"
)
_ONE = re.compile(
    rf"(?:第(?P<article>{_N}{{1,12}}条(?:之{_N}{{1,4}})?))?(?:第(?P<paragraph>{_N}{{1,6}})款)?(?:第(?P<point>{_N}{{1,6}})项)?"
)
_MOST = 400
_NEXT_ITEM = re.compile(r"\n[ \t\u3000]*[一二三四五六七八九十百]{1,6}、")


class Sort(Enum):
    """What a piece of the wording is."""

    PLACES = auto()
    DIVISION = auto()
    QUOTE = auto()
    BECOMES = auto()
    NUMBER = auto()
    COUNT = auto()
    ADD = auto()
    STRIKE = auto()
    MERGE = auto()
    OF = auto()
    AFTER = auto()
    BEFORE = auto()
    REORDER = auto()
    ELSEWHERE = auto()
    LAW = auto()
    END = auto()
    ITEM = auto()
    STOP = auto()


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of the wording that means something."""

    sort: Sort
    start: int
    end: int
    said: str
    places: tuple[Place, ...] = ()


def read_words(text: str) -> list[Word]:
    """The meaningful pieces of a decision, in order."""
    words: list[Word] = []
    at = 0
    for start, end in _quotes(text):
        words += _plain(text, at, start)
        while words and words[-1].said == "\n" and _LEADS_IN.search(text[max(at, start - 40) : start]):
            words.pop()
        words.append(Word(Sort.QUOTE, start, end, unquoted(text[start:end])))
        at = end
    words += _plain(text, at, len(text))
    return words


def _plain(text: str, start: int, end: int) -> Iterator[Word]:
    for found in _TOKEN.finditer(text, start, end):
        name = found.lastgroup or "stop"
        places = tuple(_places(found["places"])) if name == "places" else ()
        yield Word(Sort[name.upper()], found.start(), found.end(), found[name], places)


def _places(said: str) -> Iterator[Place]:
    """第二十四条至第二十七条, 第一款、第三款: each place, the article carried on to what names none."""
    outer = Place()
    pieces = re.split("(、|以及|和|及|至)", said)
    for at in range(0, len(pieces), 2):
        place = _one(pieces[at]).within(outer)
        if at and pieces[at - 1] == "至":
            yield from _between(outer, place)
        outer = place
        yield place


def _one(said: str) -> Place:
    found = _ONE.match(said)
    if not found:
        return Place()
    return Place(
        read_ordinal_key(found["article"]) if found["article"] else None,
        read_number(found["paragraph"]) if found["paragraph"] else None,
        read_ordinal_key(found["point"]) if found["point"] else None,
    )


def _between(first: Place, last: Place) -> Iterator[Place]:
    """The places between two of one kind."""
    if first.paragraph is None and (first.article or "").isdecimal() and (last.article or "").isdecimal():
        low, high = int(first.article or 0), int(last.article or 0)
        yield from (Place(str(number)) for number in range(low + 1, min(high, low + _MOST)))
    elif first.point is None and first.paragraph and last.paragraph and first.article == last.article:
        yield from (Place(first.article, number) for number in range(first.paragraph + 1, min(last.paragraph, 99)))
    elif first.point and last.point and first.point.isdecimal() and last.point.isdecimal():
        low, high = int(first.point), min(int(last.point), 99)
        yield from (Place(first.article, first.paragraph, str(number)) for number in range(low + 1, high))


def _quotes(text: str) -> Iterator[tuple[int, int]]:
    """Quoted stretches with their marks; one that is never closed ends before the next item."""
    at = 0
    while opening := _OPENING.search(text, at):
        at = _closing(text, opening.start())
        yield opening.start(), at


_OPENING = re.compile('[“"「]')
_LEADS_IN = re.compile(r"[：:][ \t\u3000\r]*\n\s*\Z")
_MARK = re.compile('[“”"「」]')


def _closing(text: str, start: int) -> int:
    depth = 1
    for found in _MARK.finditer(text, start + 1):
        reopens = text[max(start, found.start() - 12) : found.start()].rstrip(" \t\u3000\u00a0\r")[-1:] == "\n"
        if found[0] in "“「":
            depth += 0 if reopens else 1
        elif found[0] == '"' and reopens:
            continue
        else:
            depth -= 1
        if depth == 0:
            return found.end()
    item = _NEXT_ITEM.search(text, start)
    return item.start() if item else len(text)


def unquoted(quote: str) -> str:
    """The wording between the marks; the marks that open each paragraph anew are no part of it."""
    lines = quote.split("\n")
    lines = [re.sub('^[ \t\u3000\u00a0]*[“"「]', "", line) for line in lines]
    closed = lines[-1].rstrip()
    lines[-1] = closed[:-1] if closed[-1:] in '”"」' else closed
    return "\n".join(line.strip(" \t\u3000\u00a0\r") for line in lines)

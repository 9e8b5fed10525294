"""Short names 简称: （以下简称《决定》）, 下称, 以下统称, and where they are used.

立法技术规范(试行)(一) 6.1: a short name is given in brackets at the first use, by 以下简称, or 以下统称 for
several. A short name belongs to the title right before the bracket; where a body or a thing stands there it
names no instrument and is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lianxi.kernel.texts.citations.instruments import is_generic, is_part_of_word, noun_of
from lianxi.kernel.texts.citations.legible import Legible, same_name
from lianxi.kernel.texts.longest import LongestWords

MOST_NAMES = 20
"""Short names kept for one title; real texts give one or two."""

_BRACKET = re.compile(r"[ \t]{0,2}\n?[ \t]{0,2}\((?P<said>(?:[^()]|\([^()]{0,40}\)){1,200})\)")
_CALLED = (
    r"(?:以下|下文|下面|后文|下)?(?P<several>分别)?"
    r"(?P<word>简称为|简称|统称为|统称|合称为|合称|并称|通称|称为|称之为|称|简写为)"
)
_SHORT = re.compile(rf"(?:\A|[,;、:。 ])[ ]{{0,2}}{_CALLED}[: ]{{0,2}}(?P<names>[^;。]{{1,100}})")
_OPEN = re.compile(
    r"[ ]?,?以下(?P<several>分别)?(?P<word>简称|统称|称)(?:为)?[: ]?"
    r"(?P<names>《[^《》\n]{1,40}》|“[^“”\n]{1,40}”)"
)
_MARKED_NAMES = re.compile('[《〈“‘"「『<](?P<name>[^《》〈〉“”‘’"「」『』<>]{1,60})[》〉”’"」』>]')
_SEPARATOR = re.compile("、|或者|或|,|以及|和|及")
_NO_NAME = re.compile(r"下同|均同|不含|包括|含|略|试行\Z|[0-9一二三四五六七八九十]{1,3}[部件项]\Z")
_SEPARATE_SHORT = ("称", "称为", "称之为")
_STATE_LAW = re.compile(
    r"(?P<name>中华人民共和国[\u3400-\u9fff]{1,50}?(?:法典|法|条例|规定|办法))(?=\([^()]{0,30}(?:简称|下称|以下称))"
)


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands in brackets right after a title: `[start, end)`, and the short names given there.

    several: 分别, one short name for each title before; collective: 统称, one for all of them.
    """

    start: int
    end: int
    names: tuple[str, ...] = ()
    several: bool = False
    collective: bool = False


@dataclass(frozen=True, slots=True)
class Defined:
    """A short name, from where on it holds, and what it stands for."""

    name: str
    since: int
    titles: tuple[str, ...]


def read_tail(legible: Legible, end: int) -> Tail:
    """The brackets after a title that ends there: numbers, editions, short names; empty where none follows."""
    at = end
    names: tuple[str, ...] = ()
    several = collective = False
    for _ in range(4):
        bracket = _BRACKET.match(legible.plain, at)
        if not bracket:
            break
        if short := _SHORT.search(bracket["said"]):
            names += _names(legible, short, bracket.start("said"))
            several = several or bool(short["several"])
            collective = collective or short["word"][0] in "统合并通"
        at = bracket.end()
    if at == end and (open_ := _OPEN.match(legible.plain, at)):
        return Tail(end, open_.end(), _names(legible, open_, 0), bool(open_["several"]), open_["word"] == "统称")
    return Tail(end, at, names, several, collective)


def state_laws(text: str) -> tuple[tuple[int, int], ...]:
    """Laws written without marks whose short name is given at once: 中华人民共和国示例法（以下简称示例法）."""
    return tuple(found.span("name") for found in _STATE_LAW.finditer(text))


class Aliases:
    """The short names of a text and what they stand for at a given place."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[Defined]] = {}
        self._of_title: dict[str, dict[str, None]] = {}

    def define(self, name: str, since: int, titles: tuple[str, ...]) -> None:
        """Let `name` stand for `titles` from there on; a later definition replaces it from its own place on.

        Definitions come in the order of the text.
        """
        self._by_name.setdefault(same_name(name), []).append(Defined(name, since, titles))
        for title in titles:
            names = self._of_title.setdefault(title, {})
            if len(names) < MOST_NAMES:
                names[name] = None

    def at(self, name: str, place: int) -> tuple[str, ...]:
        """The titles a name stands for at a place; none where it is not yet defined."""
        defined = self._by_name.get(same_name(name)) if self._by_name else None
        if not defined:
            return ()
        index = bisect_right(defined, place, key=lambda one: one.since) - 1
        return defined[index].titles if index >= 0 else ()

    def of(self, title: str) -> tuple[str, ...]:
        """The short names of a title."""
        return tuple(self._of_title.get(title, ()))

    def uses(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Uses without title marks: any short name in quotation marks, a distinctive one anywhere."""
        for start, end, name in LongestWords(self._by_name).find(text):
            if start and text[start - 1] in '“‘"「『' and text[end : end + 1] in _CLOSING_QUOTES:
                yield start - 1, end + 1, name
            elif not _goes_on(text, start, end) and (_is_distinctive(name) or _is_placed(text, start, end)):
                yield start, end, name


_CLOSING_QUOTES = frozenset('”’"」』')


_LEADS = ("根据", "依据", "依照", "按照", "遵照", "执行", "违反", "贯彻", "落实", "实施", "遵守", "符合", "对照")


def _is_placed(text: str, start: int, end: int) -> bool:
    """Whether a short name as common as 条例 stands where only the instrument can be meant: 违反条例, 条例第三条."""
    before = text[max(0, start - 2) : start]
    alone = not before or before in _LEADS or before[-1] in "。,;:、\n和与"
    return alone and (before in _LEADS or text.startswith("第", end))


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether what looks like a short name is part of a longer word: 监督法律, 中华人民共和国立法法."""
    return is_part_of_word(text, start, end) or text.endswith("中华人民共和国", max(0, start - 7), start)


def _is_distinctive(name: str) -> bool:
    return len(name) >= 3 and bool(noun_of(name)) and not is_generic(name)


def _names(legible: Legible, short: re.Match[str], offset: int) -> tuple[str, ...]:
    """The short names given, in the script of the text; those in marks, or all parts of an enumeration."""
    said = short["names"]
    begun = offset + short.start("names")
    spans = [found.span("name") for found in _MARKED_NAMES.finditer(said)]
    if not spans:
        if short["word"] in _SEPARATE_SHORT and "下" not in short[0]:
            return ()
        cuts = [(0, 0), *(found.span() for found in _SEPARATOR.finditer(said)), (len(said), len(said))]
        parts = [(before[1], after[0]) for before, after in pairwise(cuts)]
        spans = [(a, b) for a, b in parts if b - a <= 40 and not _NO_NAME.match(said[a:b].strip())]
    names = (legible.name(begun + a, begun + b) for a, b in spans)
    return tuple(name for name in names if name)

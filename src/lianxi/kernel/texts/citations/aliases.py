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

from lianxi.kernel.texts.citations.instruments import NOT_AFTER, is_generic, noun_of
from lianxi.kernel.texts.citations.legible import same_name
from lianxi.kernel.texts.citations.longest import LongestWords

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


def read_tail(text: str, end: int) -> Tail:
    """The brackets after a title that ends there: numbers, editions, short names; empty where none follows."""
    at = end
    names: tuple[str, ...] = ()
    several = collective = False
    for _ in range(4):
        bracket = _BRACKET.match(text, at)
        if not bracket:
            break
        if short := _SHORT.search(bracket["said"]):
            names += _names(short)
            several = several or bool(short["several"])
            collective = collective or short["word"][0] in "统合并通"
        at = bracket.end()
    if at == end and (open_ := _OPEN.match(text, at)):
        return Tail(end, open_.end(), _names(open_), bool(open_["several"]), open_["word"] == "统称")
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
        defined = self._by_name.get(same_name(name))
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
            elif _is_distinctive(name) and not _goes_on(text, start, end):
                yield start, end, name


_CLOSING_QUOTES = frozenset('”’"」』')


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether what looks like a short name is part of a longer word: 监督法律, 中华人民共和国立法法."""
    return text[end : end + 1] in NOT_AFTER or text.endswith("中华人民共和国", max(0, start - 7), start)


def _is_distinctive(name: str) -> bool:
    return len(name) >= 3 and bool(noun_of(name)) and not is_generic(name)


def _names(short: re.Match[str]) -> tuple[str, ...]:
    said = short["names"].strip()
    marked = tuple(found["name"].strip() for found in _MARKED_NAMES.finditer(said))
    if marked:
        return marked
    parts = (part.strip() for part in _SEPARATOR.split(said))
    names = tuple(part for part in parts if part and not _NO_NAME.match(part) and len(part) <= 40)
    return names if short["word"] not in _SEPARATE_SHORT or "下" in short[0] else ()

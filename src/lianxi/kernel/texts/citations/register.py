"""A register of titles 名称表: which instruments are known, found in a text even without marks.

The scan is one pass of an Aho-Corasick automaton, whatever the number of titles. The longest title wins; a title
inside a longer one is no citation of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lianxi.kernel.texts.citations.instruments import is_generic, is_part_of_word
from lianxi.kernel.texts.citations.legible import Legible, same_name
from lianxi.kernel.texts.longest import LongestWords

CUSTOMARY = {
    "监督法": "中华人民共和国各级人民代表大会常务委员会监督法",
    "代表法": "中华人民共和国全国人民代表大会和地方各级人民代表大会代表法",
    "地方组织法": "中华人民共和国地方各级人民代表大会和地方各级人民政府组织法",
    "选举法": "中华人民共和国全国人民代表大会和地方各级人民代表大会选举法",
    "香港基本法": "中华人民共和国香港特别行政区基本法",
    "澳门基本法": "中华人民共和国澳门特别行政区基本法",
}
"""Names by which statutes are cited in official texts that are not their titles without 中华人民共和国 (全国人大常委会
公报 and local rules use them so)."""

_STATE = "中华人民共和国"
_SHORTEST, _CERTAIN = 2, 3
"""Names of two characters (刑法) are taken only before a provision."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A title of the register in a text: its place and the title as the register writes it."""

    start: int
    end: int
    title: str


class TitleRegister:
    """Known titles; built once, used for many texts.

    A law is also known without 中华人民共和国 (立法法), and a few by customary names. Titles that say only what
    kind of document is meant (条例, 实施办法) are left out of the scan. Of two titles that read the same, the first
    counts.
    """

    def __init__(self, titles: Iterable[str]) -> None:
        self._titles: dict[str, str] = {}
        short: dict[str, str] = {}
        for title in titles:
            name = same_name(title)
            if name:
                self._titles.setdefault(name, title)
                short.setdefault(name.removeprefix(_STATE), title)
        for name, title in short.items():
            self._titles.setdefault(name, title)
        for name, title in CUSTOMARY.items():
            if title in self._titles:
                self._titles.setdefault(name, self._titles[title])
        names = (name for name in self._titles if len(name) >= _SHORTEST and not is_generic(name))
        self._words = LongestWords(names)

    def match(self, title: str) -> str | None:
        """The register's title for a name in whatever script, width and marks; None where it has none."""
        name = same_name(title)
        return self._titles.get(name) or self._titles.get(name.removeprefix(_STATE))

    def find(self, text: str) -> tuple[Registered, ...]:
        """All known titles of a text that no longer title contains, in their order, offsets in the text."""
        legible = Legible.of(text)
        return tuple(
            Registered(*legible.back(found.start, found.end), found.title) for found in self.scan(legible.plain)
        )

    def scan(self, text: str) -> Iterator[Registered]:
        """As `find`, over a text already simplified and of half width."""
        for start, end, name in self._words.find(text):
            certain = end - start >= _CERTAIN and not is_part_of_word(text, start, end)
            if certain or text.startswith("第", end):
                whole = text.endswith(_STATE, max(0, start - len(_STATE)), start)
                yield Registered(start - len(_STATE) if whole else start, end, self._titles[name])

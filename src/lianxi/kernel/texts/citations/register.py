"""A register of titles 名称表: which instruments are known, found in a text even without marks.

The scan is one pass of an Aho-Corasick automaton, whatever the number of titles. The longest title wins; a title
inside a longer one is no citation of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lianxi.kernel.texts.citations.instruments import NOT_AFTER, is_generic
from lianxi.kernel.texts.citations.legible import Legible, same_name
from lianxi.kernel.texts.citations.longest import LongestWords

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

    A law is also known without 中华人民共和国 (立法法). Titles that say only what
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
        names = (name for name in self._titles if len(name) >= _SHORTEST and not is_generic(name))
        self._words = LongestWords(names)

    def __len__(self) -> int:
        return len(set(self._titles.values()))

    def match(self, title: str) -> str | None:
        """The register's title for a name in whatever script, width and marks; None where it has none."""
        return self._titles.get(same_name(title))

    def find(self, text: str) -> tuple[Registered, ...]:
        """All known titles of a text that no longer title contains, in their order, offsets in the text."""
        legible = Legible.of(text)
        return tuple(
            Registered(*legible.back(found.start, found.end), found.title) for found in self.scan(legible.plain)
        )

    def scan(self, text: str) -> Iterator[Registered]:
        """As `find`, over a text already simplified and of half width."""
        for start, end, name in self._words.find(text):
            following = text[end : end + 1]
            certain = end - start >= _CERTAIN and (not following or following not in NOT_AFTER)
            if certain or following == "第":
                yield Registered(start, end, self._titles[name])

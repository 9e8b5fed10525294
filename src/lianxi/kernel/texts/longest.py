"""Many words at once 多词匹配: the longest known word at each place, in one pass whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ahocorasick  # type: ignore[import-not-found]  # a C module without stubs


class LongestWords:
    """An Aho-Corasick automaton over words, built once.

    Matches do not overlap: the leftmost counts, of those the longest.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for word in words:
            if word:
                self._automaton.add_word(word, word)
        self._filled = len(self._automaton) > 0
        if self._filled:
            self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and word of each match."""
        if self._filled:
            for last, word in self._automaton.iter_long(text):
                yield last + 1 - len(word), last + 1, word

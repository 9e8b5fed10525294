"""Texts with their changes painted on 着色: for every character whether it was struck or put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from lianxi.apps.rulebook.documents.pieces import body_pieces, body_start, keeps_number, number_of
from lianxi.exporters.official import Mark, Run
from lianxi.kernel.texts.compare import Change, Comparison, Pair, Unit
from lianxi.kernel.texts.structure import DIVISIONS, Kind

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_HASHES = re.compile(r"\s*#{1,6}[ \t\u3000]+")
_STRONG_WHOLE = frozenset({*DIVISIONS, Kind.TITLE})


class Painted:
    """A text and the mark of each of its characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks: list[Mark | None] = [None] * len(text)

    def strike(self, comparison: Comparison) -> None:
        """Mark what the text, the old one of a comparison, lost."""
        for pair in comparison.pairs:
            self._paint(comparison, pair, Change.DELETED)

    def put_in(self, comparison: Comparison) -> None:
        """Mark what the text, the new one of a comparison, gained."""
        for pair in comparison.pairs:
            self._paint(comparison, pair, Change.INSERTED)

    def cell(self, units: Sequence[Unit]) -> tuple[Run, ...]:
        """The units as printed, without blank lines; numbers and headings in 黑体 where nothing happened to them."""
        lines = list(chain.from_iterable(map(self._lines, units)))
        return tuple(chain.from_iterable([*line, Run("\n")] for line in lines))[:-1]

    def _paint(self, comparison: Comparison, pair: Pair, change: Change) -> None:
        lost = change is Change.DELETED
        mark = Mark.DELETED if lost else Mark.INSERTED
        own, other = (pair.old, pair.new) if lost else (pair.new, pair.old)
        if own and not other:
            for unit in own:
                self.marks[unit.start : unit.end] = [mark] * (unit.end - unit.start)
        elif own:
            if not pair.renumbered and not keeps_number(pair.old, pair.new, comparison.reading, renumbered=False):
                number = number_of(own[0])
                self.marks[own[0].start : own[0].start + len(number)] = [mark] * len(number)
            places = chain.from_iterable(range(body_start(unit), unit.end) for unit in own)
            for piece in body_pieces(comparison, pair):
                for _, place in zip(piece.old if lost else piece.new, places, strict=False):
                    self.marks[place] = mark if piece.change is change else self.marks[place]

    def _lines(self, unit: Unit) -> Iterator[list[Run]]:
        number = unit.start + len(unit.text) - len(unit.text.lstrip()), body_start(unit)
        strong = (unit.start, unit.end) if unit.kind in _STRONG_WHOLE else number
        for found in _LINE.finditer(self.text, unit.start, unit.end):
            start, end = found.span()
            if unit.kind in _STRONG_WHOLE and (hashes := _HASHES.match(found[0])):
                start += hashes.end()
            yield list(self._runs(start, end, strong))

    def _runs(self, start: int, end: int, strong: tuple[int, int]) -> Iterator[Run]:
        marked = (
            (self.text[at], self.marks[at] or (Mark.STRONG if strong[0] <= at < strong[1] else None))
            for at in range(start, end)
        )
        for mark, group in groupby(marked, lambda one: one[1]):
            yield Run("".join(char for char, _ in group), mark)


def marks_in(cells: Iterable[Sequence[Run]]) -> frozenset[Mark]:
    """The marks that occur, for a legend."""
    return frozenset(run.mark for cell in cells for run in cell if run.mark)

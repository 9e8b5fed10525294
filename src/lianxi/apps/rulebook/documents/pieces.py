"""A pair taken apart 条号与正文: its numbers, and what changed in the words behind them."""

from __future__ import annotations

from collections.abc import Sequence

from lianxi.kernel.texts.compare import Change, Comparison, Pair, Piece, Reading, Relation, Unit, redline
from lianxi.kernel.texts.compare.words import comparable

_MARKUP = "#*>_-+ \t\r\n\u3000"


def body_pieces(comparison: Comparison, pair: Pair) -> tuple[Piece, ...]:
    """The redline of a pair without the numbers; they are shown apart from it."""
    old, new = ("".join(unit.body for unit in units) for units in (pair.old, pair.new))
    if pair.edited or pair.relation in (Relation.MERGED, Relation.SPLIT):
        return redline(old, new, comparison.reading)
    return (Piece(Change.EQUAL, old, new),)


def number_of(unit: Unit) -> str:
    """What stands before the body of a unit, blanks and marks included."""
    return unit.text[: len(unit.text) - len(unit.body)]


def body_start(unit: Unit) -> int:
    """Where the words behind the number of a unit begin."""
    return unit.end - len(unit.body)


def keeps_number(old: Sequence[Unit], new: Sequence[Unit], reading: Reading, *, renumbered: bool) -> bool:
    """Whether the first number is printed as it was; 第四條 is another than 第四条, （一） another than 第一条."""
    before, after = (number_of(units[0]).strip(_MARKUP) for units in (old, new))
    return comparable(before) == comparable(after) or (not renumbered and reading.alike(before, after))

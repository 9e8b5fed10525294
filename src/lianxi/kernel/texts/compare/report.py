"""A comparison told: rows of the 条文对应表, and the JSON of `lianxi text compare`."""

from __future__ import annotations

from dataclasses import dataclass

from lianxi.kernel.texts.compare.comparison import Comparison, Pair, Relation
from lianxi.kernel.texts.compare.redline import Change, Piece
from lianxi.kernel.texts.compare.units import Unit


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table of corresponding articles 条文对应表; an empty side reads 无."""

    old: str
    new: str
    label: str


def correspondence(comparison: Comparison) -> tuple[Row, ...]:
    """What became of each provision, in order of the new text."""
    return tuple(Row(_named(pair.old), _named(pair.new), pair.label) for pair in comparison.provisions)


def plain(comparison: Comparison) -> dict[str, object]:
    """`{"pairs": [{"old": [keys], "new": [keys], "relation", "suggested", …}]}`.

    `pairs` are the provisions; titles, captions, headings and signatures stand apart in `surroundings`.
    `order` is the place of each among both, as a reader meets them.
    """
    rows = [(pair, _plain(comparison, pair, order)) for order, pair in enumerate(comparison.pairs)]
    return {
        "pairs": [row for pair, row in rows if pair.is_provision],
        "surroundings": [row for pair, row in rows if not pair.is_provision],
    }


def _plain(comparison: Comparison, pair: Pair, order: int) -> dict[str, object]:
    changes = _changes(comparison, pair)
    return {
        "order": order,
        "old": [unit.key for unit in pair.old],
        "new": [unit.key for unit in pair.new],
        "relation": pair.relation.value,
        "suggested": pair.suggested,
        "label": pair.label,
        "score": round(pair.score, 1),
        "renumbered": pair.renumbered,
        "edited": pair.edited,
        "old_eids": [unit.eid for unit in pair.old],
        "new_eids": [unit.eid for unit in pair.new],
        "old_numbers": [unit.number for unit in pair.old],
        "new_numbers": [unit.number for unit in pair.new],
        "old_text": "".join(unit.text for unit in pair.old),
        "new_text": "".join(unit.text for unit in pair.new),
        "redline": [[one.change.value, one.old if one.change is Change.DELETED else one.new] for one in changes],
        "old_redline": [[one.change.value, one.old] for one in changes if one.change is not Change.INSERTED],
    }


def _changes(comparison: Comparison, pair: Pair) -> tuple[Piece, ...]:
    """What changed within the pair; nothing where only its place or number did.

    Shown as `[["equal", words], ["deleted", words], ["inserted", words]]`, what is equal in `redline` with the line
    ends and the width of the new text, in `old_redline` with those of the old one.
    """
    if not pair.edited and pair.relation not in (Relation.MERGED, Relation.SPLIT):
        return ()
    return comparison.redline(pair)


def _named(units: tuple[Unit, ...]) -> str:
    return "、".join(unit.number or unit.key for unit in units) or "无"

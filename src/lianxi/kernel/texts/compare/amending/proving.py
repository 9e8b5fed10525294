"""Proof 复核 that old text and decision give the printed new text (texts.md 6 F)."""

from __future__ import annotations

from dataclasses import dataclass

from lianxi.kernel.texts.compare.amending.applying import Amended, apply
from lianxi.kernel.texts.compare.amending.instruction import Instruction
from lianxi.kernel.texts.compare.amending.reading import read_instructions
from lianxi.kernel.texts.compare.comparison import Comparison, Pair, Relation, compare


@dataclass(frozen=True, slots=True)
class Proof:
    """Old text and decision against the printed result.

    equal:       every article reads as the decision makes it, under the number it gives, and nothing of the
                 decision is left over.
    differences: pairs of the amended text and the printed one that are not the same.
    """

    equal: bool
    differences: tuple[Pair, ...]
    amended: Amended
    comparison: Comparison


def prove(old: str, decision: str, printed_new: str) -> Proof:
    """Carry out a decision and compare the articles with those that were printed."""
    amended = apply(read_instructions(decision), old)
    comparison = compare(amended.text, printed_new)
    different = tuple(pair for pair in comparison.provisions if pair.relation is not Relation.SAME or pair.renumbered)
    return Proof(not different and not amended.not_applied, different, amended, comparison)


def plain(proof: Proof) -> dict[str, object]:
    """`{"equal", "instructions": [{"act", "places", …}], "not_applied": [{…, "reason"}], "differences", "text"}`."""
    return {
        "equal": proof.equal,
        "instructions": [_plain(one) for one in proof.amended.applied],
        "not_applied": [{**_plain(one.instruction), "reason": one.reason} for one in proof.amended.not_applied],
        "differences": [
            {
                "amended": [unit.key for unit in pair.old],
                "printed": [unit.key for unit in pair.new],
                "relation": pair.relation.value,
                "redline": [[piece.change.value, piece.old, piece.new] for piece in proof.comparison.redline(pair)],
            }
            for pair in proof.differences
        ],
        "text": proof.amended.text,
    }


def _plain(instruction: Instruction) -> dict[str, object]:
    return {
        "act": instruction.act.value,
        "label": instruction.act.label,
        "places": [place.label for place in instruction.places],
        "to": [place.label for place in instruction.to],
        "was": instruction.was,
        "text": instruction.text,
        "law": instruction.law,
        "start": instruction.start,
        "end": instruction.end,
    }

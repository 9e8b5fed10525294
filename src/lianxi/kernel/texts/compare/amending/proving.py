"""Proof 复核 that old text and decision give the printed new text (texts.md 6 F)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from lianxi.kernel.texts.compare.amending.agreement import Agreement, Departure, agreements
from lianxi.kernel.texts.compare.amending.applying import Amended, apply
from lianxi.kernel.texts.compare.amending.laws import of_text
from lianxi.kernel.texts.compare.amending.reading import read_instructions
from lianxi.kernel.texts.compare.comparison import Comparison, Pair, Relation, compare


@dataclass(frozen=True, slots=True)
class Proof:
    """Old text and decision against the printed result.

    equal:       every part reads as the decision makes it, every article under the number it gives, and nothing
                 of the decision is left over. The caption may name the amendment itself in addition.
    parts:       title, caption, contents, … one by one.
    differences: pairs of provisions of the amended text and the printed one that are not the same.
    """

    equal: bool
    parts: tuple[Agreement, ...]
    differences: tuple[Pair, ...]
    amended: Amended
    comparison: Comparison

    @property
    def departures(self) -> tuple[Departure, ...]:
        """Every place where the printed text departs."""
        return tuple(one for part in self.parts for one in part.departures)


def prove(old: str, decision: str, printed_new: str, *, confirmed: bool | Collection[int] = False) -> Proof:
    """Carry out a decision and compare the outcome with what was printed, part by part.

    Of a decision that amends several laws the instructions for this text count. `confirmed` as in `apply`.
    """
    return prove_amended(apply(of_text(read_instructions(decision), old), old, confirmed=confirmed), printed_new)


def prove_amended(amended: Amended, printed_new: str) -> Proof:
    """Compare a text that was amended with the printed one."""
    comparison = compare(amended.text, printed_new)
    different = tuple(pair for pair in comparison.provisions if pair.relation is not Relation.SAME or pair.renumbered)
    parts = agreements(comparison, amended.open_places)
    equal = all(part.agrees for part in parts) and not amended.not_applied
    return Proof(equal, parts, different, amended, comparison)

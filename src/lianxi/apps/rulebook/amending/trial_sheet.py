"""The trial of a decision as the page shows it 试套结果."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lianxi.apps.rulebook.amending.amending_forms import AmendForm, carried_of
from lianxi.apps.rulebook.amending.instruction_rows import InstructionRow, differences_of, references_of, rows_of
from lianxi.apps.rulebook.amending.trial import Outcome, Printed, Reading, doubts_of
from lianxi.kernel.errors import Refused


@dataclass(frozen=True)
class TrialSheet:
    """All that the page shows of a trial.

    broken: why what was ticked does not go together; the rows then show everything that fits and counts by then.
    due: how many count from the day asked for; later: how many only from a later one.
    carried: the printed text that was uploaded, for the next round; printed: its name.
    """

    rows: tuple[InstructionRow, ...]
    references: tuple[dict[str, Any], ...]
    doubts: tuple[str, ...]
    outcome: Outcome
    differences: tuple[dict[str, str], ...]
    parts: tuple[Any, ...]
    printed: Printed | None
    carried: str
    broken: Refused | None
    ticked: frozenset[int]
    due: int
    later: int

    @property
    def fitting(self) -> int:
        """How many fit."""
        return sum(not row.reason for row in self.rows)

    @property
    def unfit(self) -> int:
        """How many do not."""
        return len(self.rows) - self.fitting


def sheet_of(reading: Reading, form: AmendForm, asked: Mapping[str, Any]) -> TrialSheet:
    """Of what was ticked, or of all that fits and counts by then while nothing is."""
    valid = form.is_bound and form.is_valid()
    choice = form.choice(reading) if valid else None
    day = choice.day if choice else form.initial.get("day")
    due = reading.due(day) if day else reading.fitting
    printed = choice.printed if choice else None
    references = choice.references if choice else frozenset()
    ticked = choice.taken if choice and choice.taken else frozenset()
    outcome, broken = _outcome(reading, ticked or due, due, references, printed)
    proof = outcome.proof
    return TrialSheet(
        tuple(rows_of(reading, outcome, asked)), tuple(references_of(outcome, references)),
        tuple(doubts_of(reading, outcome, day)), outcome, tuple(differences_of(proof.departures)) if proof else (),
        tuple(one for one in proof.parts if one.present) if proof else (), printed, carried_of(printed), broken, ticked,
        len(due), len(reading.later(day)) if day else 0,
    )  # fmt: skip


def _outcome(
    reading: Reading, taken: frozenset[int], due: frozenset[int], references: frozenset[str], printed: Printed | None
) -> tuple[Outcome, Refused | None]:
    try:
        return reading.outcome(taken, references=references, printed=printed), None
    except Refused as refusal:
        return reading.outcome(due, references=references, printed=printed), refusal

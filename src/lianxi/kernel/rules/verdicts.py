"""Verdicts 判断: a rule held against the facts, answered with the clause and the reason.

Four answers and no more: kept 照办, departed from 偏离, not yet 未到, cannot tell
无法判断. Leaving a rule that is only `usual` is a departure to be explained, not
a breach; the force stands beside the answer. What is not on record is never
taken as not done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lianxi.kernel.rules.clauses import ClauseRef, Force
from lianxi.kernel.rules.roles import ConferenceRole
from lianxi.kernel.rules.rotation import Turn


class Answer(StrEnum):
    """What can be said of a rule 判断结果."""

    KEPT = "kept"
    DEPARTED = "departed"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """Chinese term."""
        return {"kept": "照办", "departed": "偏离", "not_yet": "未到", "unknown": "无法判断"}[self.value]


@dataclass(frozen=True)
class Verdict:
    """One rule held against the facts 判断.

    clause: where the rule is written; the version alone where its text is unknown.
    due:    the day that decided it, where there is one.
    provisional: `due` rests on a year whose holidays are not loaded; nobody is late by it.
    """

    rule: str
    label: str
    clause: ClauseRef
    force: Force | None
    verdict: Answer
    why: str
    due: date | None = None
    provisional: bool = False


@dataclass(frozen=True)
class Facts:
    """What is known of a conference on the day `on` 事实; None where nothing is on record.

    slot: which regular conference of the year it is.
    first_day: the day it is planned for; held_from: the day it began.
    expected:  whose turn it was (`turns.expected_turn`).
    attended:  in which roles people came; total, present, in_favour: members counted.
    held_regular: how many regular conferences of the year are on record.
    agenda_by: who proposed the agenda; bearers: parties that bear the cost.
    """

    on: date
    year: int
    slot: int = 1
    first_day: date | None = None
    held_from: date | None = None
    held_to: date | None = None
    notice_sent: date | None = None
    host: str | None = None
    expected: Turn | None = None
    attended: tuple[ConferenceRole, ...] | None = None
    total: int | None = None
    present: int | None = None
    in_favour: int | None = None
    held_regular: int | None = None
    agenda_by: ConferenceRole | None = None
    bearers: tuple[str, ...] | None = None

    @property
    def was_held(self) -> bool:
        """Whether it had begun by the day of the question."""
        return self.held_from is not None and self.held_from <= self.on

    @property
    def begins(self) -> date | None:
        """The day it began, else the day it is planned for."""
        return self.held_from or self.first_day

"""Validity watched 有效期看管: what runs out soon, and what was made for trial."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lianxi.kernel.rules.calendars import shift_months
from lianxi.kernel.texts.validity import Commencement, Term, read_validity

_TRIAL_TITLE = re.compile(r"[（(](试行|暂行)[)）]\s*\Z|(暂行)(?:条例|规定|办法|规则|细则|制度)\Z")


def lapsing_days(day: date, months: int) -> tuple[date, date]:
    """On which days a term has to end to end within so many months of a day: from that day on to the same day
    `months` later, both included (2026-11-29 and 3 months reach to 2027-02-28).
    """
    return day, shift_months(day, months)


def lapses_within(last_day: date, day: date, months: int) -> bool:
    """Whether a term ends within so many months of a day, as `lapsing_days` says."""
    first, last = lapsing_days(day, months)
    return first <= last_day <= last


@dataclass(frozen=True, slots=True)
class TrialWords:
    """What says that a text is on trial, and where; `start` and `end` are -1 where the title says it."""

    words: str
    start: int = -1
    end: int = -1


def read_trial(title: str, text: str) -> TrialWords | None:
    """Words by which a rule is on trial 试行: its commencement or term says so, else its title; None for none."""
    clauses = read_validity(text)
    said: tuple[Term | Commencement, ...] = (*clauses.terms, *clauses.commencements)
    for one in said:
        if one.trial:
            return TrialWords(text[one.start : one.end].strip(), one.start, one.end)
    found = _TRIAL_TITLE.search(title)
    return TrialWords(found[1] or found[2]) if found else None

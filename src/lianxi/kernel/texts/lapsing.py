"""Validity watched 有效期看管: what runs out soon, and what was made for trial."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lianxi.kernel.rules.calendars import shift_months
from lianxi.kernel.texts.validity import Commencement, Term, read_validity

_NAMES = "条例|规定|办法|规则|细则|制度|标准|规程|规范|准则|通则|守则|章程|方案|意见|措施|机制|指引|决定"
_TRIAL_TITLE = re.compile(
    r"(?:[（(](?P<aside>试行|暂行)[稿版本]?[)）]"
    rf"|(?P<named>暂行[\u4e00-\u9fff]{{0,6}}?|试行(?:实施|管理|工作|监督管理|若干)?)(?:{_NAMES}))"
    r"(?:\s*[（(][^（）()]*[)）]){0,3}\s*\Z"
)
"""What a title ends with, but for more in brackets: …办法（试行）（示例）, …暂行实施细则; no 示例试行区管理办法."""


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
    return TrialWords((found["aside"] or found["named"])[:2]) if found else None

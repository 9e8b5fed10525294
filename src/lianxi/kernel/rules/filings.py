"""Filing on time 按时备案: by which day a text that was published has to be filed, and whether it was.

The period, the day from which it runs and the clause are rows of
data/upkeep_rules.toml; of several rows for a kind the newest counts that was
in force on the first day of the period. The day of publication is day 0 and is
not counted; the last day lasts until 24:00.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lianxi.kernel.rules.calendars import WorkCalendar, day_in_words
from lianxi.kernel.rules.deadlines import UNIT_NAMES, DeadlineRule, Due, due_date


class FilingState(StrEnum):
    """Where the filing of a text stands on a day 备案情况."""

    OPEN = "open"
    ON_TIME = "on_time"
    LATE = "late"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """Chinese term."""
        return _STATES[self]


_STATES = {
    FilingState.OPEN: "未到期",
    FilingState.ON_TIME: "按时备案",
    FilingState.LATE: "迟报",
    FilingState.OVERDUE: "逾期未备",
    FilingState.UNKNOWN: "无从判断",
}


class Start(StrEnum):
    """From which day the period runs 起算日."""

    PUBLISHED = "published"
    ISSUED = "issued"

    @property
    def label(self) -> str:
        """Chinese term."""
        return {Start.PUBLISHED: "公布", Start.ISSUED: "成文"}[self]


Days = Mapping[Start, date]


@dataclass(frozen=True)
class FilingRule:
    """Who has to file, and by when 备案期限.

    kinds:     codes of the kinds of rules it concerns.
    effective: first day of the period to which it applies at the earliest.
    starts:    the day the period runs from, the first of these that is known.
    note:      what to look at before relying on it, e.g. that places differ.
    """

    kinds: frozenset[str]
    effective: date
    deadline: DeadlineRule
    starts: tuple[Start, ...]
    note: str = ""

    def first(self, days: Days) -> tuple[Start, date] | None:
        """What the period runs from; None where none of the days is known."""
        return next(((start, days[start]) for start in self.starts if start in days), None)

    @property
    def words(self) -> str:
        """公布之日起30日内."""
        return f"{self.starts[0].label}之日起{self.deadline.amount}{UNIT_NAMES[self.deadline.unit]}内"


@dataclass(frozen=True)
class FilingVerdict:
    """How the filing of one text stands, with the rule that says so.

    late:  days after the last day on which it was filed, 0 for in time; None while it is not filed or cannot be told.
    why:   one sentence with the days.
    due:   None where no rule could be applied; start: what the period ran from.
    """

    state: FilingState
    why: str
    rule: FilingRule | None = None
    due: Due | None = None
    start: Start | None = None
    late: int | None = None

    @property
    def clause(self) -> str:
        """The clause that sets the period; "" where none could be applied."""
        return self.rule.deadline.clause if self.rule else ""


def must_be_filed(kind: str, rules: Iterable[FilingRule]) -> bool:
    """Whether texts of a kind are to be filed at all."""
    return any(kind in rule.kinds for rule in rules)


def judge_filing(
    kind: str,
    days: Days,
    filed: date | None,
    on: date,
    *,
    rules: Iterable[FilingRule],
    calendar: WorkCalendar,
    known_since: date | None = None,
) -> FilingVerdict:
    """How the filing of a text of a kind stands on a day 按时备案的判断.

    days:  the days known of the text; filed: on which it was filed, if it was by then.
    known_since: the day from which filings of it would have been recorded. Where its last day was before that, no
        record is no sign that it was not filed.
    """
    ofkind = sorted((rule for rule in rules if kind in rule.kinds), key=lambda rule: rule.effective, reverse=True)
    told = "" if filed is None else f"{day_in_words(filed)}已备案；"
    firsts = [(rule, first) for rule in ofkind if (first := rule.first(days))]
    if not firsts:
        return FilingVerdict(FilingState.UNKNOWN, f"{told}没有公布日期，算不出期限。")
    applied = next(((rule, first) for rule, first in firsts if first[1] >= rule.effective), None)
    if applied is None:
        day = day_in_words(firsts[0][1][1])
        return FilingVerdict(FilingState.UNKNOWN, f"{told}{day}还没有写入数据的备案期限，不作判断。")
    rule, (start, basis) = applied
    due = due_date(rule.deadline, basis, calendar)
    return _held_against(rule, start, due, filed, on, known_since)


def _held_against(
    rule: FilingRule, start: Start, due: Due, filed: date | None, on: date, known_since: date | None
) -> FilingVerdict:
    last = f"{day_in_words(due.basis)}{start.label}，最迟{day_in_words(due.due)}备案"
    if due.provisional:
        last += "（暂定，当年节假日安排尚未导入）"
    if filed is not None:
        return _filed(rule, start, due, filed, last)
    if on <= due.due:
        return FilingVerdict(FilingState.OPEN, f"{last}，还有{(due.due - on).days}天。", rule, due, start)
    if due.provisional:
        return FilingVerdict(FilingState.UNKNOWN, f"{last}；没有备案记录。", rule, due, start)
    if known_since and due.due < known_since:
        why = f"{last}；{day_in_words(known_since)}才入库，没有备案记录，备过没有无从判断。"
        return FilingVerdict(FilingState.UNKNOWN, why, rule, due, start)
    why = f"{last}；没有备案记录，已过{(on - due.due).days}天。"
    return FilingVerdict(FilingState.OVERDUE, why, rule, due, start)


def _filed(rule: FilingRule, start: Start, due: Due, filed: date, last: str) -> FilingVerdict:
    said = f"{last}；{day_in_words(filed)}已备案"
    if filed <= due.due:
        return FilingVerdict(FilingState.ON_TIME, f"{said}，没有超过期限。", rule, due, start, 0)
    if due.provisional:
        return FilingVerdict(FilingState.UNKNOWN, f"{said}。", rule, due, start)
    late = (filed - due.due).days
    return FilingVerdict(FilingState.LATE, f"{said}，迟了{late}天。", rule, due, start, late)

"""Notice 会议通知: by which day the participants must know of a conference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianxi.kernel.rules.calendars import WorkCalendar
from lianxi.kernel.rules.clauses import Names, Rule
from lianxi.kernel.rules.deadlines import UNIT_NAMES, DeadlineRule, Due, Unit, due_date
from lianxi.kernel.rules.roles import ConferenceRole, labels


@dataclass(frozen=True, kw_only=True)
class NoticeRule(Rule):
    """How long before a conference it is announced 提前通知, and what is announced.

    amount: counted back from the first day of the conference, that day not counted.
    """

    label: str = "会议通知"
    amount: int
    unit: Unit
    matters: tuple[str, ...] = ()
    to: tuple[ConferenceRole, ...] = ()

    def deadline(self, clause: str = "") -> DeadlineRule:
        """The period as the deadline rules count it: backwards; `clause` is the citation to print."""
        return DeadlineRule(amount=-self.amount, unit=self.unit, clause=clause or self.clause, force=self.force)

    def latest_day(self, first_day: date, calendar: WorkCalendar, clause: str = "") -> Due:
        """The last day on which notice is in time for a conference that begins on `first_day`."""
        return due_date(self.deadline(clause), first_day, calendar)

    def sentence(self, names: Names) -> str:
        """E.g. 会议时间、内容一般应提前7日通知参加人员。"""
        matters = "、".join(self.matters) or "会议"
        to = labels(self.to) or "参加人员"
        return f"{matters}{self.force.word}提前{self.amount}{UNIT_NAMES[self.unit]}通知{to}。"

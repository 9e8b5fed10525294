"""Deadlines 期限: on which day a duty falls due, which days were skipped, and by which clause.

How to count is set by each clause and is therefore a parameter of the rule.
Where a clause says nothing, 民法典 201 to 204 are the usual reading: the day of
the event is not counted (201); a period of months ends on the day of the same
number, or on the last day of a month that has none (202); a period whose last
day is a day of rest ends on the next workday (203: `Roll.FORWARD`); a special
rule goes first (204). Not rolling is the default here, because many organs'
rules name a day and mean it. A day lasts until 24:00.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.calendars import (
    FIRST_DAY,
    LAST_DAY,
    DayStatus,
    WorkCalendar,
    out_of_range,
    require_in_range,
    shift_months,
)
from lianxi.kernel.rules.clauses import Force

ONE_DAY = timedelta(days=1)


class Unit(StrEnum):
    """Unit in which a period is counted 期限单位."""

    WORKDAY = "workday"
    DAY = "day"
    MONTH = "month"


# Wide enough for any working rule, narrow enough that a slip of the pen is refused and not computed.
LONGEST = {Unit.WORKDAY: 2500, Unit.DAY: 3660, Unit.MONTH: 120}
UNIT_NAMES = {Unit.WORKDAY: "个工作日", Unit.DAY: "日", Unit.MONTH: "个月"}


class Roll(StrEnum):
    """What happens when the last day is a day of rest 末日逢休息日."""

    NONE = "none"
    FORWARD = "forward"
    BACKWARD = "backward"


class MonthEnd(StrEnum):
    """Where a period of months ends if it starts late in a month 月末规则.

    LAST_DAY: on the day of the same number, else on the month's last day (民法典 202).
    KEEP_END: what starts on the last day of a month ends on the last day of a month.
    """

    LAST_DAY = "last_day"
    KEEP_END = "keep_end"


@dataclass(frozen=True)
class DeadlineRule:
    """How a clause sets a period 期限规则.

    amount: counts in `unit`, day 0 (the basis) not counted. A negative amount counts
        back: -7 days before a meeting is the day seven days earlier ("会议举行的七日前":
        meeting on the 20th, at the latest on the 13th).
    roll: concerns days and months only; a period of workdays always ends on a workday.
    """

    amount: int
    unit: Unit
    roll: Roll = Roll.NONE
    month_end: MonthEnd = MonthEnd.LAST_DAY
    clause: str = ""
    force: Force = Force.MUST


@dataclass(frozen=True)
class Pause:
    """Days on which the clock stands still 中止, first and last included; `end` is None while it lasts."""

    start: date
    end: date | None = None
    reason: str = ""
    clause: str = ""

    def covers(self, day: date) -> bool:
        """Whether the clock stands still on `day`."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Extension:
    """Time added to a running period 延长, counted from the day on which it would have ended."""

    amount: int
    unit: Unit
    asked_on: date
    reason: str = ""
    clause: str = ""


@dataclass(frozen=True, order=True)
class Skipped:
    """A day that was not counted 不计入的日子, and why."""

    day: date
    why: str


@dataclass(frozen=True, order=True)
class CalendarUsed:
    """The table of a year that an answer rests on; `version` is "" where none was loaded."""

    year: int
    version: str
    source: str


@dataclass(frozen=True)
class Due:
    """The day on which a duty falls due, and how it was found 到期日.

    counted: how many days between basis and due were counted.
    provisional: True where a year's table was missing 暂定; `reasons` says which. Nobody is late on such a day.
    calendar_versions: only the years whose table the answer depends on.
    due_day: what the calendar says of the due day itself, for the reader.
    """

    due: date
    basis: date
    rule: DeadlineRule
    counted: int
    skipped: tuple[Skipped, ...]
    provisional: bool
    reasons: tuple[str, ...]
    calendar_versions: tuple[CalendarUsed, ...]
    due_day: DayStatus
    extensions: tuple[Extension, ...] = ()


def due_date(rule: DeadlineRule, basis: date, calendar: WorkCalendar, pauses: Sequence[Pause] = ()) -> Due:
    """Day on which a duty falls due 到期日.

    `basis` is day 0 and is not counted. `rule.amount` counts in `rule.unit`
    (workday, day, month); a negative amount counts back from the basis. Days
    inside `pauses` are not counted; a period of months that was paused is
    longer by the paused days.

    A day in a year whose official table is not loaded is computed from
    weekends and fixed holidays and marked `provisional` with the reason;
    nobody is called late on a provisional day. Refuses amounts and dates that
    no rule can mean.
    """
    _require_countable(rule, basis, pauses)
    count = _Count(rule, calendar, tuple(pauses))
    due = count.roll(basis, count.walk(basis))
    statuses = sorted(count.asked.values(), key=lambda status: status.day)
    return Due(
        due=due,
        basis=basis,
        rule=rule,
        counted=count.counted,
        skipped=tuple(sorted(count.skipped)),
        provisional=any(status.provisional for status in statuses),
        reasons=tuple(status.reason for status in statuses if status.provisional),
        calendar_versions=tuple(CalendarUsed(s.day.year, s.version, s.source) for s in statuses),
        due_day=calendar.is_workday(due),
    )


@dataclass
class _Count:
    """One calculation: walks day by day and remembers what it skipped and which tables it asked."""

    rule: DeadlineRule
    calendar: WorkCalendar
    pauses: tuple[Pause, ...]
    counted: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    asked: dict[int, DayStatus] = field(default_factory=dict)

    def walk(self, basis: date) -> date:
        """The last counted day of the period."""
        forward = self.rule.amount > 0
        length = abs(self.rule.amount)
        if self.rule.unit == Unit.MONTH:
            keep_end = self.rule.month_end == MonthEnd.KEEP_END
            length = abs((shift_months(basis, self.rule.amount, keep_end=keep_end) - basis).days)
        day = basis
        while self.counted < length:
            day = _step(day, forward)
            why = self.paused(day) or (self.rest(day) if self.rule.unit == Unit.WORKDAY else "")
            if why:
                self.skipped.append(Skipped(day, why))
            else:
                self.counted += 1
        return day

    def roll(self, basis: date, day: date) -> date:
        """The due day moved off a day of rest, if the rule says so."""
        if self.rule.roll == Roll.NONE or self.rule.unit == Unit.WORKDAY:
            return day
        forward = self.rule.roll == Roll.FORWARD
        while why := self.paused(day) or self.rest(day):
            self.skipped.append(Skipped(day, f"{why}，末日{'顺延' if forward else '提前'}"))
            day = _step(day, forward)
        if (day <= basis) if self.rule.amount > 0 else (day >= basis):
            raise Refused(
                "rolled_past_basis",
                f"末日逢休息日移到 {day.isoformat()}，已越过起算日 {basis.isoformat()}。",
                remedy="请核对期限的长短和末日逢休息日的规定。",
                source=self.rule.clause,
            )
        return day

    def rest(self, day: date) -> str:
        """Why `day` is a day of rest, or "" for a workday."""
        status = self.calendar.is_workday(day)
        self.asked.setdefault(day.year, status)
        return "" if status else status.why

    def paused(self, day: date) -> str:
        """Why the clock stands still on `day`, or ""."""
        pause = next((pause for pause in self.pauses if pause.covers(day)), None)
        return "" if pause is None else f"中止（{pause.reason}）" if pause.reason else "中止"


def _step(day: date, forward: bool) -> date:
    day = day + ONE_DAY if forward else day - ONE_DAY
    if not FIRST_DAY <= day <= LAST_DAY:
        raise out_of_range("推算出的日期")
    return day


def _require_countable(rule: DeadlineRule, basis: date, pauses: Sequence[Pause]) -> None:
    require_in_range(basis, "起算日")
    if rule.amount == 0:
        raise Refused(
            "amount_zero", "期限为 0，没有可数的日子。", remedy="请写 1 或以上的数；往回数用负数。", source=rule.clause
        )
    longest = LONGEST[rule.unit]
    if abs(rule.amount) > longest:
        reason = f"期限 {rule.amount} {UNIT_NAMES[rule.unit]}太长，最长 {longest} {UNIT_NAMES[rule.unit]}（约十年）。"
        raise Refused("amount_too_large", reason, remedy="请核对数和单位。", source=rule.clause)
    if pauses and rule.amount < 0:
        raise Refused(
            "paused_backward", "往回数的期限不能中止。", remedy="请改起算日，例如会议改期。", source=rule.clause
        )
    for pause in pauses:
        if pause.end is None or pause.end < pause.start:
            reason = f"自 {pause.start.isoformat()} 的中止没有止日，或止日早于起日。"
            raise Refused("pause_open", reason, remedy="请写明中止到哪一天（含当日）。", source=pause.clause)

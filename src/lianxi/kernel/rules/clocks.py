"""Running clocks 在办期限: a deadline with its pauses and extensions, how it stands on a day, and its frozen end.

Nobody is late on a provisional day: where the table of a year is missing, the
standing is `UNDECIDED` and nothing is frozen as missed until it is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.calendars import WorkCalendar, require_in_range
from lianxi.kernel.rules.deadlines import (
    UNIT_NAMES,
    CalendarUsed,
    DeadlineRule,
    Due,
    Extension,
    Pause,
    Unit,
    due_date,
)


class Standing(StrEnum):
    """How a clock stands on a day 期限状态."""

    RUNNING = "running"
    PAUSED = "paused"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    UNDECIDED = "undecided"
    MET = "met"
    MISSED = "missed"

    @property
    def label(self) -> str:
        """Chinese term."""
        return _LABELS[self]


_LABELS = {
    Standing.RUNNING: "进行中",
    Standing.PAUSED: "中止",
    Standing.DUE_TODAY: "今天到期",
    Standing.OVERDUE: "逾期",
    Standing.UNDECIDED: "待定",
    Standing.MET: "按期办结",
    Standing.MISSED: "逾期办结",
}


@dataclass(frozen=True)
class Clock:
    """A deadline that runs for one matter 期限: its rule, day 0, pauses, extensions, and the day it was done.

    rule_version: the version of the mechanism whose rule judges it (a matter keeps the one it was born under).
    """

    rule: DeadlineRule
    basis: date
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    done: date | None = None
    rule_version: str = ""


@dataclass(frozen=True)
class ExtensionRule:
    """What a clause allows in extensions 延长规则: each at most `amount` units, at most `times` of them."""

    amount: int
    unit: Unit
    times: int = 1
    clause: str = ""


@dataclass(frozen=True)
class ClockState:
    """How a clock stands on the day `on`.

    days, workdays: to go until the due day, or late by, never negative.
    `workdays` is None where a missing table leaves the number open.
    """

    standing: Standing
    on: date
    due: Due
    days: int
    workdays: int | None


@dataclass(frozen=True)
class Frozen:
    """The end of a clock, written once and never rewritten 定论.

    days, workdays: how early it was met, or how late it was missed (so far, where `done` is None).
    """

    met: bool
    on: date
    due: date
    done: date | None
    days: int
    workdays: int | None
    provisional: bool
    rule: DeadlineRule
    rule_version: str
    calendar_versions: tuple[CalendarUsed, ...]


@dataclass(frozen=True)
class Moved:
    """A clock whose due day is another one, or is certain now, under a new calendar 变动的期限."""

    key: str
    before: Due
    after: Due

    @property
    def moves(self) -> bool:
        """Whether the day itself changes, not only its certainty."""
        return self.before.due != self.after.due


def due_of(clock: Clock, calendar: WorkCalendar, on: date) -> Due:
    """The due day of a clock as known on the day `on`, pauses and extensions included 现到期日.

    A pause that still lasts is counted up to and including `on`: the day
    moves with every further day of pause. An extension counts from the day on
    which the period would have ended.
    """
    lasting = [pause for pause in clock.pauses if pause.end is not None or pause.start <= on]
    pauses = tuple(replace(pause, end=on) if pause.end is None else pause for pause in lasting)
    due = due_date(clock.rule, clock.basis, calendar, pauses)
    for extension in clock.extensions:
        rule = replace(clock.rule, amount=extension.amount, unit=extension.unit)
        due = _joined(due, due_date(rule, due.due, calendar, pauses), extension)
    return due


def extend(clock: Clock, extension: Extension, allowed: ExtensionRule, calendar: WorkCalendar) -> Clock:
    """The clock with one more extension 延长, or `Refused` with the clause.

    It must be asked for while the period runs, at the latest on the due day;
    a provisional due day keeps nobody out.
    """
    if clock.done is not None:
        raise Refused("clock_done", f"事项已于 {clock.done.isoformat()} 办结，不能再延长。", source=allowed.clause)
    if clock.rule.amount < 0:
        raise Refused(
            "extended_backward", "往回数的期限不能延长。", remedy="请改起算日，例如会议改期。", source=allowed.clause
        )
    if len(clock.extensions) >= allowed.times:
        raise Refused("extended_too_often", f"最多可以延长 {allowed.times} 次，已用完。", source=allowed.clause)
    if extension.unit != allowed.unit or not 1 <= extension.amount <= allowed.amount:
        longest = f"{allowed.amount} {UNIT_NAMES[allowed.unit]}"
        remedy = f"请填 1 至 {longest}。"
        raise Refused("extended_too_long", f"一次最多延长 {longest}。", remedy=remedy, source=allowed.clause)
    due = due_of(clock, calendar, extension.asked_on)
    if extension.asked_on > due.due and not due.provisional:
        reason = f"期限已于 {due.due.isoformat()} 届满，{extension.asked_on.isoformat()} 才提出延长。"
        raise Refused("asked_after_due", reason, remedy="延长须在届满当日或以前提出。", source=allowed.clause)
    return replace(clock, extensions=(*clock.extensions, extension))


def state_on(clock: Clock, on: date, calendar: WorkCalendar) -> ClockState:
    """How a clock stands on the day `on` 期限状态; what was done after `on` is not known yet on that day."""
    require_in_range(on, "查看日")
    done = clock.done if clock.done is not None and clock.done <= on else None
    due = due_of(clock, calendar, done or on)
    mark = done or on
    days = abs((due.due - mark).days)
    workdays = count_workdays(min(mark, due.due), max(mark, due.due), calendar)
    return ClockState(_standing(clock, due, done, on), on, due, days, workdays)


def freeze(clock: Clock, on: date, calendar: WorkCalendar) -> Frozen:
    """Met or missed, as a fact to be written down on the day `on` 定论; `Refused` while nothing is decided."""
    state = state_on(clock, on, calendar)
    if state.standing == Standing.UNDECIDED:
        reason = f"到期日 {state.due.due.isoformat()} 是暂定的，不能据此认定逾期。{''.join(state.due.reasons)}"
        raise Refused("provisional_due", reason, remedy="请先导入该年的节假日安排。", source=clock.rule.clause)
    if state.standing in (Standing.RUNNING, Standing.PAUSED, Standing.DUE_TODAY):
        reason = f"期限尚未届满（{state.due.due.isoformat()}），事项也未办结，还没有定论。"
        raise Refused("still_running", reason, source=clock.rule.clause)
    return Frozen(
        met=state.standing == Standing.MET,
        on=on,
        due=state.due.due,
        done=clock.done if clock.done is not None and clock.done <= on else None,
        days=state.days,
        workdays=state.workdays,
        provisional=state.due.provisional,
        rule=clock.rule,
        rule_version=clock.rule_version,
        calendar_versions=state.due.calendar_versions,
    )


def moved(clocks: Mapping[str, Clock], before: WorkCalendar, after: WorkCalendar, on: date) -> tuple[Moved, ...]:
    """The running clocks whose due day moves or becomes certain when a year is loaded 变动的期限.

    Clocks already done are left out: their end is frozen. Answers are in the order of the due days.
    """
    running = {key: clock for key, clock in clocks.items() if clock.done is None}
    pairs = [Moved(key, due_of(clock, before, on), due_of(clock, after, on)) for key, clock in running.items()]
    changed = [
        one for one in pairs if (one.before.due, one.before.provisional) != (one.after.due, one.after.provisional)
    ]
    return tuple(sorted(changed, key=lambda one: (one.after.due, one.key)))


def count_workdays(after: date, until: date, calendar: WorkCalendar) -> int | None:
    """Workdays later than `after`, up to and including `until`; None where a missing table leaves it open."""
    days = [after + timedelta(days=number) for number in range(1, (until - after).days + 1)]
    statuses = [calendar.is_workday(day) for day in days]
    if any(status.provisional for status in statuses):
        return None
    return sum(status.workday for status in statuses)


def _standing(clock: Clock, due: Due, done: date | None, on: date) -> Standing:
    late = (done or on) > due.due
    if late and due.provisional:
        return Standing.UNDECIDED
    if done is not None:
        return Standing.MISSED if late else Standing.MET
    if late:
        return Standing.OVERDUE
    if any(pause.covers(on) for pause in clock.pauses):
        return Standing.PAUSED
    return Standing.DUE_TODAY if on == due.due else Standing.RUNNING


def _joined(first: Due, second: Due, extension: Extension) -> Due:
    """A period and its extension as one answer."""
    return replace(
        second,
        basis=first.basis,
        rule=first.rule,
        counted=first.counted + second.counted,
        skipped=first.skipped + second.skipped,
        provisional=first.provisional or second.provisional,
        reasons=tuple(dict.fromkeys(first.reasons + second.reasons)),
        calendar_versions=tuple(dict.fromkeys(first.calendar_versions + second.calendar_versions)),
        extensions=(*first.extensions, extension),
    )

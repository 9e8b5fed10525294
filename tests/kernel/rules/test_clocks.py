"""Running clocks: the day before, the day and the day after, for every kind of period; extensions; frozen ends."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date, timedelta

import pytest

from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.calendars import CalendarDay, YearTable
from lianxi.kernel.rules.clocks import (
    Clock,
    ExtensionRule,
    Standing,
    count_workdays,
    due_of,
    extend,
    freeze,
    moved,
    state_on,
)
from lianxi.kernel.rules.deadlines import DeadlineRule, Extension, Pause, Roll, Unit
from lianxi.loaders.calendars import load_calendar

CALENDAR = load_calendar()
ONE = timedelta(days=1)
FIVE_WORKDAYS = DeadlineRule(5, Unit.WORKDAY, clause="示例七")
CLOCK = Clock(FIVE_WORKDAYS, date(2026, 2, 10), rule_version="示例机制 2023-08-23")
NEW_YEAR_2027 = (CalendarDay(date(2027, 1, 1), False, "元旦"), CalendarDay(date(2027, 1, 4), False, "元旦"))
YEAR_2027 = YearTable(2027, "2027-1", "示例安排", NEW_YEAR_2027)

# every kind of period, with the day on which it falls due
KINDS = {
    "workdays": (CLOCK, date(2026, 2, 24)),
    "days": (Clock(DeadlineRule(7, Unit.DAY), date(2026, 2, 10)), date(2026, 2, 17)),
    "days rolled": (Clock(DeadlineRule(7, Unit.DAY, Roll.FORWARD), date(2026, 2, 10)), date(2026, 2, 24)),
    "months": (Clock(DeadlineRule(3, Unit.MONTH), date(2026, 1, 31)), date(2026, 4, 30)),
    "months rolled": (Clock(DeadlineRule(3, Unit.MONTH, Roll.FORWARD), date(2026, 2, 1)), date(2026, 5, 6)),
    "days backward": (Clock(DeadlineRule(-7, Unit.DAY), date(2026, 9, 20)), date(2026, 9, 13)),
    "days backward, rolled": (Clock(DeadlineRule(-7, Unit.DAY, Roll.BACKWARD), date(2026, 9, 20)), date(2026, 9, 11)),
    "workdays backward": (Clock(DeadlineRule(-3, Unit.WORKDAY), date(2026, 2, 24)), date(2026, 2, 12)),
    "months backward": (Clock(DeadlineRule(-1, Unit.MONTH), date(2026, 3, 31)), date(2026, 2, 28)),
    "paused": (replace(CLOCK, pauses=(Pause(date(2026, 2, 12), date(2026, 2, 13)),)), date(2026, 2, 26)),
    "extended": (replace(CLOCK, extensions=(Extension(3, Unit.DAY, date(2026, 2, 20)),)), date(2026, 2, 27)),
}


@pytest.mark.parametrize(("clock", "due"), KINDS.values(), ids=KINDS)
def test_the_day_before_the_day_and_the_day_after(clock: Clock, due: date) -> None:
    assert due_of(clock, CALENDAR, due).due == due
    standings = [state_on(clock, day, CALENDAR).standing for day in (due - ONE, due, due + ONE)]
    assert standings == [Standing.RUNNING, Standing.DUE_TODAY, Standing.OVERDUE]


@pytest.mark.parametrize(("clock", "due"), KINDS.values(), ids=KINDS)
def test_done_the_day_before_the_day_and_the_day_after(clock: Clock, due: date) -> None:
    frozen = [freeze(replace(clock, done=day), due + 9 * ONE, CALENDAR) for day in (due - ONE, due, due + ONE)]
    assert [(one.met, one.days) for one in frozen] == [(True, 1), (True, 0), (False, 1)]
    assert all(one.due == due for one in frozen)


def test_an_overdue_clock_counts_days_and_workdays() -> None:
    state = state_on(CLOCK, date(2026, 3, 2), CALENDAR)
    # 25, 26, 27 February, the worked Saturday 28 and 2 March
    assert (state.standing, state.days, state.workdays) == (Standing.OVERDUE, 6, 5)


def test_over_a_weekend_a_clock_is_late_by_days_but_by_no_workday() -> None:
    state = state_on(Clock(DeadlineRule(5, Unit.WORKDAY), date(2026, 3, 6)), date(2026, 3, 14), CALENDAR)
    assert (state.standing, state.days, state.workdays) == (Standing.OVERDUE, 1, 0)


def test_a_running_clock_says_how_much_is_left() -> None:
    state = state_on(CLOCK, date(2026, 2, 13), CALENDAR)
    assert (state.standing, state.days, state.workdays) == (Standing.RUNNING, 11, 2)


def test_what_is_done_later_is_not_known_on_an_earlier_day() -> None:
    clock = replace(CLOCK, done=date(2026, 2, 20))
    assert state_on(clock, date(2026, 2, 19), CALENDAR).standing == Standing.RUNNING
    assert state_on(clock, date(2026, 2, 20), CALENDAR).standing == Standing.MET


def test_a_lasting_pause_moves_the_due_day_with_every_day() -> None:
    clock = replace(CLOCK, pauses=(Pause(date(2026, 2, 13)),))
    states = [state_on(clock, date(2026, 2, 24) + number * ONE, CALENDAR) for number in range(3)]
    assert {state.standing for state in states} == {Standing.PAUSED}
    # two workdays were counted before the pause, three are left
    assert [state.due.due for state in states] == [date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 2)]


def test_a_pause_that_begins_after_the_due_day_saves_nobody() -> None:
    clock = replace(CLOCK, pauses=(Pause(date(2026, 2, 25)),))
    assert state_on(clock, date(2026, 2, 26), CALENDAR).standing == Standing.OVERDUE


def test_a_pause_not_yet_begun_is_not_counted() -> None:
    clock = replace(CLOCK, pauses=(Pause(date(2026, 2, 13)),))
    assert state_on(clock, date(2026, 2, 12), CALENDAR).due.due == date(2026, 2, 24)


def test_nobody_is_late_on_a_provisional_day() -> None:
    clock = Clock(FIVE_WORKDAYS, date(2026, 12, 28))
    late = state_on(clock, date(2027, 3, 1), CALENDAR)
    assert late.due.provisional
    assert (late.standing, late.workdays) == (Standing.UNDECIDED, None)
    assert state_on(replace(clock, done=date(2027, 3, 1)), date(2027, 3, 2), CALENDAR).standing == Standing.UNDECIDED
    with pytest.raises(Refused, match="不能据此认定逾期") as caught:
        freeze(clock, date(2027, 3, 1), CALENDAR)
    assert caught.value.guard == "provisional_due"
    assert "导入" in caught.value.remedy


def test_once_the_year_is_loaded_the_late_clock_is_late() -> None:
    clock = Clock(FIVE_WORKDAYS, date(2026, 12, 28))
    calendar = CALENDAR.with_year(YEAR_2027)
    assert state_on(clock, date(2027, 1, 6), calendar).standing == Standing.DUE_TODAY
    assert state_on(clock, date(2027, 1, 7), calendar).standing == Standing.OVERDUE


def test_what_was_done_by_a_provisional_day_is_met_and_says_so() -> None:
    frozen = freeze(Clock(FIVE_WORKDAYS, date(2026, 12, 28), done=date(2027, 1, 4)), date(2027, 1, 4), CALENDAR)
    assert frozen.met
    assert frozen.provisional


def test_late_in_an_unloaded_year_after_a_certain_due_day_leaves_the_workdays_open() -> None:
    state = state_on(Clock(FIVE_WORKDAYS, date(2026, 12, 22)), date(2027, 1, 4), CALENDAR)
    assert not state.due.provisional
    assert (state.standing, state.days, state.workdays) == (Standing.OVERDUE, 6, None)


def test_a_frozen_end_carries_rule_and_calendar_versions_and_cannot_change() -> None:
    frozen = freeze(replace(CLOCK, done=date(2026, 2, 26)), date(2026, 2, 27), CALENDAR)
    assert (frozen.met, frozen.days, frozen.workdays, frozen.done) == (False, 2, 2, date(2026, 2, 26))
    assert frozen.rule_version == "示例机制 2023-08-23"
    assert frozen.rule.clause == "示例七"
    assert [(used.year, used.version) for used in frozen.calendar_versions] == [(2026, "2026-1")]
    with pytest.raises(FrozenInstanceError):
        frozen.met = True  # type: ignore[misc]


def test_an_undone_clock_is_frozen_as_missed_so_far() -> None:
    frozen = freeze(CLOCK, date(2026, 2, 25), CALENDAR)
    assert (frozen.met, frozen.done, frozen.days, frozen.workdays) == (False, None, 1, 1)


@pytest.mark.parametrize("on", [date(2026, 2, 11), date(2026, 2, 24)])
def test_nothing_is_frozen_while_the_clock_runs(on: date) -> None:
    with pytest.raises(Refused) as caught:
        freeze(CLOCK, on, CALENDAR)
    assert caught.value.guard == "still_running"


ALLOWED = ExtensionRule(10, Unit.WORKDAY, times=1, clause="示例八")


def test_an_extension_counts_from_the_day_on_which_the_period_would_have_ended() -> None:
    clock = extend(CLOCK, Extension(3, Unit.WORKDAY, date(2026, 2, 24), clause="示例八"), ALLOWED, CALENDAR)
    due = due_of(clock, CALENDAR, date(2026, 2, 24))
    assert due.due == date(2026, 2, 27)
    assert due.basis == CLOCK.basis
    assert due.rule == CLOCK.rule
    assert due.counted == 8
    assert len(due.skipped) == 9


def test_an_extension_of_months_may_follow_a_period_of_workdays() -> None:
    clock = extend(CLOCK, Extension(1, Unit.MONTH, date(2026, 2, 11)), ExtensionRule(1, Unit.MONTH), CALENDAR)
    assert due_of(clock, CALENDAR, date(2026, 2, 11)).due == date(2026, 3, 24)


def test_an_extension_into_an_unloaded_year_is_provisional() -> None:
    clock = Clock(DeadlineRule(3, Unit.WORKDAY), date(2026, 12, 25))
    longer = extend(clock, Extension(3, Unit.WORKDAY, date(2026, 12, 28)), ALLOWED, CALENDAR)
    assert due_of(longer, CALENDAR, date(2026, 12, 28)).provisional


@pytest.mark.parametrize(
    ("clock", "extension", "guard"),
    [
        (CLOCK, Extension(3, Unit.WORKDAY, date(2026, 2, 25)), "asked_after_due"),
        (CLOCK, Extension(11, Unit.WORKDAY, date(2026, 2, 20)), "extended_too_long"),
        (CLOCK, Extension(0, Unit.WORKDAY, date(2026, 2, 20)), "extended_too_long"),
        (CLOCK, Extension(-1, Unit.WORKDAY, date(2026, 2, 20)), "extended_too_long"),
        (CLOCK, Extension(3, Unit.DAY, date(2026, 2, 20)), "extended_too_long"),
        (replace(CLOCK, done=date(2026, 2, 20)), Extension(3, Unit.WORKDAY, date(2026, 2, 20)), "clock_done"),
        (
            replace(CLOCK, extensions=(Extension(3, Unit.WORKDAY, date(2026, 2, 20)),)),
            Extension(3, Unit.WORKDAY, date(2026, 2, 21)),
            "extended_too_often",
        ),
        (KINDS["days backward"][0], Extension(3, Unit.WORKDAY, date(2026, 9, 1)), "extended_backward"),
    ],
)
def test_an_extension_the_clause_does_not_allow_is_refused_with_the_clause(
    clock: Clock, extension: Extension, guard: str
) -> None:
    with pytest.raises(Refused) as caught:
        extend(clock, extension, ALLOWED, CALENDAR)
    assert caught.value.guard == guard
    assert caught.value.source == "示例八"


def test_a_provisional_due_day_keeps_nobody_from_asking() -> None:
    clock = Clock(FIVE_WORKDAYS, date(2026, 12, 28))
    assert extend(clock, Extension(3, Unit.WORKDAY, date(2027, 1, 8)), ALLOWED, CALENDAR).extensions


def test_loading_a_year_shows_which_dates_move_and_which_become_certain() -> None:
    clocks = {
        "moves": Clock(FIVE_WORKDAYS, date(2026, 12, 28)),
        "becomes certain": Clock(FIVE_WORKDAYS, date(2027, 3, 1)),
        "stays": CLOCK,
        "rests on no calendar": Clock(DeadlineRule(30, Unit.DAY), date(2026, 12, 28)),
        "done": Clock(FIVE_WORKDAYS, date(2026, 12, 28), done=date(2027, 1, 4)),
    }
    found = moved(clocks, CALENDAR, CALENDAR.with_year(YEAR_2027), date(2026, 12, 28))
    assert [(one.key, one.moves) for one in found] == [("moves", True), ("becomes certain", False)]
    assert (found[0].before.due, found[0].after.due) == (date(2027, 1, 5), date(2027, 1, 6))
    assert found[0].before.provisional
    assert not found[0].after.provisional


def test_loading_nothing_new_moves_nothing() -> None:
    assert moved({"a": CLOCK}, CALENDAR, CALENDAR, date(2026, 2, 11)) == ()


def test_workdays_between_two_days() -> None:
    assert count_workdays(date(2026, 2, 10), date(2026, 2, 24), CALENDAR) == 5
    assert count_workdays(date(2026, 2, 10), date(2026, 2, 10), CALENDAR) == 0
    assert count_workdays(date(2026, 12, 31), date(2027, 1, 1), CALENDAR) is None


def test_every_standing_has_its_chinese_term() -> None:
    assert len({standing.label for standing in Standing}) == len(Standing)

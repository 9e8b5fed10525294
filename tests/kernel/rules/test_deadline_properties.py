"""Deadlines by property: what must hold for any period, against an oracle that counts in another way."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from datetime import date, timedelta

import chinese_calendar
from hypothesis import assume, given
from hypothesis import strategies as st

from lianxi.kernel.rules.calendars import WorkCalendar
from lianxi.kernel.rules.deadlines import DeadlineRule, MonthEnd, Pause, Roll, Unit, due_date
from lianxi.loaders.calendars import load_calendar

CALENDAR = load_calendar()
FIRST, LAST = date(2020, 1, 1), date(2026, 12, 31)
# the oracle: all workdays of seven years in a row, from a library that shares nothing with our tables' reader
WORKDAYS = [
    day
    for day in (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1))
    if chinese_calendar.is_workday(day)
]

bases = st.dates(date(2021, 1, 1), date(2025, 12, 31))
few = st.integers(1, 200)
amounts = few | few.map(lambda amount: -amount)
units = st.sampled_from(Unit)
rules = st.builds(
    DeadlineRule,
    amount=st.integers(1, 60) | st.integers(-60, -1),
    unit=units,
    roll=st.sampled_from(Roll),
    month_end=st.sampled_from(MonthEnd),
)
some_pauses = st.lists(
    st.builds(lambda start, days: Pause(start, start + timedelta(days=days)), bases, st.integers(0, 40)), max_size=3
)


def along(rule: DeadlineRule) -> DeadlineRule:
    """The rule without rolling against the direction of counting, which may cross the basis."""
    against = Roll.BACKWARD if rule.amount > 0 else Roll.FORWARD
    return DeadlineRule(rule.amount, rule.unit, Roll.NONE if rule.roll == against else rule.roll, rule.month_end)


@given(bases, few)
def test_workdays_forward_are_the_nth_in_the_oracles_row(basis: date, amount: int) -> None:
    due = due_date(DeadlineRule(amount, Unit.WORKDAY), basis, CALENDAR)
    assert due.due == WORKDAYS[bisect_right(WORKDAYS, basis) + amount - 1]


@given(bases, few)
def test_workdays_backward_are_the_nth_before_in_the_oracles_row(basis: date, amount: int) -> None:
    due = due_date(DeadlineRule(-amount, Unit.WORKDAY), basis, CALENDAR)
    assert due.due == WORKDAYS[bisect_left(WORKDAYS, basis) - amount]


@given(bases, amounts)
def test_days_are_plain_addition(basis: date, amount: int) -> None:
    assert due_date(DeadlineRule(amount, Unit.DAY), basis, CALENDAR).due == basis + timedelta(days=amount)


@given(bases, st.integers(1, 60) | st.integers(-60, -1))
def test_months_keep_the_number_of_the_day_or_take_the_last(basis: date, amount: int) -> None:
    due = due_date(DeadlineRule(amount, Unit.MONTH), basis, CALENDAR).due
    assert (due.year - basis.year) * 12 + due.month - basis.month == amount
    assert due.day == min(basis.day, monthrange(due.year, due.month)[1])


@given(bases, rules, st.integers(1, 30))
def test_a_later_basis_never_falls_due_earlier(basis: date, rule: DeadlineRule, later: int) -> None:
    rule = along(rule)
    assert due_date(rule, basis, CALENDAR).due <= due_date(rule, basis + timedelta(days=later), CALENDAR).due


@given(bases, rules)
def test_one_more_never_falls_due_nearer(basis: date, rule: DeadlineRule) -> None:
    rule = along(rule)
    step = 1 if rule.amount > 0 else -1
    longer = DeadlineRule(rule.amount + step, rule.unit, rule.roll, rule.month_end)
    near, far = due_date(rule, basis, CALENDAR).due, due_date(longer, basis, CALENDAR).due
    assert (far - near).days * step >= 0
    if rule.roll == Roll.NONE:
        assert near != far


@given(bases, few)
def test_forward_and_backward_again_comes_home(basis: date, amount: int) -> None:
    assume(CALENDAR.is_workday(basis))
    due = due_date(DeadlineRule(amount, Unit.WORKDAY), basis, CALENDAR).due
    assert due_date(DeadlineRule(-amount, Unit.WORKDAY), due, CALENDAR).due == basis


@given(bases, amounts)
def test_a_period_of_workdays_ends_on_a_workday(basis: date, amount: int) -> None:
    due = due_date(DeadlineRule(amount, Unit.WORKDAY), basis, CALENDAR)
    assert due.due_day
    assert chinese_calendar.is_workday(due.due)


@given(bases, rules)
def test_a_rolled_period_ends_on_a_workday(basis: date, rule: DeadlineRule) -> None:
    rule = along(rule)
    assume(rule.roll != Roll.NONE)
    assert due_date(rule, basis, CALENDAR).due_day


@given(bases, rules)
def test_skipped_and_counted_days_cover_the_interval(basis: date, rule: DeadlineRule) -> None:
    rule = along(rule)
    due = due_date(rule, basis, CALENDAR)
    days = [one.day for one in due.skipped]
    assert due.counted + len(days) == abs((due.due - basis).days)
    assert days == sorted(set(days))
    low, high = sorted((basis, due.due))
    assert all(low < day < high for day in days)


@given(bases, st.integers(1, 60), units, some_pauses)
def test_pauses_only_lengthen_and_the_due_day_lies_in_none(
    basis: date, amount: int, unit: Unit, pauses: list[Pause]
) -> None:
    rule = DeadlineRule(amount, unit)
    plain, paused = due_date(rule, basis, CALENDAR), due_date(rule, basis, CALENDAR, pauses)
    assert paused.due >= plain.due
    assert not any(pause.covers(paused.due) for pause in pauses)
    assert paused.counted == plain.counted
    assert paused.counted + len(paused.skipped) == (paused.due - basis).days


@given(st.dates(date(2026, 6, 1), date(2028, 6, 1)), rules)
def test_an_answer_is_provisional_exactly_when_a_missing_table_was_asked(basis: date, rule: DeadlineRule) -> None:
    due = due_date(along(rule), basis, CALENDAR)
    assert due.provisional == any(not used.version for used in due.calendar_versions)
    assert len(due.reasons) == sum(not used.version for used in due.calendar_versions)


@given(bases, rules)
def test_without_any_table_an_answer_still_comes(basis: date, rule: DeadlineRule) -> None:
    due = due_date(along(rule), basis, WorkCalendar(()))
    assert due.provisional == bool(due.calendar_versions)

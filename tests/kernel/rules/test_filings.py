"""Filing on time: the last day, one day before and after it, and what cannot be told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.rules.calendars import WorkCalendar
from lianxi.kernel.rules.deadlines import DeadlineRule, Roll, Unit
from lianxi.kernel.rules.filings import FilingRule, FilingState, Start, judge_filing, must_be_filed

NO_TABLES = WorkCalendar(())
PUBLISHED = date(2024, 1, 31)
LAST = date(2024, 3, 1)


def rule(effective: date = date(2020, 1, 1), amount: int = 30, unit: Unit = Unit.DAY, **more: object) -> FilingRule:
    roll = more.pop("roll", Roll.NONE)
    starts = more.pop("starts", (Start.PUBLISHED, Start.ISSUED))
    deadline = DeadlineRule(amount, unit, roll, clause=f"第{amount}条")  # type: ignore[arg-type]
    return FilingRule(frozenset({"guifan"}), effective, deadline, starts)  # type: ignore[arg-type]


def judged(
    filed: date | None, on: date, *rules: FilingRule, days: dict[Start, date] | None = None
) -> tuple[FilingState, int | None]:
    told = days if days is not None else {Start.PUBLISHED: PUBLISHED}
    said = judge_filing("guifan", told, filed, on, rules=rules or (rule(),), calendar=NO_TABLES)
    return said.state, said.late


@pytest.mark.parametrize(
    ("day", "unfiled", "filed"),
    [
        (PUBLISHED, (FilingState.OPEN, None), (FilingState.ON_TIME, 0)),
        (LAST - timedelta(1), (FilingState.OPEN, None), (FilingState.ON_TIME, 0)),
        (LAST, (FilingState.OPEN, None), (FilingState.ON_TIME, 0)),
        (LAST + timedelta(1), (FilingState.OVERDUE, None), (FilingState.LATE, 1)),
        (LAST + timedelta(40), (FilingState.OVERDUE, None), (FilingState.LATE, 40)),
    ],
)
def test_the_day_of_publication_is_not_counted_and_the_last_day_lasts_to_its_end(
    day: date, unfiled: tuple[FilingState, int | None], filed: tuple[FilingState, int | None]
) -> None:
    assert judged(None, day) == unfiled
    assert judged(day, day) == filed


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(1, 90), st.integers(-100, 100))
def test_late_is_what_comes_after_basis_and_period(published: date, amount: int, off: int) -> None:
    last = published + timedelta(amount)
    filed = max(published, last + timedelta(off))
    said = judge_filing(
        "guifan", {Start.PUBLISHED: published}, filed, filed, rules=(rule(amount=amount),), calendar=NO_TABLES
    )
    assert said.late == max(0, (filed - last).days)
    assert said.state is (FilingState.LATE if filed > last else FilingState.ON_TIME)
    assert said.clause == f"第{amount}条"


def test_without_a_day_to_count_from_nothing_is_said_to_be_late() -> None:
    assert judged(None, date(2030, 1, 1), days={}) == (FilingState.UNKNOWN, None)
    assert judged(date(2024, 5, 1), date(2030, 1, 1), days={}) == (FilingState.UNKNOWN, None)
    only = rule(starts=(Start.PUBLISHED,))
    assert judged(None, date(2030, 1, 1), only, days={Start.ISSUED: PUBLISHED}) == (FilingState.UNKNOWN, None)


def test_the_first_day_known_in_the_order_of_the_rule_counts() -> None:
    both = {Start.ISSUED: date(2024, 1, 1), Start.PUBLISHED: PUBLISHED}
    assert judged(LAST, LAST, days=both) == (FilingState.ON_TIME, 0)
    assert judged(LAST, LAST, days={Start.ISSUED: date(2024, 1, 30)}) == (FilingState.LATE, 1)


def test_the_newest_rule_in_force_on_the_first_day_counts_and_none_before_the_first() -> None:
    rules = (rule(date(2020, 1, 1), 30), rule(date(2024, 1, 31), 10), rule(date(2025, 1, 1), 5))
    assert judged(None, date(2024, 2, 11), *rules) == (FilingState.OVERDUE, None)
    day_before = {Start.PUBLISHED: date(2024, 1, 30)}
    assert judged(None, date(2024, 2, 11), *rules, days=day_before) == (FilingState.OPEN, None)
    assert judged(None, date(2024, 2, 11), *rules, days={Start.PUBLISHED: date(2019, 12, 31)})[0] is FilingState.UNKNOWN


@pytest.mark.parametrize(
    ("known_since", "state"),
    [
        (LAST - timedelta(1), FilingState.OVERDUE), (LAST, FilingState.OVERDUE),
        (LAST + timedelta(1), FilingState.UNKNOWN),
    ],
)  # fmt: skip
def test_no_record_says_nothing_of_a_text_that_came_in_after_its_last_day(
    known_since: date, state: FilingState
) -> None:
    said = judge_filing(
        "guifan", {Start.PUBLISHED: PUBLISHED}, None, date(2024, 6, 1), rules=[rule()], calendar=NO_TABLES,
        known_since=known_since,
    )  # fmt: skip
    assert (said.state, said.late) == (state, None)


def test_nobody_is_late_on_a_day_that_is_only_provisional() -> None:
    workdays = rule(amount=5, unit=Unit.WORKDAY)
    assert judged(None, date(2024, 6, 1), workdays) == (FilingState.UNKNOWN, None)
    assert judged(date(2024, 6, 1), date(2024, 6, 1), workdays) == (FilingState.UNKNOWN, None)
    assert judged(date(2024, 2, 1), date(2024, 6, 1), workdays) == (FilingState.ON_TIME, 0)


def test_only_kinds_a_rule_names_are_filed() -> None:
    assert must_be_filed("guifan", [rule()])
    assert not must_be_filed("zhidu", [rule()])
    assert judge_filing("zhidu", {}, None, LAST, rules=[rule()], calendar=NO_TABLES).state is FilingState.UNKNOWN

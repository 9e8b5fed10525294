"""Deadlines by table: the vectors of the issue, every unit, rolling, month ends, pauses, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.calendars import WorkCalendar
from lianxi.kernel.rules.deadlines import DeadlineRule, Due, MonthEnd, Pause, Roll, Unit, due_date
from lianxi.loaders.calendars import load_calendar

CALENDAR = load_calendar()


def due(basis: str, amount: int, unit: str, roll: str = "none", month_end: str = "last_day") -> Due:
    rule = DeadlineRule(amount, Unit(unit), Roll(roll), MonthEnd(month_end), clause="示例三(四)")
    return due_date(rule, date.fromisoformat(basis), CALENDAR)


@pytest.mark.parametrize(
    ("basis", "amount", "unit", "expected"),
    [
        ("2026-02-10", 5, "workday", "2026-02-24"),
        ("2026-02-10", 10, "workday", "2026-03-02"),
        ("2026-09-14", 5, "workday", "2026-09-20"),  # a Sunday worked for 国庆节
        ("2026-09-24", 7, "workday", "2026-10-12"),
        ("2026-09-28", 5, "workday", "2026-10-10"),  # a Saturday worked for 国庆节
        ("2026-01-31", 3, "month", "2026-04-30"),
    ],
)
def test_the_vectors_of_the_issue(basis: str, amount: int, unit: str, expected: str) -> None:
    found = due(basis, amount, unit)
    assert found.due == date.fromisoformat(expected)
    assert not found.provisional
    assert found.reasons == ()


@pytest.mark.parametrize(
    ("basis", "unit", "answers"),
    [
        # amount → due day, one below, at and one above a turning point
        ("2026-02-10", "workday", {3: "2026-02-13", 4: "2026-02-14", 5: "2026-02-24"}),
        (
            "2026-09-28",
            "workday",
            {2: "2026-09-30", 3: "2026-10-08", 4: "2026-10-09", 5: "2026-10-10", 6: "2026-10-12"},
        ),
        ("2020-01-22", "workday", {1: "2020-01-23", 2: "2020-02-03", 3: "2020-02-04"}),
        ("2026-02-24", "workday", {-1: "2026-02-14", -2: "2026-02-13", -3: "2026-02-12"}),
        ("2026-02-15", "workday", {1: "2026-02-24", -1: "2026-02-14"}),  # basis is a holiday
        ("2026-02-27", "day", {1: "2026-02-28", 2: "2026-03-01", 3: "2026-03-02"}),
        ("2024-02-27", "day", {1: "2024-02-28", 2: "2024-02-29", 3: "2024-03-01"}),
        ("2026-09-20", "day", {-6: "2026-09-14", -7: "2026-09-13", -8: "2026-09-12"}),
        ("2026-01-31", "month", {1: "2026-02-28", 2: "2026-03-31", 3: "2026-04-30", 12: "2027-01-31"}),
        ("2026-03-31", "month", {-1: "2026-02-28", -2: "2026-01-31", -13: "2025-02-28"}),
    ],
)
def test_one_less_and_one_more(basis: str, unit: str, answers: dict[int, str]) -> None:
    assert {amount: due(basis, amount, unit).due.isoformat() for amount in answers} == answers


@pytest.mark.parametrize(
    ("basis", "amount", "unit", "roll", "expected", "skipped"),
    [
        ("2026-02-27", 1, "day", "forward", "2026-02-28", []),  # Saturday, but worked
        ("2026-02-28", 1, "day", "forward", "2026-03-02", ["星期日，末日顺延"]),
        ("2026-09-24", 8, "day", "forward", "2026-10-08", ["国庆节假期，末日顺延"] * 6),
        ("2026-09-24", 8, "day", "backward", "2026-09-30", ["国庆节假期，末日提前"] * 2),
        ("2026-09-24", 8, "day", "none", "2026-10-02", []),
        ("2026-11-15", -1, "month", "backward", "2026-10-15", []),
        ("2026-11-02", -1, "month", "backward", "2026-09-30", ["国庆节假期，末日提前"] * 2),
        ("2026-11-02", -1, "month", "forward", "2026-10-08", ["国庆节假期，末日顺延"] * 6),
        ("2026-07-31", 1, "month", "forward", "2026-08-31", []),
        ("2026-05-31", 3, "month", "forward", "2026-08-31", []),
        ("2026-02-10", 5, "workday", "backward", "2026-02-24", None),
    ],
)
def test_the_last_day_rolls_off_a_day_of_rest_only_if_the_rule_says_so(
    basis: str, amount: int, unit: str, roll: str, expected: str, skipped: list[str] | None
) -> None:
    found = due(basis, amount, unit, roll)
    assert found.due == date.fromisoformat(expected)
    if skipped is not None:
        assert [one.why for one in found.skipped] == skipped


def test_an_end_of_month_may_be_kept() -> None:
    assert due("2026-02-28", 1, "month").due == date(2026, 3, 28)
    assert due("2026-02-28", 1, "month", month_end="keep_end").due == date(2026, 3, 31)


def test_every_skipped_day_has_its_reason() -> None:
    found = due("2026-09-24", 7, "workday")
    told = {one.day.isoformat(): one.why for one in found.skipped}
    assert told["2026-09-25"] == "中秋节假期"
    assert told["2026-10-07"] == "国庆节假期"
    assert told["2026-10-11"] == "星期日"
    assert "2026-10-10" not in told
    assert len(told) == 11
    assert found.counted == 7


def test_the_answer_names_the_calendars_it_rests_on_and_no_others() -> None:
    used = due("2025-12-30", 5, "workday").calendar_versions
    assert [(one.year, one.version) for one in used] == [(2025, "2025-1"), (2026, "2026-1")]
    assert due("2025-12-30", 5, "day").calendar_versions == ()
    assert [one.year for one in due("2025-12-30", 5, "day", "forward").calendar_versions] == [2026]


def test_a_clock_that_runs_into_an_unloaded_year_is_provisional_with_the_reason() -> None:
    found = due("2026-12-28", 5, "workday")
    assert found.due == date(2027, 1, 5)
    assert found.provisional
    assert len(found.reasons) == 1
    assert "2027年的节假日安排尚未导入" in found.reasons[0]
    assert [(one.year, one.version) for one in found.calendar_versions] == [(2026, "2026-1"), (2027, "")]


def test_a_year_that_decides_nothing_makes_nothing_provisional() -> None:
    assert not due("2030-01-10", 30, "day").provisional
    assert not due("2030-01-31", 1, "month").provisional
    assert due("2030-01-31", 1, "month", "forward").provisional
    assert not due("2026-12-25", 4, "workday").provisional  # ends on 31 December
    assert due("2026-12-25", 5, "workday").provisional


def test_before_the_first_loaded_year_counting_is_provisional_too() -> None:
    found = due("2020-01-05", -5, "workday")
    assert found.provisional
    assert "2019年" in found.reasons[0]


def paused(basis: str, amount: int, unit: str, *pauses: tuple[str, str], roll: str = "none") -> Due:
    stops = [Pause(date.fromisoformat(start), date.fromisoformat(end), "补正材料") for start, end in pauses]
    return due_date(DeadlineRule(amount, Unit(unit), Roll(roll)), date.fromisoformat(basis), CALENDAR, stops)


@pytest.mark.parametrize(
    ("basis", "amount", "unit", "pauses", "expected"),
    [
        ("2026-06-01", 5, "day", [("2026-06-03", "2026-06-04")], "2026-06-08"),
        ("2026-06-01", 5, "day", [("2026-06-06", "2026-06-06")], "2026-06-07"),  # on what was the last day
        ("2026-06-01", 5, "day", [("2026-06-07", "2026-06-30")], "2026-06-06"),  # after the end: nothing stops
        ("2026-06-01", 5, "day", [("2026-05-20", "2026-06-01")], "2026-06-06"),  # before the first counted day
        ("2026-06-01", 5, "day", [("2026-06-03", "2026-06-05"), ("2026-06-04", "2026-06-06")], "2026-06-10"),
        ("2026-06-01", 5, "workday", [("2026-06-03", "2026-06-07")], "2026-06-11"),
        ("2026-06-01", 1, "month", [("2026-06-10", "2026-06-19")], "2026-07-11"),
        ("2026-06-01", 1, "month", [("2026-06-10", "2026-06-19"), ("2026-07-05", "2026-07-06")], "2026-07-13"),
        ("2026-01-31", 1, "month", [("2026-02-28", "2026-02-28")], "2026-03-01"),
    ],
)
def test_paused_days_are_not_counted(
    basis: str, amount: int, unit: str, pauses: list[tuple[str, str]], expected: str
) -> None:
    assert paused(basis, amount, unit, *pauses).due == date.fromisoformat(expected)


def test_a_paused_day_tells_why_and_a_rolled_day_never_lands_in_a_pause() -> None:
    found = paused("2026-06-01", 5, "day", ("2026-06-08", "2026-06-09"), roll="forward")
    assert found.due == date(2026, 6, 10)  # the 6th is a Saturday, the 8th and 9th are paused
    assert [one.why for one in found.skipped][-1] == "中止（补正材料），末日顺延"


@pytest.mark.parametrize(
    ("basis", "amount", "unit", "guard"),
    [
        ("2026-01-01", 0, "day", "amount_zero"),
        ("2026-01-01", 2501, "workday", "amount_too_large"),
        ("2026-01-01", -2501, "workday", "amount_too_large"),
        ("2026-01-01", 3661, "day", "amount_too_large"),
        ("2026-01-01", 121, "month", "amount_too_large"),
        ("2026-01-01", 10**30, "month", "amount_too_large"),
        ("1900-01-01", 1, "day", "date_out_of_range"),
        ("9999-12-31", 1, "workday", "date_out_of_range"),
        ("2099-12-31", 1, "day", "date_out_of_range"),
        ("2099-12-31", 1, "month", "date_out_of_range"),
        ("2000-01-01", -1, "workday", "date_out_of_range"),
        ("2000-01-01", -1, "month", "date_out_of_range"),
    ],
)
def test_what_no_rule_can_mean_is_refused(basis: str, amount: int, unit: str, guard: str) -> None:
    with pytest.raises(Refused) as caught:
        due(basis, amount, unit)
    assert caught.value.guard == guard
    assert caught.value.remedy


@pytest.mark.parametrize(("amount", "unit"), [(2500, "workday"), (3660, "day"), (120, "month"), (-2500, "workday")])
def test_the_longest_periods_are_counted(amount: int, unit: str) -> None:
    assert due("2026-01-01", amount, unit).due


def test_a_last_day_moved_back_past_the_basis_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        due("2026-08-01", 1, "day", "backward")
    assert caught.value.guard == "rolled_past_basis"
    assert caught.value.source == "示例三(四)"


@pytest.mark.parametrize(
    ("amount", "pause", "guard"),
    [
        (-5, Pause(date(2026, 6, 1), date(2026, 6, 2)), "paused_backward"),
        (5, Pause(date(2026, 6, 2), date(2026, 6, 1)), "pause_open"),
        (5, Pause(date(2026, 6, 2)), "pause_open"),
        (5, Pause(date(2026, 6, 2), date(2099, 12, 31)), "date_out_of_range"),
    ],
)
def test_pauses_that_make_no_sense_are_refused(amount: int, pause: Pause, guard: str) -> None:
    with pytest.raises(Refused) as caught:
        due_date(DeadlineRule(amount, Unit.DAY), date(2026, 6, 1), WorkCalendar(()), [pause])
    assert caught.value.guard == guard

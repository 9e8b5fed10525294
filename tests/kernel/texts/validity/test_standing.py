"""The standing of a text on any day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.validity import (
    Happening,
    HappeningKind,
    Status,
    TermCount,
    changes_of_standing,
    last_day_of,
    standing_on,
)

START, CHANGE, END = date(2024, 3, 1), date(2025, 6, 1), date(2026, 1, 1)
COMMENCE = Happening(HappeningKind.COMMENCE, START)
AMEND = Happening(HappeningKind.AMEND, CHANGE, "示例修改决定")
REPEAL = Happening(HappeningKind.REPEAL, END, "示例废止决定")
ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("history", "day", "status", "instrument"),
    [
        ((), START, Status.UNDATED, None),
        ((COMMENCE,), START - ONE, Status.PENDING, ""),
        ((COMMENCE,), START, Status.IN_FORCE, ""),
        ((COMMENCE, AMEND), CHANGE - ONE, Status.IN_FORCE, ""),
        ((COMMENCE, AMEND), CHANGE, Status.AMENDED, "示例修改决定"),
        ((COMMENCE, AMEND, REPEAL), END - ONE, Status.AMENDED, "示例修改决定"),
        ((COMMENCE, AMEND, REPEAL), END, Status.REPEALED, "示例废止决定"),
        ((COMMENCE, Happening(HappeningKind.VOID, END, "清理决定")), END, Status.VOID, "清理决定"),
    ],
)
def test_each_standing_begins_on_its_day_and_names_its_ground(
    history: tuple[Happening, ...], day: date, status: Status, instrument: str | None
) -> None:
    found = standing_on(history, day)
    assert found.status is status
    assert (found.ground.instrument if found.ground else None) == instrument


def term(last_day: date, day: date = START, instrument: str = "") -> Happening:
    return Happening(HappeningKind.TERM, day, instrument, last_day=last_day)


def test_a_term_ends_with_its_last_day_and_not_before() -> None:
    history = (COMMENCE, term(date(2026, 2, 28)))
    assert standing_on(history, date(2026, 2, 28)).status is Status.IN_FORCE
    after = standing_on(history, date(2026, 3, 1))
    assert (after.status, after.since) == (Status.EXPIRED, date(2026, 3, 1))


def test_a_term_renewed_in_time_goes_on() -> None:
    history = (COMMENCE, term(date(2026, 2, 28)), term(date(2029, 2, 28), date(2026, 1, 10), "延期通知"))
    assert standing_on(history, date(2026, 3, 1)).until == date(2029, 2, 28)
    assert standing_on(history, date(2029, 3, 1)).status is Status.EXPIRED
    # Seen from the day before the renewal the old term still is the one that counts.
    assert standing_on(history, date(2026, 1, 9)).until == date(2026, 2, 28)


def test_a_term_renewed_after_it_ran_out_revives_nothing() -> None:
    history = (COMMENCE, term(date(2026, 2, 28)), term(date(2029, 2, 28), date(2026, 3, 2), "迟到的延期"))
    assert standing_on(history, date(2026, 3, 2)).status is Status.EXPIRED
    revived = (*history, Happening(HappeningKind.REVIVE, date(2026, 5, 1), "重新公布"))
    assert standing_on(revived, date(2026, 4, 30)).status is Status.EXPIRED
    assert standing_on(revived, date(2026, 5, 1)).status.binds


def test_a_provision_may_commence_later_and_end_earlier_than_the_whole() -> None:
    late = Happening(HappeningKind.COMMENCE, date(2025, 1, 1), provisions=frozenset({"art_12"}))
    gone = Happening(HappeningKind.REPEAL, CHANGE, "示例修改决定", frozenset({"art_3"}))
    history = (COMMENCE, late, gone, REPEAL)
    assert standing_on(history, START, "art_12").status is Status.PENDING
    assert standing_on(history, date(2025, 1, 1), "art_12").status is Status.IN_FORCE
    assert standing_on(history, CHANGE, "art_3").status is Status.REPEALED
    assert standing_on(history, CHANGE).status is Status.IN_FORCE
    assert standing_on(history, END, "art_12").status is Status.REPEALED


def test_the_timeline_lists_each_change_once() -> None:
    days = [(day, one.status) for day, one in changes_of_standing((COMMENCE, AMEND, REPEAL))]
    assert days == [(START, Status.IN_FORCE), (CHANGE, Status.AMENDED), (END, Status.REPEALED)]


@pytest.mark.parametrize(
    ("start", "months", "count", "last"),
    [
        (date(2024, 3, 1), 60, TermCount.FROM_THE_DAY, date(2029, 2, 28)),
        (date(2024, 3, 1), 60, TermCount.CIVIL_CODE, date(2029, 3, 1)),
        (date(2024, 2, 29), 12, TermCount.FROM_THE_DAY, date(2025, 2, 28)),
        (date(2024, 1, 1), 12, TermCount.FROM_THE_DAY, date(2024, 12, 31)),
        (date(2023, 8, 31), 6, TermCount.FROM_THE_DAY, date(2024, 2, 29)),
    ],
)
def test_the_last_day_of_a_term(start: date, months: int, count: TermCount, last: date) -> None:
    assert last_day_of(start, months, count) == last


def test_a_term_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="0 months"):
        last_day_of(START, 0)


happenings = st.builds(
    Happening,
    st.sampled_from(HappeningKind),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.just("示例"),
    st.sampled_from([frozenset(), frozenset({"art_1"})]),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)


@given(st.lists(happenings, max_size=8), st.dates(date(2019, 1, 1), date(2031, 1, 1)))
def test_what_happens_later_does_not_change_an_earlier_day(history: list[Happening], day: date) -> None:
    known = [one for one in history if one.day <= day or one.kind is HappeningKind.COMMENCE]
    assert standing_on(history, day).status is standing_on(known, day).status


@given(st.lists(happenings, max_size=8))
def test_between_two_changes_the_standing_stays(history: list[Happening]) -> None:
    changes = changes_of_standing(history)
    for (first, standing), (following, _) in pairwise(changes):
        assert standing_on(history, following - ONE).status is standing.status
        assert first < following

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


LAST = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("begins", "goes_on"),
    [(LAST, True), (LAST + ONE, True), (LAST + 2 * ONE, False), (LAST + 3 * ONE, False)],
)
def test_a_term_goes_on_from_the_day_after_the_last_and_not_after_a_gap(begins: date, goes_on: bool) -> None:
    history = (Happening(HappeningKind.COMMENCE, date(2019, 3, 1)), term(LAST, date(2019, 3, 1)))
    renewed = (*history, term(date(2029, 2, 28), begins, "延期通知"))
    for day in (LAST + ONE, begins, date(2029, 2, 28)):
        assert standing_on(renewed, day).status.binds is (goes_on or day <= LAST)
    assert standing_on(renewed, LAST).until == (date(2029, 2, 28) if begins <= LAST else LAST)
    assert standing_on(renewed, date(2029, 3, 1)).status is Status.EXPIRED


def test_a_version_from_the_day_after_the_last_goes_on_with_its_own_term_or_without_one() -> None:
    old = (Happening(HappeningKind.COMMENCE, date(2018, 1, 1)), term(date(2022, 12, 31), date(2018, 1, 1)))
    new = (*old, Happening(HappeningKind.AMEND, date(2023, 1, 1), "修订"))
    assert standing_on(new, date(2023, 1, 1)).status is Status.EXPIRED, "nothing was said of a term"
    with_term = (*new, term(date(2027, 12, 31), date(2023, 1, 1)))
    assert standing_on(with_term, date(2023, 1, 1)).status is Status.AMENDED
    assert standing_on(with_term, date(2028, 1, 1)).status is Status.EXPIRED
    lifted = (*new, Happening(HappeningKind.TERM, date(2023, 1, 1)))
    assert standing_on(lifted, date(2040, 1, 1)).status is Status.AMENDED
    assert standing_on(lifted, date(2040, 1, 1)).until is None


def test_a_term_lifted_in_time_lapses_no_more() -> None:
    history = (COMMENCE, term(END), Happening(HappeningKind.TERM, END, "取消有效期的通知"))
    assert [standing_on(history, END - ONE).until, standing_on(history, END).until] == [END, None]
    assert standing_on(history, date(2040, 1, 1)).status is Status.IN_FORCE


def test_an_amendment_while_it_was_over_is_not_forgotten_when_it_is_revived() -> None:
    ended = (COMMENCE, Happening(HappeningKind.VOID, CHANGE, "清理决定"))
    amended = Happening(HappeningKind.AMEND, CHANGE + ONE, "修改决定")
    revived = Happening(HappeningKind.REVIVE, END, "恢复施行的决定")
    assert standing_on((*ended, amended), CHANGE + ONE).status is Status.VOID
    found = standing_on((*ended, amended, revived), END)
    assert (found.status, found.since, found.ground) == (Status.AMENDED, END, amended)
    found = standing_on((*ended, revived), END)
    assert (found.status, found.since, found.ground) == (Status.IN_FORCE, END, revived)


def test_the_whole_revived_revives_no_article_that_was_repealed_by_itself() -> None:
    one = frozenset({"art_3"})
    history = (
        COMMENCE, Happening(HappeningKind.REPEAL, CHANGE, "删去一条", one),
        Happening(HappeningKind.VOID, CHANGE + ONE, "清理决定"), Happening(HappeningKind.REVIVE, END, "恢复"),
    )  # fmt: skip
    assert standing_on(history, END).status.binds
    assert standing_on(history, END, "art_4").status.binds
    assert standing_on(history, END, "art_3").status is Status.REPEALED
    again = (*history, Happening(HappeningKind.REVIVE, END + ONE, "恢复一条", one))
    assert standing_on(again, END + ONE, "art_3").status.binds


def test_a_revival_of_what_is_in_force_changes_nothing_and_one_with_a_term_keeps_it() -> None:
    revived = Happening(HappeningKind.REVIVE, CHANGE, "恢复")
    assert standing_on((COMMENCE, term(END), revived), CHANGE) == standing_on((COMMENCE, term(END)), CHANGE)
    ended = (COMMENCE, term(CHANGE - 5 * ONE))
    for both in ((revived, term(END, CHANGE)), (term(END, CHANGE), revived)):
        assert standing_on((*ended, *both), CHANGE).until == END


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (CHANGE - ONE, Status.IN_FORCE),
        (CHANGE, Status.PENDING),
        (END - ONE, Status.PENDING),
        (END, Status.AMENDED),
        (END + ONE, Status.AMENDED),
    ],
)
def test_new_words_of_an_article_with_a_day_of_their_own_wait_for_it(day: date, status: Status) -> None:
    own = Happening(HappeningKind.COMMENCE, END, provisions=frozenset({"art_4"}), last_day=CHANGE - ONE)
    history = (COMMENCE, AMEND, own)
    assert standing_on(history, day, "art_4").status is status
    assert standing_on(history, day, "art_5") == standing_on(history, day) == standing_on((COMMENCE, AMEND), day)
    assert [one.status for _, one in changes_of_standing(history, "art_4")] == [
        Status.IN_FORCE, Status.PENDING, Status.AMENDED,
    ]  # fmt: skip


terms = st.tuples(st.dates(date(2020, 1, 1), date(2025, 1, 1)), st.integers(0, 900), st.integers(1, 900))


@given(terms, st.integers(-3, 5))
def test_a_renewed_term_binds_to_its_end_if_and_only_if_no_day_lies_between(
    lengths: tuple[date, int, int], gap: int
) -> None:
    start, first, second = lengths
    last = start + first * ONE
    begins = max(start, last + ONE + gap * ONE)
    history = [
        Happening(HappeningKind.COMMENCE, start), term(last, start), term(begins + second * ONE, begins),
    ]  # fmt: skip
    bound = [standing_on(history, begins + shift * ONE).status.binds for shift in (0, second)]
    assert bound == [begins <= last + ONE] * 2
    assert not standing_on(history, begins + (second + 1) * ONE).status.binds


@given(st.lists(happenings, max_size=6))
def test_a_revival_never_makes_less_of_a_text_be_in_force(history: list[Happening]) -> None:
    day = date(2031, 1, 1)
    revived = [*history, Happening(HappeningKind.REVIVE, day, "恢复")]
    for provision in (None, "art_1"):
        assert standing_on(revived, day, provision).status.binds >= standing_on(history, day, provision).status.binds

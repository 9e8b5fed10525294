"""Conferences of the past entered from the record: with their source, once, and taken up by the wheel."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.mechanisms.selectors import turns_of
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.entries import entries, entry_of
from lianxi.apps.meetings.models import Conference
from lianxi.apps.meetings.services import go_on, open_conference, propose_topic, record_conference, step_back
from lianxi.kernel.rules.conference_year import Stage
from lianxi.kernel.rules.rotation import TurnSource
from tests.apps.mechanisms.people import clerk
from tests.apps.meetings.walking import REAL, RIVER, Ring, both_circles, refused

pytestmark = pytest.mark.usefixtures("circles")
SOURCE = "示例：会议纪要"
SECOND = {"held_from": date(2021, 9, 15), "ordinal": 2, "host": "460200", "place": "示例会堂"}


def enter(ring: Ring, **given: object) -> Conference:
    return record_conference(circle=ring.slug, actor=ring.office, **{"source": SOURCE, **given})


def hosts(ring: Ring, first: int, last: int) -> list[tuple[int, str | None, TurnSource]]:
    turns = turns_of(ring.mechanism, first=first, last=last)
    return [(turn.year, turn.host, turn.source) for turn in turns if turn.slot]


def test_a_conference_the_record_left_out_is_entered_and_the_wheel_shows_it() -> None:
    assert hosts(REAL, 2021, 2021) == [(2021, None, TurnSource.PREDICTED)]
    one = enter(REAL, **SECOND)
    assert (one.recorded, one.step, one.slot, one.title) == (True, Stage.ARCHIVED, 1, "第2次联席会议")
    assert one.version is None  # before the first version
    assert hosts(REAL, 2021, 2021) == [(2021, "460200", TurnSource.HELD)]
    entry = Entry.objects.get(act=acts.RECORD.code)
    assert (entry.backdated, entry.note) == (True, SOURCE)


def test_the_wheel_goes_on_from_what_was_entered() -> None:
    assert hosts(REAL, 2024, 2025)[0][1] == "469001"
    enter(REAL, held_from=date(2024, 2, 20), ordinal=5, host="460200")
    assert hosts(REAL, 2024, 2025) == [(2024, "460200", TurnSource.HELD), (2025, "469028", TurnSource.PREDICTED)]


@both_circles
def test_a_conference_keeps_the_version_of_its_day(ring: Ring) -> None:
    known = {REAL.slug: date(2022, 11, 13), RIVER.slug: date(2021, 3, 1)}
    assert enter(ring, held_from=date(2022, 12, 1), slot=None).version == known[ring.slug]


def test_what_the_source_does_not_say_stays_empty() -> None:
    one = enter(REAL, held_from=date(2021, 9, 15))
    assert (one.ordinal, one.host, one.place, one.notice_sent_on) == (None, None, "", None)
    assert hosts(REAL, 2021, 2021) == [(2021, None, TurnSource.HELD)]


@both_circles
def test_an_ad_hoc_one_does_not_turn_the_wheel(ring: Ring) -> None:
    before = hosts(ring, 2024, 2026)
    one = enter(ring, held_from=date(2024, 1, 15), slot=None, host=ring.others[0])
    assert (one.ad_hoc, one.slug) == (True, f"{ring.slug}-2024-adhoc-1")
    assert hosts(ring, 2024, 2026) == before


def test_a_further_ad_hoc_one_hides_no_other_of_the_year() -> None:
    before = {entry.slug for entry in entries(RIVER.slug)}
    assert "demo-river-2022-adhoc-1" in before
    one = enter(RIVER, held_from=date(2022, 5, 6), slot=None)
    assert one.slug == "demo-river-2022-adhoc-2"
    assert {entry.slug for entry in entries(RIVER.slug)} == {*before, one.slug}
    assert entry_of(RIVER.slug, "demo-river-2022-adhoc-1").held_from == date(2022, 6, 8)


def test_an_ad_hoc_one_on_record_may_be_entered_in_full() -> None:
    one = enter(RIVER, held_from=date(2022, 6, 8), slot=None, host="990200")
    found = [entry for entry in entries(RIVER.slug) if entry.held_from == date(2022, 6, 8)]
    assert [entry.conference for entry in found] == [one]
    assert enter(RIVER, held_from=date(2022, 7, 1), slot=None).slug == "demo-river-2022-adhoc-3"


def test_the_same_conference_is_entered_once_by_year_and_by_number() -> None:
    enter(REAL, **SECOND)
    refused("recorded_once", enter, ring=REAL, **SECOND)
    refused("recorded_once", enter, ring=REAL, held_from=date(2021, 10, 1))
    refused("recorded_once", enter, ring=REAL, held_from=date(2022, 1, 9), slot=2, ordinal=2)
    assert Conference.objects.count() == 1


@both_circles
def test_what_was_opened_here_is_not_entered_besides(ring: Ring) -> None:
    open_conference(circle=ring.slug, actor=ring.office)
    refused("recorded_once", enter, ring=ring, held_from=date(2024, 2, 1))


@both_circles
@pytest.mark.parametrize(("given", "guard"), [
    ({"held_from": date(2024, 3, 2)}, "in_the_past"),
    ({"held_from": date(2024, 3, 1), "held_to": date(2024, 3, 2)}, "in_the_past"),
    ({"held_from": date(2024, 2, 2), "held_to": date(2024, 2, 1)}, "days_in_order"),
    ({"held_from": date(2024, 2, 2), "notice_sent_on": date(2024, 2, 3)}, "notice_before"),
    ({"held_from": date(2024, 2, 2), "host": "000000"}, "a_party"),
    ({"held_from": date(2024, 2, 2), "source": " "}, "reason_given"),
])  # fmt: skip
def test_a_record_that_cannot_be_is_refused(ring: Ring, given: dict[str, object], guard: str) -> None:
    refused(guard, enter, ring=ring, **given)
    assert not Conference.objects.exists()


def test_a_body_did_not_host_before_it_joined() -> None:
    refusal = refused("a_party", enter, ring=REAL, held_from=date(2021, 9, 15), host="469001")
    assert "成员" in refusal.source


@both_circles
def test_the_day_of_the_demo_itself_is_past_enough(ring: Ring) -> None:
    assert enter(ring, held_from=date(2024, 3, 1), slot=None).held_to == date(2024, 3, 1)


@both_circles
def test_only_the_joint_office_enters_the_past(ring: Ring) -> None:
    given = {"circle": ring.slug, "held_from": date(2024, 2, 1), "source": SOURCE}
    refused("role_required", record_conference, actor=clerk(ring.seat), **given)


@both_circles
def test_a_record_never_went_through_the_steps_and_does_not_begin_to(ring: Ring) -> None:
    one = enter(ring, held_from=date(2024, 2, 1), slot=None)
    body = ring.parties[0]
    refused("not_a_record", propose_topic, conference=one, body=body, title="示例", actor=clerk(body))
    refused("last_stage", go_on, conference=one, actor=ring.office)
    refused("first_stage", step_back, conference=one, actor=ring.office, reason="示例")

"""Opening a conference: the next one by the wheel, an ad hoc one beside it, and the way from step to step."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.mechanisms.selectors import turns_of
from lianxi.apps.meetings.models import Conference
from lianxi.apps.meetings.selectors import version_for
from lianxi.apps.meetings.services import go_on, open_ad_hoc, open_conference, pass_topics
from lianxi.kernel.access import Role
from lianxi.kernel.rules.conference_year import Stage
from tests.apps.accounts.people import make_account
from tests.apps.mechanisms.people import clerk, joint_office
from tests.apps.meetings.walking import ONE_DAY, REAL, RIVER, Ring, both_circles, reach, refused, stand_on

pytestmark = pytest.mark.usefixtures("circles")
REASON = "示例：防汛会商"


@both_circles
def test_the_wheel_proposes_the_host_and_says_why(ring: Ring) -> None:
    one = open_conference(circle=ring.slug, actor=ring.office, topics_due=ring.topics_due)
    assert (one.year, one.slot, one.ordinal, one.host_id) == (2024, 1, 5, ring.host)
    assert (one.step, one.host_accepted_on, one.opened_on) == (Stage.OPENED, None, date(2024, 3, 1))
    assert one.host_why
    entry = Entry.objects.get(act="conference.open")
    assert "三" in entry.clause
    assert entry.body == ring.seat


def test_a_swap_agreed_before_is_told_as_the_reason() -> None:
    one = open_conference(circle=RIVER.slug, actor=RIVER.office)
    assert "互换" in one.host_why


@both_circles
def test_a_conference_keeps_the_version_in_force_on_its_day(ring: Ring) -> None:
    version = version_for(open_conference(circle=ring.slug, actor=ring.office))
    assert version
    assert version.effective == {REAL.slug: date(2023, 8, 23), RIVER.slug: date(2023, 1, 1)}[ring.slug]


@both_circles
def test_the_people_of_the_host_are_asked_to_say_yes_and_nobody_else(ring: Ring) -> None:
    asked = make_account("host.clerk", ring.host, Role.CLERK)
    other = make_account("other.clerk", ring.others[0], Role.CLERK)
    open_conference(circle=ring.slug, actor=ring.office)
    assert [notice.title for notice in asked.notices.all()] == ["第5次联席会议：请确认承办"]
    assert "三" in asked.notices.get().clause
    assert not other.notices.exists()


@both_circles
def test_the_same_conference_is_not_opened_twice(ring: Ring) -> None:
    open_conference(circle=ring.slug, actor=ring.office, year=2024, slot=1)
    refused("already_open", open_conference, circle=ring.slug, actor=ring.office, year=2024, slot=1)
    assert Conference.objects.count() == 1


def test_after_one_is_opened_the_next_in_order_follows() -> None:
    slugs = [
        open_conference(circle=ring.slug, actor=ring.office).slug for ring in (REAL, REAL, RIVER, RIVER, RIVER)
    ]  # fmt: skip
    assert slugs == [
        "sanya-circle-2024", "sanya-circle-2025", "demo-river-2024", "demo-river-2024-2", "demo-river-2025"
    ]  # fmt: skip


def test_a_year_that_is_over_is_not_opened_but_recorded() -> None:
    refusal = refused("no_such_turn", open_conference, circle=REAL.slug, actor=REAL.office, year=2023)
    assert "补录" in refusal.remedy


@both_circles
def test_the_last_day_for_topics_lies_ahead(ring: Ring) -> None:
    given = {"circle": ring.slug, "actor": ring.office, "topics_due": date(2024, 2, 29)}
    refused("topics_due_ahead", open_conference, **given)
    assert not Conference.objects.exists()
    assert open_conference(**given | {"topics_due": date(2024, 3, 1)}).topics_due == date(2024, 3, 1)


@both_circles
def test_nobody_opens_one_for_a_circle_in_whose_office_he_is_not(ring: Ring) -> None:
    elsewhere = REAL if ring is RIVER else RIVER
    for actor in (clerk(ring.seat), elsewhere.office, joint_office(ring.seat, "nowhere")):
        refused("role_required", open_conference, circle=ring.slug, actor=actor)
    assert not Conference.objects.exists()


@both_circles
def test_an_ad_hoc_conference_has_a_reason_and_a_clause_and_does_not_turn_the_wheel(ring: Ring) -> None:
    before = hosts_ahead(ring)
    one = open_ad_hoc(circle=ring.slug, host=ring.others[0], reason=REASON, actor=ring.office)
    assert (one.ad_hoc, one.ordinal, one.title) == (True, None, "2024年临时联席会议")
    assert Entry.objects.get(act="conference.open").clause
    assert hosts_ahead(ring) == before
    refused("reason_given", open_ad_hoc, circle=ring.slug, host=ring.host, reason=" ", actor=ring.office)


def hosts_ahead(ring: Ring) -> list[str | None]:
    return [turn.host for turn in turns_of(ring.mechanism, first=2024, last=2027)]


def test_two_ad_hoc_conferences_of_one_year_have_names_of_their_own() -> None:
    slugs = [
        open_ad_hoc(circle=REAL.slug, host=REAL.host, reason=REASON, actor=REAL.office).slug for _ in range(2)
    ]  # fmt: skip
    assert slugs == ["sanya-circle-2024-adhoc-1", "sanya-circle-2024-adhoc-2"]


@pytest.mark.parametrize("host", ["990100", ""])
def test_an_ad_hoc_conference_is_hosted_by_a_member(host: str) -> None:
    refused("a_party", open_ad_hoc, circle=REAL.slug, host=host, reason=REASON, actor=REAL.office)


@both_circles
def test_a_second_click_does_not_move_a_conference_twice(ring: Ring) -> None:
    one = reach(ring, Stage.TOPICS)
    refusal = refused("already_moved", go_on, conference=one, actor=ring.office, seen=Stage.OPENED.value)
    assert "征集议题" in refusal.reason
    assert ring.conference.step is Stage.TOPICS


@both_circles
def test_without_the_hosts_yes_a_conference_stays_where_it_is_and_the_refusal_says_whose_yes(ring: Ring) -> None:
    one = open_conference(circle=ring.slug, actor=ring.office, topics_due=ring.topics_due)
    refusal = refused("host_accepted", go_on, conference=one, actor=ring.office)
    assert "尚未确认承办" in refusal.reason
    assert ring.host not in refusal.reason  # the circle's own short name, not the code
    assert ring.conference.moves.count() == 1


@both_circles
def test_a_step_entered_afterwards_is_marked_and_does_not_lie_before_the_step_it_follows(ring: Ring) -> None:
    one = reach(ring, Stage.TOPICS)
    stand_on(ring.topics_due + ONE_DAY)
    for body in ring.parties:
        pass_topics(conference=one, body=body, actor=clerk(body))
    refused("order_of_days", go_on, conference=one, actor=ring.office, on=date(2024, 2, 29))
    one = go_on(conference=one, actor=ring.office, on=ring.topics_due)
    assert one.moves.latest("id").backdated

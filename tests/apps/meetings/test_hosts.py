"""Who hosts: a yes in turn, an exchange or a stand-in agreed by both sides, a withdrawal that keeps what was done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lianxi.apps.mechanisms.models import WheelEvent
from lianxi.apps.mechanisms.selectors import turns_of
from lianxi.apps.meetings.models import ChangeKind, ChangeState, Conference, HostChange
from lianxi.apps.meetings.services import (
    accept_host,
    answer_host_change,
    correct_call,
    go_on,
    open_ad_hoc,
    open_conference,
    propose_host_change,
    set_time,
    withdraw_host,
)
from lianxi.kernel.access import Role
from lianxi.kernel.rules.conference_year import Stage
from tests.apps.accounts.people import make_account
from tests.apps.mechanisms.people import clerk
from tests.apps.meetings.walking import (
    REAL,
    RIVER,
    Ring,
    answer_all,
    both_circles,
    reach,
    refused,
    stand_on,
)

pytestmark = pytest.mark.usefixtures("circles")
WHY = "示例：同期另有换届会议"


def propose(one: Conference, kind: str, body: str, other: str) -> HostChange:
    return propose_host_change(conference=one, kind=kind, body=body, other=other, actor=clerk(body), reason=WHY)


def agree(change: HostChange, *, yes: bool = True, reason: str = "") -> Conference:
    return answer_host_change(change=change, agree=yes, actor=clerk(change.other_id), reason=reason)


def hosts(one: Conference) -> dict[tuple[int, int], str | None]:
    """Who hosts which regular conference from 2024 on."""
    turns = turns_of(one.mechanism, first=2024, last=2030)
    return {(turn.year, turn.slot): turn.host for turn in turns if turn.slot}


@pytest.fixture
def opened(circles: date, request: pytest.FixtureRequest) -> Conference:
    return reach(request.getfixturevalue("ring"), Stage.OPENED)


@both_circles
def test_the_host_says_yes_and_the_joint_office_hears_of_it(ring: Ring, opened: Conference) -> None:
    told = make_account("office.clerk", ring.seat, Role.JOINT_OFFICE) if ring is RIVER else None
    one = accept_host(conference=opened, body=ring.host, actor=clerk(ring.host))
    assert one.host_accepted_on == date(2024, 3, 1)
    if told:
        assert told.notices.get().title == "第5次联席会议：承办已确认"


@both_circles
def test_a_body_out_of_turn_is_refused_with_the_clause_and_nothing_changes(ring: Ring, opened: Conference) -> None:
    other = ring.others[0]
    refusal = refused("host_out_of_turn", accept_host, conference=opened, body=other, actor=clerk(other))
    assert "三" in refusal.source
    assert "互换" in refusal.remedy
    assert (ring.conference.host_id, ring.conference.host_accepted_on) == (ring.host, None)


@both_circles
def test_a_yes_is_said_once_and_only_by_people_of_the_host(ring: Ring, opened: Conference) -> None:
    refused("role_required", accept_host, conference=opened, body=ring.host, actor=clerk(ring.others[0]))
    accept_host(conference=opened, body=ring.host, actor=clerk(ring.host))
    refused("already_accepted", accept_host, conference=opened, body=ring.host, actor=clerk(ring.host))


@both_circles
def test_an_exchange_agreed_by_both_turns_the_wheel_and_exchanges_the_turns(ring: Ring, opened: Conference) -> None:
    other, before = ring.others[-1], hosts(opened)
    change = propose(opened, ChangeKind.SWAP, ring.host, other)
    given = (change.other_year, change.other_slot)
    assert before[given] == other
    assert hosts(opened) == before
    one = agree(change)
    assert (one.host_id, one.host_accepted_on) == (other, date(2024, 3, 1))
    assert "互换" in one.host_why
    after = hosts(opened)
    assert (after[(2024, 1)], after[given]) == (other, ring.host)
    assert {key: host for key, host in after.items() if key not in {(2024, 1), given}} == {
        key: host for key, host in before.items() if key not in {(2024, 1), given}
    }
    consents = {one["body"] for one in WheelEvent.objects.get().consents}
    assert consents == {ring.host, other}


@both_circles
def test_a_no_has_a_reason_and_leaves_everything_as_it_was(ring: Ring, opened: Conference) -> None:
    before, change = hosts(opened), propose(opened, ChangeKind.SWAP, ring.host, ring.others[0])
    refused("reason_given", answer_host_change, change=change, agree=False, actor=clerk(ring.others[0]))
    one = agree(change, yes=False, reason="示例：没有场地")
    change.refresh_from_db()
    assert (one.host_id, one.host_accepted_on, change.state) == (ring.host, None, ChangeState.REFUSED)
    assert change.answer == "示例：没有场地"
    assert hosts(opened) == before
    assert not WheelEvent.objects.exists()


@both_circles
def test_only_the_other_side_answers_and_only_once(ring: Ring, opened: Conference) -> None:
    change = propose(opened, ChangeKind.ACTING, ring.host, ring.others[0])
    for body in (ring.host, ring.others[1]):
        refused("role_required", answer_host_change, change=change, agree=True, actor=clerk(body))
    agree(change)
    refused("already_answered", answer_host_change, change=change, agree=True, actor=clerk(ring.others[0]))


@both_circles
def test_while_one_proposal_waits_no_other_is_made(ring: Ring, opened: Conference) -> None:
    propose(opened, ChangeKind.SWAP, ring.host, ring.others[0])
    refused(
        "change_pending", propose_host_change, conference=opened, kind=ChangeKind.ACTING, body=ring.host,
        other=ring.others[1], actor=clerk(ring.host), reason=WHY,
    )  # fmt: skip
    assert HostChange.objects.count() == 1


@both_circles
def test_a_turn_is_exchanged_only_by_its_host_and_with_another_party(ring: Ring, opened: Conference) -> None:
    given = {"conference": opened, "kind": ChangeKind.SWAP, "reason": WHY}
    mine, other = ring.host, ring.others[0]
    refused("host_itself", propose_host_change, **given, body=other, other=mine, actor=clerk(other))
    for wrong in (mine, "000000", ""):
        refused("another_party", propose_host_change, **given, body=mine, other=wrong, actor=clerk(mine))


@both_circles
def test_who_stands_in_hosts_now_and_keeps_its_own_turn(ring: Ring, opened: Conference) -> None:
    other, before = ring.others[0], hosts(opened)
    one = agree(propose(opened, ChangeKind.ACTING, ring.host, other))
    after = hosts(opened)
    assert (one.host_id, after.pop((2024, 1))) == (other, other)
    assert before.pop((2024, 1)) == ring.host
    assert after == before


def test_a_turn_given_in_exchange_that_was_opened_already_gets_its_new_host_who_is_asked() -> None:
    first = open_conference(circle=RIVER.slug, actor=RIVER.office)
    second = open_conference(circle=RIVER.slug, actor=RIVER.office)
    accept_host(conference=second, body=second.host_id, actor=clerk(second.host_id))
    asked = make_account("jia.clerk", first.host_id, Role.CLERK)
    agree(propose(first, ChangeKind.SWAP, first.host_id, second.host_id))
    second.refresh_from_db()
    assert (second.host_id, second.host_accepted_on) == (RIVER.host, None)
    assert "请确认承办" in [notice.title.partition("：")[2] for notice in asked.notices.all()]


@both_circles
def test_an_ad_hoc_conference_has_no_turn_to_exchange_but_somebody_may_stand_in(ring: Ring) -> None:
    one = open_ad_hoc(circle=ring.slug, host=ring.host, reason="示例：防汛会商", actor=ring.office)
    given = {"conference": one, "body": ring.host, "other": ring.others[0], "actor": clerk(ring.host), "reason": WHY}
    refused("ad_hoc_no_swap", propose_host_change, kind=ChangeKind.SWAP, **given)
    agree(propose_host_change(kind=ChangeKind.ACTING, **given))
    assert Conference.objects.get().host_id == ring.others[0]
    assert not WheelEvent.objects.exists()


@both_circles
def test_a_host_that_never_said_yes_has_nothing_to_give_back(ring: Ring, opened: Conference) -> None:
    given = {"conference": opened, "actor": clerk(ring.host), "body": ring.host}
    refused("not_accepted", withdraw_host, **given, reason=WHY)
    refused("reason_given", withdraw_host, **given, reason="")


def test_a_withdrawal_a_week_before_keeps_everything_and_forces_a_correction() -> None:
    one = answered(REAL)
    before = kept(one)
    stand_on(REAL.held - timedelta(days=7))
    withdraw_host(conference=one, body=REAL.host, actor=clerk(REAL.host), reason=WHY)
    assert kept(one) == before
    stand_on(REAL.held)
    refused("host_accepted", go_on, conference=one, actor=REAL.office)
    agree(propose(one, ChangeKind.ACTING, REAL.host, REAL.others[0]))
    refused("notice_current", go_on, conference=one, actor=REAL.office)
    correct_call(conference=one, actor=REAL.office, reason="承办方变更", how="书面")
    assert go_on(conference=one, actor=REAL.office).step is Stage.MEETING
    assert kept(one) == before
    assert [call.said["host"] for call in one.calls.all()] == [REAL.host, REAL.others[0]]


def test_a_new_host_alone_is_announced_in_time_even_where_notice_is_obligatory_but_a_new_place_is_not() -> None:
    one = answered(RIVER)
    stand_on(RIVER.held - timedelta(days=7))
    withdraw_host(conference=one, body=RIVER.host, actor=clerk(RIVER.host), reason=WHY)
    agree(propose(one, ChangeKind.ACTING, RIVER.host, RIVER.others[0]))
    correct = {"conference": one, "actor": RIVER.office, "reason": "承办方变更", "how": "书面"}
    assert correct_call(**correct).late_days == 0
    set_time(conference=one, held_from=RIVER.held, place="示例新会堂", actor=RIVER.office)
    assert "四" in refused("notice_too_late", correct_call, **correct, late_reason=WHY).source
    set_time(conference=one, held_from=date(2024, 3, 29), place="示例新会堂", actor=RIVER.office)
    assert correct_call(**correct).late_days == 0


def answered(ring: Ring) -> Conference:
    """At the receipts, all given."""
    one = reach(ring, Stage.RECEIPTS)
    answer_all(ring, one)
    return one


def kept(one: Conference) -> list[int]:
    """How much of what was prepared is there."""
    rows = (one.topics, one.items, one.receipts, one.attendees, one.without_topic)
    return [kind.count() for kind in rows]


@both_circles
def test_once_the_conference_sits_its_host_stays(ring: Ring) -> None:
    one = reach(ring, Stage.MEETING)
    refused("before_meeting", withdraw_host, conference=one, body=ring.host, actor=clerk(ring.host), reason=WHY)
    refused(
        "before_meeting", propose_host_change, conference=one, kind=ChangeKind.ACTING, body=ring.host,
        other=ring.others[0], actor=clerk(ring.host), reason=WHY,
    )  # fmt: skip

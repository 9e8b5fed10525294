"""One step back, with a reason that all read; what was done at the step stays on record."""

from __future__ import annotations

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.mechanisms.models import ConferenceRecord
from lianxi.apps.mechanisms.selectors import turns_of
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.models import Conference
from lianxi.apps.meetings.services import draft_minutes, go_on, open_conference, set_outcome, step_back
from lianxi.kernel.access import Role
from lianxi.kernel.rules.conference_year import ORDER, Stage
from lianxi.kernel.rules.rotation import TurnSource
from tests.apps.accounts.people import make_account
from tests.apps.mechanisms.people import clerk
from tests.apps.meetings.walking import Ring, both_circles, reach, refused, sign_all

pytestmark = pytest.mark.usefixtures("circles")
WHY = "示例：漏了一家"


def back(one: Conference, ring: Ring) -> Conference:
    return step_back(conference=one, actor=ring.office, reason=WHY)


@both_circles
def test_step_by_step_back_to_the_beginning_and_nothing_is_lost(ring: Ring) -> None:
    one = reach(ring, Stage.ARCHIVED)
    kept = (one.topics, one.items, one.receipts, one.attendees, one.readings, one.calls, one.costs)
    before = [rows.count() for rows in kept]
    for stage in ORDER[-2::-1]:
        one = back(one, ring)
        assert one.step is stage
    assert [rows.count() for rows in kept] == before
    moves = list(one.moves.values_list("after", "reason"))[len(ORDER) :]
    assert moves == [(stage.value, WHY) for stage in ORDER[-2::-1]]
    refused("first_stage", step_back, conference=one, actor=ring.office, reason=WHY)


@both_circles
def test_every_party_reads_the_reason(ring: Ring) -> None:
    one = reach(ring, Stage.TOPICS)
    told = [make_account(f"told-{body}", body, Role.CLERK) for body in ring.parties]
    back(one, ring)
    assert all(WHY in account.notices.get().text for account in told)
    entry = Entry.objects.get(act=acts.STEP_BACK.code)
    assert (entry.note, entry.before, entry.after) == (WHY, {"stage": "topics"}, {"stage": "opened"})


@both_circles
def test_without_a_reason_or_by_somebody_else_nothing_goes_back(ring: Ring) -> None:
    one = reach(ring, Stage.TOPICS)
    refused("reason_given", step_back, conference=one, actor=ring.office, reason=" ")
    refused("role_required", step_back, conference=one, actor=clerk(ring.seat), reason=WHY)
    assert ring.conference.step is Stage.TOPICS


@both_circles
def test_a_conference_that_is_sitting_again_has_not_been_held_and_the_wheel_says_so(ring: Ring) -> None:
    one = reach(ring, Stage.MINUTES)
    assert held(ring)
    one = back(one, ring)
    assert not held(ring)
    assert not ConferenceRecord.objects.exists()
    go_on(conference=one, actor=ring.office)
    assert held(ring)


def held(ring: Ring) -> bool:
    """Whether the wheel counts the first conference of 2024 as held."""
    turns = turns_of(ring.mechanism, first=2024, last=2024)
    return any(turn.source is TurnSource.HELD for turn in turns if turn.slot == 1)


@both_circles
def test_a_conference_just_opened_has_no_step_before_it(ring: Ring) -> None:
    one = open_conference(circle=ring.slug, actor=ring.office)
    refused("first_stage", step_back, conference=one, actor=ring.office, reason=WHY)


@both_circles
def test_signatures_given_before_a_return_to_the_sitting_do_not_count_for_what_is_settled_then(ring: Ring) -> None:
    one = reach(ring, Stage.MINUTES)
    draft_minutes(conference=one, actor=ring.office)
    sign_all(ring, one)
    one = back(one, ring)
    item = one.items.first()
    assert item is not None
    set_outcome(item=item, outcome="reported", note="示例：改为通报", actor=ring.office, reason=WHY)
    one = go_on(conference=one, actor=ring.office)
    first, second = one.readings.order_by("number")
    assert (first.signatures.count(), second.signatures.count()) == (len(ring.parties), 0)
    assert "示例：改为通报" in second.text
    refused("minutes_signed", go_on, conference=one, actor=ring.office)

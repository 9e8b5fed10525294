"""At the conference: who came, on which day, entered by whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lianxi.apps.meetings.counting import head_count
from lianxi.apps.meetings.models import Attendee, Conference
from lianxi.apps.meetings.selectors import present_parties
from lianxi.apps.meetings.services import (
    check_in,
    give_receipt,
    go_on,
    invite_guests,
    undo_check_in,
)
from lianxi.apps.meetings.services.receipts import Coming
from lianxi.kernel.rules.conference_year import Stage
from lianxi.kernel.rules.roles import ConferenceRole
from tests.apps.mechanisms.people import clerk
from tests.apps.meetings.walking import (
    ONE_DAY,
    Ring,
    back_at,
    both_circles,
    check_in_people,
    refused,
    stand_on,
)

pytestmark = pytest.mark.usefixtures("circles")


@pytest.fixture(scope="module", autouse=True)
def _walked(walk: Callable[[Stage], None]) -> None:
    walk(Stage.MEETING)


@both_circles
def test_a_second_check_in_says_who_did_the_first_and_changes_nothing(ring: Ring) -> None:
    one, body = back_at(ring), ring.parties[0]
    (row,) = check_in_people(one, body, 1)
    assert (row.checked_in_on, row.checked_in_by) == (ring.held, "示例·联络员")
    refusal = refused("already_checked_in", check_in, attendee=row, actor=ring.office)
    assert "示例·联络员" in refusal.reason
    again = Attendee.objects.get(pk=row.pk)
    assert (again.checked_in_at, again.checked_in_by) == (row.checked_in_at, row.checked_in_by)


@both_circles
def test_a_party_checks_in_its_own_people_and_the_joint_office_anybody(ring: Ring) -> None:
    one = back_at(ring)
    row = one.attendees.filter(body=ring.parties[1]).first()
    refused("role_required", check_in, attendee=row, actor=clerk(ring.parties[2]))
    check_in(attendee=row, actor=ring.office)
    assert present_parties(one) == [ring.parties[1]]
    assert head_count(one) == 1


@both_circles
@pytest.mark.parametrize("days", [-1, 1])
def test_on_another_day_nobody_is_checked_in(ring: Ring, days: int) -> None:
    one = back_at(ring)
    row = one.attendees.first()
    stand_on(ring.held + 2 * ONE_DAY)
    refusal = refused("on_the_day", check_in, attendee=row, actor=ring.office, on=ring.held + days * ONE_DAY)
    assert "补录" in refusal.remedy
    late = check_in(attendee=row, actor=ring.office, on=ring.held)
    assert (late.checked_in_on, late.checked_in_at) == (ring.held, None)


@both_circles
def test_on_every_day_of_a_longer_conference_people_check_in(ring: Ring) -> None:
    one = back_at(ring)
    Conference.objects.filter(pk=one.pk).update(held_to=ring.held + ONE_DAY)
    stand_on(ring.held + ONE_DAY)
    assert check_in(attendee=one.attendees.first(), actor=ring.office).checked_in_on == ring.held + ONE_DAY


@both_circles
def test_who_is_on_leave_is_not_checked_in_before_the_receipt_says_otherwise(ring: Ring) -> None:
    one, body = back_at(ring), ring.parties[0]
    given = {"conference": one, "body": body, "members": 5, "actor": clerk(body)}
    give_receipt(people=[Coming("示例·某", ConferenceRole.CHAIR, leave_reason="示例：出差")], **given)
    row = one.attendees.get(name="示例·某")
    assert "出差" in refused("on_leave", check_in, attendee=row, actor=clerk(body)).reason
    give_receipt(people=[Coming("示例·某", ConferenceRole.CHAIR)], **given)
    check_in(attendee=row, actor=clerk(body))


@both_circles
def test_guests_and_staff_make_no_party_present(ring: Ring) -> None:
    one = back_at(ring)
    guest = Coming("示例·记者", ConferenceRole.MEDIA)
    (row,) = invite_guests(conference=one, people=[guest], actor=ring.office)
    check_in(attendee=row, actor=ring.office)
    assert present_parties(one) == []
    assert refused("somebody_present", go_on, conference=one, actor=ring.office)


@both_circles
def test_a_check_in_by_mistake_is_taken_back_with_a_reason(ring: Ring) -> None:
    one = back_at(ring)
    (row,) = check_in_people(one, ring.parties[0], 1)
    refused("reason_given", undo_check_in, attendee=row, actor=ring.office, reason="")
    refused("role_required", undo_check_in, attendee=row, actor=clerk(ring.parties[0]), reason="示例：点错")
    undo_check_in(attendee=row, actor=ring.office, reason="示例：点错")
    refused("checked_in", undo_check_in, attendee=row, actor=ring.office, reason="示例：点错")
    assert present_parties(one) == []

"""Receipts and invitations: every party names its own people, nobody is entered twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Body, Person, Post, Seat
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.models import Conference, Receipt
from lianxi.apps.meetings.selectors import members_by_seat, silent_on_receipts
from lianxi.apps.meetings.services import (
    Coming,
    check_in,
    give_receipt,
    invite_guests,
    uninvite_guest,
    unmask_guests,
)
from lianxi.kernel.rules.conference_year import Stage
from lianxi.kernel.rules.roles import ConferenceRole
from tests.apps.mechanisms.people import clerk
from tests.apps.meetings.walking import REAL, RIVER, Ring, back_at, both_circles, five, further, refused

pytestmark = pytest.mark.usefixtures("circles")
GUEST = Coming("示例·代表", ConferenceRole.NATIONAL_DEPUTY, unit="示例单位", phone="13800000000")

CHAIR = Coming("示例·某", ConferenceRole.CHAIR)


@pytest.fixture(scope="module", autouse=True)
def _walked(walk: Callable[[Stage], None]) -> None:
    walk(Stage.RECEIPTS)


def answer(one: Conference, body: str, people: list[Coming], members: int | None = 5) -> Receipt:
    return give_receipt(conference=one, body=body, people=people, members=members, actor=clerk(body))


@both_circles
def test_a_party_names_who_comes_and_who_is_on_leave_and_why(ring: Ring) -> None:
    one, body = back_at(ring), ring.parties[0]
    chair, *rest = five(body)
    answer(one, body, [replace(chair, leave_reason="示例：出差"), *rest])
    on_leave = one.attendees.get(leave=True)
    assert (on_leave.name, on_leave.leave_reason) == (chair.name, "示例：出差")
    assert one.attendees.filter(body=body, leave=False).count() == 4
    assert body not in silent_on_receipts(one)


@both_circles
def test_nobody_answers_for_another_party(ring: Ring) -> None:
    one, (first, second) = back_at(ring), ring.parties[:2]
    refused("role_required", give_receipt, conference=one, body=second, people=five(second), actor=clerk(first))
    refused("role_required", give_receipt, conference=one, body=second, people=five(second), actor=ring.office)
    assert not one.receipts.exists()


@both_circles
def test_a_second_answer_takes_the_place_of_the_first(ring: Ring) -> None:
    one, body = back_at(ring), ring.parties[0]
    answer(one, body, five(body))
    kept = one.attendees.get(name=five(body)[0].name).pk
    answer(one, body, five(body)[:2], members=2)
    assert one.receipts.get().members == 2
    assert one.attendees.filter(body=body).count() == 2
    assert one.attendees.get(name=five(body)[0].name).pk == kept
    assert Entry.objects.filter(act=acts.GIVE_RECEIPT.code).count() == 2


@pytest.mark.parametrize(("people", "members", "guard"), [
    ([], 5, "somebody_named"),
    ([Coming(" ", ConferenceRole.CHAIR)], 5, "somebody_named"),
    ([Coming("示例·记者", ConferenceRole.MEDIA)], 5, "known_role"),
    ([Coming("示例·某", "singer")], 5, "known_role"),
    ([CHAIR, CHAIR], 5, "once_each"),
    ([CHAIR, replace(CHAIR, unit="另一单位")], 5, "once_each"),
    (five("990200"), 4, "members_enough"),
])  # fmt: skip
def test_an_answer_that_cannot_be_is_refused_and_nothing_is_kept(
    people: list[Coming], members: int, guard: str
) -> None:
    one = back_at(RIVER)
    given = {"conference": one, "people": people, "members": members, "actor": clerk("990200")}
    refused(guard, give_receipt, body="990200", **given)
    assert not one.receipts.exists()
    assert not one.attendees.exists()


@both_circles
def test_staff_come_along_without_being_counted_as_members(ring: Ring) -> None:
    one, body = back_at(ring), ring.parties[0]
    staff = Coming("示例·工委", ConferenceRole.WORKING_COMMITTEE)
    answer(one, body, [*five(body), staff], members=5)
    assert not one.attendees.get(name="示例·工委").is_member


@both_circles
def test_who_has_checked_in_is_neither_dropped_nor_put_on_leave(ring: Ring) -> None:
    one, body = further(ring, back_at(ring), Stage.RECEIPTS), ring.parties[0]
    chair, *rest = five(body)
    check_in(attendee=one.attendees.get(name=chair.name), actor=clerk(body))
    given = {"conference": one, "body": body, "members": 5, "actor": clerk(body)}
    refused("not_come", give_receipt, people=rest, **given)
    refused("not_come", give_receipt, people=[replace(chair, leave_reason="示例：病假"), *rest], **given)
    give_receipt(people=[chair], **given)
    assert one.attendees.get(body=body).checked_in_on == ring.held


@both_circles
def test_who_is_invited_is_entered_once(ring: Ring) -> None:
    one = back_at(ring)
    other = replace(GUEST, unit="另一单位")
    assert len(invite_guests(conference=one, people=[GUEST], actor=ring.office)) == 1
    assert [row.unit for row in invite_guests(conference=one, people=[GUEST, other], actor=ring.office)] == ["另一单位"]
    refused("invited_already", invite_guests, conference=one, people=[GUEST], actor=ring.office)
    refused("once_each", invite_guests, conference=one, people=[GUEST, GUEST], actor=ring.office)
    refused("known_role", invite_guests, conference=one, people=five("460200"), actor=ring.office)
    assert one.attendees.count() == 2


@both_circles
def test_who_is_taken_off_the_list_stays_in_the_audit_with_the_reason(ring: Ring) -> None:
    one = back_at(ring)
    (guest,) = invite_guests(conference=one, people=[GUEST], actor=ring.office)
    refused("reason_given", uninvite_guest, attendee=guest, actor=ring.office, reason="")
    uninvite_guest(attendee=guest, actor=ring.office, reason="示例：另有安排")
    assert not one.attendees.exists()
    assert Entry.objects.get(act=acts.UNINVITE.code).note == "示例：另有安排"


@both_circles
def test_a_member_is_taken_off_by_its_own_party_only(ring: Ring) -> None:
    one, body = back_at(ring), ring.parties[0]
    answer(one, body, five(body))
    refused("not_come", uninvite_guest, attendee=one.attendees.first(), actor=ring.office, reason="示例")


@both_circles
def test_contact_particulars_are_shown_for_a_reason_that_is_kept(ring: Ring) -> None:
    one = back_at(ring)
    invite_guests(conference=one, people=[GUEST], actor=ring.office)
    refused("reason_given", unmask_guests, conference=one, actor=ring.office, reason=" ")
    (guest,) = unmask_guests(conference=one, actor=ring.office, reason="示例：安排接送")
    assert guest.phone == GUEST.phone
    entry = Entry.objects.get(act=acts.UNMASK_GUESTS.code)
    assert (entry.note, GUEST.phone in str(entry.after)) == ("示例：安排接送", False)


def test_a_body_that_left_or_never_joined_does_not_answer() -> None:
    given = {"conference": back_at(REAL), "people": five("990100"), "actor": clerk("990100")}
    refused("a_party", give_receipt, body="990100", **given)


@both_circles
def test_before_the_first_answer_the_form_holds_the_members_by_their_seats(ring: Ring) -> None:
    one, body = back_at(ring), Body.objects.get(pk=ring.parties[0])
    Post.objects.get_or_create(name="主任", defaults={"kinds": ["standing_committee"]})
    person = Person.objects.create(body=body, name="示例·在任")
    left = Person.objects.create(body=body, name="示例·离任")
    Seat.objects.create(person=person, body=body, post_id="主任", start=date(2023, 1, 1))
    Seat.objects.create(person=left, body=body, post_id="主任", start=date(2020, 1, 1), end=date(2023, 1, 1))
    assert members_by_seat(one, body) == [("示例·在任", "chair", f"{body.short_name}主任")]

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Body, Person, Seat
from lianxi.apps.bodies.selectors import seats_on
from lianxi.apps.bodies.services import add_person, appoint_person, change_seat, end_seat
from lianxi.kernel.access import PUBLIC
from lianxi.kernel.errors import Refused
from tests.apps.bodies.world import CLERK, DAY, HEAD, OPERATOR, OTHER_CLERK

START = date(2021, 9, 1)


@pytest.fixture
def person(body: Body) -> Person:
    return add_person(body=body, name="示例甲", actor=CLERK, on=DAY)


@pytest.fixture
def other(body: Body) -> Person:
    return add_person(body=body, name="示例乙", actor=CLERK, on=DAY)


def test_a_seat_holds_from_its_first_day_and_no_longer_on_its_end(person: Person) -> None:
    seat = appoint_person(person=person, post="主任", start=START, actor=CLERK, on=DAY)
    end_seat(seat=seat, end=date(2023, 5, 1), actor=HEAD, on=DAY)
    assert not seats_on(person.body, date(2021, 8, 31))
    assert [s.post_id for s in seats_on(person.body, START)] == ["主任"]
    assert seats_on(person.body, date(2023, 4, 30))
    assert not seats_on(person.body, date(2023, 5, 1))
    assert list(Entry.objects.order_by("id").values_list("act", flat=True)) == [
        "person.add",
        "person.appoint",
        "seat.end",
    ]


def test_a_post_for_one_is_not_given_to_two(person: Person, other: Person) -> None:
    seat = appoint_person(person=person, post="主任", start=START, actor=CLERK, on=DAY)
    with pytest.raises(Refused, match="示例甲在任") as refusal:
        appoint_person(person=other, post="主任", start=date(2022, 1, 1), actor=CLERK, on=DAY)
    assert refusal.value.guard == "post_taken"
    end_seat(seat=seat, end=date(2022, 1, 1), actor=CLERK, on=DAY)
    appoint_person(person=other, post="主任", start=date(2022, 1, 1), actor=CLERK, on=DAY)


def test_a_post_for_several_is_given_to_two(person: Person, other: Person) -> None:
    for who in (person, other):
        appoint_person(person=who, post="副主任", start=START, actor=CLERK, on=DAY)
    assert Seat.objects.count() == 2


def test_the_same_post_is_not_held_twice_at_once(person: Person) -> None:
    appoint_person(person=person, post="委员", start=START, end=date(2022, 9, 1), actor=CLERK, on=DAY)
    with pytest.raises(Refused, match="起止有重叠"):
        appoint_person(person=person, post="委员", start=date(2022, 1, 1), actor=CLERK, on=DAY)
    appoint_person(person=person, post="委员", start=date(2022, 9, 1), actor=CLERK, on=DAY)


def test_a_post_the_body_does_not_have_is_refused_with_those_it_has(person: Person) -> None:
    with pytest.raises(Refused, match="没有“市长”") as refusal:
        appoint_person(person=person, post="市长", start=START, actor=CLERK, on=DAY)
    assert "主任、副主任、委员" in refusal.value.remedy
    with pytest.raises(Refused, match="没有“代表”"):
        appoint_person(person=person, post="代表", start=START, actor=CLERK, on=DAY)


def test_an_end_not_after_the_start_is_refused_by_the_service_and_by_the_database(person: Person) -> None:
    with pytest.raises(Refused, match="应晚于任职起"):
        appoint_person(person=person, post="委员", start=START, end=START, actor=CLERK, on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(person=person, body=person.body, post_id="委员", start=START, end=START)


def test_the_database_refuses_a_second_open_seat_of_the_same_post(person: Person) -> None:
    appoint_person(person=person, post="委员", start=START, actor=CLERK, on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(person=person, body=person.body, post_id="委员", start=date(2022, 1, 1))


def test_a_seat_ends_once_and_is_corrected_otherwise(person: Person) -> None:
    seat = appoint_person(person=person, post="委员", start=START, actor=CLERK, on=DAY)
    end_seat(seat=seat, end=date(2023, 1, 1), actor=CLERK, on=DAY)
    with pytest.raises(Refused, match="已于2023年1月1日终止"):
        end_seat(seat=seat, end=date(2023, 2, 1), actor=CLERK, on=DAY)
    corrected = change_seat(seat=seat, start=START, end=date(2023, 2, 1), actor=CLERK, on=DAY)
    assert corrected.end == date(2023, 2, 1)
    entry = Entry.objects.order_by("-id")[0]
    assert entry.before["end"] == "2023-01-01"
    assert entry.after["end"] == "2023-02-01"


def test_a_correction_that_changes_nothing_leaves_no_trace(person: Person) -> None:
    seat = appoint_person(person=person, post="委员", start=START, actor=CLERK, on=DAY)
    before = Entry.objects.count()
    change_seat(seat=seat, start=START, actor=CLERK, on=DAY)
    assert Entry.objects.count() == before


def test_nobody_else_appoints_or_ends(person: Person) -> None:
    seat = appoint_person(person=person, post="委员", start=START, actor=CLERK, on=DAY)
    for who in (OTHER_CLERK, OPERATOR, PUBLIC):
        with pytest.raises(Refused):
            appoint_person(person=person, post="副主任", start=START, actor=who, on=DAY)
        with pytest.raises(Refused):
            end_seat(seat=seat, end=DAY, actor=who, on=DAY)
        with pytest.raises(Refused):
            change_seat(seat=seat, start=DAY, actor=who, on=DAY)
    seat.refresh_from_db()
    assert (seat.start, seat.end) == (START, None)

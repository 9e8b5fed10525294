from __future__ import annotations

from datetime import date

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Body, Person
from lianxi.apps.bodies.particulars import WrongFormError, clean_email, clean_name, clean_phone
from lianxi.apps.bodies.services import add_person, change_person, unmask_people, unmask_person
from lianxi.kernel.access import PUBLIC, Actor
from lianxi.kernel.errors import Refused
from tests.apps.bodies.world import CLERK, DAY, HEAD, OPERATOR, OTHER_CLERK, OUTSIDER


def last_entry() -> Entry:
    return Entry.objects.order_by("-id")[0]


def test_a_person_is_registered_in_one_form_and_the_audit_keeps_it_masked(body: Body) -> None:
    person = add_person(body=body, name="示　例", phone="+86 138-1234-5678", email="A@EXAMPLE.com", actor=CLERK, on=DAY)
    assert (person.name, person.phone, person.email) == ("示例", "13812345678", "A@example.com")
    entry = last_entry()
    assert entry.act == "person.add"
    assert entry.body == "990100"
    assert entry.target == f"/people/{person.pk}/"
    assert "13812345678" not in str(entry.after)
    assert not entry.backdated


def test_an_earlier_day_makes_it_backdated_and_a_later_one_is_refused(body: Body) -> None:
    add_person(body=body, name="示例甲", actor=CLERK, on=date(2024, 2, 1))
    assert last_entry().backdated
    with pytest.raises(Refused, match="晚于今天"):
        add_person(body=body, name="示例乙", actor=CLERK, on=date(2024, 3, 2))


@pytest.mark.parametrize(
    "who", [OTHER_CLERK, OUTSIDER, OPERATOR, PUBLIC], ids=["fellow", "outsider", "operator", "public"]
)
def test_only_the_own_office_registers_people(bodies: dict[str, Body], who: Actor) -> None:
    with pytest.raises(Refused, match="不能“登记人员”"):
        add_person(body=bodies["990100"], name="示例甲", actor=who, on=DAY)
    assert not Person.objects.exists()
    assert not Entry.objects.exists()


def test_the_standing_committee_keeps_the_people_of_its_congress(bodies: dict[str, Body]) -> None:
    person = add_person(body=bodies["990100-congress"], name="示例代表", actor=HEAD, on=DAY)
    assert person.body_id == "990100-congress"
    assert last_entry().body == "990100"
    with pytest.raises(Refused):
        add_person(body=bodies["990100-congress"], name="示例代表", actor=OTHER_CLERK, on=DAY)


def test_a_namesake_needs_a_qualifier(body: Body) -> None:
    add_person(body=body, name="示例甲", actor=CLERK, on=DAY)
    with pytest.raises(Refused, match="已经有一位“示例甲”") as refusal:
        add_person(body=body, name="示例甲", actor=CLERK, on=DAY)
    assert "同名区分" in refusal.value.remedy
    add_person(body=body, name="示例甲", qualifier="财经工委", actor=CLERK, on=DAY)
    assert Person.objects.count() == 2


def test_everything_wrong_with_a_person_is_said_at_once(body: Body) -> None:
    with pytest.raises(Refused) as refusal:
        add_person(body=body, name="王5", phone="12345", email="nobody", actor=CLERK, on=DAY)
    for word in ("姓名", "手机", "电子邮箱"):
        assert word in refusal.value.reason


def test_changing_records_only_what_changed(body: Body) -> None:
    person = add_person(body=body, name="示例甲", phone="13812345678", actor=CLERK, on=DAY)
    changed = change_person(person=person, name="示例甲", phone="13912345678", actor=HEAD, on=DAY)
    assert changed.phone == "13912345678"
    entry = last_entry()
    assert entry.act == "person.change"
    assert entry.before == {"phone": "138****5678"}
    assert entry.after == {"phone": "139****5678"}


def test_changing_nothing_leaves_no_trace(body: Body) -> None:
    person = add_person(body=body, name="示例甲", actor=CLERK, on=DAY)
    before = Entry.objects.count()
    change_person(person=person, name="示例甲", actor=CLERK, on=DAY)
    assert Entry.objects.count() == before


def test_looking_at_full_contacts_needs_a_reason_that_is_kept(body: Body) -> None:
    person = add_person(body=body, name="示例甲", phone="13812345678", actor=CLERK, on=DAY)
    with pytest.raises(Refused, match="须写明事由"):
        unmask_person(person=person, reason=" 看 ", actor=CLERK, on=DAY)
    unmask_person(person=person, reason="联席会议报到联系", actor=CLERK, on=DAY)
    assert last_entry().note == "联席会议报到联系"
    people = unmask_people(body=body, reason="编印通讯录供会务用", actor=HEAD, on=DAY)
    assert [person.name for person in people] == ["示例甲"]
    assert last_entry().act == "people.unmask"


def test_nobody_else_looks_at_full_contacts(body: Body) -> None:
    person = add_person(body=body, name="示例甲", phone="13812345678", actor=CLERK, on=DAY)
    for who in (OTHER_CLERK, OPERATOR, PUBLIC):
        with pytest.raises(Refused):
            unmask_person(person=person, reason="联席会议报到联系", actor=who, on=DAY)
        with pytest.raises(Refused):
            unmask_people(body=body, reason="联席会议报到联系", actor=who, on=DAY)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("王 小 明", "王小明"),
        ("王　明", "王明"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("John  Smith", "John Smith"),
        ("\u200b王明", "王明"),
    ],
)
def test_names_come_into_one_form(given: str, kept: str) -> None:
    assert clean_name(given) == kept


@pytest.mark.parametrize("given", ["", "  ", "王明1", "=HYPERLINK()", "<b>王</b>", "王明;"])
def test_what_is_no_name_is_refused(given: str) -> None:
    with pytest.raises(WrongFormError):
        clean_name(given)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("138 1234 5678", "13812345678"),
        ("138-1234-5678", "13812345678"),
        ("＋86１３８１２３４５６７８", "13812345678"),
        ("008613812345678", "13812345678"),
        ("(0898)88271234", "0898-88271234"),
        ("0898-88271234转101", "0898-88271234-101"),
        ("", ""),
    ],
)
def test_telephone_numbers_come_into_one_form(given: str, kept: str) -> None:
    assert clean_phone(given) == kept


@pytest.mark.parametrize("given", ["1381234567", "138123456789", "12812345678", "88271234", "无", "138****5678"])
def test_what_is_no_telephone_number_is_refused(given: str) -> None:
    with pytest.raises(WrongFormError, match="不像电话号码"):
        clean_phone(given)


def test_addresses_are_checked() -> None:
    assert clean_email(" clerk@Example.COM ") == "clerk@example.com"
    with pytest.raises(WrongFormError):
        clean_email("clerk@example")

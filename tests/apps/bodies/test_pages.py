from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Body, Person, Seat
from lianxi.apps.bodies.services import add_person, appoint_person, load_definitions
from lianxi.kernel.access import Role
from lianxi.web.day import set_demo_day
from tests.apps.bodies.visitors import visitor
from tests.apps.bodies.world import CLERK, DAY, OPERATOR

PHONE = "13812345678"


@pytest.fixture
def shipped(db: None) -> None:
    """The definition files as they are shipped."""
    set_demo_day(DAY)
    load_definitions(actor=OPERATOR, on=DAY)


@pytest.fixture
def person(body: Body) -> Person:
    found = add_person(body=body, name="示例王", phone=PHONE, email="jia@example.com", actor=CLERK, on=DAY)
    appoint_person(person=found, post="主任", start=date(2021, 9, 1), actor=CLERK, on=DAY)
    return found


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


@pytest.mark.usefixtures("shipped")
def test_the_public_reads_regions_with_their_old_names_and_successors(client: Client) -> None:
    said = page(client, "/regions/?name=通什")
    assert "五指山市" in said
    assert "460001" in said
    said = page(client, "/regions/?code=469003")
    assert "后继 儋州市（460400）" in said
    assert "示例" in page(client, "/regions/?code=9901")


@pytest.mark.usefixtures("shipped")
def test_the_public_reads_what_a_body_may_adopt_and_which_law_says_so(client: Client) -> None:
    said = page(client, "/bodies/460200/")
    assert "地方性法规" in said
    assert "立法法第八十一条第一款" in said
    assert "报省人大常委会批准后施行" in said
    assert "第十三次会议" in said
    assert "三亚经济圈" in said
    assert "未核" in page(client, "/bodies/469001/")
    assert "示例" in page(client, "/bodies/990100/")
    assert "自治条例" in page(client, "/bodies/469028-congress/")


@pytest.mark.usefixtures("shipped")
def test_bodies_are_found_by_region_and_circle_and_leave_as_a_file(client: Client) -> None:
    said = page(client, "/bodies/?circle=sanya-circle")
    assert said.count("人民代表大会常务委员会</a>") == 5
    response = client.get("/bodies/?kind=government&format=csv")
    assert response.content.decode("utf-8-sig").count("人民政府") >= 8


@pytest.mark.usefixtures("shipped")
def test_a_circle_shows_who_joined_when_and_leads_to_its_mechanism(client: Client) -> None:
    said = page(client, "/circles/sanya-circle/")
    assert "两市三县" in said
    assert "五指山市人大常委会加入" in said
    assert 'href="/mechanisms/sanya-circle-joint-conference/"' in said
    before = page(client, "/circles/sanya-circle/?on=2023-08-22")
    assert "合称“一市三县”" in before
    assert "示例三江联席圈" in page(client, "/circles/")


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("address", ["/bodies/999999/", "/circles/nowhere/"])
def test_what_does_not_exist_is_not_found(client: Client, address: str) -> None:
    page(client, address, 404)


def test_the_public_sees_no_people(client: Client, person: Person) -> None:
    assert "请先登录" in page(client, "/people/", 403)
    page(client, f"/people/{person.pk}/", 403)
    said = page(client, "/bodies/990100/")
    assert person.name not in said
    assert "登录后查看" in said


def test_a_fellow_of_the_circle_sees_name_and_post_but_no_contacts(person: Person, bodies: dict[str, Body]) -> None:
    add_person(body=bodies["990100"], name="示例无职", actor=CLERK, on=DAY)
    client = visitor(Role.CLERK, "990200")
    said = page(client, "/people/")
    assert "示例王" in said
    assert "主任" in said
    assert "示例无职" not in said
    assert "5678" not in said
    said = page(client, f"/people/{person.pk}/")
    assert "联系方式只对本机构办公室显示" in said
    assert "5678" not in said
    assert "示例王" in page(client, "/bodies/990100/")


def test_outsiders_and_people_without_a_role_see_nobody(person: Person) -> None:
    for client in (visitor(Role.CLERK, "990300"), visitor(None, "990100")):
        assert person.name not in page(client, "/people/")
        page(client, f"/people/{person.pk}/", 403)
        assert person.name not in page(client, "/bodies/990100/")


def test_the_operator_sees_nobody(person: Person) -> None:
    client = visitor(None, None)
    page(client, "/people/", 403)
    page(client, f"/people/{person.pk}/", 403)
    assert person.name not in page(client, "/bodies/990100/")


def test_the_own_office_sees_contacts_masked_on_screen_and_in_exports(person: Person) -> None:
    client = visitor(Role.CLERK)
    assert "138****5678" in page(client, "/people/")
    response = client.get("/people/?format=csv")
    said = response.content.decode("utf-8-sig")
    assert "138****5678" in said
    assert PHONE not in said
    said = page(client, f"/people/{person.pk}/")
    assert "138****5678" in said
    assert PHONE not in said
    assert PHONE not in page(client, f"/people/{person.pk}/change/")


def test_a_leader_of_the_own_body_sees_people_but_no_contacts(person: Person) -> None:
    client = visitor(Role.LEADER)
    assert "示例王" in page(client, "/people/")
    assert "5678" not in page(client, f"/people/{person.pk}/")


def test_full_contacts_are_shown_for_a_reason_that_goes_into_the_audit(person: Person) -> None:
    client = visitor(Role.OFFICE_HEAD)
    response = client.post(f"/people/{person.pk}/unmask/", {"reason": "联席会议报到联系"})
    assert response.status_code == 200
    assert PHONE in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert Entry.objects.order_by("-id")[0].note == "联席会议报到联系"
    refused = client.post(f"/people/{person.pk}/unmask/", {"reason": "看"})
    assert refused.status_code == 403
    assert PHONE not in refused.content.decode()


def test_the_full_list_is_shown_or_exported_for_a_reason(person: Person) -> None:
    client = visitor(Role.CLERK)
    page(client, "/people/unmask/")
    shown = client.post("/people/unmask/", {"body": "990100", "reason": "编印会议通讯录", "shape": "page"})
    assert PHONE in shown.content.decode()
    file = client.post("/people/unmask/", {"body": "990100", "reason": "编印会议通讯录", "shape": "xlsx"})
    assert file["Content-Disposition"].startswith("attachment")
    assert Entry.objects.filter(act="people.unmask").count() == 2
    other = client.post("/people/unmask/", {"body": "990200", "reason": "编印会议通讯录", "shape": "page"})
    assert "示例" in other.content.decode()
    assert Entry.objects.filter(act="people.unmask").count() == 2


def test_nobody_else_unmasks(person: Person) -> None:
    for client in (visitor(Role.CLERK, "990200"), visitor(Role.LEADER), visitor(None, None), Client()):
        response = client.post(f"/people/{person.pk}/unmask/", {"reason": "联席会议报到联系"})
        assert response.status_code == 403
        assert PHONE not in response.content.decode()
    for client in (visitor(Role.DEPUTY), Client()):
        assert client.get("/people/unmask/").status_code == 403
    assert not Entry.objects.filter(act__endswith="unmask").exists()


def test_registering_a_person_and_a_seat_by_the_pages(body: Body) -> None:
    client = visitor(Role.CLERK)
    page(client, "/people/new/")
    response = client.post("/people/new/", {"body": "990100", "name": "示例丁", "phone": PHONE})
    assert response.status_code == 302
    person = Person.objects.get(name="示例丁")
    page(client, f"/people/{person.pk}/appoint/")
    client.post(f"/people/{person.pk}/appoint/", {"post": "副主任", "start": "2022-01-01"})
    seat = Seat.objects.get(person=person)
    client.post(f"/seats/{seat.pk}/end/", {"end": "2024-02-01", "on": "2024-02-01"})
    seat.refresh_from_db()
    assert seat.end == date(2024, 2, 1)
    assert Entry.objects.order_by("-id")[0].backdated
    client.post(f"/seats/{seat.pk}/change/", {"start": "2022-01-01", "end": "2024-01-01"})
    seat.refresh_from_db()
    assert seat.end == date(2024, 1, 1)
    client.post(f"/people/{person.pk}/change/", {"name": "示例丁", "phone": "", "note": "借调"})
    person.refresh_from_db()
    assert (person.phone, person.note) == (PHONE, "借调")


def test_a_refused_act_keeps_what_was_typed(person: Person) -> None:
    client = visitor(Role.CLERK)
    response = client.post("/people/new/", {"body": "990100", "name": "示例王", "note": "刚填的话"})
    said = response.content.decode()
    assert response.status_code == 403
    assert "已经有一位" in said
    assert "刚填的话" in said


def test_terms_and_sittings_are_registered_by_the_pages(body: Body) -> None:
    client = visitor(Role.CLERK)
    page(client, "/bodies/990100/terms/new/")
    client.post("/bodies/990100/terms/new/", {"number": 8, "start": "2021-09-01", "verified": "on"})
    client.post("/bodies/990100/terms/8/sittings/new/", {"number": 13, "held_on": "2023-08-29"})
    said = page(client, "/bodies/990100/")
    assert "第八届" in said
    assert "第十三次会议" in said
    page(client, "/bodies/990100/terms/8/")
    page(client, "/bodies/990100/terms/8/sittings/13/")
    client.post("/bodies/990100/terms/8/", {"number": 8, "start": "2021-09-02"})
    client.post("/bodies/990100/terms/8/sittings/13/", {"number": 13, "held_on": "2023-08-28"})
    assert body.terms.get().start == date(2021, 9, 2)
    assert body.terms.get().sittings.get().held_on == date(2023, 8, 28)


@pytest.mark.parametrize(
    "address",
    ["/people/new/", "/people/{pk}/change/", "/people/{pk}/appoint/", "/seats/{seat}/end/", "/seats/{seat}/change/",
     "/bodies/990100/terms/new/"],
)  # fmt: skip
def test_pages_of_acts_are_refused_to_others(person: Person, address: str) -> None:
    address = address.format(pk=person.pk, seat=person.seats.get().pk)
    for client in (visitor(Role.LEADER), visitor(None, None), Client()):
        page(client, address, 403)
    if address != "/people/new/":
        for client in (visitor(Role.CLERK, "990200"), visitor(Role.CLERK, "990300")):
            page(client, address, 403)

"""Units of a body: registered, renamed, ended, and who works in them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from lianxi.apps.accounts.models import Account
from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Body, Unit
from lianxi.apps.bodies.selectors import units_on
from lianxi.apps.bodies.services import add_unit, change_unit, end_unit, set_unit_members
from lianxi.kernel.access import Role
from lianxi.kernel.errors import Refused
from tests.apps.bodies.visitors import visitor
from tests.apps.bodies.world import CLERK, DAY, HEAD, OTHER_CLERK


@pytest.fixture
def unit(body: Body) -> Unit:
    return add_unit(
        body=body, name="示例甲市民政局", short_name="市民政局", start=date(2019, 1, 1), actor=CLERK, on=DAY
    )


def acts() -> list[str]:
    return list(Entry.objects.filter(act__startswith="unit.").order_by("pk").values_list("act", flat=True))


def test_a_unit_has_one_name_in_its_body(body: Body, bodies: dict[str, Body], unit: Unit) -> None:
    with pytest.raises(Refused, match="已经有“示例甲市民政局”"):
        add_unit(body=body, name=" 示例甲市民政局 ", actor=CLERK, on=DAY)
    with pytest.raises(Refused, match="名称是空的"):
        add_unit(body=body, name="  ", actor=CLERK, on=DAY)
    with pytest.raises(Refused, match="至多 80 字"):
        add_unit(body=body, name="局" * 81, actor=CLERK, on=DAY)
    add_unit(body=bodies["990200"], name="示例甲市民政局", actor=OTHER_CLERK, on=DAY)
    assert Unit.objects.count() == 2


def test_a_unit_that_ended_is_no_longer_listed_from_that_day_on(body: Body, unit: Unit) -> None:
    with pytest.raises(Refused, match="应晚于设立日"):
        end_unit(unit=unit, end=date(2019, 1, 1), actor=CLERK, on=DAY)
    end_unit(unit=unit, end=date(2024, 3, 1), actor=CLERK, on=DAY)
    assert list(units_on(body, date(2024, 2, 29))) == [unit]
    assert list(units_on(body, date(2024, 3, 1))) == []
    with pytest.raises(Refused, match="已于2024年3月1日撤销"):
        end_unit(unit=unit, end=date(2024, 5, 1), actor=CLERK, on=DAY)


def test_only_what_changed_is_recorded(unit: Unit) -> None:
    change_unit(unit=unit, name="示例甲市民政局", start=date(2019, 1, 1), actor=CLERK, on=DAY)
    assert acts() == ["unit.add"]
    change_unit(unit=unit, short_name="民政局", start=None, actor=CLERK, on=DAY)
    entry = Entry.objects.get(act="unit.change")
    assert (entry.before["short_name"], entry.after["short_name"]) == ("市民政局", "民政局")
    unit.refresh_from_db()
    assert unit.start is None


def test_a_change_of_staff_says_who_came_and_who_left(unit: Unit) -> None:
    set_unit_members(unit=unit, accounts=["one", "two"], actor=HEAD, on=DAY)
    set_unit_members(unit=unit, accounts=["two", " three "], actor=HEAD, on=DAY)
    set_unit_members(unit=unit, accounts=["three", "two"], actor=HEAD, on=DAY)
    assert set(unit.members.values_list("account", flat=True)) == {"two", "three"}
    last = Entry.objects.filter(act="unit.members").latest("pk")
    assert (last.before, last.after) == ({"accounts": ["one", "two"]}, {"accounts": ["three", "two"]})
    assert acts() == ["unit.add", "unit.members", "unit.members"]


def test_a_clerk_does_not_say_who_works_where_and_nobody_acts_for_another_body(body: Body, unit: Unit) -> None:
    with pytest.raises(Refused, match="办公室主任"):
        set_unit_members(unit=unit, accounts=["one"], actor=CLERK, on=DAY)
    with pytest.raises(Refused):
        change_unit(unit=unit, name="别的", actor=OTHER_CLERK, on=DAY)
    with pytest.raises(Refused):
        end_unit(unit=unit, end=DAY, actor=OTHER_CLERK, on=DAY)
    with pytest.raises(Refused):
        add_unit(body=body, name="别的", actor=OTHER_CLERK, on=DAY)
    assert acts() == ["unit.add"]


def test_units_are_registered_changed_and_ended_on_their_pages(body: Body) -> None:
    clerk = visitor(Role.CLERK)
    new = {"name": "示例甲市水务局", "short_name": "市水务局", "start": "2018-05-01", "on": ""}
    assert clerk.post("/bodies/990100/units/new/", new).headers["Location"] == "/bodies/990100/#units"
    made = Unit.objects.get()
    again = clerk.post("/bodies/990100/units/new/", new)
    assert again.status_code == 403
    assert "已经有“示例甲市水务局”" in again.content.decode()
    clerk.post(f"/bodies/990100/units/{made.pk}/", new | {"name": "示例甲市水利局"})
    assert "示例甲市水利局" in clerk.get("/bodies/990100/").content.decode()
    clerk.post(f"/bodies/990100/units/{made.pk}/end/", {"end": "2024-02-01", "on": ""})
    assert "示例甲市水利局" not in clerk.get("/bodies/990100/").content.decode()
    assert "示例甲市水利局" in clerk.get("/bodies/990100/?on=2024-01-31").content.decode()


def test_the_office_head_chooses_from_the_accounts_of_the_body(body: Body, unit: Unit) -> None:
    head, clerk = visitor(Role.OFFICE_HEAD), visitor(Role.CLERK)
    visitor(Role.CLERK, "990200")
    address = f"/bodies/990100/units/{unit.pk}/members/"
    shown = head.get(address).content.decode()
    assert "clerk.990100" in shown
    assert "clerk.990200" not in shown
    refused = head.post(address, {"accounts": ["clerk.990200"], "on": ""})
    assert refused.status_code == 200
    assert not unit.members.exists()
    head.post(address, {"accounts": ["clerk.990100"], "on": ""})
    assert unit.members.get().account == "clerk.990100"
    assert clerk.get(address).status_code == 403
    assert "clerk.990100" in clerk.get("/bodies/990100/").content.decode()


def test_one_who_has_left_the_body_is_still_shown_and_can_be_taken_out(unit: Unit) -> None:
    head = visitor(Role.OFFICE_HEAD)
    visitor(Role.CLERK)
    set_unit_members(unit=unit, accounts=["clerk.990100"], actor=HEAD, on=DAY)
    Account.objects.filter(username="clerk.990100").update(is_active=False)
    address = f"/bodies/990100/units/{unit.pk}/members/"
    assert "不再属于本机构（clerk.990100）" in head.get(address).content.decode()
    head.post(address, {"on": ""})
    assert not unit.members.exists()


def test_the_public_sees_which_units_there_are_and_not_who_works_there(unit: Unit, client: Client) -> None:
    set_unit_members(unit=unit, accounts=["somebody"], actor=HEAD, on=DAY)
    shown = client.get("/bodies/990100/").content.decode()
    assert "示例甲市民政局" in shown
    assert "somebody" not in shown
    assert "登记单位" not in shown

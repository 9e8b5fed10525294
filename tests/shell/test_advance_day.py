from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from lianxi.apps.audit.models import Entry
from lianxi.kernel.access import PUBLIC
from lianxi.kernel.errors import Refused
from lianxi.shell.demo_day import advance_day
from lianxi.web.day import set_demo_day, today

SignIn = Callable[[str], Client]
STANDING = date(2024, 9, 20)


@pytest.fixture
def clerk(signed_in: SignIn) -> Client:
    set_demo_day(STANDING)
    return signed_in("jia.clerk")


def test_the_day_moves_and_the_audit_says_by_whom(clerk: Client) -> None:
    response = clerk.post("/demo-day/", {"to": "2024-09-27", "next": "/accounts/?q=1"})
    assert response.status_code == 302
    assert response["Location"] == "/accounts/?q=1"
    assert today() == date(2024, 9, 27)
    entry = Entry.objects.get(act="day.advance")
    assert (entry.account, entry.on) == ("jia.clerk", date(2024, 9, 27))
    assert (entry.before, entry.after) == ({"day": "2024-09-20"}, {"day": "2024-09-27"})


def test_a_second_click_changes_nothing_and_is_not_recorded_twice(clerk: Client) -> None:
    for _ in range(2):
        clerk.post("/demo-day/", {"to": "2024-09-27"})
    assert Entry.objects.filter(act="day.advance").count() == 1


@pytest.mark.parametrize("to", ["2024-09-19", "2034-01-01", "", "昨天"])
def test_a_day_that_does_not_do_is_refused_and_changes_nothing(clerk: Client, to: str) -> None:
    response = clerk.post("/demo-day/", {"to": to})
    assert response.status_code == 403
    assert "<dt>怎么办</dt>" in response.content.decode()
    assert today() == STANDING
    assert not Entry.objects.filter(act="day.advance").exists()


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_one_comes_back_to_this_house_only(clerk: Client, address: str) -> None:
    response = clerk.post("/demo-day/", {"to": "2024-09-27", "next": address})
    assert response["Location"] == "/"


@pytest.mark.django_db
def test_visitors_do_not_move_the_day(client: Client) -> None:
    set_demo_day(STANDING)
    assert client.post("/demo-day/", {"to": "2024-09-27"}).status_code == 403
    with pytest.raises(Refused):
        advance_day(to=date(2024, 9, 27), actor=PUBLIC)
    assert today() == STANDING


def test_looking_does_not_move_the_day(clerk: Client) -> None:
    assert clerk.get("/demo-day/").status_code == 405

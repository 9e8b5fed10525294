"""Two at the same time: the last guard is the lock on the body, not luck."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from lianxi.apps.bodies.models import Body, Person, Seat
from lianxi.apps.bodies.services import add_person, appoint_person, import_people, load_definitions, upload_people
from lianxi.kernel.errors import Refused
from lianxi.web.day import set_demo_day
from tests.apps.bodies.world import CLERK, DAY, OPERATOR
from tests.importers.workbooks import workbook

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do all acts at the same moment, each on a connection of its own; say how each ended."""
    ended: list[str] = []
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
            ended.append("done")
        except Refused as answer:
            ended.append(answer.guard)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ended)


@pytest.fixture
def office() -> Body:
    set_demo_day(DAY)
    load_definitions(actor=OPERATOR, on=DAY)
    return Body.objects.get(pk="990100")


def test_a_post_for_one_is_given_once(office: Body) -> None:
    people = [add_person(body=office, name=f"示例{name}", actor=CLERK, on=DAY) for name in "甲乙丙"]

    def appoint(person: Person) -> Callable[[], object]:
        return lambda: appoint_person(person=person, post="主任", start=date(2021, 9, 1), actor=CLERK, on=DAY)

    assert at_once(*map(appoint, people)) == ["done", "post_taken", "post_taken"]
    assert Seat.objects.count() == 1


def test_a_person_is_registered_once(office: Body) -> None:
    def add() -> object:
        return add_person(body=office, name="示例丁", actor=CLERK, on=DAY)

    assert at_once(add, add) == ["done", "namesake"]
    assert Person.objects.count() == 1


def test_the_same_table_taken_twice_at_once_registers_nobody_twice(office: Body) -> None:
    rows = [
        ["姓名", "职务", "任职起"],
        *[[f"示例{a}{b}", "委员", "2021-09-01"] for a in "甲乙丙丁" for b in "子丑寅卯"],
    ]
    uploads = [
        upload_people(body=office, content=workbook(rows), name="x.xlsx", actor=CLERK, on=DAY)[0] for _ in range(2)
    ]

    def take(number: int) -> Callable[[], object]:
        return lambda: import_people(upload=uploads[number], actor=CLERK, on=DAY)

    assert at_once(take(0), take(1)) == ["done", "done"]
    assert Person.objects.count() == Seat.objects.count() == 16


def test_definitions_loaded_twice_at_once_are_there_once(office: Body) -> None:
    Seat.objects.all().delete()

    def load() -> object:
        return load_definitions(actor=OPERATOR, on=DAY)

    assert at_once(load, load) == ["done", "done"]
    assert Body.objects.filter(pk="460200").count() == 1

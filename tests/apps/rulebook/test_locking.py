"""Acts that meet on PostgreSQL: they lock in one order, and keep nobody waiting who only refers to a row."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from django.db.models import Model, QuerySet

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.models import Batch, Item, ItemState, Work, WorkHappening
from lianxi.apps.rulebook.services.admitting import decline_item
from lianxi.apps.rulebook.services.happenings import show_rule, withdraw_happening
from lianxi.apps.rulebook.services.taking_out import take_out_work
from tests.apps.accounts.people import TODAY, A
from tests.apps.rulebook.work_looking import KEEPER, kept

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("transactional_db", "rule_house"),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="rows are locked one by one there only"),
]


def elsewhere(act: Callable[[], object]) -> Future[object]:
    """What the act will answer in a thread with a connection of its own."""

    def run() -> object:
        try:
            return act()
        finally:
            connections.close_all()

    with_one = ThreadPoolExecutor(1)
    try:
        return with_one.submit(run)
    finally:
        with_one.shutdown(wait=False)


def wait_until_somebody_waits() -> None:
    asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    until = time.monotonic() + 20
    with connection.cursor() as cursor:
        while cursor.execute(asked).fetchone()[0] == 0:
            assert time.monotonic() < until, "nobody waits"
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            time.sleep(0.01)


def free(rows: QuerySet[Model]) -> bool:
    """Whether somebody else may lock the one row."""

    def lock() -> bool:
        with transaction.atomic():
            return bool(rows.all().select_for_update(skip_locked=True))

    return bool(elsewhere(lock).result(20))


def test_who_withdraws_an_event_waits_for_its_work_with_empty_hands() -> None:
    """Who holds the work goes on to its events; with the event in hand, each would wait for the other."""
    work = kept()
    event = work.happenings.get(kind="commence", provisions=[])
    with transaction.atomic():
        Work.objects.select_for_update().get(pk=work.pk)
        withdrawn = elsewhere(lambda: withdraw_happening(happening=event, why="登记错了", actor=KEEPER, on=TODAY))
        wait_until_somebody_waits()
        assert free(WorkHappening.objects.filter(pk=event.pk))
    assert withdrawn.result(20) == event


def test_who_takes_a_work_out_waits_for_its_batch_with_empty_hands() -> None:
    """Who confirms a file of that batch as a version of the work holds the batch first."""
    work = kept()
    batch = Batch.objects.create(body=work.body, name="示例", account="ready", person="示例·备", on=TODAY)
    Item.objects.create(
        batch=batch, position=1, path="甲.txt", sha256="", size=0, state=ItemState.ADMITTED, version=work.versions.get()
    )
    with transaction.atomic():
        Batch.objects.select_for_update().get(pk=batch.pk)
        taken = elsewhere(lambda: take_out_work(work=work, why="传错了文件", actor=KEEPER, on=TODAY))
        wait_until_somebody_waits()
        assert free(Work.objects.filter(pk=work.pk))
    taken.result(20)
    assert not Work.objects.exists()


def test_acts_on_a_work_and_on_a_file_leave_the_body_to_others() -> None:
    work, body = kept(), Body.objects.filter(pk=A)
    batch = Batch.objects.create(body=body.get(), name="示例", account="ready", person="示例·备", on=TODAY)
    item = Item.objects.create(batch=batch, position=1, path="甲.txt", sha256="", size=0, state=ItemState.READ)
    acts: tuple[Callable[[], object], ...] = (
        lambda: show_rule(work=work, visibility="bodies", why="可以共享", actor=KEEPER, on=TODAY),
        lambda: decline_item(item=item, why="传错了", actor=KEEPER, on=TODAY),
    )
    for act in acts:
        with transaction.atomic():
            act()
            assert free(body)

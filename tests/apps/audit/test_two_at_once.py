"""Two who act at the same instant: no gap, no number given twice."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from lianxi.apps.audit.models import Entry
from lianxi.apps.audit.services import record
from lianxi.apps.audit.verification import verify_chains

from .conftest import ACT, CLERK, DAY

pytestmark = pytest.mark.django_db(transaction=True)


def together(work: Callable[[int], None]) -> None:
    """Run `work` in two threads that start at the same time, each with a connection of its own."""
    start = Barrier(2)

    def run(who: int) -> None:
        start.wait()
        try:
            work(who)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(who,)) for who in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)


def test_two_threads_on_one_chain_leave_no_gap_and_no_double(journal, found):
    def work(who: int) -> None:
        for turn in range(25):
            with transaction.atomic():
                record(act=ACT, actor=CLERK, target=f"/{who}/{turn}/", title="t", on=DAY, body="990100")

    together(work)
    numbers = Entry.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 51))
    assert len(journal.read_text().splitlines()) == 50
    assert found() == []


def test_two_threads_that_begin_a_chain_begin_the_same_one():
    def work(who: int) -> None:
        for key in ("990100", "990200", "990300"):
            with transaction.atomic():
                record(act=ACT, actor=CLERK, target=f"/{who}/", title="t", on=DAY, body=key)

    together(work)
    assert sorted(Entry.objects.values_list("chain_id", "number")) == [
        (key, number) for key in ("990100", "990200", "990300") for number in (1, 2)
    ]


def test_an_act_that_fails_beside_one_that_succeeds_takes_no_number():
    def work(who: int) -> None:
        for turn in range(10):
            with transaction.atomic():
                record(act=ACT, actor=CLERK, target=f"/{who}/{turn}/", title="t", on=DAY, body="990100")
                transaction.set_rollback(who == 1)

    together(work)
    assert list(Entry.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 11))


def test_a_verification_beside_running_work_raises_no_false_alarm():
    alarms = []

    def work(who: int) -> None:
        for turn in range(30):
            if who:
                alarms.extend(verify_chains().findings)
                continue
            with transaction.atomic():
                record(act=ACT, actor=CLERK, target=f"/{turn}/", title="t", on=DAY, body="990100")

    together(work)
    assert Entry.objects.count() == 30
    assert alarms == []

"""Letters and the job that sends them while several acts and workers are busy at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from lianxi.apps.jobs.leases import claim_job
from lianxi.apps.jobs.models import Job
from lianxi.apps.notices.mailing import _take
from lianxi.apps.notices.models import Letter, Notice
from lianxi.apps.notices.services import Recipients
from tests.apps.accounts.people import A
from tests.apps.jobs.conftest import Clock, clock
from tests.apps.notices.telling import CLERKS, tell

__all__ = ["clock"]
TO_CLERKS = Recipients((A,), CLERKS)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("transactional_db", "house", "mail")]


def elsewhere(pool: ThreadPoolExecutor, do: Callable[[], object]) -> Future[object]:
    """What `do` will answer in a thread with a connection of its own."""

    def closed() -> object:
        try:
            return do()
        finally:
            connection.close()

    return pool.submit(closed)


def test_a_worker_that_takes_the_job_up_sees_the_letters_of_every_act_that_relied_on_it(clock: Clock) -> None:
    def claim() -> int:
        while claim_job("w", at=clock()) is None:
            time.sleep(0.01)
        return Letter.objects.count()

    tell(TO_CLERKS)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            tell(TO_CLERKS, title="又一件")
            seen = elsewhere(pool, claim)
            time.sleep(0.3)
        assert seen.result(20) == 2
    assert Job.objects.count() == 1


def test_an_act_does_not_wait_for_another_that_is_not_yet_committed() -> None:
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            tell(TO_CLERKS)
            other = elsewhere(pool, lambda: tell(TO_CLERKS))
            if connection.vendor != "sqlite":  # which lets only one write at a time, whatever it is
                assert other.result(20) == 1
        assert other.result(20) == 1
    assert Notice.objects.count() == Letter.objects.count() == 2


def test_the_same_thing_told_at_once_is_told_once() -> None:
    together = Barrier(4)

    def one(_: int) -> int:
        together.wait()
        try:
            return tell(TO_CLERKS, once_key="conference-7-call")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(4))) == [0, 0, 0, 1]
    assert Notice.objects.count() == Letter.objects.count() == 1


def test_two_workers_never_hold_the_same_letter() -> None:
    tell(TO_CLERKS)
    number = Letter.objects.get().pk
    together = Barrier(4)

    def one(_: int) -> bool:
        together.wait()
        try:
            return _take(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(4))) == [False, False, False, True]

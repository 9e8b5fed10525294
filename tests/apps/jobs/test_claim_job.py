"""Taking up jobs: one worker each, in order, and again when a worker has vanished."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from lianxi.apps.jobs.leases import LEASE, claim_job, fail_job, finish_job, hand_back_job, renew_lease, retry_job
from lianxi.apps.jobs.models import Job, JobState
from tests.apps.jobs.conftest import ask


@pytest.mark.django_db
def test_jobs_are_taken_up_in_the_order_they_were_asked_for(clock):
    first, second = ask(), ask()
    assert [claim_job("w", at=clock()), claim_job("w", at=clock())] == [first, second]
    assert claim_job("w", at=clock()) is None


@pytest.mark.django_db(transaction=True)
def test_many_workers_never_get_the_same_job(clock):
    wanted = {ask().pk for _ in range(24)}

    def worker(name: str) -> list[int]:
        try:
            return [job.pk for _ in range(60) if (job := claim_job(name, at=clock()))]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        taken = [pk for found in pool.map(worker, "abcd") for pk in found]
    assert sorted(taken) == sorted(wanted)
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}


@pytest.mark.django_db
def test_a_running_job_is_left_alone_until_its_lease_ends(clock):
    job = ask()
    claim_job("a", at=clock())
    clock.move(seconds=LEASE.total_seconds() - 1)
    assert claim_job("b", at=clock()) is None
    clock.move(seconds=2)
    again = claim_job("b", at=clock())
    assert again == job
    assert (again.worker, again.attempts, again.failures) == ("b", 2, 1)


@pytest.mark.django_db
def test_a_renewed_lease_keeps_the_job(clock):
    job = ask() and claim_job("a", at=clock())
    clock.move(seconds=20)
    assert renew_lease(job, at=clock(), lease=LEASE)
    clock.move(seconds=20)
    assert claim_job("b", at=clock()) is None


@pytest.mark.django_db
def test_a_worker_that_wakes_up_late_writes_nothing(clock):
    stale = ask() and claim_job("a", at=clock())
    clock.move(minutes=1)
    current = claim_job("b", at=clock())
    assert not renew_lease(stale, at=clock(), lease=LEASE, fields={"cursor": {"next": 99}})
    assert not finish_job(stale, at=clock(), result={"by": "a"})
    assert not fail_job(stale, at=clock(), error="a")
    assert not retry_job(stale, at=clock(), error="a")
    assert not hand_back_job(stale, at=clock())
    assert finish_job(current, at=clock(), result={"by": "b"})
    job = Job.objects.get()
    assert (job.state, job.result, job.cursor, job.error) == (JobState.DONE, {"by": "b"}, {}, "")


@pytest.mark.django_db
def test_a_job_that_keeps_taking_its_worker_down_is_given_up(clock):
    ask(max_attempts=2)
    for name in ("a", "b"):
        assert claim_job(name, at=clock())
        clock.move(minutes=1)
    assert claim_job("c", at=clock()) is None
    job = Job.objects.get()
    assert (job.state, job.failures) == (JobState.FAILED, 2)
    assert "消失" in job.error


@pytest.mark.django_db
def test_a_job_handed_back_is_ready_at_once_and_nothing_is_held_against_it(clock):
    job = ask() and claim_job("a", at=clock())
    assert hand_back_job(job, at=clock())
    again = claim_job("b", at=clock())
    assert (again.attempts, again.failures) == (2, 0)


@pytest.mark.django_db
def test_the_pause_before_another_attempt_grows(clock):
    ask(max_attempts=9)
    pauses = []
    for _ in range(8):
        job = claim_job("a", at=clock())
        retry_job(job, at=clock(), error="x")
        job.refresh_from_db()
        pauses.append(job.run_after - clock())
        assert claim_job("a", at=clock()) is None
        clock.now = job.run_after
    assert pauses[:3] == [timedelta(seconds=10), timedelta(seconds=20), timedelta(seconds=40)]
    assert pauses[-1] == timedelta(minutes=10)

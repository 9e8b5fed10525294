"""Holding a job: taking it up, keeping it, ending it. Every write is fenced by the number of the attempt.

A worker that was thought dead and wakes up finds that its attempt is no longer
the current one; none of its writes reaches the table any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from lianxi.apps.jobs.models import Job, JobState

LEASE = timedelta(seconds=30)
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(minutes=10)
VANISHED = "执行它的进程连续中途消失，已不再重试。请运维查看日志后重新提交。"


def claim_job(worker: str, *, at: datetime, lease: timedelta = LEASE) -> Job | None:
    """Take up the next job 领取任务 for `worker`, or None when nothing is ready.

    Ready is what waits and is due, and what runs under a lease that has ended.
    Two workers never get the same attempt: on PostgreSQL they skip each other's
    locked rows, elsewhere the conditional update lets one through.
    """
    _give_up_vanished(at)
    ready = _ready(at)
    if not ready.exists():  # an idle worker only reads and keeps no lock
        return None
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            ready = ready.select_for_update(skip_locked=True)
        job = ready.first()
        return job if job is not None and _take(job, worker, at, lease) else None


def renew_lease(job: Job, *, at: datetime, lease: timedelta, fields: Mapping[str, Any] | None = None) -> bool:
    """Keep holding the job, writing `fields` along; False when it is no longer held."""
    return bool(_held(job).update(heartbeat=at, lease_until=at + lease, **(fields or {})))


def finish_job(job: Job, *, at: datetime, result: Mapping[str, Any]) -> bool:
    """The work is done; False when the job is no longer held."""
    return bool(_held(job).update(state=JobState.DONE, result=dict(result), error="", **_ended(at)))


def fail_job(job: Job, *, at: datetime, error: str) -> bool:
    """The work cannot be done, and trying again would not help."""
    failed = {"state": JobState.FAILED, "error": error, "failures": F("failures") + 1}
    return bool(_held(job).update(**failed, **_ended(at)))


def retry_job(job: Job, *, at: datetime, error: str) -> bool:
    """An attempt went wrong: wait longer each time, and then try again."""
    pause = min(FIRST_PAUSE * 2**job.failures, LONGEST_PAUSE)
    waiting = {"state": JobState.WAITING, "error": error, "failures": F("failures") + 1, "run_after": at + pause}
    return bool(_held(job).update(**waiting, lease_until=None, worker=""))


def hand_back_job(job: Job, *, at: datetime) -> bool:
    """The worker ends in good order: another goes on from the cursor, and nothing is held against the job."""
    return bool(_held(job).update(state=JobState.WAITING, run_after=at, lease_until=None, worker=""))


def is_held(job: Job) -> bool:
    """Whether this attempt is still the current one."""
    return _held(job).exists()


def _ready(at: datetime) -> QuerySet[Job]:
    due = Q(state=JobState.WAITING, run_after__lte=at)
    lost = Q(state=JobState.RUNNING, lease_until__lt=at)
    return Job.objects.filter(due | lost).order_by("run_after", "pk")


def _held(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, attempts=job.attempts, state=JobState.RUNNING)


def _ended(at: datetime) -> dict[str, Any]:
    return {"finished": at, "lease_until": None, "heartbeat": at}


def _take(job: Job, worker: str, at: datetime, lease: timedelta) -> bool:
    """Make this the current attempt. An attempt whose lease ran out counts as a failure."""
    seen = Job.objects.filter(pk=job.pk, attempts=job.attempts, state=job.state)
    taken = seen.update(
        state=JobState.RUNNING,
        attempts=F("attempts") + 1,
        failures=F("failures") + Case(When(state=JobState.RUNNING, then=Value(1)), default=Value(0)),
        worker=worker,
        heartbeat=at,
        lease_until=at + lease,
        started=Coalesce(F("started"), Value(at)),
    )
    if taken:
        job.refresh_from_db()
    return bool(taken)


def _give_up_vanished(at: datetime) -> None:
    """Fail jobs that keep taking their worker down with them."""
    vanished = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=at, failures__gte=F("max_attempts") - 1)
    if vanished.exists():
        vanished.update(state=JobState.FAILED, error=VANISHED, failures=F("failures") + 1, **_ended(at))

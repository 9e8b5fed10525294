"""Doing one attempt of one job, and writing down how it ended."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread

from django.db import DatabaseError, connection
from django.utils import timezone

from lianxi.apps.jobs.kinds import Kinds
from lianxi.apps.jobs.leases import LEASE, fail_job, finish_job, hand_back_job, renew_lease, retry_job
from lianxi.apps.jobs.models import Job
from lianxi.apps.jobs.steps import HandBack, NoLongerHeld, Step
from lianxi.kernel.errors import DefinitionError, Refused

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
# How an attempt can end; the keys of a worker's tally.
OUTCOMES = ("done", "failed", "retrying", "handed_back", "left")


def run_job(
    job: Job,
    kinds: Kinds,
    *,
    lease: timedelta = LEASE,
    clock: Clock = timezone.now,
    ending: Callable[[], bool] = lambda: False,
) -> str:
    """Run one attempt 执行一次 of a claimed job and answer with its outcome, one of `OUTCOMES`.

    ``left`` means that the job was cancelled or taken over while it ran: nothing was written.
    """
    step = Step(job, lease=lease, clock=clock, ending=ending)
    with _heartbeat(job, lease, clock):
        try:
            result = _function(job, kinds)(step)
        except NoLongerHeld:
            return "left"
        except HandBack:
            return _outcome("handed_back", hand_back_job(job, at=clock()))
        except (Refused, DefinitionError) as answer:  # the same no would come again
            return _outcome("failed", fail_job(job, at=clock(), error=str(answer)))
        except Exception:  # a job may fail in any way; the worker goes on
            logger.exception("job %s (%s) attempt %s", job.uuid, job.kind, job.attempts)
            return _went_wrong(job, clock())
        return _outcome("done", finish_job(job, at=clock(), result=result or {}))


def _function(job: Job, kinds: Kinds):
    if job.kind not in kinds:
        raise Refused(
            "job_kind", f"这个版本不认识任务种类“{job.kind}”。", remedy="请运维把各处的程序更新到同一版本后重新提交。"
        )
    return kinds[job.kind].run


def _outcome(name: str, written: bool) -> str:
    return name if written else "left"


def _went_wrong(job: Job, at: datetime) -> str:
    """Try again later, or give up with a sentence that says where to look."""
    where = f"详情已记入日志，任务编号 {job.uuid}。"
    if job.failures + 1 >= job.max_attempts:
        error = f"执行了 {job.failures + 1} 次都出错，已不再重试。{where}"
        return _outcome("failed", fail_job(job, at=at, error=error))
    error = f"第 {job.failures + 1} 次执行出错，稍后自动再试。{where}"
    return _outcome("retrying", retry_job(job, at=at, error=error))


@contextmanager
def _heartbeat(job: Job, lease: timedelta, clock: Clock) -> Iterator[None]:
    """Renew the lease from a second thread, so that one long step does not look like a dead worker."""
    ended = Event()
    thread = Thread(target=_beat, args=(job, lease, clock, ended), name=f"heartbeat-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _beat(job: Job, lease: timedelta, clock: Clock, ended: Event) -> None:
    try:
        while not ended.wait(lease.total_seconds() / 3):
            try:
                if not renew_lease(job, at=clock(), lease=lease):
                    return
            except DatabaseError:  # a missed beat is made up for by the next one
                logger.warning("heartbeat of job %s missed", job.uuid, exc_info=True)
    finally:
        connection.close()

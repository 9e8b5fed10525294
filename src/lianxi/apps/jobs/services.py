"""Asking for background work and calling it off. Taking it up and doing it: `leases`, `runner`, `worker`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from lianxi.apps.audit.services import record
from lianxi.apps.jobs.acts import CANCEL_JOB, CANCEL_SYSTEM_JOB
from lianxi.apps.jobs.models import OPEN_STATES, Job, JobState
from lianxi.kernel.access import Act, Actor, require
from lianxi.kernel.errors import Refused


def enqueue(
    *,
    kind: str,
    arguments: Mapping[str, Any],
    actor: Actor,
    body: str,
    title: str,
    on: date,
    once_key: str = "",
    max_attempts: int = 4,
) -> Job:
    """Ask for background work 提交后台任务, inside the caller's transaction.

    No worker sees the job before that transaction commits. While a job with
    the same `once_key` is open, that job is the answer: two clicks, one job.
    Whether `actor` may ask for it is the caller's to decide.
    """
    job = Job(
        kind=kind, arguments=dict(arguments), account=actor.account, person=actor.person, body=body, title=title,
        on=on, once_key=once_key, max_attempts=max_attempts,
    )  # fmt: skip
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        same = open_job(once_key)
        if same is None:
            raise
        return same
    return job


def open_job(once_key: str) -> Job | None:
    """The job that is open under a key, if there is one."""
    return Job.objects.filter(once_key=once_key, state__in=OPEN_STATES).exclude(once_key="").first()


def cancel_job(*, job: Job, actor: Actor, on: date) -> Job:
    """Call off a job of one's own body 取消任务; its worker stops at its next step."""
    require(actor, CANCEL_JOB, body=job.body)
    return _cancel(job, actor, on, CANCEL_JOB)


def cancel_system_job(*, job: Job, actor: Actor, on: date) -> Job:
    """Call off a job of the machine 取消系统任务."""
    require(actor, CANCEL_SYSTEM_JOB)
    if job.body:
        raise Refused("system_job", "这是机构的任务，运维不能代为取消。", remedy="请该机构的联络员或办公室主任取消。")
    return _cancel(job, actor, on, CANCEL_SYSTEM_JOB)


@transaction.atomic
def _cancel(job: Job, actor: Actor, on: date, act: Act) -> Job:
    """Close the job if it is still open, and record it."""
    now = Job.objects.select_for_update().get(pk=job.pk)
    if not now.is_open:
        raise Refused("job_open", f"任务已经结束（{now.get_state_display()}），不能再取消。")
    before = now.get_state_display()
    now.state, now.finished, now.lease_until = JobState.CANCELLED, timezone.now(), None
    now.save(update_fields=["state", "finished", "lease_until"])
    record(
        act=act, actor=actor, target=now.get_absolute_url(), title=now.title, on=on, body=now.body,
        before={"state": before}, after={"state": now.get_state_display()},
    )  # fmt: skip
    return now

"""Who sees which jobs: decided here, once."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from lianxi.apps.jobs.acts import VIEW_JOB, VIEW_SYSTEM_JOB
from lianxi.apps.jobs.models import Job
from lianxi.kernel.access import Act, Actor, allowed, require


def may(actor: Actor, job: Job, own: Act, system: Act) -> bool:
    """Whether `actor` may do `own` with a body's job, or `system` with the machine's."""
    return allowed(actor, own, body=job.body) if job.body else allowed(actor, system)


def visible_jobs(actor: Actor) -> QuerySet[Job]:
    """Jobs that `actor` may see: those of the bodies they serve in; the machine's for the operator."""
    mine = Q(body__in=_bodies_with_view(actor))
    return Job.objects.filter(mine | Q(body="") if allowed(actor, VIEW_SYSTEM_JOB) else mine)


def find_job(uuid: UUID, actor: Actor) -> Job:
    """The job, or `Refused` when it is not for `actor`; `Job.DoesNotExist` when there is none."""
    job = Job.objects.get(uuid=uuid)
    if not visible_jobs(actor).filter(pk=job.pk).exists():
        require(actor, VIEW_JOB if job.body else VIEW_SYSTEM_JOB, body=job.body)
    return job


def require_any_view(actor: Actor) -> None:
    """Let pass who may see the jobs of any body or of the machine."""
    if not _bodies_with_view(actor) and not allowed(actor, VIEW_SYSTEM_JOB):
        require(actor, VIEW_JOB, body=actor.body)


def _bodies_with_view(actor: Actor) -> set[str]:
    return {held.body for held in actor.roles if held.body and allowed(actor, VIEW_JOB, body=held.body)}

"""Pages of background work: the list, one job that reports by itself, and calling it off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET, require_POST
from django_filters import CharFilter, ChoiceFilter, FilterSet

from lianxi.apps.jobs.acts import CANCEL_JOB, CANCEL_SYSTEM_JOB, VERIFY_AUDIT
from lianxi.apps.jobs.models import Job, JobState
from lianxi.apps.jobs.selectors import find_job, may, require_any_view, visible_jobs
from lianxi.apps.jobs.services import cancel_job, cancel_system_job
from lianxi.apps.jobs.verification import verify_audit
from lianxi.kernel.access import Actor, allowed
from lianxi.web.day import today
from lianxi.web.lists import Column, list_page
from lianxi.web.wording import cn_moment


class JobFilter(FilterSet):
    """By words of the title and by state."""

    q = CharFilter(field_name="title", lookup_expr="icontains", label="任务")
    state = ChoiceFilter(choices=JobState.choices, label="状态", empty_label="全部")

    class Meta:
        model = Job
        fields: list[str] = []


def columns(actor: Actor) -> tuple[Column, ...]:
    """What the list shows to `actor`."""
    return (
        Column("title", "任务", lambda job: job.title, lambda job: job.note, Job.get_absolute_url, css="c-title"),
        Column("state", "状态", Job.get_state_display, tone=lambda job: job.tone, css="c-st"),
        Column("progress", "进度", lambda job: f"{job.done}/{job.total}" if job.total else "", css="num"),
        Column("asked_by", "提出人", lambda job: job.person),
        Column("scope", "范围", lambda job: _scope(job, actor)),
        Column("created", "提出时间", lambda job: job.created, css="c-due"),
        Column("finished", "结束时间", lambda job: job.finished, css="c-hide"),
    )


@require_GET
def job_list(request: HttpRequest) -> HttpResponse:
    """Jobs the actor may see, newest first."""
    require_any_view(request.actor)
    return list_page(
        request,
        queryset=visible_jobs(request.actor),
        columns=columns(request.actor),
        title="后台任务",
        filename="后台任务",
        filterset=JobFilter,
        order=("-created",),
        template="jobs/list.html",
        context={
            "line": "费时的事在后台办理；办到哪里、结果如何，都在这里。",
            "may_verify": allowed(request.actor, VERIFY_AUDIT),
        },
    )


@require_GET
def job_detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One job; to htmx only what changes while it runs."""
    job = _found(request, uuid)
    context = {
        "job": job,
        "said": _said(job),
        "facts": _facts(job, request.actor),
        "results": [{"label": label, "value": value} for label, value in job.result.items()],
        "may_cancel": job.is_open and may(request.actor, job, CANCEL_JOB, CANCEL_SYSTEM_JOB),
    }
    response = render(request, "jobs/state.html" if request.htmx else "jobs/job.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_POST
def audit_verify(request: HttpRequest) -> HttpResponse:
    """Ask for a verification and show its job; a second click shows the same one."""
    return redirect(verify_audit(actor=request.actor, on=today()))


@require_POST
def job_cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Call the job off and show it again."""
    job = _found(request, uuid)
    (cancel_job if job.body else cancel_system_job)(job=job, actor=request.actor, on=today())
    messages.success(request, f"已取消“{job.title}”。")
    return redirect(job)


def _found(request: HttpRequest, uuid: UUID) -> Job:
    try:
        return find_job(uuid, request.actor)
    except Job.DoesNotExist:
        raise Http404("没有这个任务。") from None


def _said(job: Job) -> str:
    """How far the job is, in one sentence."""
    if job.state == JobState.WAITING:
        return f"排队等待，{cn_moment(job.run_after)}以后再试。" if job.failures else "排队等待。"
    count = f"{job.done}/{job.total}" if job.total else ""
    return "，".join(part for part in (job.get_state_display(), count, job.note) if part) + "。"


def _facts(job: Job, actor: Actor) -> list[dict[str, Any]]:
    """What does not change while the job runs."""
    return [
        {"label": "提出人", "value": job.person},
        {"label": "范围", "value": _scope(job, actor)},
        {"label": "办理日", "value": job.on},
        {"label": "提出时间", "value": job.created},
        {"label": "编号", "value": str(job.uuid)},
    ]


def _scope(job: Job, actor: Actor) -> str:
    """Whose work it is; names of bodies are known only further up the house."""
    if not job.body:
        return "系统"
    return "本机构" if job.body == actor.body else job.body

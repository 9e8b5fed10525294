"""Verifying the audit chains as background work: the chains grow long, and a page does not wait."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from lianxi.apps.audit.services import record
from lianxi.apps.audit.verification import verify_chains
from lianxi.apps.jobs.acts import VERIFY_AUDIT
from lianxi.apps.jobs.models import Job
from lianxi.apps.jobs.services import enqueue, open_job
from lianxi.apps.jobs.steps import Step
from lianxi.kernel.access import Actor, require

KIND = "audit.verify"
FINDINGS_TOLD = 20


@transaction.atomic
def verify_audit(*, actor: Actor, on: date) -> Job:
    """Ask for a verification of all chains 核验审计链; while one is open, that one is the answer."""
    require(actor, VERIFY_AUDIT)
    if standing := open_job(KIND):
        return standing
    job = enqueue(kind=KIND, arguments={}, actor=actor, body="", title="核验审计链", on=on, once_key=KIND)
    record(act=VERIFY_AUDIT, actor=actor, target=job.get_absolute_url(), title=job.title, on=on)
    return job


def run_verification(step: Step) -> dict[str, object]:
    """Only reads, so a run that was cut off simply begins anew; the heartbeat keeps the lease meanwhile."""
    report = verify_chains()
    told = report.findings[:FINDINGS_TOLD]
    step.progress(report.entries, report.entries)
    return {
        "审计链": f"{len(report.chains)} 条",
        "条目": f"{report.entries} 条",
        "用时": f"{report.seconds:.1f} 秒",
        "发现": f"{len(report.findings)} 处" if report.findings else "没有发现异常",
        **{f"发现 {number}": f"{found.label}：{found.message}" for number, found in enumerate(told, 1)},
        **{f"已有说明 {number}": found.message for number, found in enumerate(report.explained[:FINDINGS_TOLD], 1)},
        **{f"无从知道 {number}": sentence for number, sentence in enumerate(report.unknowable, 1)},
    }

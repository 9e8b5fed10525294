"""Every kind of background work a worker can do. Nothing registers itself: what is not listed here does not run."""

from __future__ import annotations

from lianxi.apps.accounts.selectors import actor_for
from lianxi.apps.bodies.services.imports import JOB as PEOPLE_IMPORT
from lianxi.apps.bodies.services.imports import run_people_import
from lianxi.apps.jobs.kinds import JobKind
from lianxi.apps.jobs.steps import Step
from lianxi.apps.jobs.verification import KIND as AUDIT_VERIFY
from lianxi.apps.jobs.verification import run_verification
from lianxi.apps.notices.letters import KIND as MAIL
from lianxi.apps.notices.mailing import run_mailing
from lianxi.apps.rulebook.services.reading import run_reading
from lianxi.apps.rulebook.services.receiving import READ_JOB
from lianxi.composition.digests import KIND as DIGESTS
from lianxi.composition.digests import run_digests
from lianxi.composition.saved_searches import KIND as WATCH
from lianxi.composition.saved_searches import run_watch
from lianxi.web.day import today


def import_people(step: Step) -> dict[str, int]:
    """In the name of who asked, with the roles they hold by now."""
    return run_people_import(step, actor_for(step.job.account, on=today()))


def read_rules(step: Step) -> dict[str, int]:
    """Archives are opened in the name of who asked, with the roles they hold by now."""
    return run_reading(step, lambda: actor_for(step.job.account, on=today()))


KINDS = (
    JobKind(AUDIT_VERIFY, "核验审计链", run_verification),
    JobKind(PEOPLE_IMPORT, "导入人员", import_people),
    JobKind(READ_JOB, "读取制度文件", read_rules),
    JobKind(MAIL, "发送邮件", run_mailing),
    JobKind(DIGESTS, "每日摘要", run_digests),
    JobKind(WATCH, "查收藏的检索", run_watch),
)

JOBS: dict[str, JobKind] = {kind.code: kind for kind in KINDS}

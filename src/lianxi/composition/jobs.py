"""Every kind of background work a worker can do. Nothing registers itself: what is not listed here does not run."""

from __future__ import annotations

from lianxi.apps.jobs.kinds import JobKind
from lianxi.apps.jobs.verification import KIND as AUDIT_VERIFY
from lianxi.apps.jobs.verification import run_verification

KINDS = (JobKind(AUDIT_VERIFY, "核验审计链", run_verification),)

JOBS: dict[str, JobKind] = {kind.code: kind for kind in KINDS}

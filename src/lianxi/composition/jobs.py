"""Every kind of background work a worker can do. Nothing registers itself: what is not listed here does not run."""

from __future__ import annotations

from lianxi.apps.jobs.kinds import JobKind

KINDS: tuple[JobKind, ...] = ()

JOBS: dict[str, JobKind] = {kind.code: kind for kind in KINDS}

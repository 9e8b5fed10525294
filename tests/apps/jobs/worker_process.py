"""A worker in a process of its own, to be killed: `python -m tests.apps.jobs.worker_process LEASE once|on`."""

from __future__ import annotations

import signal
import sys
import time
from datetime import date, timedelta

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from lianxi.apps.jobs.kinds import JobKind  # noqa: E402
from lianxi.apps.jobs.models import Job, JobState  # noqa: E402
from lianxi.apps.jobs.steps import Step  # noqa: E402
from lianxi.apps.jobs.worker import Worker  # noqa: E402


def count(step: Step) -> dict[str, int]:
    """Count up, leaving one mark a step; a mark is a row that must come exactly once."""
    upto = step.arguments["upto"]
    for number in range(step.cursor.get("next", 0), upto):
        with transaction.atomic():
            Job.objects.create(
                kind="mark", title=str(number), on=date(2026, 3, 2), state=JobState.DONE, finished=timezone.now()
            )
            time.sleep(step.arguments.get("pause", 0.03))
            step.save({"next": number + 1})
        time.sleep(step.arguments.get("rest", 0))
        step.progress(number + 1, upto)
    return {"counted": upto}


def main() -> None:
    worker = Worker({"count": JobKind("count", "数数", count)}, lease=timedelta(seconds=float(sys.argv[1])), pause=0.1)
    signal.signal(signal.SIGTERM, lambda *_: worker.end())
    if sys.argv[2] == "once":
        worker.drain()
    else:
        worker.run()


if __name__ == "__main__":
    main()

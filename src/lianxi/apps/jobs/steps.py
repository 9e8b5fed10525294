"""What a kind's function is handed: its arguments, where to go on, and a way to say how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from lianxi.apps.jobs.leases import is_held, renew_lease
from lianxi.apps.jobs.models import Job

# Progress is for human eyes; writing it more often only wears the table.
_BETWEEN_PROGRESS = 0.5


# These two end an attempt from within. Like a cancellation they are no malfunction, so they stand beside
# `Exception`: a function that forgives errors row by row does not forgive them.
class NoLongerHeld(BaseException):
    """The job was cancelled, or another worker has taken it up: leave at once, write nothing."""


class HandBack(BaseException):
    """The worker was asked to end; what is saved is saved, another goes on from there."""


class Step:
    """The running attempt as its function sees it 执行中的任务.

    Long work is done in short transactions, each ending with `save`::

        for number in range(step.cursor.get("next", 0), len(rows)):
            with transaction.atomic():
                take_row(rows[number])
                step.save({"next": number + 1})
            step.progress(number + 1, len(rows))

    Work and cursor commit together, so a killed job neither repeats nor skips.
    """

    def __init__(
        self, job: Job, *, lease: timedelta, clock: Callable[[], datetime], ending: Callable[[], bool]
    ) -> None:
        self._job = job
        self._lease = lease
        self._clock = clock
        self._ending = ending
        self._shown_at = 0.0

    @property
    def arguments(self) -> dict[str, Any]:
        """What was asked for."""
        return self._job.arguments

    @property
    def cursor(self) -> dict[str, Any]:
        """Where to go on 续办处; empty at the first attempt."""
        return self._job.cursor

    @property
    def job(self) -> Job:
        """The row itself, for who asked, for which body and on which day."""
        return self._job

    @property
    def cancelled(self) -> bool:
        """Whether the job has been called off or taken over meanwhile; `save` and `progress` find out by themselves."""
        return not is_held(self._job)

    def save(self, cursor: Mapping[str, Any]) -> None:
        """Remember where to go on, in the caller's transaction if one is open.

        Raises `NoLongerHeld` when the attempt is not the current one, so that
        the caller's transaction is undone with it.
        """
        self._write({"cursor": dict(cursor)})
        self._job.cursor = dict(cursor)

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Say how far the work is; more often than twice a second is left out, the last word never."""
        if done < total and time.monotonic() - self._shown_at < _BETWEEN_PROGRESS:
            return
        self._shown_at = time.monotonic()
        self._write({"done": done, "total": total, "note": note[:200]})

    def _write(self, fields: Mapping[str, Any]) -> None:
        if not renew_lease(self._job, at=self._clock(), lease=self._lease, fields=fields):
            raise NoLongerHeld
        # After the commit, never before it: what this step did shall stand.
        transaction.on_commit(self._hand_back_if_ending)

    def _hand_back_if_ending(self) -> None:
        if self._ending():
            raise HandBack

"""The loop that takes up jobs: `lianxi worker`, and the thread inside `lianxi serve`."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections import Counter
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from lianxi.apps.jobs.kinds import Kinds
from lianxi.apps.jobs.leases import LEASE, claim_job
from lianxi.apps.jobs.runner import OUTCOMES, Clock, run_job

logger = logging.getLogger(__name__)


class Worker:
    """Takes up one job after another until asked to end 执行者."""

    def __init__(
        self, kinds: Kinds, *, lease: timedelta = LEASE, pause: float = 1.0, clock: Clock = timezone.now, name: str = ""
    ) -> None:
        self.name = name or f"{socket.gethostname()}-{os.getpid()}-{threading.get_ident() % 10_000}"
        self.tally: Counter[str] = Counter(dict.fromkeys(OUTCOMES, 0))
        self._kinds = kinds
        self._lease = lease
        self._pause = pause
        self._clock = clock
        # A plain flag: an Event could lock up when a signal arrives while the loop waits on it.
        self._ending = False

    def end(self) -> None:
        """Ask to end after the current step; safe from a signal and from another thread."""
        self._ending = True

    def is_ending(self) -> bool:
        """Whether the worker has been asked to end."""
        return self._ending

    def run_one(self) -> bool:
        """Take up one job and do it; False when nothing was ready."""
        job = claim_job(self.name, at=self._clock(), lease=self._lease)
        if job is None:
            return False
        self.tally[run_job(job, self._kinds, lease=self._lease, clock=self._clock, ending=self.is_ending)] += 1
        return True

    def drain(self) -> None:
        """Do all that is ready now, then return."""
        while not self._ending and self.run_one():
            pass

    def run(self) -> None:
        """Work until asked to end. A database that is away for a while is waited for."""
        while not self._ending:
            try:
                close_old_connections()
                busy = self.run_one()
            except (DatabaseError, InterfaceError):
                logger.warning("the database did not answer; trying again", exc_info=True)
                connection.close()
                busy = False
            if not busy:
                time.sleep(self._pause)
        connection.close()

"""The loop that takes up jobs: `lianxi worker`, and the thread inside `lianxi serve`."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from lianxi.apps.jobs.kinds import Kinds
from lianxi.apps.jobs.leases import LEASE, claim_job
from lianxi.apps.jobs.runner import OUTCOMES, Clock, run_job
from lianxi.web.day import today

logger = logging.getLogger(__name__)


BeginDay = Callable[[date], None]


class Worker:
    """Takes up one job after another until asked to end 执行者.

    `begin_day` is called with every day the worker meets: when it starts, and
    after midnight. Several workers may do so for the same day.
    """

    def __init__(
        self,
        kinds: Kinds,
        *,
        lease: timedelta = LEASE,
        pause: float = 1.0,
        clock: Clock = timezone.now,
        name: str = "",
        begin_day: BeginDay | None = None,
    ) -> None:
        self.name = name or f"{socket.gethostname()}-{os.getpid()}-{threading.get_ident() % 10_000}"
        self.tally: Counter[str] = Counter(dict.fromkeys(OUTCOMES, 0))
        self._kinds = kinds
        self._lease = lease
        self._pause = pause
        self._clock = clock
        self._begin_day = begin_day
        self._met: date | None = None
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

    def meet_day(self) -> None:
        """Begin the day, if it is another one than the last that was met; a day gone wrong does not stop the jobs."""
        day = today()
        if self._begin_day is None or day == self._met:
            return
        try:
            self._begin_day(day)
        except DatabaseError:  # comes again, with the same day
            raise
        except Exception:
            logger.exception("the day %s could not be begun", day)
        self._met = day

    def drain(self) -> None:
        """Do all that is ready now, then return."""
        self.meet_day()
        while not self._ending and self.run_one():
            pass

    def run(self) -> None:
        """Work until asked to end. A database that is away is waited for; that is noted once, and that it is back."""
        away = False
        while not self._ending:
            try:
                close_old_connections()
                self.meet_day()
                busy = self.run_one()
                if away:
                    logger.warning("the database answers again")
                away = False
            except (DatabaseError, InterfaceError):
                if not away:
                    logger.warning("the database did not answer; trying again", exc_info=True)
                away = True
                connection.close()
                busy = False
            if not busy:
                time.sleep(self._pause)
        connection.close()

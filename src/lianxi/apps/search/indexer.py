"""The indexer of a machine: applies the changes in order, and makes the index anew where it is no longer of use."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.db import DatabaseError, InterfaceError, connection

from lianxi.apps.search.changes import Position, changes_after, forgotten, generation, newest_position, noted
from lianxi.apps.search.models import IndexChange
from lianxi.apps.search.replica import IndexUnfitError, Replica, State
from lianxi.apps.search.writing import LONGEST_WAIT, Said, Sources, apply_changes, rebuild, sole_writer

logger = logging.getLogger(__name__)

PAUSE = 0.05
"""Seconds between two looks at the log; a change of the own process is told at once."""
PATIENCE = 1.0
"""Seconds a page waits for what was just saved."""
MOST = 500
WITHOUT_END = float("inf")


class Indexer:
    """Keeps one folder up to date. Several processes may; the lock lets one write at a time.

    moved: called by `run` whenever the index has come to another place in the log, and once at the start.
    """

    def __init__(
        self, folder: Path, sources: Sources, pause: float = PAUSE, moved: Callable[[], None] = lambda: None
    ) -> None:
        self.folder = folder
        self._sources = sources
        self._pause = pause
        self._moved = moved
        self._told: Position | None = None
        self._replica = Replica(folder)
        self._ending = threading.Event()

    def end(self) -> None:
        """Ask to end; safe from another thread."""
        self._ending.set()
        noted.set()

    def run(self) -> None:
        """Follow the log until asked to end. Whatever goes wrong is tried again a little later.

        The connection is kept for as long as the database answers: opening one at each look is most of the waiting.
        A database that is away is noted once, and that it is back.
        """
        away = False
        while not self._ending.is_set():
            noted.clear()
            try:
                self._follow()
                if away:
                    logger.warning("the database answers again")
                away = False
            except (DatabaseError, InterfaceError):
                if not away:
                    logger.warning("the database did not answer; trying again", exc_info=True)
                away = True
                connection.close()
                self._ending.wait(1)
            except Exception:  # the index can be made again; search must not take the pages down with it
                logger.exception("the index could not be written; trying again")
                connection.close()  # what went wrong may have been told by it in other words
                self._ending.wait(5)
            noted.wait(self._pause)
        connection.close()

    def _follow(self) -> None:
        position = self.catch_up().position
        if position != self._told:
            self._moved()
            self._told = position

    def catch_up(self, said: Said = lambda done, all_of: None, upto: float = WITHOUT_END) -> State:
        """Apply all that is settled; make the index anew where it is missing, damaged or of another database.

        upto: seconds after which no further portion is begun; what is left is for whoever comes next.
        """
        until = time.monotonic() + upto
        while True:
            try:
                state = self.fit_state()
                waiting = changes_after(state.position, MOST)
                if not waiting or time.monotonic() > until:
                    return state
                with sole_writer(self.folder, min(upto, LONGEST_WAIT)):
                    self._apply(waiting)
            except IndexUnfitError as reason:
                first = not any(self.folder.glob("index-*"))
                logger.log(logging.INFO if first else logging.WARNING, "index made: %s", reason)
                self._make(said, upto)

    def fit_state(self) -> State:
        """How far the index is, once it is known to be of this database as it is now; `IndexUnfitError` if not."""
        state = self._replica.view().state
        if state.generation != generation():
            raise IndexUnfitError("索引属于另一个数据库，或是恢复以前的")
        if state.position < forgotten():
            raise IndexUnfitError("索引停得太久，那以后的变更记录有的已经清理")
        if state.position != Position() and not _known(state):
            raise IndexUnfitError("索引比数据库新")
        return state

    def rebuild(self, said: Said = lambda done, all_of: None) -> State:
        """Make the index anew, whatever the old one is like."""
        with sole_writer(self.folder):
            return rebuild(self.folder, self._sources, said)

    def _apply(self, waiting: list[IndexChange]) -> None:
        """Unless another writer has been here while this one waited."""
        before = self.fit_state().position
        left = [one for one in waiting if Position(one.xid, one.seq) > before]
        if left:
            apply_changes(self._replica.current(), left, self._sources)

    def _make(self, said: Said, upto: float) -> None:
        with sole_writer(self.folder, min(upto, LONGEST_WAIT)):
            try:
                self.fit_state()  # another writer has made it meanwhile
            except IndexUnfitError:
                self._replica.discard()
                rebuild(self.folder, self._sources, said)


def wait_for(replica: Replica, position: Position, upto: float = PATIENCE) -> bool:
    """Wait until the index has come to a position; False when it has not within so many seconds."""
    until = time.monotonic() + upto
    while True:
        try:
            if replica.view().state.position >= position:
                return True
        except IndexUnfitError:
            pass
        if time.monotonic() > until:
            return False
        time.sleep(0.005)


def wait_for_own(replica: Replica, upto: float = PATIENCE) -> bool:
    """Wait for all that has been saved up to now."""
    return wait_for(replica, newest_position(), upto)


def _known(state: State) -> bool:
    """Whether the change the index came to is in this database's log, and is that very one."""
    return IndexChange.objects.filter(seq=state.position.seq, xid=state.position.xid, mark=state.mark).exists()

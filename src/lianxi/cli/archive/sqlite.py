"""SQLite: copied out and put back by its own backup API, so that writers are neither stopped nor torn apart."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import DatabaseError, connection

from lianxi.cli.archive.container import damaged
from lianxi.cli.archive.manifest import Manifest
from lianxi.kernel.errors import Refused


def server_version() -> str:
    """Version of the library."""
    return sqlite3.sqlite_version


@contextmanager
def copied(target: Path) -> Iterator[None]:
    """Copy the database to `target`; within the block the ORM reads that copy."""
    with closing(sqlite3.connect(_live())) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy, progress=_patience())  # all pages in one step: one moment, and writers go on beside it
    with _reading(target):
        if fault := _fault():
            raise Refused(
                "database_sound",
                f"现有数据库自检不通过（{fault}），没有备份。",
                remedy="请保留现状，从最近一份完好的备份恢复。",
            )
        yield
    # The ORM opened the copy in WAL mode; closing it has put everything back into the one file.


def check(database: Path, manifest: Manifest) -> None:
    """Refuse a database that SQLite itself does not find in order."""
    with _reading(database):
        if fault := _fault():
            raise damaged(database.name, f"数据库自检不通过（{fault}）")


def put_in_place(database: Path) -> None:
    """Make the live database what `database` is, in one transaction: before it all is old, after it all is new."""
    connection.close()
    live = _live()
    live.touch(mode=0o600)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(live)) as target:
        try:
            source.backup(target, progress=_patience())
        except (sqlite3.OperationalError, TimeoutError) as error:
            raise Refused(
                "database_free",
                f"数据库正被使用，换不进去（{error}）。什么都没有恢复。",
                remedy="请先停掉 lianxi serve 和 lianxi worker。",
            ) from error


def _patience(seconds: float = 10.0) -> Callable[[int, int, int], None]:
    """Without it a copy waits for a locked database for ever."""
    until = time.monotonic() + seconds

    def tell(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise TimeoutError(f"等了 {seconds:.0f} 秒，数据库一直被别的进程占着")

    return tell


def _live() -> Path:
    return Path(connection.settings_dict["NAME"])


@contextmanager
def _reading(file: Path) -> Iterator[None]:
    live = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = live


def _fault() -> str:
    """What SQLite finds wrong, "" if nothing.

    Asked through the ORM's connection: the tables' own checks use functions
    that only it brings along.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(1)")
            answer = str(cursor.fetchone()[0])
    except DatabaseError as error:
        answer = str(error)
    return "" if answer == "ok" else answer

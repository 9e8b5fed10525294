"""Tables up to date, kept from one run of the tests to the next and copied.

The migrations take longer than many a test, and what they make is the same as
long as none of them has changed. Django's own check runs on the copy all the
same, so that a new migration is carried out even on a copy that is too old.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from django.db import DatabaseError, connection

PROJECT = Path(__file__).resolve().parents[1]
FOLDER = PROJECT / "build" / "test-tables"
PREFIX = "lianxi_tables_"
# no test cuts the power: a commit need not wait for the disk
UNHURRIED = 'ALTER DATABASE "{}" SET synchronous_commit = off'


class KeptTables:
    """What the migrations as they are now have made, if an earlier run kept it: a file, or a PostgreSQL template."""

    def __init__(self) -> None:
        self.name = f"{PREFIX}{_digest()[:16]}"
        self._file = FOLDER / f"{self.name}.sqlite3"

    def put_in_place(self) -> bool:
        """Make the tests' database a copy; False where there is nothing to copy."""
        mine = connection.settings_dict["TEST"]["NAME"]
        if connection.vendor == "sqlite":
            with suppress(FileNotFoundError):
                shutil.copy(self._file, mine)
                return True
            return False
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name])
            if not cursor.fetchone():
                return False
            cursor.execute(f'DROP DATABASE IF EXISTS "{mine}"')
            cursor.execute(f'CREATE DATABASE "{mine}" TEMPLATE "{self.name}"')
            cursor.execute(UNHURRIED.format(mine))
            return True

    def keep(self) -> None:
        """Keep the tests' database as it is now, before any test; those of other migrations are given up."""
        connection.close()
        if connection.vendor == "sqlite":
            self._keep_file()
        else:
            # another run may just be keeping or copying the same: then there is nothing to be done here
            with suppress(DatabaseError):
                self._keep_template()
            with connection._nodb_cursor() as cursor:
                cursor.execute(UNHURRIED.format(connection.settings_dict["NAME"]))
        connection.ensure_connection()

    def _keep_file(self) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for old in FOLDER.glob(f"{PREFIX}*"):
            old.unlink(missing_ok=True)
        made = self._file.with_suffix(f".{Path(connection.settings_dict['NAME']).parent.name}.made")
        with (
            closing(sqlite3.connect(connection.settings_dict["NAME"])) as whole,
            closing(sqlite3.connect(made)) as copy,
        ):
            whole.backup(copy)
        made.replace(self._file)

    def _keep_template(self) -> None:
        mine = connection.settings_dict["NAME"]
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
            for (old,) in cursor.fetchall():
                cursor.execute(f'DROP DATABASE IF EXISTS "{old}"')
            cursor.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{mine}"')

    def drop_copy(self) -> None:
        """Remove the tests' database after the run."""
        connection.close()
        mine = connection.settings_dict["NAME"]
        if connection.vendor == "sqlite":
            for name in (mine, f"{mine}-wal", f"{mine}-shm"):
                Path(name).unlink(missing_ok=True)
        else:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{mine}" WITH (FORCE)')


def _digest() -> str:
    """Of everything the migrations are made of."""
    made_of = [
        PROJECT / "requirements.lock",
        PROJECT / "src/lianxi/apps/audit/triggers.py",
        *sorted((PROJECT / "src").glob("**/migrations/*.py")),
    ]
    return hashlib.sha256(b"".join(file.read_bytes() for file in made_of)).hexdigest()

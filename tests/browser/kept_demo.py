"""The demo of `lianxi demo`: built once, then put back as it was."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection

from lianxi.cli.demo import build_demo


class KeptDemo:
    """A copy of the demo's tables and of the heads of its audit, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._tables = folder / "demo.sqlite3"
        self._heads = folder / "audit-heads.jsonl"

    def put_in_place(self) -> None:
        """Fill the empty tables of the tests with the demo. On PostgreSQL it is built each time."""
        if connection.vendor != "sqlite":
            build_demo()
        elif self._tables.exists():
            self._put_back()
        else:
            build_demo()
            self._keep()

    def _keep(self) -> None:
        with closing(sqlite3.connect(self._tables)) as kept:
            connection.connection.backup(kept)
        shutil.copy(settings.AUDIT_HEADS_FILE, self._heads)

    def _put_back(self) -> None:
        connection.ensure_connection()
        with closing(sqlite3.connect(self._tables)) as kept:
            kept.backup(connection.connection)
        shutil.copy(self._heads, settings.AUDIT_HEADS_FILE)

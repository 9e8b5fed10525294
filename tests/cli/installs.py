"""Installs of their own for commands run as real processes: folder, key, and a database that goes with them."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from django.db import connection

from lianxi.apps.audit import triggers
from tests.cli import forked
from tests.cli.forked import PROJECT
from tests.kept_tables import UNHURRIED

POSTGRES = os.environ.get("LIANXI_DATABASE_URL", "")
SQLITE_FILE = "lianxi.sqlite3"
LONGEST = 300.0


class Install:
    """A place where `lianxi` runs, on the kind of database the tests run on."""

    def __init__(self, folder: Path, *, like: Install | None = None, tables: bool = True) -> None:
        """A copy of the install `like`; else with the tests' own tables, up to date and empty, or with none at all."""
        self.folder = folder
        self.database = f"lianxi_install_{uuid4().hex[:12]}" if connection.vendor == "postgresql" else ""
        if like:
            shutil.copytree(like.folder, folder)
        else:
            folder.mkdir()
        self._make_database(like.database if like else _tests_own() if tables else "", copied=like is not None)
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("LIANXI_", "DJANGO_"))
        } | {
            "PYTHONPATH": f"{PROJECT / 'src'}:{PROJECT}",
            "LIANXI_VAR": str(folder),
            "LIANXI_DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "lianxi.config.settings.base",
        }

    def _make_database(self, template: str, *, copied: bool) -> None:
        if self.database:
            _send_away(template)
            _administer(f'CREATE DATABASE "{self.database}"' + (f' TEMPLATE "{template}"' if template else ""))
            _administer(UNHURRIED.format(self.database))
        elif template and not copied:
            shutil.copy(template, self.folder / SQLITE_FILE)

    @property
    def url(self) -> str:
        """Where the database is; "" for SQLite in the install's own folder."""
        return urlsplit(POSTGRES)._replace(path=f"/{self.database}").geturl() if self.database else ""

    def drop(self) -> None:
        """Remove the database again; the folder goes with the test's own."""
        if self.database:
            _administer(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')

    def query(self, statement: str) -> list[tuple]:
        """Ask the database directly, past all of lianxi."""
        connect = psycopg.connect(self.url) if self.database else sqlite3.connect(self.folder / SQLITE_FILE)
        with closing(connect) as direct, direct:
            rows = direct.execute(statement)
            return [tuple(row) for row in rows.fetchall()] if rows.description else []

    def start(self, *arguments: str, **more: object) -> subprocess.Popen:
        """A command that goes on while the test does."""
        return subprocess.Popen(
            [sys.executable, "-m", "lianxi", *arguments], cwd=PROJECT, env=self.environment, text=True, **more
        )

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command run to its end; tests/cli/forked.py tells in which process. `start` makes one from nothing."""
        return forked.run(["-m", "lianxi", *arguments], self.environment, LONGEST)

    def json(self, *arguments: str) -> dict:
        """A command that must succeed, and what it says as JSON."""
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def python(self, code: str) -> str:
        """Python inside the install, with its models at hand; answers what it prints."""
        done = forked.run(["-c", f"import django\ndjango.setup()\n{code}"], self.environment, LONGEST)
        assert done.returncode == 0, done.stderr
        return done.stdout


def _tests_own() -> str:
    """Name of the tests' database, with nobody connected to it, and as a migration leaves it.

    An earlier test with real commits took the audit's triggers down; see tests/conftest.py.
    """
    triggers.install(connection)
    connection.close()
    return str(connection.settings_dict["NAME"])


def _send_away(database: str) -> None:
    """End what is still connected to a database that is to be copied: a thread of an earlier test may be."""
    _administer(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")


def _administer(statement: str) -> None:
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(statement)

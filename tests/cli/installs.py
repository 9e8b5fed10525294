"""Installs of their own for commands run as real processes: folder, key, and a database that goes with them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from django.db import connection

PROJECT = Path(__file__).resolve().parents[2]
POSTGRES = os.environ.get("LIANXI_DATABASE_URL", "")


class Install:
    """A place where `lianxi` runs, on the kind of database the tests run on."""

    def __init__(self, folder: Path, *, tables: bool = True) -> None:
        """With tables, the database is a copy of the tests' own, which is up to date and empty."""
        folder.mkdir()
        self.folder = folder
        self._database = ""
        connection.close()
        tests_own = connection.settings_dict["NAME"]
        if connection.vendor == "postgresql":
            self._database = f"lianxi_install_{uuid4().hex[:12]}"
            template = f' TEMPLATE "{tests_own}"' if tables else ""
            self._administer(f'CREATE DATABASE "{self._database}"{template}')
        elif tables:
            shutil.copy(tests_own, folder / "lianxi.sqlite3")
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("LIANXI_", "DJANGO_"))
        } | {
            "PYTHONPATH": f"{PROJECT / 'src'}:{PROJECT}",
            "LIANXI_VAR": str(folder),
            "LIANXI_DATABASE_URL": self._url,
            "DJANGO_SETTINGS_MODULE": "lianxi.config.settings.base",
        }

    @property
    def _url(self) -> str:
        return urlsplit(POSTGRES)._replace(path=f"/{self._database}").geturl() if self._database else ""

    def _administer(self, statement: str) -> None:
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            server.execute(statement)

    def drop(self) -> None:
        """Remove the database again; the folder goes with the test's own."""
        if self._database:
            self._administer(f'DROP DATABASE IF EXISTS "{self._database}" WITH (FORCE)')

    def start(self, *arguments: str, **more: object) -> subprocess.Popen:
        """A command that goes on while the test does."""
        return subprocess.Popen(
            [sys.executable, "-m", "lianxi", *arguments], cwd=PROJECT, env=self.environment, text=True, **more
        )

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command run to its end."""
        with self.start(*arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def json(self, *arguments: str) -> dict:
        """A command that must succeed, and what it says as JSON."""
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def python(self, code: str) -> str:
        """Python inside the install, with its models at hand; answers what it prints."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django\ndjango.setup()\n{code}"],
            cwd=PROJECT, env=self.environment, text=True, capture_output=True, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

"""Installs for the trials: a folder, a database that goes away afterwards, and `lianxi` as real processes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("LIANXI_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")
SQLITE, POSTGRES = "SQLite", "PostgreSQL"

# Told to end, a trial ends as it would have by itself: its servers, its database and its folder with it.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


@contextmanager
def install(kind: str, like: Install | None = None) -> Iterator[Install]:
    """A new install on that kind of database, or a copy of another; folder and database are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="lianxi-trial-") as folder:
        made = Install(Path(folder), kind, like=like)
        try:
            yield made
        finally:
            made.drop()


@contextmanager
def demo(kind: str) -> Iterator[Install]:
    """An install with the demo, to be copied."""
    with install(kind) as made:
        done = made.run("demo")
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        yield made


class Install:
    """Where `lianxi` runs; more nodes on the same database are made by `node`."""

    def __init__(self, folder: Path, kind: str, database: str = "", like: Install | None = None) -> None:
        self.folder, self.kind = folder, kind
        folder.mkdir(parents=True, exist_ok=True)
        self.database = database or (f"lianxi_trial_{uuid4().hex[:10]}" if kind == POSTGRES else "")
        if kind == POSTGRES and not database:
            template = f' TEMPLATE "{like.database}"' if like else ""
            administer(f'CREATE DATABASE "{self.database}"{template}')
        if like:
            shutil.copytree(like.folder / "var", folder / "var")
        self._started: list[subprocess.Popen] = []
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("LIANXI_", "DJANGO_"))
        } | {
            "PYTHONPATH": str(ROOT / "src"), "LIANXI_VAR": str(folder / "var"), "LIANXI_DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "lianxi.config.settings.base",
        }  # fmt: skip

    @property
    def url(self) -> str:
        """Address of the database; "" for SQLite in the install's own folder."""
        return urlsplit(SERVER)._replace(path=f"/{self.database}").geturl() if self.database else ""

    def node(self, name: str, **environment: str) -> Install:
        """Another machine on the same database, with a folder of its own."""
        made = Install(self.folder / name, self.kind, self.database)
        made.environment |= environment
        return made

    def drop(self) -> None:
        """Remove the database; what still runs is ended."""
        for process in self._started:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if self.database:
            administer(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')

    def start(self, *arguments: str, **more: object) -> subprocess.Popen:
        """A command in a process group of its own."""
        command = [sys.executable, "-m", "lianxi", *arguments]
        self._started = [one for one in self._started if one.poll() is None]
        process = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True, **more)
        self._started.append(process)
        return process

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command run to its end."""
        process = self.start(*arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        out, err = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def json(self, *arguments: str, codes: tuple[int, ...] = (0,)) -> dict:
        """What a command answers as JSON."""
        done = self.run(*arguments, "--json")
        if done.returncode not in codes:
            raise RuntimeError(f"{arguments}: {done.returncode}\n{done.stderr[-2000:]}")
        return json.loads(done.stdout)

    def python(self, code: str) -> str:
        """Python inside the install; answers what it prints."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django\ndjango.setup()\n{code}"], cwd=ROOT, env=self.environment, text=True,
            capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        return done.stdout

    @contextmanager
    def serving(self) -> Iterator[Server]:
        """`lianxi serve` on a free port, ended with the block."""
        server = Server(self)
        try:
            server.up()
            yield server
        finally:
            server.kill(signal.SIGTERM)


class Server:
    """One `lianxi serve`, which may be killed and started again on the same port."""

    def __init__(self, where: Install) -> None:
        self._install = where
        self.port = free_port()
        self.log = where.folder / f"serve-{self.port}.log"
        self._process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def up(self, seconds: float = 60) -> None:
        """Start, and wait until a page is answered."""
        with self.log.open("ab") as log:
            self._process = self._install.start("serve", "--port", str(self.port), stdout=log, stderr=log)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self._process.poll() is not None:
                raise RuntimeError(self.log.read_text()[-3000:])
            with suppress(urllib.error.URLError, ConnectionError, TimeoutError):
                urllib.request.urlopen(f"{self.url}/search/", timeout=30).close()  # noqa: S310 - the own server
                return
            time.sleep(0.1)
        raise RuntimeError(f"no answer\n{self.log.read_text()[-3000:]}")

    def kill(self, how: int = signal.SIGKILL) -> None:
        """End its whole process group."""
        if self._process and self._process.poll() is None:
            os.killpg(self._process.pid, how)
            self._process.wait(timeout=30)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def administer(statement: str) -> None:
    """Say something to the database server itself."""
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(statement)


def percentile(values: list[float], share: float) -> float:
    """The value below which that share lies; 0 of none."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else 0.0

"""A temporary SQLite and a temporary PostgreSQL database, each measured in a process of its own.

So the memory of one is not counted for the other, and nothing of an install is
touched. PostgreSQL is found through LIANXI_TEST_POSTGRES.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("LIANXI_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")
MEASURE = "--measure"
Figures = dict[str, float]


def each_database(script: str, amount: int) -> Iterator[tuple[str, Figures]]:
    """Run `script --measure AMOUNT` on one database after the other; it prints its figures as JSON."""
    with tempfile.TemporaryDirectory(prefix="lianxi-bench-") as folder:
        yield "SQLite", _in_own_process(script, amount, Path(folder), f"sqlite:///{folder}/bench.sqlite3")
    with tempfile.TemporaryDirectory(prefix="lianxi-bench-") as folder, _postgres_database() as url:
        if url:
            yield "PostgreSQL", _in_own_process(script, amount, Path(folder), url)
        else:
            print("PostgreSQL 连接不上，没有测")


def _in_own_process(script: str, amount: int, folder: Path, url: str) -> Figures:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "lianxi.config.settings.base",
        "PYTHONPATH": str(ROOT / "src"),
        "LIANXI_VAR": str(folder),
        "LIANXI_AUDIT_HEADS": str(folder / "audit-heads.jsonl"),
        "LIANXI_DATABASE_URL": url,
    }
    command = [sys.executable, script, MEASURE, str(amount)]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


@contextmanager
def _postgres_database() -> Iterator[str]:
    """Address of a new database that goes away afterwards; empty where no server answers."""
    import psycopg

    name = f"lianxi_bench_{uuid4().hex[:8]}"
    try:
        server = psycopg.connect(SERVER, autocommit=True)
    except psycopg.OperationalError:
        yield ""
        return
    with server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{SERVER.rpartition('/')[0]}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")

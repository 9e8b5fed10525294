"""Installs to back up and restore, and backups to damage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.cli.installs import Install

POSTGRES = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
collect_ignore = ["test_sqlite.py"] if POSTGRES else ["test_postgres.py"]

PASSPHRASE = "示例口令：正确的马电池订书钉"
POPULATE = """
from datetime import date
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from lianxi.apps.files.services import store_file
from lianxi.apps.jobs.services import cancel_job, enqueue
from lianxi.kernel.access import Actor, Role, RoleHeld
clerk = Actor(account="demo.clerk", person="示例", body="990100", roles=frozenset({RoleHeld(Role.CLERK, "990100")}))
day = date(2026, 3, 2)
for number in range(2):
    job = enqueue(kind="x", arguments={}, actor=clerk, body="990100", title=f"示例任务{number}", on=day)
    cancel_job(job=job, actor=clerk, on=day)
    with transaction.atomic():
        store_file(content=f"示例内容{number}".encode(), name=f"示例{number}.txt", content_type="text/plain",
                   owner=job.get_absolute_url(), body="990100", visibility="body", actor=clerk, on=day)
session = SessionStore(); session["sign_in"] = 1; session.save()
"""


@pytest.fixture(scope="session")
def populated(migrated: Install, tmp_path_factory) -> Iterator[Install]:
    """An install with acts of a body, two uploads and a session, to be copied."""
    made = Install(tmp_path_factory.mktemp("populated") / "install", like=migrated)
    try:
        made.python(POPULATE)
        yield made
    finally:
        made.drop()


@pytest.fixture
def install(db: None, populated: Install, tmp_path: Path) -> Iterator[Install]:
    """The populated install, for one test alone."""
    made = Install(tmp_path / "install", like=populated)
    yield made
    made.drop()


@pytest.fixture
def elsewhere(db: None, tmp_path: Path) -> Iterator[Install]:
    """Another machine: nothing there yet, and a key of its own."""
    made = Install(tmp_path / "elsewhere", tables=False)
    yield made
    made.drop()


@pytest.fixture
def passphrase_file(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase"
    file.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def made_backups(populated: Install, tmp_path_factory) -> dict[str, bytes]:
    """One plain and one encrypted backup, made once, sealed with the key of the tests themselves."""
    folder = tmp_path_factory.mktemp("backups")
    (folder / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    made = Install(folder / "install", like=populated)
    made.environment["LIANXI_SECRET_KEY"] = settings.SECRET_KEY
    try:
        made.json("backup", "--to", str(folder / "plain.zip"))
        made.json("backup", "--to", str(folder / "encrypted.zip"), "--passphrase-file", str(folder / "passphrase"))
    finally:
        made.drop()
    return {name: (folder / f"{name}.zip").read_bytes() for name in ("plain", "encrypted")}

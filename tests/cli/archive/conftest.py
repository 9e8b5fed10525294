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


@pytest.fixture
def install(transactional_db: None, tmp_path: Path) -> Iterator[Install]:
    """An install with two acts of a body, two uploads and a session."""
    made = Install(tmp_path / "install")
    made.python(POPULATE)
    yield made
    made.drop()


@pytest.fixture
def elsewhere(transactional_db: None, tmp_path: Path) -> Iterator[Install]:
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
def made_backups(django_db_setup: None, django_db_blocker, tmp_path_factory) -> dict[str, bytes]:
    """One plain and one encrypted backup, made once, sealed with the key of the tests themselves."""
    folder = tmp_path_factory.mktemp("backups")
    with django_db_blocker.unblock():
        made = Install(folder / "install")
    try:
        made.environment["LIANXI_SECRET_KEY"] = settings.SECRET_KEY
        made.python(POPULATE)
        (folder / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
        made.json("backup", "--to", str(folder / "plain.zip"))
        made.json("backup", "--to", str(folder / "encrypted.zip"), "--passphrase-file", str(folder / "passphrase"))
    finally:
        with django_db_blocker.unblock():
            made.drop()
    return {name: (folder / f"{name}.zip").read_bytes() for name in ("plain", "encrypted")}

"""What is particular to SQLite: pages that are damaged inside a sound archive, and a database in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from lianxi.cli.archive import sqlite
from lianxi.kernel.errors import Refused
from tests.cli.installs import SQLITE_FILE

TITLES = "SELECT title FROM jobs_job ORDER BY title"


@pytest.mark.django_db(transaction=True)
def test_pages_sqlite_itself_finds_damaged_are_refused(tmp_path: Path, populated):
    whole = (populated.folder / SQLITE_FILE).read_bytes()
    broken = tmp_path / "broken.sqlite3"
    for content in (
        whole[: len(whole) // 2],
        whole[:8192] + b"\xff" * 8192 + whole[16384:],
        "不是数据库".encode() * 999,
    ):
        broken.write_bytes(content)
        with pytest.raises(Refused) as refusal:
            sqlite.check(broken, None)
        assert "自检不通过" in refusal.value.reason


def test_a_database_that_somebody_is_writing_to_is_left_as_it_is(install, tmp_path: Path):
    file = tmp_path / "backup.zip"
    install.json("backup", "--to", str(file))
    install.query("DELETE FROM jobs_job WHERE title = '示例任务0'")
    install.environment["LIANXI_DATABASE_URL"] = f"sqlite:///{install.folder / SQLITE_FILE}?timeout=1"
    with closing(sqlite3.connect(install.folder / SQLITE_FILE)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        for arguments in (("restore", str(file), "--yes"), ("backup", "--to", str(tmp_path / "second.zip"))):
            answer = install.run(*arguments)
            assert answer.returncode == 2
            assert "lianxi serve" in answer.stderr
            assert "Traceback" not in answer.stderr
        writer.rollback()
    assert install.query(TITLES) == [("示例任务1",)]
    assert install.run("restore", str(file), "--yes").returncode == 0
    assert install.query(TITLES) == [("示例任务0",), ("示例任务1",)]


def test_a_backup_neither_waits_for_readers_nor_stops_them(install, tmp_path: Path):
    with closing(sqlite3.connect(install.folder / SQLITE_FILE)) as reader:
        reader.execute("BEGIN")
        assert len(reader.execute(TITLES).fetchall()) == 2
        assert install.run("backup", "--to", str(tmp_path / "backup.zip")).returncode == 0
        assert len(reader.execute(TITLES).fetchall()) == 2

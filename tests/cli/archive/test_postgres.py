"""What is particular to PostgreSQL: client programs, locks, tables of others, and a script that breaks off."""

from __future__ import annotations

import shutil
from pathlib import Path

import psycopg
import pytest

from lianxi.cli.archive import postgres
from lianxi.kernel.errors import Refused
from tests.cli.installs import Install

TITLES = "SELECT title FROM jobs_job ORDER BY title"


def put_before(install: Install, folder: Path, name: str, script: str) -> None:
    """Let a script of ours answer where the install calls a client program."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    install.environment["PATH"] = f"{folder}:{install.environment['PATH']}"


@pytest.fixture
def backup(install: Install, tmp_path: Path) -> Path:
    """A backup, after which one job has been lost."""
    file = tmp_path / "backup.zip"
    install.json("backup", "--to", str(file))
    install.query("DELETE FROM jobs_job WHERE title = '示例任务0'")
    return file


def refuse(install: Install, *arguments: str) -> str:
    answer = install.run(*arguments)
    assert answer.returncode == 2, answer.stderr
    assert "Traceback" not in answer.stderr
    return answer.stderr


def test_without_the_client_programs_it_says_what_to_install(install, tmp_path):
    install.environment["PATH"] = str(tmp_path)
    said = refuse(install, "backup", "--to", str(tmp_path / "backup.zip"))
    assert "找不到 pg_dump" in said
    assert "postgresql-client-" in said
    assert not (tmp_path / "backup.zip").exists()


def test_client_programs_older_than_the_server_are_refused(install, tmp_path):
    put_before(install, tmp_path / "bin", "pg_dump", 'echo "pg_dump (PostgreSQL) 9.6.24"')
    assert "低于服务器" in refuse(install, "backup", "--to", str(tmp_path / "backup.zip"))


def test_a_dump_that_fails_is_told_in_the_words_of_the_program(install, tmp_path):
    real = shutil.which("pg_dump")
    script = f'[ "$1" = --version ] && exec {real} --version\necho "pg_dump: error: 示例" >&2; exit 1'
    put_before(install, tmp_path / "bin", "pg_dump", script)
    assert "pg_dump: error: 示例" in refuse(install, "backup", "--to", str(tmp_path / "backup.zip"))
    assert not (tmp_path / "backup.zip").exists()


def test_a_script_that_breaks_off_changes_nothing(install, backup, tmp_path):
    real = shutil.which("pg_restore")
    script = f'case "$*" in *--clean*) {real} "$@" | head -c 30000; exit 1;; esac\nexec {real} "$@"'
    put_before(install, tmp_path / "bin", "pg_restore", script)
    assert "什么都没有恢复" in refuse(install, "restore", str(backup), "--yes")
    assert install.query(TITLES) == [("示例任务1",)]


def test_a_server_that_does_not_accept_a_statement_changes_nothing(install, backup, tmp_path):
    real = shutil.which("pg_restore")
    script = f'case "$*" in *--clean*) {real} "$@"; echo "SELECT 1/0;"; exit 0;; esac\nexec {real} "$@"'
    put_before(install, tmp_path / "bin", "pg_restore", script)
    assert "division by zero" in refuse(install, "restore", str(backup), "--yes")
    assert install.query(TITLES) == [("示例任务1",)]


def test_a_database_in_use_is_left_as_it_is_and_says_what_to_stop(install, backup):
    with psycopg.connect(install.url) as reader:
        reader.execute(TITLES)
        assert "lianxi serve" in refuse(install, "restore", str(backup), "--yes")
    assert install.query(TITLES) == [("示例任务1",)]


def test_tables_of_others_are_never_touched(install, backup):
    install.query("CREATE TABLE theirs (number integer)")
    said = refuse(install, "restore", str(backup), "--yes")
    assert "theirs" in said
    assert "LIANXI_DATABASE_URL" in said
    assert install.query("SELECT COUNT(*) FROM theirs") == [(0,)]


def test_own_tables_the_backup_does_not_know_do_not_stay_behind(install, populated, tmp_path):
    """A backup of an older program is put back under a newer one, where more tables point at those restored."""
    file = tmp_path / "older.zip"
    install.query("DROP TABLE axes_accessfailurelog")
    install.json("backup", "--to", str(file))
    newer = Install(tmp_path / "newer", like=populated)
    try:
        newer.query("ALTER TABLE axes_accessfailurelog ADD COLUMN job bigint REFERENCES jobs_job (id)")
        newer.json("restore", str(file), "--yes")
        assert newer.query("SELECT to_regclass('axes_accessfailurelog')") == [(None,)]
        assert len(newer.query(TITLES)) == 2
    finally:
        newer.drop()


@pytest.mark.django_db
def test_a_dump_of_a_newer_server_is_refused(tmp_path):
    class Manifest:
        server = "99"

    with pytest.raises(Refused) as refusal:
        postgres.check(tmp_path, Manifest())
    assert "99" in refusal.value.remedy


@pytest.mark.django_db
def test_a_dump_that_cannot_be_read_is_refused(tmp_path):
    class Manifest:
        server = postgres.server_version()

    dump = tmp_path / "database.pgdump"
    dump.write_bytes(b"PGDMP" + b"\0" * 100)
    with pytest.raises(Refused) as refusal:
        postgres.check(dump, Manifest())
    assert "pg_restore" in refusal.value.reason

"""`lianxi serve`: what it says when it cannot start, and that it starts, works and ends."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from lianxi.cli.readiness import warnings
from lianxi.cli.serve import listen
from lianxi.kernel.errors import Refused
from tests.cli.installs import Install

ENQUEUE = """
from datetime import date
from django.db import transaction
from lianxi.apps.jobs.verification import verify_audit
from lianxi.kernel.access import Actor
verify_audit(actor=Actor(person="示例", operator=True), on=date(2026, 3, 2))
"""
OWN_WORK = ("digest.daily", "mail.send")  # what the demo's own days ask for beside it


def jobs(install: Install) -> list[tuple[str, str, int]]:
    """Kind, state and number of attempts of every job, asked of the database directly."""
    return install.query("SELECT kind, state, attempts FROM jobs_job")


@pytest.fixture
def install(db: None, tmp_path: Path) -> Iterator[Install]:
    made = Install(tmp_path / "install", tables=False)
    yield made
    made.drop()


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(port: int) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
        return answer.status


def test_a_taken_port_is_refused_with_another_to_try():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        with pytest.raises(Refused) as refusal:
            listen("127.0.0.1", number)
    assert f"端口 {number} 已被占用" in refusal.value.reason
    assert "--port" in refusal.value.remedy


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(Refused) as refusal:
        listen("192.0.2.1", 8000)
    assert "--host" in refusal.value.remedy


def test_without_a_database_it_says_what_to_do_first(install, port):
    answer = install.run("serve", "--port", str(port))
    assert answer.returncode == 2
    assert "lianxi init" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_where_there_is_no_database_nothing_is_kept_or_upgraded_and_no_demo_made(install, port, tmp_path):
    for arguments in (("upgrade",), ("backup", "--to", str(tmp_path / "backup.zip"))):
        answer = install.run(*arguments)
        assert answer.returncode == 2
        assert "还没有数据库" in answer.stderr
        assert "LIANXI_VAR" in answer.stderr
    assert not (tmp_path / "backup.zip").exists()
    assert "数据库还没有建" in install.run("serve", "--port", str(port)).stderr


def test_a_key_others_can_read_is_refused(install, port):
    key = install.folder / "secret-key"
    key.write_text("示例")
    key.chmod(0o644)
    answer = install.run("serve", "--port", str(port))
    assert answer.returncode == 2
    assert f"chmod 600 {key}" in answer.stderr


def test_a_database_that_does_not_answer_is_named(install, port):
    install.environment["LIANXI_DATABASE_URL"] = "postgres://nobody@127.0.0.1:1/nothing"
    answer = install.run("serve", "--port", str(port))
    assert answer.returncode == 2
    assert "连不上数据库" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_it_serves_does_the_work_that_waits_and_ends_when_asked(install, port):
    server = install.start("serve", "--demo", "--port", str(port), stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        until = time.monotonic() + 60
        while True:
            try:
                assert ask(port) == 200
                break
            except OSError:
                assert server.poll() is None
                assert time.monotonic() < until
                time.sleep(0.2)
        install.python(ENQUEUE)
        while any(state != "done" for _, state, _ in jobs(install)):
            assert time.monotonic() < until
            time.sleep(0.1)
        assert [job for job in jobs(install) if job[0] not in OWN_WORK] == [("audit.verify", "done", 1)]
        begun = time.monotonic()
        server.terminate()
        out, err = server.communicate(timeout=20)
        assert time.monotonic() - begun < 15
    finally:
        server.kill()
        server.wait()
        for pipe in (server.stdout, server.stderr):
            pipe.close()  # else a failure here fails another test too
    assert server.returncode == 0
    assert f"http://127.0.0.1:{port}/" in out
    assert "示例账号" in err
    assert "Warning" not in err
    assert "Traceback" not in err


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl+C reaches what is started, also where the tests run in the background and are deaf to it themselves."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.django_db
@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("asked", [False, True])
def test_a_server_that_says_it_is_there_answers_and_ends_by_ctrl_c_without_complaint(migrated, tmp_path, port, asked):
    install = Install(tmp_path / "install", like=migrated)
    server = install.start("serve", "--port", str(port), stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert "联席已启动" in server.stdout.readline()
        if asked:
            assert ask(port) == 200
        server.send_signal(signal.SIGINT)
        _, err = server.communicate(timeout=20)
    finally:
        server.kill()
        server.wait()
        server.stdout.close()
        server.stderr.close()
        install.drop()
    assert (server.returncode, err) == (0, "已结束。\n")


def test_a_database_of_a_later_program_is_neither_served_nor_upgraded(later, port):
    for arguments in (("serve", "--port", str(port)), ("serve", "--demo", "--port", str(port)), ("upgrade",)):
        answer = later.run(*arguments)
        assert answer.returncode == 2
        assert "数据库比程序新：里面有这个程序不认识的建表步骤 rulebook.9999_later" in answer.stderr
        assert "lianxi restore" in answer.stderr


def test_a_command_on_a_database_of_another_program_says_so_before_it_begins(later, behind):
    assert "数据库比程序新" in later.run("search", "预算").stderr
    answer = behind.run("search", "预算")
    assert answer.returncode == 2
    assert "数据库还差 1 步更新" in answer.stderr
    assert "lianxi upgrade" in answer.stderr
    assert answer.stdout == ""


def test_a_database_that_is_behind_can_be_backed_up_first(behind, tmp_path):
    assert behind.run("backup", "--to", str(tmp_path / "before.zip")).returncode == 0


@pytest.fixture
def later(migrated: Install, db: None, tmp_path: Path) -> Iterator[Install]:
    """An install that a later program has upgraded; another project's tables beside it are nobody's business."""
    made = Install(tmp_path / "later", like=migrated)
    for app, step in (("rulebook", "9999_later"), ("elsewhere", "0001_own")):
        made.query(f"INSERT INTO django_migrations (app, name, applied) VALUES ('{app}', '{step}', '2027-01-01')")
    yield made
    made.drop()


@pytest.fixture
def behind(migrated: Install, db: None, tmp_path: Path) -> Iterator[Install]:
    """An install whose program is a step further than its database says."""
    made = Install(tmp_path / "behind", like=migrated)
    made.query("DELETE FROM django_migrations WHERE app = 'notices' AND id = "
               "(SELECT max(id) FROM django_migrations WHERE app = 'notices')")  # fmt: skip
    yield made
    made.drop()


@override_settings(DEBUG=True, SESSION_COOKIE_SECURE=False, ALLOWED_HOSTS=["127.0.0.1"])
def test_serving_others_warns_of_what_must_not_stay_so():
    said = "".join(warnings("0.0.0.0"))  # noqa: S104 - no port is opened
    assert "LIANXI_DEBUG" in said
    assert "LIANXI_HTTPS" in said
    assert "LIANXI_ALLOWED_HOSTS" in said
    assert not list(warnings("127.0.0.1"))

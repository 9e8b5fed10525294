"""`lianxi worker`."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.installs import Install
from tests.cli.test_serve import ENQUEUE, jobs


@pytest.fixture
def install(db: None, migrated: Install, tmp_path: Path) -> Iterator[Install]:
    made = Install(tmp_path / "install", like=migrated)
    yield made
    made.drop()


def test_once_does_what_is_ready_and_sums_it_up_as_json(install):
    install.python(ENQUEUE)
    answer = install.run("worker", "--once", "--json")
    assert answer.returncode == 0
    assert json.loads(answer.stdout) == {"done": 1, "failed": 0, "retrying": 0, "handed_back": 0, "left": 0}
    assert jobs(install) == [("audit.verify", "done", 1)]
    again = install.run("worker", "--once")
    assert (again.stdout, "办完 0 项" in again.stderr) == ("", True)


def test_it_goes_on_until_asked_to_end(install):
    worker = install.start("worker", stderr=subprocess.PIPE)
    assert "已开始" in worker.stderr.readline()
    worker.send_signal(signal.SIGTERM)
    _, err = worker.communicate(timeout=10)
    assert worker.returncode == 0
    assert "Traceback" not in err

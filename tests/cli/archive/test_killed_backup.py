"""A backup killed in the middle, and two at the same time."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.installs import Install

LARGE = """
import os
from datetime import date
from django.db import transaction
from lianxi.apps.files.services import store_file
from lianxi.kernel.access import Actor
for number in range(2):
    with transaction.atomic():
        store_file(content=os.urandom(45_000_000), name=f"大文件{number}.bin", content_type="", owner="/x/",
                   body="990100", visibility="body", actor=Actor(account="demo", person="示例"), on=date(2026, 3, 2))
"""


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture
def large(install) -> Install:
    """An install whose backup takes a moment."""
    install.python(LARGE)
    return install


def begin(install: Install, file: Path, *more: str) -> subprocess.Popen:
    """A backup under way: a good part of its file is written."""
    process = install.start("backup", "--to", str(file), *more, stderr=subprocess.PIPE)
    until = time.monotonic() + 60
    while sum(part.stat().st_size for part in file.parent.glob(f".{file.name}.*.part")) < 5_000_000:
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < until
        time.sleep(0.002)
    return process


def kill(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def test_a_killed_backup_leaves_the_old_one_and_no_half_new_one(large, tmp_path, passphrase_file):
    folder = tmp_path / "backups"
    folder.mkdir()
    file, other = folder / "daily.zip", folder / "first.zip"
    large.json("backup", "--to", str(file))
    stood = digest(file)
    kill(begin(large, file))
    kill(begin(large, file, "--passphrase-file", str(passphrase_file)))
    kill(begin(large, other))
    assert digest(file) == stood
    assert not other.exists()
    assert len(list(folder.glob(".*.part"))) == 2
    large.json("backup", "--to", str(other))
    assert sorted(path.name for path in folder.glob("*.zip")) == ["daily.zip", "first.zip"]
    assert list(folder.glob(".first.*")) == []
    assert not (large.folder / "backup-work").exists()
    assert large.run("restore", str(file), "--yes").returncode == 0


def test_a_second_backup_at_the_same_time_is_refused_and_the_first_goes_on(large, tmp_path):
    process = begin(large, tmp_path / "first.zip")
    process.send_signal(signal.SIGSTOP)
    second = large.run("backup", "--to", str(tmp_path / "second.zip"))
    assert second.returncode == 2
    assert "正在进行" in second.stderr
    process.send_signal(signal.SIGCONT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert (tmp_path / "first.zip").exists()

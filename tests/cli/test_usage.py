"""Mistakes on the command line are answered in Chinese, on stderr, with exit code 2."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lianxi.cli.usage import machine_in_words
from tests.cli.installs import Install

PROJECT = Path(__file__).resolve().parents[2]


def lianxi(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "lianxi", *arguments],
        cwd=PROJECT, env={**os.environ, "PYTHONPATH": "src", **env}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fly"], "没有这个命令：fly。"),
        (["deadline", "--fro", "2026-02-10"], "没有选项 --fro。是不是想写 --from"),
        (["deadline", "--from"], "选项 --from 后面要跟一个值。"),
        (["deadline", "--from", "2026-02-10", "--amount", "5", "again"], "多写了参数：again。"),
        (["rotation"], "缺少参数 机制。"),
        (["serve", "--port", "abc"], "选项 --port 的值不对：“abc”不是数。"),
        (["serve", "--port", "70000"], "70000不在允许的范围"),
        (["calendar", "load", "no-such-file.toml"], "没有“no-such-file.toml”这个文件。"),
        (["calendar", "load", "tests"], "“tests”是文件夹，这里要一个文件。"),
    ],
)
def test_a_mistake_is_named(arguments: list[str], said: str) -> None:
    done = lianxi(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.django_db
def test_what_needs_somebody_says_how_to_name_them(migrated: Install) -> None:
    said = migrated.run("account", "invite", "--body", "469029").stderr
    assert "请用 --as 写明账号。" in said
    assert "请先登录" not in said


def test_a_full_disk_is_said_in_words() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "lianxi", "demo", "accounts", "--json"],
            cwd=PROJECT, env={**os.environ, "PYTHONPATH": "src"}, stdout=full, stderr=subprocess.PIPE, text=True,
            check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("写不出去：磁盘已满。")


def test_a_folder_the_machine_will_not_write_is_named_and_our_own_faults_are_not_hidden() -> None:
    assert machine_in_words(PermissionError(errno.EACCES, "Permission denied", "/srv/lianxi/files")).startswith(
        "“/srv/lianxi/files”读写不了：没有权限。"
    )
    assert machine_in_words(FileNotFoundError(errno.ENOENT, "No such file or directory", "x")) == ""


def test_help_lists_every_command_with_its_meaning() -> None:
    done = lianxi("--help")
    assert done.returncode == 0
    for words in ("deadline", "推算到期日", "backup", "rotation"):
        assert words in done.stdout


def test_a_database_that_does_not_answer_is_said_in_words(tmp_path: Path) -> None:
    nobody = {
        "LIANXI_DATABASE_URL": "postgres://nobody@127.0.0.1:9/none",
        "LIANXI_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "lianxi.config.settings.base",
    }
    done = lianxi("bodies", "list", **nobody)
    assert done.returncode == 2
    assert "连不上数据库" in done.stderr
    assert "Traceback" not in done.stderr

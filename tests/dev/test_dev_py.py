"""dev.py on a machine where something is missing: it says what to do."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

DEAD = "http://127.0.0.1:9/simple"


def dev(clone: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LIANXI_", "DJANGO_", "PYTHON"))}
    return subprocess.run(
        [sys.executable, "dev.py", *arguments],
        cwd=clone,
        capture_output=True,
        text=True,
        env={**kept, **env},
        check=False,
    )


def test_without_an_argument_it_prints_all_its_commands(fresh_clone: Path) -> None:
    answer = dev(fresh_clone)
    assert answer.returncode == 0
    for command in ("run", "test", "lint", "bench", "demo-reset", "lock", "bundle", "lianxi"):
        assert f"python3 dev.py {command}" in answer.stdout


def test_an_unknown_command_prints_help_and_fails(fresh_clone: Path) -> None:
    assert dev(fresh_clone, "fly").returncode == 2


def test_a_taken_port_is_said_before_anything_is_installed(fresh_clone: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = dev(fresh_clone, "run", "--port", str(taken.getsockname()[1]))
    assert answer.returncode == 1
    assert "端口" in answer.stderr
    assert "--port" in answer.stderr
    assert not (fresh_clone / ".venv").exists()


def test_a_port_that_is_no_number_is_refused_in_words(fresh_clone: Path) -> None:
    assert "端口 abc 用不了：端口是 1 至 65535 的数" in dev(fresh_clone, "run", "--port", "abc").stderr


@pytest.mark.parametrize("slip", [["--prot", "8010"], ["--port"], ["8010"], ["--port", "8010", "--demo"]])
def test_a_slip_in_the_words_of_run_is_not_passed_over(fresh_clone: Path, slip: list[str]) -> None:
    answer = dev(fresh_clone, "run", *slip)
    assert answer.returncode == 1
    assert f"写的是：{' '.join(slip)}。" in answer.stderr
    assert not (fresh_clone / ".venv").exists()


def test_a_python_without_venv_names_the_package_to_install(fresh_clone: Path, tmp_path: Path) -> None:
    (tmp_path / "crippled").mkdir()
    (tmp_path / "crippled" / "ensurepip.py").write_text("raise ImportError('left out by the distribution')")
    answer = dev(fresh_clone, "lianxi", "--help", PYTHONPATH=str(tmp_path / "crippled"), PATH="/nonexistent")
    assert answer.returncode == 1
    assert "python3-venv" in answer.stderr


def test_a_machine_without_network_is_told_about_mirrors_and_the_offline_archive(fresh_clone: Path) -> None:
    answer = dev(
        fresh_clone, "lianxi", "--help",
        PIP_INDEX_URL=DEAD, PIP_EXTRA_INDEX_URL="", PIP_FIND_LINKS="", PIP_RETRIES="0", PIP_CONFIG_FILE=os.devnull,
        UV_DEFAULT_INDEX=DEAD, UV_FIND_LINKS="", UV_NO_CACHE="1", UV_HTTP_RETRIES="0",
    )  # fmt: skip
    assert answer.returncode == 1
    assert "bundle" in answer.stderr
    assert "Traceback" not in answer.stderr

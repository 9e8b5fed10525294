"""`lianxi deadline`: JSON alone on stdout, sentences without it, and a refusal in Chinese for every slip."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lianxi.cli.deadline import command
from lianxi.kernel.errors import Refused
from lianxi.loaders.toml_files import PROJECT


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


def answer(*arguments: str) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0
    return json.loads(result.stdout)


def lianxi(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "src")}
    return subprocess.run(
        [sys.executable, "-m", "lianxi", *arguments], capture_output=True, env=environment, cwd="/", check=False
    )


def test_json_has_the_documented_shape() -> None:
    found = answer("--from", "2026-02-10", "--amount", "5", "--unit", "workday")
    assert list(found) == ["due", "skipped", "provisional", "reasons", "calendar"]
    assert found["due"] == "2026-02-24"
    assert found["skipped"][0] == {"date": "2026-02-15", "why": "春节假期"}
    assert found["provisional"] is False
    assert found["reasons"] == []
    assert [(used["year"], used["version"]) for used in found["calendar"]] == [(2026, "2026-1")]


@pytest.mark.parametrize(
    ("arguments", "due"),
    [
        (("--from", "2026-02-10", "--amount", "10"), "2026-03-02"),
        (("--from", "2026-09-14", "--amount", "5", "--unit", "workday"), "2026-09-20"),
        (("--from", "2026-01-31", "--amount", "3", "--unit", "month"), "2026-04-30"),
        (("--from", "2026-02-28", "--amount", "1", "--unit", "month", "--month-end", "keep_end"), "2026-03-31"),
        (("--from", "2026-02-27", "--amount", "+2", "--unit", "day", "--roll", "forward"), "2026-03-02"),
        (("--from", "2026-09-20", "--amount", "-7", "--unit", "day"), "2026-09-13"),
        (("--from", "2026-09-20", "--amount", "-7", "--unit", "day", "--roll", "backward"), "2026-09-11"),
    ],
)
def test_units_rolling_and_counting_back(arguments: tuple[str, ...], due: str) -> None:
    assert answer(*arguments)["due"] == due


def test_a_provisional_answer_warns_on_stderr_and_keeps_stdout_pure() -> None:
    result = run("--from", "2026-12-28", "--amount", "5", "--json")
    found = json.loads(result.stdout)
    assert found["provisional"] is True
    assert "2027年的节假日安排尚未导入" in found["reasons"][0]
    assert found["calendar"][1] == {"year": 2027, "version": None, "source": None}
    assert result.stderr.startswith("暂定：2027年")


def test_without_json_it_explains_itself_in_chinese() -> None:
    result = run("--from", "2026-02-10", "--amount", "5")
    assert "到期日：2026年2月24日（星期二），至当日24时止。" in result.stdout
    assert "2026年2月15日至23日 春节假期" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("--amount", "5"), "缺少起算日"),
        (("--from", "2026-02-10"), "缺少期限的数"),
        (("--from", "", "--amount", "5"), "缺少起算日"),
        (("--from", "2026-02-30", "--amount", "5"), "没有 2026-02-30 这一天"),
        (("--from", "2026-2-3", "--amount", "5"), "不是日期"),
        (("--from", "20260203", "--amount", "5"), "不是日期"),
        (("--from", "10000-01-01", "--amount", "5"), "不是日期"),
        (("--from", "今天", "--amount", "5"), "不是日期"),
        (("--from", "1900-01-01", "--amount", "5"), "不在2000年至2099年之间"),
        (("--from", "9999-12-31", "--amount", "5"), "不在2000年至2099年之间"),
        (("--from", "2099-12-31", "--amount", "5"), "不在2000年至2099年之间"),
        (("--from", "2026-02-10", "--amount", "0"), "期限为 0"),
        (("--from", "2026-02-10", "--amount", "-0"), "期限为 0"),
        (("--from", "2026-02-10", "--amount", "2501"), "太长"),
        (("--from", "2026-02-10", "--amount", "9" * 5000), "太大"),
        (("--from", "2026-02-10", "--amount", "1.5"), "不是整数"),
        (("--from", "2026-02-10", "--amount", "五"), "不是整数"),
        (
            ("--from", "2026-02-10", "--amount", "5", "--unit", "week"),
            "可用：workday（工作日）、day（日）、month（月）",
        ),
        (("--from", "2026-02-10", "--amount", "5", "--roll", "up"), "可用：none（不移动）"),
        (("--from", "2026-02-10", "--amount", "5", "--month-end", "x"), "可用：last_day"),
    ],
)
def test_a_slip_is_refused_in_chinese(arguments: tuple[str, ...], part: str) -> None:
    result = run(*arguments, "--json")
    assert isinstance(result.exception, Refused)
    assert part in str(result.exception)
    assert result.exception.remedy
    assert result.stdout == ""


def test_the_process_prints_utf8_json_alone_from_any_folder() -> None:
    done = lianxi("deadline", "--from", "2026-02-10", "--amount", "5", "--unit", "workday", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))["due"] == "2026-02-24"
    assert "春节假期" in done.stdout.decode("utf-8")


def test_the_process_ends_with_two_and_a_sentence_when_it_refuses() -> None:
    done = lianxi("deadline", "--from", "2026-02-10", "--amount", "0", "--json")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode("utf-8").startswith("不能办理：期限为 0")


def test_it_starts_without_django_pydantic_and_settings() -> None:
    code = "import sys, lianxi.cli.deadline; print({'django', 'pydantic', 'pydantic_core'} & sys.modules.keys())"
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "src")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
    assert done.stdout.strip() == b"set()"

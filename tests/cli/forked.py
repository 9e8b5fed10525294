"""Commands run to their end in a process of their own, forked from one that has read the libraries once.

A start reads libraries for half a second or more before the command begins, and the
tests start hundreds. What `lianxi` reads of itself once its settings are known is
read in the new process, which has its own arguments, environment, output and exit code.
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
FORKS = hasattr(os, "fork")
_STARTED = get_context("forkserver") if FORKS else None
if _STARTED:
    _STARTED.set_forkserver_preload(["tests.cli.libraries"])


def run(arguments: Sequence[str], environment: Mapping[str, str], timeout: float) -> subprocess.CompletedProcess[str]:
    """`python` with these arguments, which are `-m module …` or `-c code`, as `subprocess.run` would run it."""
    if _STARTED is None:
        return subprocess.run(
            [sys.executable, *arguments], cwd=PROJECT, env=environment, text=True, capture_output=True, check=False,
            timeout=timeout,
        )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        said = [Path(folder) / name for name in ("out", "err")]
        child = _STARTED.Process(target=_become, args=(list(arguments), dict(environment), said))
        child.start()
        child.join(timeout)
        if child.exitcode is None:
            child.kill()
            child.join()
            raise subprocess.TimeoutExpired(list(arguments), timeout)
        out, err = (file.read_text(encoding="utf-8") for file in said)
        return subprocess.CompletedProcess(list(arguments), child.exitcode, out, err)


def _become(arguments: list[str], environment: dict[str, str], said: list[Path]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(PROJECT)
    for file, descriptor in zip(said, (1, 2), strict=True):
        with file.open("wb") as opened:
            os.dup2(opened.fileno(), descriptor)
    how, what, *rest = arguments
    sys.argv = [what if how == "-m" else how, *rest]
    if how == "-m":
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102 - the tests' own code

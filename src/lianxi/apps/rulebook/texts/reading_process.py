"""Texts read in a process of their own 独立进程: it can take its time or fail without taking the server with it."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Any

from lianxi.kernel.errors import Refused

logger = logging.getLogger(__name__)
SECONDS = 20
_SAID_NO = 2  # with a sentence for the reader on the standard error
LIANXI = ["-m", "lianxi", "text"]
READ = [*LIANXI, "report", "-", "--json"]
_AT_ONCE = 2
_WAITING_SECONDS = 10
_places = BoundedSemaphore(_AT_ONCE)


def read_report(text: str) -> dict[str, Any]:
    """The whole report on a text, as `lianxi text report --json` gives it; `Refused` when it takes too long."""
    report: dict[str, Any] = json.loads(answer(READ, given=text.encode()))
    return report


def answer(command: Sequence[str], *, given: bytes = b"") -> bytes:
    """What a command writes on its standard output; `Refused` when it says no, fails or takes over `SECONDS`.

    command: arguments of Python, such as `[*LIANXI, "report", "-"]`.
    given:   its standard input.
    """
    with place():
        try:
            done = subprocess.run(
                [sys.executable, *command], input=given, capture_output=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            raise Refused(
                "too_slow", f"这份文字读了 {SECONDS} 秒还没有读完，已停下。", remedy="请拆成几份，分别来做。"
            ) from None
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode == _SAID_NO:
        raise Refused("unreadable", said, remedy="请换一份文件。")
    if done.returncode:
        logger.error("a text could not be read: %s", said)
        raise Refused("failed", "读这份文字时出了错，已记入日志。", remedy="文字没有丢；请联系运维，或换一份再试。")
    return done.stdout


@contextmanager
def place() -> Iterator[None]:
    """One of the places for reading: at most two texts are read at once on a server, the next ones wait a while."""
    if not _places.acquire(timeout=_WAITING_SECONDS):
        raise Refused("busy", "同时来读文本的人多，等了一阵仍没有轮到。", remedy="文字没有丢，请过一会儿再点一次。")
    try:
        yield
    finally:
        _places.release()

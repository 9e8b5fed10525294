"""A text read in a process of its own 独立进程: it can take its time or fail without taking the server with it."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from threading import BoundedSemaphore
from typing import Any

from lianxi.kernel.errors import Refused

logger = logging.getLogger(__name__)
SECONDS = 20
_SAID_NO = 2  # with a sentence for the reader on the standard error
READ = ["-m", "lianxi", "text", "report", "-", "--json"]
_AT_ONCE = 2
_WAITING_SECONDS = 10
_places = BoundedSemaphore(_AT_ONCE)


def read_report(text: str) -> dict[str, Any]:
    """The whole report on a text, as `lianxi text report --json` gives it; `Refused` when it takes too long.

    At most two texts are read at once on a server, the next ones wait a while.
    """
    if not _places.acquire(timeout=_WAITING_SECONDS):
        raise Refused("busy", "同时体检的人多，等了一阵仍没有轮到。", remedy="文字没有丢，请过一会儿再点一次。")
    try:
        done = subprocess.run(
            [sys.executable, *READ],
            input=text.encode(), capture_output=True, timeout=SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Refused(
            "too_slow", f"这份文字读了 {SECONDS} 秒还没有读完，已停下。", remedy="请拆成几份，分别体检。"
        ) from None
    finally:
        _places.release()
    if done.returncode == _SAID_NO:
        raise Refused("unreadable", done.stderr.decode(errors="replace").strip(), remedy="请换一份文件。")
    if done.returncode:
        logger.error("a text could not be read: %s", done.stderr.decode(errors="replace"))
        raise Refused("failed", "读这份文字时出了错，已记入日志。", remedy="文字没有丢；请联系运维，或换一份再试。")
    report: dict[str, Any] = json.loads(done.stdout)
    return report

"""The parent of `child`: hands files over one by one, and starts the child anew when a file was too much for it."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from lianxi.importers.doc import end_with_children
from lianxi.kernel.errors import Refused

SECONDS = 20
_CHILD = "lianxi.apps.rulebook.intake.child"
_SOURCES = str(Path(__file__).parents[4])
_PER_CHILD = 200
"""Files after which the child is renewed, so that what parsers leave behind does not pile up."""
_PLAINER = "请用原来的软件打开，把文字复制到新的 Word 或纯文本文件里再上传。"


class Reader:
    """Reads files of strangers; to be used in a `with` block, by one thread."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._read = 0

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def read(self, content: bytes, name: str) -> dict[str, Any]:
        """What `child.read` says of a file; `Refused` where it cannot be read within time and memory."""
        child = self._running()
        self._read += 1
        header = json.dumps({"name": name, "size": len(content)}).encode() + b"\n"
        writing = threading.Thread(target=_write, args=(child, header + content), daemon=True)
        writing.start()
        try:
            line = self._answers.get(timeout=self._seconds)
        except queue.Empty:
            self._end()
            said = f"文件“{name}”在 {self._seconds:g} 秒内没有读完，可能太大或有意做坏。"
            raise Refused("reading_too_slow", said, remedy=f"请分成几个文件；或{_PLAINER}") from None
        return self._understood(line, name)

    def _understood(self, line: bytes, name: str) -> dict[str, Any]:
        if not line:  # the child's output ended
            self._end()
            raise Refused("reading_failed", f"文件“{name}”使读取程序中断了，可能已损坏。", remedy=_PLAINER)
        found: dict[str, Any] = json.loads(line)
        if "refused" in found:
            said = found["refused"]
            if said["guard"] == "reading_too_large":
                self._end()  # what it holds would weigh on the next file
            raise Refused(said["guard"], said["reason"], remedy=said["remedy"], source=said["source"])
        return found

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and (self._read >= _PER_CHILD or self._child.poll() is not None):
            self._end()
        if self._child is None:
            self._child = _start()
            self._answers, self._read = queue.Queue(), 0
            threading.Thread(target=_listen, args=(self._child, self._answers), daemon=True).start()
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        if child.stdin:
            with contextlib.suppress(OSError):
                child.stdin.close()
        end_with_children(child)
        child.wait()
        if child.stdout:
            child.stdout.close()


def _start() -> subprocess.Popen[bytes]:
    path = os.pathsep.join(filter(None, (_SOURCES, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", _CHILD],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path}, start_new_session=sys.platform != "win32",
    )  # fmt: skip


def _write(child: subprocess.Popen[bytes], given: bytes) -> None:
    """Beside the reading: a child that died no longer takes what is written."""
    with contextlib.suppress(OSError, ValueError):
        if child.stdin:
            child.stdin.write(given)
            child.stdin.flush()


def _listen(child: subprocess.Popen[bytes], answers: queue.Queue[bytes]) -> None:
    """One answer a line; an empty one when the child's output ends."""
    with contextlib.suppress(OSError, ValueError):
        for line in child.stdout or ():
            answers.put(line)
    answers.put(b"")

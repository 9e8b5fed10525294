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
START_SECONDS = 90
_CHILD = "lianxi.apps.rulebook.intake.child"
_SOURCES = str(Path(__file__).parents[4])
_PER_CHILD = 200
"""Files after which the child is renewed, so that what parsers leave behind does not pile up."""
_PLAINER = "请用原来的软件打开，把文字复制到新的 Word 或纯文本文件里再上传。"
_ENDED = b""
# Windows opens a window for each console program unless told not to (CREATE_NO_WINDOW).
_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0


class NoReader(Refused):
    """The child does not start: the machine's fault, never the file's, which goes on waiting."""

    def __init__(self) -> None:
        super().__init__(
            "reader_starts", "读取文件的程序没有启动起来，文件没有丢，都还在等待读取。",
            remedy="请过一会儿再点“接着读”；仍不行的，请运维查看内存和磁盘是否已满。",
        )  # fmt: skip


class _Broken(Refused):
    """The child ended at a file, or ran out of memory: perhaps by what it had read before."""


class Reader:
    """Reads files of strangers; to be used in a `with` block, by one thread.

    seconds: a file may take; program: module of the child.
    """

    def __init__(self, seconds: float = SECONDS, program: str = _CHILD) -> None:
        self._seconds = seconds
        self._program = program
        self._child: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._threads: list[threading.Thread] = []
        self._read = 0

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def read(self, content: bytes, name: str) -> dict[str, Any]:
        """What `child.read` says of a file; `Refused` where it cannot be read within time and memory.

        A file is blamed for breaking a child only when it breaks a new one.
        """
        used = self._child is not None and self._read > 0
        try:
            return self._once(content, name)
        except _Broken:
            if not used:
                raise
        return self._once(content, name)

    def _once(self, content: bytes, name: str) -> dict[str, Any]:
        child = self._running()
        self._read += 1
        header = json.dumps({"name": name, "size": len(content), "seconds": self._seconds}).encode() + b"\n"
        self._beside(_write, child, header + content)
        try:
            line = self._answers.get(timeout=self._seconds)
        except queue.Empty:
            self._end()
            said = f"文件“{name}”在 {self._seconds:g} 秒内没有读完，可能太大或有意做坏。"
            raise Refused("reading_too_slow", said, remedy=f"请分成几个文件；或{_PLAINER}") from None
        return self._understood(line, name)

    def _understood(self, line: bytes, name: str) -> dict[str, Any]:
        if not line.endswith(b"\n"):  # the child's output ended, perhaps within its answer
            self._end()
            raise _Broken("reading_failed", f"文件“{name}”使读取程序中断了，可能已损坏。", remedy=_PLAINER)
        found: dict[str, Any] = json.loads(line)
        if "refused" in found:
            said = found["refused"]
            kind = Refused
            if said["guard"] == "reading_too_large":
                self._end()  # what it holds would weigh on the next file
                kind = _Broken
            raise kind(said["guard"], said["reason"], remedy=said["remedy"], source=said["source"])
        return found

    def _running(self) -> subprocess.Popen[bytes]:
        """The child, started and ready; a new one where the old one is gone or has read enough."""
        if self._child is not None and (self._read >= _PER_CHILD or self._child.poll() is not None):
            self._end()
        if self._child is None:
            self._child = _start(self._program)
            self._answers, self._read = queue.Queue(), 0
            self._beside(_listen, self._child, self._answers)
            try:
                ready = self._answers.get(timeout=START_SECONDS)
            except queue.Empty:
                ready = _ENDED
            if ready == _ENDED:
                self._end()
                raise NoReader
        return self._child

    def _beside(self, do: Any, *given: Any) -> None:
        """Do something in a thread: neither writing to the child nor listening to it may hold up the waiting."""
        self._threads = [one for one in self._threads if one.is_alive()]
        thread = threading.Thread(target=do, args=given, daemon=True)
        thread.start()
        self._threads.append(thread)

    def _end(self) -> None:
        """End the child and wait for it. First the process, then the pipes: closing one that is stuck would wait."""
        child, self._child = self._child, None
        if child is None:
            return
        end_with_children(child)
        child.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()


def _start(program: str) -> subprocess.Popen[bytes]:
    path = os.pathsep.join(filter(None, (_SOURCES, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", program],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path}, start_new_session=sys.platform != "win32", creationflags=_NO_WINDOW,
    )  # fmt: skip


def _write(child: subprocess.Popen[bytes], given: bytes) -> None:
    """A child that died no longer takes what is written."""
    with contextlib.suppress(OSError, ValueError):
        if child.stdin:
            child.stdin.write(given)
            child.stdin.flush()


def _listen(child: subprocess.Popen[bytes], answers: queue.Queue[bytes]) -> None:
    """One answer a line; an empty one when the child's output ends."""
    with contextlib.suppress(OSError, ValueError):
        for line in child.stdout or ():
            answers.put(line)
    answers.put(_ENDED)

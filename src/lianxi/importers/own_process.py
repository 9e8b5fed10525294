"""A stranger's file read in a process of its own 独立进程: when it runs too long or grows too large, only that ends.

The parsers beneath are written in C; a file made to break them takes the
process along. The child gets the bytes on its standard input, sets its own
limits before it loads a parser, and answers with one JSON object.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from lianxi.importers.doc import end_with_children
from lianxi.importers.document import ReadDocument, from_plain
from lianxi.importers.kinds import kind_of
from lianxi.importers.limits import MEGABYTE, MEMORY, SECONDS
from lianxi.kernel.errors import Refused

_CHILD = "lianxi.importers.reading_process"
_SOURCES = str(Path(__file__).parents[2])
_PLAINER = "请用原来的软件打开，把文字复制到新的 Word 或纯文本文件里再导入。"
# Windows opens a window for each console program unless told not to (CREATE_NO_WINDOW).
_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0


def read_in_own_process(content: bytes, name: str, *, seconds: float = SECONDS, memory: int = MEMORY) -> ReadDocument:
    """Like `read_document`, within `seconds` and `memory` bytes; `Refused` where the file needs more or breaks it.

    Windows has no limit of memory for a process from within; there only the time is limited.
    """
    kind_of(content, name)  # what is refused by its first bytes needs no process
    header = json.dumps({"name": name, "memory": memory, "seconds": seconds}).encode() + b"\n"
    answer = _answer(header + content, name, seconds)
    if "refused" in answer:
        said = answer["refused"]
        raise Refused(said["guard"], said["reason"], remedy=said["remedy"], source=said["source"])
    return from_plain(answer["document"])


def _answer(given: bytes, name: str, seconds: float) -> dict[str, dict[str, str]]:
    with subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", _CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (_SOURCES, os.environ.get("PYTHONPATH"))))},
        start_new_session=sys.platform != "win32",
        creationflags=_NO_WINDOW,
    ) as child:
        try:
            written, _ = child.communicate(given, seconds)
        except subprocess.TimeoutExpired:
            said = f"文件“{name}”在 {seconds:g} 秒内没有读完，可能太大或有意做坏。"
            raise Refused("reading_too_slow", said, remedy=f"请分成几个文件；或{_PLAINER}") from None
        finally:
            end_with_children(child)
    try:
        found = json.loads(written)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Refused("reading_failed", f"文件“{name}”使读取程序中断了，可能已损坏。", remedy=_PLAINER)
    return found


def too_much_memory(name: str, memory: int) -> Refused:
    """The refusal of a file that does not fit."""
    said = f"读文件“{name}”需要的内存超过 {memory // MEGABYTE} MB。"
    return Refused("reading_too_large", said, remedy=f"请分成几个文件；或{_PLAINER}")

"""Heads outside the database 库外链头: an append-only file, one JSON line per entry.

The file is what finds a chain rewritten as a whole, a cut tail and a database
set back to an older state. It is the better a witness the less the keeper of
the database can reach it.
"""

from __future__ import annotations

import fcntl
import json
import logging
import mmap
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

log = logging.getLogger(__name__)


@dataclass(frozen=True, order=True)
class Head:
    """Number and hash of a chain's last entry at some instant 链头."""

    chain: str
    number: int
    hash: str
    at: str = field(default="", compare=False)


def heads_file() -> Path:
    """Where the heads of this install are written."""
    return Path(settings.AUDIT_HEADS_FILE)


def append_line(content: dict[str, Any]) -> None:
    """Append one line and see it onto the disk; writers of all processes take turns."""
    line = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
    descriptor = os.open(heads_file(), os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        size = os.fstat(descriptor).st_size
        torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"  # a writer died in the middle of its line
        os.write(descriptor, (b"\n" if torn else b"") + line.encode("utf-8"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_line(content: dict[str, Any], what: str) -> bool:
    """Append a line; a disk that fails must not undo an act already committed: it is logged, and told by `verify`."""
    try:
        append_line(content)
    except OSError as error:
        log.error("链头文件写入失败：%s没有写入 %s：%s", what, heads_file(), error)
        return False
    return True


def write_head(head: Head) -> bool:
    """Write the head of an entry just committed."""
    return write_line(asdict(head), f"{head.chain} 链第 {head.number} 条的链头")


def numbers_written(key: str, look_at: int = 20) -> set[int]:
    """Numbers in the last lines of the heads file that speak of chain `key`; none where there is no such line."""
    mark, found = f'"chain":{json.dumps(key, ensure_ascii=False)}'.encode(), set()
    try:
        with heads_file().open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as lines:
            end = len(lines)
            for _ in range(look_at):
                at = lines.rfind(mark, 0, end)
                if at < 0:
                    break
                end = lines.rfind(b"\n", 0, at) + 1
                found |= _numbers(lines[end : lines.find(b"\n", at) + 1], key)
    except (OSError, ValueError):  # no file, or an empty one
        return found
    return found


def _numbers(line: bytes, key: str) -> set[int]:
    """Numbers of chain `key` that one line vouches for: its own, or those a restore came back to."""
    try:
        content = json.loads(line)
    except ValueError:
        return set()
    heads = content.get("new", [content])
    return {head["number"] for head in heads if head.get("chain") == key and "number" in head}

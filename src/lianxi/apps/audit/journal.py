"""Heads outside the database 库外链头: an append-only file, one JSON line per entry.

The file is what finds a chain rewritten as a whole, a cut tail and a database
set back to an older state. It is the better a witness the less the keeper of
the database can reach it.
"""

from __future__ import annotations

import fcntl
import json
import logging
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

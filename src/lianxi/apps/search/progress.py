"""How far the making of an index is 建立进度, told to whoever waits for it, in whatever process."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_NAME = "progress.json"
_STALE = 60.0
"""Seconds after which nothing new means that whoever made the index is gone."""


@dataclass(frozen=True, slots=True)
class Progress:
    """So many objects of all there are."""

    done: int
    all_of: int

    @property
    def percent(self) -> int:
        """In whole per cent."""
        return self.done * 100 // self.all_of if self.all_of else 0


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """While the index of a folder is made; afterwards nothing is told any more."""
    try:
        yield
    finally:
        with suppress(OSError):
            (folder / _NAME).unlink(missing_ok=True)


def tell(folder: Path, done: int, all_of: int) -> None:
    """Say how far it is; that it cannot be said stops nothing."""
    with suppress(OSError):
        written = folder / f"{_NAME}.new"
        written.write_text(json.dumps({"done": done, "all_of": all_of}), encoding="utf-8")
        written.replace(folder / _NAME)


def progress(folder: Path) -> Progress | None:
    """How far it is; None where no index is being made, or nobody knows."""
    file = folder / _NAME
    try:
        if time.time() - file.stat().st_mtime > _STALE:
            return None
        return Progress(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None

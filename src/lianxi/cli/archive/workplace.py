"""Where backups and restores work: a private folder, one at a time, and files that appear whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from lianxi.cli.usage import system_in_words
from lianxi.kernel.errors import Refused

_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}


@contextmanager
def workplace() -> Iterator[Path]:
    """A private folder for what lies in between, emptied before and after; one backup or restore at a time."""
    folder = Path(settings.VAR) / "backup-work"
    with (Path(settings.VAR) / "backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refused("one_at_a_time", "另一次备份或恢复正在进行。", remedy="请等它结束后再来。") from None
        shutil.rmtree(folder, ignore_errors=True)  # left by one that was killed
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def placed(target: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `target` only when it is complete and on the disk 原子替换.

    Readable by its owner alone from the first byte. Whoever is killed in
    between leaves `target` as it was and a part file, which the next one sweeps.
    """
    try:
        _sweep(target)
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise _unwritable(target, error) from error
    part = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
            file.flush()
            os.fsync(file.fileno())
            part.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        if error.errno in _DISK:
            raise _unwritable(target, error) from error
        raise
    finally:
        part.unlink(missing_ok=True)


def _unwritable(target: Path, error: OSError) -> Refused:
    return Refused(
        "target_writable",
        f"写不了 {target}：{system_in_words(error)}。",
        remedy="请检查文件夹是否存在、有没有写权限、磁盘是否已满。",
    )


def _sweep(target: Path) -> None:
    """Remove part files whose writer is gone: a living one holds a lock on its own."""
    for part in target.parent.glob(f".{target.name}.*.part"):
        with part.open("rb") as file, suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

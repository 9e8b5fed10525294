"""Bytes on the disk: FILES_FOLDER/ab/cd/<sha256>, written once, readable by the owner of the process only."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from django.conf import settings

CHUNK = 256 * 1024
INCOMING = "incoming"


class TooLargeError(Exception):
    """More bytes came than were allowed."""


def place_of(sha256: str) -> Path:
    """Where bytes of that hash lie."""
    return Path(settings.FILES_FOLDER) / sha256[:2] / sha256[2:4] / sha256


def put_bytes(content: bytes | BinaryIO, limit: int) -> tuple[str, int, bytes]:
    """Write bytes where they belong; answers their SHA-256, their number, and the first few of them.

    They are written under a passing name, synced, and renamed in one step, so
    that nobody ever meets half a file. Bytes already there are replaced by
    themselves, which heals a damaged copy. `TooLargeError` leaves nothing behind;
    what a killed writer leaves goes with the next file.
    """
    incoming = Path(settings.FILES_FOLDER) / INCOMING
    incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
    _clear_up(incoming)
    with _passing(incoming) as (path, file):
        sha256, size, head = _copied(BytesIO(content) if isinstance(content, bytes) else content, file, limit)
        if size:
            place = place_of(sha256)
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.replace(place)
            _sync_folder(place.parent)
    return sha256, size, head


@contextmanager
def _passing(incoming: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file under a passing name, locked as long as somebody writes it; gone afterwards, unless it was renamed."""
    while True:
        path = incoming / uuid4().hex
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with suppress(OSError):  # a file system without locks: nothing is cleared up there
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            break
        os.close(descriptor)  # cleared up before it was locked
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield path, file
    finally:
        path.unlink(missing_ok=True)


def _clear_up(incoming: Path) -> None:
    """Remove what a writer that was killed has left: nobody holds its lock any more."""
    for path in incoming.iterdir():
        with suppress(OSError), path.open("rb") as left:
            fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()


def _copied(content: BinaryIO, file: BinaryIO, limit: int) -> tuple[str, int, bytes]:
    """Copy chunk by chunk onto the disk, counting and hashing."""
    digest, size, head = hashlib.sha256(), 0, b""
    while chunk := content.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise TooLargeError
        head = head or chunk[:4096]
        digest.update(chunk)
        file.write(chunk)
    file.flush()
    os.fsync(file.fileno())
    return digest.hexdigest(), size, head


def _sync_folder(folder: Path) -> None:
    """Have the new name itself on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_bytes(sha256: str) -> BinaryIO | None:
    """The bytes, read through and found to be what they should be; None where they are missing or damaged."""
    try:
        file = place_of(sha256).open("rb")
    except OSError:
        return None
    try:
        if hashlib.file_digest(file, "sha256").hexdigest() == sha256:
            file.seek(0)
            return file
    except OSError:
        pass
    file.close()
    return None


def remove_bytes(sha256: str) -> None:
    """Take the bytes off the disk; nothing where they are not there."""
    place_of(sha256).unlink(missing_ok=True)


def stored_bytes() -> Iterator[Path]:
    """Every file in the folder, whether a row knows it or not."""
    folder = Path(settings.FILES_FOLDER)
    for top, _, names in os.walk(folder):
        for name in sorted(names):
            yield Path(top) / name

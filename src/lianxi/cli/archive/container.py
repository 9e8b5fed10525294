"""The file itself: a zip whose comment is the SHA-256 of every byte before it, so that no flipped bit goes unseen."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from lianxi.kernel.errors import Refused

CHUNK = 1 << 20
_MARK = b"lianxi-backup sha256="
_LENGTH = 64
_COMMENT = re.compile(re.escape(_MARK) + rb"[0-9a-f]{64}")


@contextmanager
def new_container(file: BinaryIO) -> Iterator[ZipFile]:
    """A zip to be filled; its checksum is written when the block ends well."""
    with ZipFile(file, "w") as archive:
        archive.comment = _MARK + b"0" * _LENGTH
        yield archive
    end = file.seek(0, 2) - _LENGTH
    digest = _digest(file, end)
    file.seek(end)
    file.write(digest.encode())


@contextmanager
def open_container(path: Path) -> Iterator[ZipFile]:
    """The zip, after every byte of it has been checked; `Refused` when it is not ours or not whole."""
    try:
        with path.open("rb") as file:
            _require_whole(file, path.name)
            with ZipFile(file) as archive:
                yield archive
    except FileNotFoundError:
        raise Refused("backup_found", f"没有备份文件 {path}。", remedy="请核对路径。") from None
    except IsADirectoryError:
        raise Refused("backup_found", f"{path} 是文件夹，不是备份文件。", remedy="请给出备份文件的路径。") from None
    except PermissionError:
        raise Refused("backup_found", f"没有权限读取 {path}。", remedy="请用有权读取它的系统用户执行。") from None
    except BadZipFile as error:
        raise damaged(path.name, "归档结构读不出") from error


def damaged(name: str, what: str) -> Refused:
    """The refusal of a file that is not what was written."""
    return Refused(
        "backup_sound",
        f"备份文件 {name} 已损坏或被改动：{what}。什么都没有恢复。",
        remedy="请重新拷贝这份备份，或换用另一份。",
    )


def _require_whole(file: BinaryIO, name: str) -> None:
    size = file.seek(0, 2)
    comment = b""
    if size > len(_MARK) + _LENGTH:
        file.seek(size - _LENGTH - len(_MARK))
        comment = file.read()
    if not _COMMENT.fullmatch(comment):
        raise Refused(
            "backup_format",
            f"{name} 不是完整的联席备份文件：结尾没有校验值。什么都没有恢复。",
            remedy="若它确是联席的备份，多半是没有拷贝完，请重新拷贝。",
        )
    if _digest(file, size - _LENGTH).encode() != comment[-_LENGTH:]:
        raise damaged(name, "校验值不符")


def _digest(file: BinaryIO, length: int) -> str:
    """SHA-256 of the first `length` bytes."""
    digest = hashlib.sha256()
    file.seek(0)
    while length > 0 and (chunk := file.read(min(CHUNK, length))):
        digest.update(chunk)
        length -= len(chunk)
    return digest.hexdigest()

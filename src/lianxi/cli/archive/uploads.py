"""Uploads as restore puts them back: bytes named by their SHA-256, never changed once written."""

from __future__ import annotations

from zipfile import ZipFile

from lianxi.apps.files.store import open_bytes, put_bytes
from lianxi.cli.archive.check import UNREADABLE
from lianxi.cli.archive.container import damaged
from lianxi.cli.archive.manifest import DATABASES, Manifest
from lianxi.cli.usage import system_in_words
from lianxi.kernel.errors import Refused


def restore_uploads(archive: ZipFile, manifest: Manifest, name: str) -> None:
    """Add what is not there, sound; what is there and in no backup stays, so nothing is ever lost here."""
    for member in manifest.files:
        if member.name in DATABASES.values() or _is_there(member.sha256):
            continue
        try:
            with archive.open(member.name) as source:
                sha256, _, _ = put_bytes(source, member.size)
        except UNREADABLE as error:
            raise damaged(name, f"{member.name} 读不出") from error
        except OSError as error:
            raise Refused(
                "files_writable",
                f"上传文件写不进去：{system_in_words(error)}。数据库没有动。",
                remedy="请检查 LIANXI_FILES 所指文件夹的权限和磁盘空间，再恢复一次。",
            ) from error
        if sha256 != member.sha256:
            raise damaged(name, f"{member.name} 与清单不符")


def _is_there(sha256: str) -> bool:
    file = open_bytes(sha256)
    if file is None:
        return False
    file.close()
    return True

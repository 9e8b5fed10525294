"""Judging a backup before anything is touched: ours, whole, unchanged, and something this program can take."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from pydantic import ValidationError

from lianxi.cli.archive.container import CHUNK, damaged
from lianxi.cli.archive.manifest import (
    DATABASES,
    FORMAT,
    MANIFEST,
    SEAL,
    UPLOADS,
    Manifest,
    Member,
    key_hint,
    seal_holds,
)
from lianxi.kernel.errors import Refused

_LARGEST_MANIFEST = 256 * 1024 * 1024
_UPLOAD = re.compile(re.escape(UPLOADS) + r"[0-9a-f]{64}\Z")
_FORMAT = re.compile(rb'"format":\s*(\d+)')
# what a zip or a compressed stream raises when it is not what its headers say
UNREADABLE = (BadZipFile, EOFError, ValueError, RuntimeError, zlib.error)
_LABELS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class Judged:
    """A manifest that has passed, and whether its seal could be checked with this install's key."""

    manifest: Manifest
    sealed: bool


def judge(archive: ZipFile, name: str) -> Judged:
    """Read and check everything; `Refused` with what is wrong and what to do."""
    content = _read(archive, MANIFEST, _LARGEST_MANIFEST, name)
    _require_known_format(content, name)
    try:
        manifest = Manifest.model_validate_json(content)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise damaged(name, f"清单不合格式（{where}）") from None
    sealed = _seal(content, _read(archive, SEAL, 200, name).decode("ascii", "replace"), manifest, name)
    _require_takeable(manifest)
    _require_members(archive, manifest, name)
    _require_room(manifest)
    for member in manifest.files:
        copy_member(archive, member, None, name)
    return Judged(manifest, sealed)


def copy_member(archive: ZipFile, member: Member, target: Path | None, name: str) -> None:
    """Read one member through, into `target` if given; it must be exactly what the manifest says, not a byte more."""
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(member.name) as source, (target or Path(os.devnull)).open("wb") as file:
            while size <= member.size and (chunk := source.read(CHUNK)):
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
    except UNREADABLE as error:
        raise damaged(name, f"{member.name} 读不出") from error
    if size != member.size or digest.hexdigest() != member.sha256:
        raise damaged(name, f"{member.name} 与清单不符")


def _read(archive: ZipFile, member: str, largest: int, name: str) -> bytes:
    try:
        if archive.getinfo(member).file_size > largest:
            raise damaged(name, f"{member} 过大")
        with archive.open(member) as source:
            content = _limited(source, largest)
    except KeyError:
        raise Refused(
            "backup_format",
            f"{name} 不是联席的备份：里面没有 {member}。什么都没有恢复。",
            remedy="请给出 lianxi backup 生成的文件。",
        ) from None
    except UNREADABLE as error:
        raise damaged(name, f"{member} 读不出") from error
    return content


def _limited(source: IO[bytes], largest: int) -> bytes:
    content = source.read(largest + 1)
    if len(content) > largest:
        raise ValueError("larger than its header says")
    return content


def _require_known_format(content: bytes, name: str) -> None:
    """Before the manifest is understood at all: a newer form may look quite different."""
    found = _FORMAT.search(content)
    if found and int(found[1]) > FORMAT:
        raise _newer(f"{name} 的格式是第 {int(found[1])} 版，这个程序只懂到第 {FORMAT} 版。")


def _newer(reason: str) -> Refused:
    return Refused(
        "backup_version", f"{reason}什么都没有恢复。", remedy="请先把联席更新到做这份备份时的版本或更新的版本。"
    )


def _seal(content: bytes, seal: str, manifest: Manifest, name: str) -> bool:
    """Whether the seal is known to hold; with another key it cannot be known, with this key it must."""
    if manifest.secret_key.fingerprint != key_hint().fingerprint:
        return False
    if not seal_holds(content, seal):
        raise damaged(name, "封印与清单不符，有人改动过清单")
    return True


def _require_takeable(manifest: Manifest) -> None:
    """The kind of database is this one, and nothing in it is newer than this program."""
    if manifest.vendor != connection.vendor:
        raise Refused(
            "same_vendor",
            f"备份来自 {_LABELS[manifest.vendor]}，这里用的是 {_LABELS[connection.vendor]}，存储不同，不能互相恢复。",
            remedy=f"请把 LIANXI_DATABASE_URL 指向一个 {_LABELS[manifest.vendor]} 数据库，再恢复。",
        )
    known = {f"{app}.{step}" for app, step in MigrationLoader(None).disk_migrations}
    if newer := [step for step in manifest.migrations if step not in known]:
        raise _newer(f"备份是更新的版本（{manifest.version}）做的，含有这个程序不认识的建表步骤 {newer[0]}。")


def _require_members(archive: ZipFile, manifest: Manifest, name: str) -> None:
    """Exactly the listed members, each once, each under a name this program gives itself."""
    listed = [member.name for member in manifest.files]
    found = sorted(entry.filename for entry in archive.infolist())
    if found != sorted([*listed, MANIFEST, SEAL]):
        raise damaged(name, "内容与清单不符，有缺少、多余或重复的文件")
    database = DATABASES[manifest.vendor]
    if listed.count(database) != 1 or any(entry != database and not _UPLOAD.match(entry) for entry in listed):
        raise damaged(name, "清单里有不该有的文件名")
    if any(member.name != database and member.name != UPLOADS + member.sha256 for member in manifest.files):
        raise damaged(name, "有上传文件的名字与其内容不符")


def _require_room(manifest: Manifest) -> None:
    """Enough space for the database twice and the uploads once, so that it does not end in the middle."""
    sizes = {member.name: member.size for member in manifest.files}
    needed = sum(sizes.values()) + 2 * sizes[DATABASES[manifest.vendor]]
    free = shutil.disk_usage(settings.VAR).free
    if needed > free:
        raise Refused(
            "disk_space",
            f"恢复需要约 {needed // 2**20 + 1} MB，磁盘只剩 {free // 2**20} MB。什么都没有恢复。",
            remedy="请先腾出空间。",
        )

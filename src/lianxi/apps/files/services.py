"""Handing files in, recording that they left, and checking the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from lianxi.apps.audit.services import record
from lianxi.apps.files.acts import ERASE_FILE, UPLOAD_FILE
from lianxi.apps.files.kinds import clean_name, content_type_of
from lianxi.apps.files.models import StoredFile, Visibility
from lianxi.apps.files.selectors import act_of_download, stored_hashes
from lianxi.apps.files.store import TooLargeError, open_bytes, place_of, put_bytes, remove_bytes, stored_bytes
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused

LARGEST = 50 * 1024 * 1024


def store_file(
    *,
    content: bytes | BinaryIO,
    name: str,
    content_type: str,
    owner: str,
    body: str,
    visibility: str,
    actor: Actor,
    on: date,
    circle: str = "",
    limit: int = LARGEST,
) -> StoredFile:
    """Keep a file 上传 for `owner`, in the caller's transaction, and record it.

    The bytes are on the disk before the row is; a transaction that fails leaves
    bytes nobody refers to, which harm nothing. `content_type` is what the sender
    claims: it is recorded, the file itself decides.
    """
    require(actor, UPLOAD_FILE)
    if visibility not in Visibility.values or (visibility == Visibility.CIRCLE and not circle):
        raise ValueError(f"{visibility=} {circle=}")
    name = clean_name(name)
    sha256, size, head = _put(content, name, limit)
    file = StoredFile.objects.create(
        sha256=sha256, size=size, name=name, content_type=content_type_of(head, name), owner=owner, body=body,
        circle=circle, visibility=visibility, uploaded_by=actor.account, uploaded_at=timezone.now(), on=on,
    )  # fmt: skip
    particulars = {"file": name, "sha256": sha256, "size": size, "visibility": visibility, "circle": circle}
    record(
        act=UPLOAD_FILE, actor=actor, target=file.get_absolute_url(), title=f"上传文件“{name}”", on=on, body=body,
        after=particulars | {"owner": owner, "claimed_type": content_type},
    )  # fmt: skip
    return file


def _put(content: bytes | BinaryIO, name: str, limit: int) -> tuple[str, int, bytes]:
    """The bytes onto the disk, or a refusal that says what would be taken."""
    try:
        sha256, size, head = put_bytes(content, limit)
    except TooLargeError:
        raise Refused(
            "file_size", f"文件“{name}”太大，最多 {_in_words(limit)}。", remedy="请压缩或拆分后再上传。"
        ) from None
    if not size:
        raise Refused("file_not_empty", f"文件“{name}”是空的。", remedy="请检查后重新选择文件。")
    return sha256, size, head


def _in_words(size: int) -> str:
    """50 MB, 300 KB, 12 字节."""
    for unit, name in ((1024 * 1024, "MB"), (1024, "KB")):
        if size >= unit:
            return f"{size / unit:.1f}".removesuffix(".0") + f" {name}"
    return f"{size} 字节"


def erase_file(*, file: StoredFile, why: str, actor: Actor, on: date) -> None:
    """Give a file up 删去 in the caller's transaction, and record it: the audit keeps name and SHA-256.

    The bytes go after the transaction, unless another row shares them. Whoever hands the same bytes in at that very
    moment may lose them; `check_store` tells, and handing in again heals it.
    """
    require(actor, ERASE_FILE)
    record(
        act=ERASE_FILE, actor=actor, target=file.owner, title=f"删去文件“{file.name}”", on=on, body=file.body,
        before={"file": file.name, "sha256": file.sha256, "size": file.size, "owner": file.owner}, note=why,
    )  # fmt: skip
    file.delete()
    transaction.on_commit(lambda: _remove_unshared(file.sha256))


def _remove_unshared(sha256: str) -> None:
    if not StoredFile.objects.filter(sha256=sha256).exists():
        remove_bytes(sha256)


@transaction.atomic
def record_download(*, file: StoredFile, actor: Actor, on: date) -> None:
    """Record that a file left the house 下载; public files are not counted."""
    if file.visibility != Visibility.PUBLIC:
        record(
            act=act_of_download(file, actor), actor=actor, target=file.get_absolute_url(), body=file.body, on=on,
            title=f"下载文件“{file.name}”", after={"file": file.name, "sha256": file.sha256, "owner": file.owner},
        )  # fmt: skip


@dataclass(frozen=True)
class StoreReport:
    """What a check of the store found: hashes without bytes, hashes with wrong bytes, bytes without a row."""

    checked: int
    missing: list[str]
    damaged: list[str]
    orphans: list[Path]

    @property
    def sound(self) -> bool:
        """Whether every file can be given out; bytes nobody refers to do no harm."""
        return not self.missing and not self.damaged


def check_store() -> StoreReport:
    """Read every stored file through and compare it with its SHA-256 核对文件存储."""
    hashes = stored_hashes()
    there = [sha256 for sha256 in hashes if place_of(sha256).is_file()]
    missing = sorted(set(hashes) - set(there))
    damaged = [sha256 for sha256 in there if not _sound(sha256)]
    return StoreReport(len(hashes), missing, damaged, list(_orphans(set(hashes))))


def _sound(sha256: str) -> bool:
    """Whether the bytes are there and are what they should be."""
    file = open_bytes(sha256)
    if file is None:
        return False
    file.close()
    return True


def _orphans(hashes: set[str]) -> Iterator[Path]:
    """Files on the disk that no row refers to, relative to the folder."""
    for path in stored_bytes():
        if path.name not in hashes or path != place_of(path.name):
            yield path.relative_to(settings.FILES_FOLDER)

"""Who may download which file, decided here alone; and what the store holds."""

from __future__ import annotations

from typing import BinaryIO
from uuid import UUID

from django.db.models import Q, QuerySet

from lianxi.apps.files.acts import DOWNLOAD_BODY, DOWNLOAD_CIRCLE, DOWNLOAD_PUBLIC, DOWNLOAD_SYSTEM
from lianxi.apps.files.models import StoredFile, Visibility
from lianxi.apps.files.store import open_bytes
from lianxi.kernel.access import Act, Actor, allowed
from lianxi.kernel.errors import Refused

NOT_THERE = "没有这个文件，或者您不能下载。"


def visible_files(actor: Actor) -> QuerySet[StoredFile]:
    """Files `actor` may download: public ones, those of a body or circle in which a role allows it."""
    bodies = {held.body for held in actor.roles if allowed(actor, DOWNLOAD_BODY, body=held.body)}
    circles = {held.circle for held in actor.roles if allowed(actor, DOWNLOAD_CIRCLE, circle=held.circle)}
    shown = Q(visibility=Visibility.PUBLIC)
    shown |= Q(body__in=bodies) & ~Q(visibility=Visibility.OWNER)
    shown |= Q(visibility=Visibility.CIRCLE, circle__in=circles)
    if allowed(actor, DOWNLOAD_SYSTEM):
        shown |= Q(body="", visibility=Visibility.BODY)
    return StoredFile.objects.filter(shown)


def act_of_download(file: StoredFile, actor: Actor) -> Act:
    """The act that a download of `file` is, as the audit names it."""
    if file.visibility == Visibility.PUBLIC:
        return DOWNLOAD_PUBLIC
    if allowed(actor, DOWNLOAD_BODY, body=file.body):
        return DOWNLOAD_BODY
    return DOWNLOAD_CIRCLE if file.visibility == Visibility.CIRCLE else DOWNLOAD_SYSTEM


def files_of(owner: str, actor: Actor) -> QuerySet[StoredFile]:
    """Files that belong to the permalink `owner`, as far as `actor` may see them."""
    return visible_files(actor).filter(owner=owner)


def open_file(file: StoredFile, actor: Actor) -> BinaryIO:
    """The bytes of a file, or `Refused` where the actor may not have it."""
    if not visible_files(actor).filter(pk=file.pk).exists():
        raise Refused("file_visible", NOT_THERE, remedy="请由文件所属机构的人员下载。")
    return open_bytes_of(file)


def owned_file(uuid: UUID | str, owner: str) -> StoredFile:
    """A file that belongs to the permalink `owner`; whether it may be handed out is the owner's to decide."""
    return StoredFile.objects.get(pk=uuid, owner=owner)


def open_bytes_of(file: StoredFile) -> BinaryIO:
    """The bytes of a file, checked against their SHA-256 before the first is given; to be closed by the caller.

    `Refused` where they are missing or damaged: wrong bytes are never given out.
    """
    content = open_bytes(file.sha256)
    if content is None:
        raise Refused(
            "file_intact",
            f"文件“{file.name}”在存储中缺失或已损坏，没有给出。",
            remedy="请联系运维从备份中恢复这个文件；原样再上传一次也可以。",
            source="文件按 SHA-256 存放，读出时逐字节核对",
        )
    return content


def stored_hashes() -> list[str]:
    """SHA-256 of all bytes that rows refer to, each once, in order."""
    return list(StoredFile.objects.order_by("sha256").values_list("sha256", flat=True).distinct())

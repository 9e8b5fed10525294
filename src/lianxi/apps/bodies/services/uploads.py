"""Where uploaded tables are kept: with `files`, readable for the body that uploaded them."""

from __future__ import annotations

from lianxi.apps.bodies.acts import keeper_of
from lianxi.apps.bodies.models import PeopleImport
from lianxi.apps.files.models import StoredFile
from lianxi.apps.files.selectors import open_file
from lianxi.apps.files.services import store_file
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.web.day import ActDay
from lianxi.web.lists import XLSX_TYPE


def keep_upload(upload: PeopleImport, content: bytes, actor: Actor, day: ActDay) -> None:
    """Store the bytes of a table, in the caller's transaction."""
    stored = store_file(
        content=content, name=upload.file_name, content_type=XLSX_TYPE, owner=upload.get_absolute_url(),
        body=keeper_of(upload.body), visibility="body", actor=actor, on=day.on,
    )  # fmt: skip
    upload.file = stored.pk
    upload.save(update_fields=["file"])


def upload_content(upload: PeopleImport, actor: Actor) -> bytes:
    """The bytes of a kept table, or `Refused` when they are gone."""
    stored = StoredFile.objects.filter(pk=upload.file).first()
    if stored is None:
        raise Refused("file_kept", "上传的文件已经不在。", remedy="请重新上传。")
    with open_file(stored, actor) as file:
        return file.read()

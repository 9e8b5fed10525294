"""Putting a backup back: judged as a whole first, replaced in one step, then recorded with the heads it replaced."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection

from lianxi.apps.audit.acts import RESTORE_BACKUP
from lianxi.apps.audit.journal import Head, heads_file
from lianxi.apps.audit.models import Chain
from lianxi.apps.audit.services import known_heads, mark_restore
from lianxi.apps.audit.witness import last_heads
from lianxi.apps.search.changes import begin_generation
from lianxi.cli.archive import crypt
from lianxi.cli.archive.check import Judged, copy_member, judge
from lianxi.cli.archive.container import damaged, open_container
from lianxi.cli.archive.manifest import DATABASES, Manifest
from lianxi.cli.archive.uploads import restore_uploads
from lianxi.cli.archive.vendors import vendor_of
from lianxi.cli.archive.workplace import workplace
from lianxi.cli.demo import require_demo_or_empty
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.web.day import today


@dataclass(frozen=True)
class Restored:
    """What has been restored, what stood there before, and whether the backup is known to be ours."""

    manifest: Manifest
    old_heads: list[Head]
    sealed: bool


def restore_backup(*, source: Path, passphrase: str, actor: Actor) -> Restored:
    """Make database and uploads what they were 从备份恢复; anything wrong is `Refused` before anything is touched."""
    require(actor, RESTORE_BACKUP)
    with workplace() as folder, _content(source, passphrase, folder) as archive:
        judged = judge(archive, source.name)
        if judged.manifest.demo:
            require_demo_or_empty()
        vendor = vendor_of(connection.vendor)
        database = _extract_database(archive, judged.manifest, folder, source.name)
        vendor.check(database, judged.manifest)
        old = _heads_before()
        restore_uploads(archive, judged.manifest, source.name)
        vendor.put_in_place(database)
    _settle(judged, source, old, actor)
    return Restored(judged.manifest, old, judged.sealed)


@contextmanager
def _content(source: Path, passphrase: str, folder: Path) -> Iterator[ZipFile]:
    """The plain content of the backup, decrypted into the private folder if need be."""
    with open_container(source) as outer:
        if not crypt.is_encrypted(outer):
            yield outer
            return
        if not passphrase:
            raise Refused("passphrase", "这份备份加了口令。", remedy="请用 --passphrase-file 给出口令文件。")
        plain = folder / "content.zip"
        crypt.decrypt(outer, passphrase, plain, source.name)
    try:
        with ZipFile(plain) as archive:
            yield archive
    except BadZipFile as error:
        raise damaged(source.name, "解密后的归档读不出") from error


def _extract_database(archive: ZipFile, manifest: Manifest, folder: Path, name: str) -> Path:
    database = DATABASES[manifest.vendor]
    member = next(member for member in manifest.files if member.name == database)
    copy_member(archive, member, folder / database, name)
    return folder / database


def _heads_before() -> list[Head]:
    """Heads as they stood; where the database has gone, the heads file still knows them."""
    if Chain._meta.db_table in connection.introspection.table_names():
        return known_heads()
    return last_heads(heads_file())


def _settle(judged: Judged, source: Path, old: list[Head], actor: Actor) -> None:
    """Bring an older backup's tables up to date, end the sessions that came back with it, make the index
    foreign, and record the restore.

    Whoever is cut off before the record leaves a database that `audit verify`
    calls rolled back, which is what it then is. The day is the restored database's own.
    """
    call_command("migrate", interactive=False, verbosity=0)
    Session.objects.all().delete()
    begin_generation()
    made = f"备份做于{judged.manifest.moment}"
    note = f"{made}，封印相符。" if judged.sealed else f"{made}，是用另一把签名密钥做的，封印无从核对。"
    mark_restore(actor=actor, on=today(), old=old, backup=source.name, note=note)

"""Making a backup: the audit entry first, then one copy of one moment, then the file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from django.db import OperationalError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from lianxi.apps.audit.services import record
from lianxi.apps.audit.verification import current_heads
from lianxi.apps.files.selectors import stored_hashes
from lianxi.apps.jobs.acts import CREATE_BACKUP
from lianxi.cli.archive import crypt
from lianxi.cli.archive.container import new_container
from lianxi.cli.archive.content import Content, Seen
from lianxi.cli.archive.manifest import DATABASES, HeadKept, Manifest
from lianxi.cli.archive.vendors import Vendor, vendor_of
from lianxi.cli.archive.workplace import placed, workplace
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.web.day import is_demo


def create_backup(*, target: Path, passphrase: str, actor: Actor, on: date) -> Manifest:
    """Write a backup 备份 to `target`, which is replaced only by a complete one."""
    require(actor, CREATE_BACKUP)
    made_at = timezone.localtime().replace(microsecond=0)
    vendor = vendor_of(connection.vendor)
    with workplace() as folder, placed(target) as file:
        _record(target, actor, on, encrypted=bool(passphrase))
        database = folder / DATABASES[connection.vendor]
        with vendor.copied(database):
            seen = _look(vendor, made_at)
        content = Content(database, seen)
        with new_container(file) as archive:
            if passphrase:
                crypt.encrypt(archive, passphrase, content.write)
            else:
                content.fill(archive)
    return content.manifest


def _record(target: Path, actor: Actor, on: date, *, encrypted: bool) -> None:
    """Before the copy, so that the copy contains it."""
    after = {"file": target.name, "encrypted": encrypted}
    try:
        with transaction.atomic():
            record(act=CREATE_BACKUP, actor=actor, target="/audit/", title=f"备份到 {target.name}", on=on, after=after)
    except OperationalError as error:
        raise Refused(
            "database_free",
            f"数据库正被占用，备份记不进审计（{error}），没有备份。",
            remedy="请稍后再来；一直如此的，先停掉 lianxi serve 和 lianxi worker。",
        ) from error


def _look(vendor: Vendor, made_at: datetime) -> Seen:
    """What the copy says, read while the ORM looks at it."""
    applied = MigrationRecorder(connection).applied_migrations()
    return Seen(
        vendor=connection.vendor,
        server=vendor.server_version(),
        made_at=made_at,
        demo=is_demo(),
        heads=[HeadKept(chain=head.chain, number=head.number, hash=head.hash) for head in current_heads()],
        migrations=sorted(f"{app}.{name}" for app, name in applied),
        uploads=stored_hashes(),
    )

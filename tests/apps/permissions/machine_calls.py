"""Acts on the audit, files, background work, backups and the demo's day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.db import transaction

from lianxi.apps.accounts import acts
from lianxi.apps.audit.models import SYSTEM
from lianxi.apps.audit.selectors import visible_chains
from lianxi.apps.audit.services import record, record_export, witness_heads
from lianxi.apps.files.models import StoredFile
from lianxi.apps.files.selectors import open_file
from lianxi.apps.files.services import erase_file, store_file
from lianxi.apps.jobs.models import Job
from lianxi.apps.jobs.selectors import find_job
from lianxi.apps.jobs.services import cancel_job, cancel_system_job, enqueue
from lianxi.apps.jobs.verification import verify_audit
from lianxi.cli.archive.create import create_backup
from lianxi.cli.archive.restore import restore_backup
from lianxi.kernel.access import Actor
from lianxi.shell.demo_day import advance_day
from tests.apps.accounts.people import MACHINE, TODAY, C
from tests.apps.permissions.calls import Call, no
from tests.apps.permissions.place import Place

KEEPER = Actor(account="keeper", person="示例·保管")
NOWHERE = Path("/nonexistent/backup.zip")


def waiting(body: str) -> Job:
    return enqueue(kind="audit.verify", arguments={}, actor=KEEPER, body=body, title="示例任务", on=TODAY)


def stored(body: str, visibility: str, circle: str = "", actor: Actor = KEEPER) -> StoredFile:
    with transaction.atomic():
        return store_file(
            content="示例".encode(), name="示例.txt", content_type="text/plain", owner="/x/", body=body,
            visibility=visibility, circle=circle, actor=actor, on=TODAY,
        )  # fmt: skip


def give(file: StoredFile, actor: Actor) -> None:
    open_file(file, actor).close()


def behind(place: Place) -> None:
    """An entry whose head has not reached the outside file: inside one transaction none does."""
    record(act=acts.CREATE_OPERATOR, actor=MACHINE, target="/x/", title="示例", on=TODAY)


CALLS = {
    "audit.read": Call(lambda a, p, _: no(p.body not in visible_chains(a)), also=("audit.read_own",), writes=False),
    "audit.read_own": Call(lambda a, p, _: no(p.body not in visible_chains(a)), also=("audit.read",), writes=False),
    "audit.read_system": Call(lambda a, p, _: no(SYSTEM not in visible_chains(a)), named=False, writes=False),
    "audit.export": Call(lambda a, p, _: record_export(actor=a, query="", on=TODAY), named=False, writes=False),
    "audit.witness": Call(lambda a, p, _: witness_heads(actor=a, on=TODAY, note="磁盘写满"), behind, named=False),
    "audit.verify": Call(lambda a, p, _: verify_audit(actor=a, on=TODAY), named=False),
    "file.upload": Call(lambda a, p, _: stored(a.body, "body", actor=a), named=False),
    "file.erase": Call(
        lambda a, p, file: erase_file(file=file, why="误传", actor=a, on=TODAY),
        lambda p: stored(p.body, "body"),
        named=False,
    ),
    "file.download_public": Call(
        lambda a, p, file: give(file, a), lambda p: stored(p.body, "public"), named=False, writes=False
    ),
    "file.download": Call(lambda a, p, file: give(file, a), lambda p: stored(p.body, "body"), writes=False),
    "file.download_circle": Call(
        lambda a, p, file: give(file, a), lambda p: stored(C, "circle", p.circle), writes=False
    ),
    "file.download_system": Call(
        lambda a, p, file: give(file, a), lambda p: stored("", "body"), named=False, writes=False
    ),
    "job.view": Call(lambda a, p, job: find_job(job.uuid, a), lambda p: waiting(p.body), writes=False),
    "job.cancel": Call(lambda a, p, job: cancel_job(job=job, actor=a, on=TODAY), lambda p: waiting(p.body)),
    "system_job.view": Call(lambda a, p, job: find_job(job.uuid, a), lambda p: waiting(""), named=False, writes=False),
    "system_job.cancel": Call(
        lambda a, p, job: cancel_system_job(job=job, actor=a, on=TODAY), lambda p: waiting(""), named=False
    ),
    "backup.create": Call(
        lambda a, p, _: create_backup(target=NOWHERE, passphrase="", actor=a, on=TODAY), named=False, stops=True
    ),
    "backup.restore": Call(
        lambda a, p, _: restore_backup(source=NOWHERE, passphrase="", actor=a), named=False, stops=True
    ),
    "day.advance": Call(lambda a, p, _: advance_day(to=date(2024, 3, 2), actor=a), named=False),
}

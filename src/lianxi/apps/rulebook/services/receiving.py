"""Files handed in 接收: a batch is opened, its files come in one by one, and their reading is asked for.

A file is stored byte for byte before anything else happens to it. Handing the
same file in twice under the same name changes nothing, so that a transfer that
was cut off is simply made again.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from datetime import date
from io import SEEK_END, BytesIO
from typing import Any, BinaryIO

from django.db import connection, transaction
from django.db.models import Max

from lianxi.apps.audit.services import record
from lianxi.apps.bodies.models import Body
from lianxi.apps.files.models import Visibility as FileVisibility
from lianxi.apps.files.services import store_file
from lianxi.apps.jobs.services import enqueue
from lianxi.apps.rulebook.acts import RECEIVE_RULES
from lianxi.apps.rulebook.models import Batch, BatchState, Item, ItemState
from lianxi.importers.folders import is_archive
from lianxi.importers.limits import LARGEST_FILE
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused

READ_JOB = "rules.read"
LARGEST = LARGEST_FILE
LARGEST_PACKED = 500_000_000
LONGEST_PATH = 500
_GAP = 0.02
Table = Mapping[str, Mapping[str, str]]


@transaction.atomic
def open_batch(
    *, body: Body, name: str, actor: Actor, on: date, defaults: Mapping[str, Any] | None = None,
    table: Table | None = None, no_secrets: bool = False,
) -> Batch:  # fmt: skip
    """Begin a batch 上传制度文件.

    defaults:   values for fields that neither a file nor the table gives.
    table:      rows of the table beside the files, by name of the file.
    no_secrets: who hands in has confirmed that nothing secret is among it; stands in the audit.
    """
    require(actor, RECEIVE_RULES, body=body.code)
    batch = Batch.objects.create(
        body=body, name=name[:200], defaults=dict(defaults or {}), table={**(table or {})}, account=actor.account,
        person=actor.person, on=on,
    )  # fmt: skip
    record(
        act=RECEIVE_RULES, actor=actor, body=body.code, target=batch.get_absolute_url(), on=on,
        title=f"开始入库批次“{batch.name}”", after={"defaults": batch.defaults, "no_secrets": no_secrets},
        note="已确认不含涉密内容" if no_secrets else "",
    )  # fmt: skip
    return batch


def give_way() -> None:
    """Let others save between two files 让路: SQLite has no queue, who waits for its lock asks ten times a second."""
    if connection.vendor == "sqlite":
        time.sleep(_GAP)


def unfinished_batch(body: Body, name: str, actor: Actor) -> Batch | None:
    """The batch of that name that this account has begun and nobody has closed."""
    begun = Batch.objects.filter(body=body, name=name[:200], account=actor.account).exclude(state=BatchState.CLOSED)
    return begun.order_by("-created").first()


def receive_file(
    *, batch: Batch, path: str, content: bytes | BinaryIO, actor: Actor, on: date,
    given: Mapping[str, Any] | None = None,
) -> Item:  # fmt: skip
    """Take one file in. `path`: its name within the folder or archive; `given`: its row of the table beside it.

    The same path with the same bytes is there already; with other bytes it is refused.
    """
    require(actor, RECEIVE_RULES, body=batch.body_id)
    if not 0 < len(path) <= LONGEST_PATH:
        raise Refused("path_length", f"文件名须在 1 至 {LONGEST_PATH} 字之间。", remedy="请改短文件名。")
    opened = BytesIO(content) if isinstance(content, bytes) else content
    # Before the transaction: hashing a large file takes longer than others should have to wait.
    digest, size = hashlib.file_digest(opened, "sha256").hexdigest(), opened.seek(0, SEEK_END)
    opened.seek(0)
    with transaction.atomic():
        batch, there = _at(batch, path)
        if there and there.sha256 == digest:
            return there
        if there and there.sha256:
            raise Refused("path_once", f"这一批里已有“{path}”，内容不同。", remedy="请换一个文件名，或另开一批。")
        item = there or _new(batch, path)
        item.sha256, item.size, item.given = digest, size, dict(given or {})
        return _keep(item, opened, actor, on)


@transaction.atomic
def receive_unreadable(*, batch: Batch, path: str, why: Refused, actor: Actor, on: date) -> Item:
    """Put down a file that could not be taken over, with the reason, so that it is not forgotten.

    Handed in again in good order it takes its place.
    """
    require(actor, RECEIVE_RULES, body=batch.body_id)
    path = path[-LONGEST_PATH:] or "（没有文件名）"
    batch, there = _at(batch, path)
    if there and there.sha256:  # what is here already stays; the other file of that name stands beside it
        path = f"{path[-LONGEST_PATH + 12 :]}（没有收入）"
        batch, there = _at(batch, path)
    item = there or _new(batch, path)
    item.state, item.problem = ItemState.FAILED, str(why)
    item.save()
    return item


def _at(batch: Batch, path: str) -> tuple[Batch, Item | None]:
    """The batch, locked and open, and what stands in it under a name."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    there = batch.items.filter(path=path).first()
    if there is None and batch.state == BatchState.CLOSED:
        raise Refused("batch_open", "这一批已经办结，不能再加文件。", remedy="请另开一批。")
    return batch, there


def _new(batch: Batch, path: str) -> Item:
    position = (batch.items.aggregate(last=Max("position"))["last"] or 0) + 1
    return Item(batch=batch, position=position, path=path, sha256="", size=0)


def _keep(item: Item, content: BinaryIO, actor: Actor, on: date) -> Item:
    """The row of the file; an empty file has no bytes to keep and says so at once."""
    if not item.size:
        item.state, item.problem = ItemState.FAILED, "文件是空的。请核对后重新上传。"
    else:
        batch = item.batch
        item.state, item.problem = ItemState.WAITING, ""
        item.file = store_file(
            content=content, name=item.path.rsplit("/", 1)[-1], content_type="", owner=batch.get_absolute_url(),
            body=batch.body_id, visibility=FileVisibility.OWNER, actor=actor, on=on,
            limit=LARGEST_PACKED if is_archive(item.path) else LARGEST,
        ).uuid  # fmt: skip
    item.save()
    return item


@transaction.atomic
def read_batch(*, batch: Batch, actor: Actor, on: date) -> Batch:
    """Have the files that wait read in the background 读取; asking twice asks once."""
    require(actor, RECEIVE_RULES, body=batch.body_id)
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state == BatchState.CLOSED:
        raise Refused("batch_open", "这一批已经办结，没有要读取的文件。", remedy="请另开一批。")
    job = enqueue(
        kind=READ_JOB, arguments={"batch": str(batch.pk)}, actor=actor, body=batch.body_id,
        title=f"读取“{batch.name}”"[:200], on=on, once_key=f"rules-{batch.pk}",
    )  # fmt: skip
    batch.state, batch.job = BatchState.READING, job.uuid
    batch.save(update_fields=["state", "job"])
    return batch

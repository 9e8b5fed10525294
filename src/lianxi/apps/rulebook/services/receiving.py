"""Files handed in 接收: a batch is opened, its files come in one by one, and their reading is asked for.

A file is stored byte for byte before anything else happens to it. Handing the
same file in twice under the same name changes nothing, so that a transfer that
was cut off is simply made again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Max

from lianxi.apps.audit.services import record
from lianxi.apps.bodies.models import Body
from lianxi.apps.files.models import Visibility as FileVisibility
from lianxi.apps.files.services import store_file
from lianxi.apps.jobs.services import enqueue
from lianxi.apps.rulebook.acts import RECEIVE_RULES
from lianxi.apps.rulebook.models import Batch, BatchState, Item, ItemState
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused

READ_JOB = "rules.read"
LARGEST = 50_000_000
LONGEST_PATH = 500


@transaction.atomic
def open_batch(*, body: Body, name: str, actor: Actor, on: date, defaults: Mapping[str, Any] | None = None) -> Batch:
    """Begin a batch 上传制度文件. `defaults`: values for fields that neither a file nor a table gives."""
    require(actor, RECEIVE_RULES, body=body.code)
    batch = Batch.objects.create(
        body=body, name=name[:200], defaults=dict(defaults or {}), account=actor.account, person=actor.person, on=on
    )
    record(
        act=RECEIVE_RULES, actor=actor, body=body.code, target=batch.get_absolute_url(), on=on,
        title=f"开始入库批次“{batch.name}”", after={"defaults": batch.defaults},
    )  # fmt: skip
    return batch


def unfinished_batch(body: Body, name: str, actor: Actor) -> Batch | None:
    """The batch of that name that this account has begun and nobody has closed."""
    begun = Batch.objects.filter(body=body, name=name[:200], account=actor.account).exclude(state=BatchState.CLOSED)
    return begun.order_by("-created").first()


@transaction.atomic
def receive_file(
    *, batch: Batch, path: str, content: bytes, actor: Actor, on: date, given: Mapping[str, Any] | None = None
) -> Item:
    """Take one file in. `path`: its name within the folder or archive; `given`: its row of the table beside it.

    The same path with the same bytes is there already; with other bytes it is refused.
    """
    require(actor, RECEIVE_RULES, body=batch.body_id)
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    digest = sha256(content).hexdigest()
    if (there := batch.items.filter(path=path).first()) is not None:
        if there.sha256 == digest:
            return there
        raise Refused("path_once", f"这一批里已有“{path}”，内容不同。", remedy="请换一个文件名，或另开一批。")
    if batch.state == BatchState.CLOSED:
        raise Refused("batch_open", "这一批已经办结，不能再加文件。", remedy="请另开一批。")
    if not 0 < len(path) <= LONGEST_PATH:
        raise Refused("path_length", f"文件名须在 1 至 {LONGEST_PATH} 字之间。", remedy="请改短文件名。")
    return _keep(batch, path, digest, content, actor, on, given or {})


def _keep(
    batch: Batch, path: str, digest: str, content: bytes, actor: Actor, on: date, given: Mapping[str, Any]
) -> Item:
    """The row of the file; an empty file has no bytes to keep and says so at once."""
    position = (batch.items.aggregate(last=Max("position"))["last"] or 0) + 1
    item = Item(batch=batch, position=position, path=path, sha256=digest, size=len(content), given=dict(given))
    if not content:
        item.state, item.problem = ItemState.FAILED, "文件是空的。请核对后重新上传。"
    else:
        item.file = store_file(
            content=content, name=path.rsplit("/", 1)[-1], content_type="", owner=batch.get_absolute_url(),
            body=batch.body_id, visibility=FileVisibility.BODY, actor=actor, on=on, limit=LARGEST,
        ).uuid  # fmt: skip
    item.save(force_insert=True)
    return item


@transaction.atomic
def read_batch(*, batch: Batch, actor: Actor, on: date) -> Batch:
    """Have the files that wait read in the background 读取; asking twice asks once."""
    require(actor, RECEIVE_RULES, body=batch.body_id)
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    job = enqueue(
        kind=READ_JOB, arguments={"batch": str(batch.pk)}, actor=actor, body=batch.body_id,
        title=f"读取“{batch.name}”", on=on, once_key=f"rules-{batch.pk}",
    )  # fmt: skip
    batch.state, batch.job = BatchState.READING, job.uuid
    batch.save(update_fields=["state", "job"])
    return batch

"""What must not have been handed in, erased 删去: the original, the text read from it, and all that was found in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from django.db import transaction

from lianxi.apps.audit.services import record
from lianxi.apps.files.models import StoredFile
from lianxi.apps.files.services import erase_file
from lianxi.apps.rulebook.acts import ERASE_ITEM
from lianxi.apps.rulebook.intake.table import name_in
from lianxi.apps.rulebook.models import Batch, Item, ItemState
from lianxi.apps.rulebook.models.intake import ERASED
from lianxi.apps.rulebook.services.admitting import decide
from lianxi.apps.rulebook.services.rows import still_there
from lianxi.apps.rulebook.services.withdrawing import LONGEST_REASON, reason_given
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused

ERASABLE = (ItemState.READ, ItemState.SAME, ItemState.FAILED, ItemState.DECLINED)
_EMPTY = {
    "text": "", "problem": "", "warnings": [], "given": {}, "proposals": {}, "chosen": {}, "report": {}, "near": [],
    "left": [],
}  # fmt: skip


@transaction.atomic
def erase_item(*, item: Item, why: str, actor: Actor, on: date) -> list[Item]:
    """Erase what a file of a batch holds 删去内容, its archive too where it came in one; its name and SHA-256 stay.

    Answers the other files of the body with the same bytes, which are left as they are.
    """
    Batch.objects.select_for_update().get(pk=item.batch_id)
    row = still_there(Item.objects.select_for_update(of=("self",)).select_related("batch__body"), item.pk)
    require(actor, ERASE_ITEM, body=row.batch.body_id)
    if row.state == ItemState.ADMITTED:
        raise Refused("item_out", f"“{row.path}”已经入库。", remedy="请先在制度页“更正”里把它撤出，再删去内容。")
    if row.state == ItemState.OPENED:
        said = f"“{row.path}”是解开的压缩包，里面的文件各列一行。"
        raise Refused("item_inside", said, remedy="请打开要删去的那一份；压缩包的原件会一起删去。")
    if row.state not in ERASABLE:
        raise Refused("item_erasable", f"“{row.path}”还在读取。", remedy="请等读取结束。")
    if row.erased:
        raise Refused("item_not_erased", f"“{row.path}”的内容已经删去。", remedy="请刷新页面。")
    reason = reason_given(why, longest=LONGEST_REASON - len(ERASED))
    gone = [row, *_archives_of(row)]
    for one in gone:
        _erase_original(one, reason, actor, on)
    _forget_row(row.batch, row.path)
    row.state = ItemState.DECLINED
    for name, empty in _EMPTY.items():
        setattr(row, name, empty)
    row.save(update_fields=["state", *_EMPTY])
    record(
        act=ERASE_ITEM, actor=actor, body=row.batch.body_id, target=row.batch.get_absolute_url(), on=on,
        title=f"删去“{row.path}”的内容", note=reason,
        before={"sha256": row.sha256, "files": [one.path for one in gone]},
    )  # fmt: skip
    decide(row, ItemState.DECLINED, actor, on, f"{ERASED}{reason}", None)
    same = Item.objects.filter(sha256=row.sha256, batch__body=row.batch.body_id, file__isnull=False)
    return list(same.select_related("batch").exclude(pk=row.pk).order_by("pk"))


def _archives_of(item: Item) -> Iterator[Item]:
    """The archives of the batch it came out of, which hold it too."""
    for one in item.batch.items.select_for_update().filter(state=ItemState.OPENED, file__isnull=False):
        if item.path.startswith(f"{PurePosixPath(one.path).with_suffix('')}/"):
            yield one


def _erase_original(item: Item, why: str, actor: Actor, on: date) -> None:
    if item.file is not None:
        file = StoredFile.objects.get(pk=item.file, owner=item.batch.get_absolute_url())
        erase_file(file=file, why=why, actor=actor, on=on)
        item.file, item.decided_why = None, f"{ERASED}{why}"
        item.decided_by, item.decided_on = actor.person, on
        item.save(update_fields=["file", "decided_by", "decided_on", "decided_why"])


def _forget_row(batch: Batch, path: str) -> None:
    """What the table beside the files said of it goes too."""
    table = Batch.objects.get(pk=batch.pk).table
    if table.pop(name_in(table, path), None) is not None:
        Batch.objects.filter(pk=batch.pk).update(table=table)

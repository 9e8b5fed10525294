"""An archive among the files of a batch 解开压缩包: its files are taken in beside it, one by one, none twice."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date

from django.db import transaction

from lianxi.apps.files.selectors import open_bytes_of, owned_file
from lianxi.apps.rulebook.intake.table import row_of
from lianxi.apps.rulebook.models import Item, ItemState
from lianxi.apps.rulebook.services.receiving import give_way, receive_file, receive_unreadable
from lianxi.importers.folders import Incoming, in_archive, is_archive
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused


def to_be_opened(item: Item) -> bool:
    """Whether a file is an archive that came by itself; one inside a folder or an archive stays closed."""
    return is_archive(item.path) and "/" not in item.path and item.file is not None


def open_archive(item: Item, who: Callable[[], Actor], on: date, after: Callable[[Item], None]) -> None:
    """Take the files of an archive in, in the name of `who`; `after` is called when each is kept.

    Cut off anywhere and done again, what is there already stays as it is.
    """
    try:
        actor = who()
        with closing(open_bytes_of(owned_file(item.file or "", item.batch.get_absolute_url()))) as content:
            for one in in_archive(content, item.path):
                _take(item, one, actor, on, after)
                give_way()
        done = {"state": ItemState.OPENED}
    except Refused as refusal:
        done = {"state": ItemState.FAILED, "problem": str(refusal)}
    Item.objects.filter(pk=item.pk, state=ItemState.WAITING).update(**done)


def _take(item: Item, one: Incoming, actor: Actor, on: date, after: Callable[[Item], None]) -> None:
    """One file, or the reason why it could not be had."""
    batch, given = item.batch, row_of(item.batch.table, one.path)
    try:
        content = one.read()
        with transaction.atomic():
            after(receive_file(batch=batch, path=one.path, content=content, actor=actor, on=on, given=given))
    except Refused as refusal:
        if refusal.guard == "batch_open":
            raise
        receive_unreadable(batch=batch, path=one.path, why=refusal, actor=actor, on=on)

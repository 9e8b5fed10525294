"""The files of a batch read one after another 读取: each by itself, each kept at once, none stops the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from lianxi.apps.files.selectors import open_bytes_of, owned_file
from lianxi.apps.jobs.steps import Step
from lianxi.apps.rulebook.intake.reader import Reader
from lianxi.apps.rulebook.likeness import alike_works
from lianxi.apps.rulebook.models import Batch, BatchState, Item, ItemState
from lianxi.kernel.errors import Refused


def run_reading(step: Step) -> dict[str, int]:
    """The job: goes on behind what is read already; a file that cannot be read says why and is passed over."""
    batch = Batch.objects.get(pk=UUID(step.arguments["batch"]))
    total = batch.items.count()

    def after(item: Item) -> None:
        step.save({"position": item.position})
        step.progress(total - _waiting(batch).count(), total, item.path)

    read_waiting(batch, after)
    return counts_of(batch)


def read_waiting(batch: Batch, after: Callable[[Item], None]) -> None:
    """Read every file of a batch that waits, each kept in a transaction of its own, in which `after` is called.

    Cut off anywhere, it goes on where it was; two at once read a file twice at worst and keep it once.
    """
    with Reader() as reader:
        while (item := _waiting(batch).first()) is not None:
            read = _read(item, reader)
            with transaction.atomic():
                _store(item, read)
                after(item)
    Batch.objects.filter(pk=batch.pk, state__in=[BatchState.READING, BatchState.RECEIVING]).update(
        state=BatchState.READY
    )


def _waiting(batch: Batch) -> QuerySet[Item]:
    return batch.items.filter(state=ItemState.WAITING).select_related("batch").order_by("position")


def counts_of(batch: Batch) -> dict[str, int]:
    """How many files of a batch stand where."""
    states = list(batch.items.values_list("state", flat=True))
    return {state.value: states.count(state.value) for state in ItemState if state.value in states}


def _read(item: Item, reader: Reader) -> Mapping[str, Any] | Refused:
    """What the reader says of the bytes, or why it says nothing. Outside of any transaction: it may take its time."""
    try:
        if item.file is None:
            raise Refused("file_intact", "没有存下这个文件。", remedy="请重新上传。")
        with open_bytes_of(owned_file(item.file, item.batch.get_absolute_url())) as content:
            return reader.read(content.read(), item.path.rsplit("/", 1)[-1])
    except Refused as refusal:
        return refusal


def _store(item: Item, read: Mapping[str, Any] | Refused) -> None:
    """The row as it now stands; what a person or another worker decided meanwhile stays."""
    row = Item.objects.select_for_update().select_related("batch").get(pk=item.pk)
    if row.state == ItemState.WAITING:
        take_reading(row, read)
        row.save()


def take_reading(item: Item, read: Mapping[str, Any] | Refused) -> None:
    """Put what was read, or why nothing was, into a row; it is not saved here."""
    if isinstance(read, Refused):
        item.state, item.problem = ItemState.FAILED, str(read)
        return
    item.text, item.warnings, item.proposals = read["text"], read["warnings"], read["metadata"]
    item.report = read["report"]
    item.near = alike_works(item.text, item.batch.body_id)
    item.state = ItemState.SAME if any(one["same"] for one in item.near) else ItemState.READ

"""The files of a batch read one after another 读取: each by itself, each kept at once, none stops the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import DataError, transaction
from django.db.models import QuerySet

from lianxi.apps.files.selectors import open_bytes_of, owned_file
from lianxi.apps.jobs.steps import Step
from lianxi.apps.rulebook.intake.likeness import alike_works
from lianxi.apps.rulebook.intake.reader import NoReader, Reader
from lianxi.apps.rulebook.models import Batch, BatchState, Item, ItemState
from lianxi.apps.rulebook.services.opening import open_archive, to_be_opened
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused


@dataclass(frozen=True)
class Reading:
    """What is known of a file: what the reader says, the works alike; or why there is nothing."""

    said: Mapping[str, Any] | None = None
    near: tuple[dict[str, Any], ...] = ()
    refusal: Refused | None = None


def run_reading(step: Step, who: Callable[[], Actor]) -> dict[str, int]:
    """The job: goes on behind what is read already; a file that cannot be read says why and is passed over.

    who: in whose name the files of an archive are taken in; asked only where there is one.
    """
    batch = Batch.objects.get(pk=UUID(step.arguments["batch"]))

    def after(item: Item) -> None:
        step.save({"position": item.position})
        total = batch.items.count()
        step.progress(total - _waiting(batch).count(), total, item.path)

    read_waiting(batch, who, step.job.on, after)
    return counts_of(batch)


def read_waiting(batch: Batch, who: Callable[[], Actor], on: date, after: Callable[[Item], None]) -> None:
    """Read every file of a batch that waits, each kept in a transaction of its own, in which `after` is called.

    Cut off anywhere, it goes on where it was; two at once read a file twice at worst and keep it once.
    """
    with Reader() as reader:
        while (item := _waiting(batch).first()) is not None:
            if to_be_opened(item):
                open_archive(item, who, on, after)
                continue
            _keep(item, _read(item, reader), after)
    Batch.objects.filter(pk=batch.pk, state__in=[BatchState.READING, BatchState.RECEIVING]).update(
        state=BatchState.READY
    )


def _waiting(batch: Batch) -> QuerySet[Item]:
    return batch.items.filter(state=ItemState.WAITING).select_related("batch").order_by("position")


def counts_of(batch: Batch) -> dict[str, int]:
    """How many files of a batch stand where."""
    states = list(batch.items.values_list("state", flat=True))
    return {state.value: states.count(state.value) for state in ItemState if state.value in states}


def _read(item: Item, reader: Reader) -> Reading:
    """What the reader says of the bytes. Outside of any transaction: it may take its time."""
    try:
        if item.file is None:
            raise Refused("file_intact", "没有存下这个文件。", remedy="请重新上传。")
        twins = item.batch.items.filter(sha256=item.sha256, position__lt=item.position)
        # One that could not be read stands for nothing: under its own name the same file may be good.
        if twin := twins.exclude(state=ItemState.FAILED).order_by("position").first():
            raise file_twice(twin.path)
        with open_bytes_of(owned_file(item.file, item.batch.get_absolute_url())) as content:
            return read_content(content.read(), item.path, item.batch.body_id, reader)
    except NoReader:
        raise
    except Refused as refusal:
        return Reading(refusal=refusal)


def file_twice(path: str) -> Refused:
    """The refusal of a file whose bytes stand in the batch already."""
    return Refused("file_twice", f"与这一批里的“{path}”是同一个文件。", remedy="不用再入库。")


def read_content(content: bytes, path: str, body: str, reader: Reader) -> Reading:
    """Read bytes and look for works alike; `Refused` where they cannot be read."""
    said = reader.read(content, path.rsplit("/", 1)[-1])
    return Reading(said, tuple(alike_works(said["text"], body)))


def _keep(item: Item, read: Reading, after: Callable[[Item], None]) -> None:
    """Keep what was read; what the database does not take is the file's fault and stops nothing."""
    try:
        _store(item, read, after)
    except (DataError, UnicodeError):
        said = f"文件“{item.path}”里有不能保存的字符。"
        refusal = Refused("reading_failed", said, remedy="请把文字复制到新的 Word 或纯文本文件里再上传。")
        _store(item, Reading(refusal=refusal), after)


@transaction.atomic
def _store(item: Item, read: Reading, after: Callable[[Item], None]) -> None:
    """The row as it now stands; what a person or another worker decided meanwhile stays."""
    row = Item.objects.select_for_update(of=("self",)).select_related("batch").get(pk=item.pk)
    if row.state == ItemState.WAITING:
        take_reading(row, read)
        row.save()
    after(row)


def take_reading(item: Item, read: Reading) -> None:
    """Put what was read, or why nothing was, into a row; it is not saved here."""
    if read.said is None:
        item.state, item.problem = ItemState.FAILED, str(read.refusal)
        return
    said = read.said
    item.text, item.warnings, item.proposals = said["text"], said["warnings"], said["metadata"]
    item.report, item.near = said["report"], list(read.near)
    item.state = ItemState.SAME if any(one["same"] for one in item.near) else ItemState.READ

"""What would come in 试读: files read and compared with the repository, nothing stored; a file in plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.intake.reader import Reader
from lianxi.apps.rulebook.models import Batch, Item, ItemState
from lianxi.apps.rulebook.proposed import proposed
from lianxi.apps.rulebook.services.reading import take_reading
from lianxi.importers.folders import Incoming
from lianxi.kernel.errors import Refused


def try_files(files: Iterable[Incoming], given: Mapping[str, Mapping[str, str]], body: Body) -> Iterator[Item]:
    """Each file as it would stand in a batch, unsaved; the same bytes a second time say which file has them already."""
    batch, seen = Batch(body=body, name=""), dict[str, str]()
    with Reader() as reader:
        for position, one in enumerate(files, start=1):
            item = Item(batch=batch, position=position, path=one.path, given=dict(row_of(given, one.path)))
            _read(item, one, reader, seen)
            yield item


def _read(item: Item, one: Incoming, reader: Reader, seen: dict[str, str]) -> None:
    try:
        content = one.read()
        item.sha256, item.size = sha256(content).hexdigest(), len(content)
        if (twin := seen.setdefault(item.sha256, one.path)) != one.path:
            raise Refused("file_twice", f"与这一批里的“{twin}”是同一个文件。", remedy="不用再入库。")
        take_reading(item, reader.read(content, one.path.rsplit("/", 1)[-1]))
    except Refused as refusal:
        take_reading(item, refusal)


def row_of(given: Mapping[str, Mapping[str, str]], path: str) -> Mapping[str, str]:
    """The row of the table for a file: by its whole name, else by its last part where only one row has it."""
    return given.get(path) or given.get(path.rsplit("/", 1)[-1]) or {}


def plain_item(item: Item) -> dict[str, Any]:
    """`{"file", "state", "problem", "title", …, "missing", "unsure", "doubts", "near", "score", "findings"}`."""
    said: dict[str, Any] = {
        "file": item.path, "state": item.state, "state_name": ItemState(item.state).label, "sha256": item.sha256,
        "problem": item.problem or None,
    }  # fmt: skip
    if item.state in (ItemState.WAITING, ItemState.FAILED):
        return said
    known = proposed(item)
    return said | {
        "values": dict(known.values), "missing": list(known.missing), "unsure": list(known.unsure),
        "doubts": item.proposals.get("doubts", []), "warnings": item.warnings, "near": item.near,
        "score": item.report["score"], "findings": len(item.report["findings"]),
    }  # fmt: skip

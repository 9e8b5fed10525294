"""What would come in 试读: files read and compared with the repository, nothing stored; a file in plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.intake.proposed import proposed, unclear
from lianxi.apps.rulebook.intake.reader import NoReader, Reader
from lianxi.apps.rulebook.intake.table import row_of
from lianxi.apps.rulebook.models import Batch, Item, ItemState
from lianxi.apps.rulebook.services.reading import Reading, file_twice, read_content, take_reading
from lianxi.importers.folders import Incoming
from lianxi.kernel.errors import Refused


def try_files(
    files: Iterable[Incoming],
    given: Mapping[str, Mapping[str, str]],
    body: Body,
    defaults: Mapping[str, str] | None = None,
) -> Iterator[Item]:
    """Each file as it would stand in a batch, unsaved; bytes that were read once already say from which file."""
    batch, seen = Batch(body=body, name="", defaults=dict(defaults or {})), dict[str, str]()
    with Reader() as reader:
        for position, one in enumerate(files, start=1):
            item = Item(batch=batch, position=position, path=one.path, given=dict(row_of(given, one.path)))
            _read(item, one, reader, seen)
            yield item


def _read(item: Item, one: Incoming, reader: Reader, seen: dict[str, str]) -> None:
    try:
        content = one.read()
        item.sha256, item.size = sha256(content).hexdigest(), len(content)
        if item.sha256 in seen:
            raise file_twice(seen[item.sha256])
        take_reading(item, read_content(content, one.path, item.batch.body_id, reader))
        seen[item.sha256] = one.path
    except NoReader:
        raise
    except Refused as refusal:
        take_reading(item, Reading(refusal=refusal))


def plain_item(item: Item) -> dict[str, Any]:
    """`{"file", "state", "problem", "title", …, "missing", "unsure", "doubts", "near", "why", "score", "findings"}`."""
    said: dict[str, Any] = {
        "file": item.path, "state": item.state, "state_name": ItemState(item.state).label, "sha256": item.sha256,
        "problem": item.problem or None,
    }  # fmt: skip
    if not item.report:
        return said
    known = proposed(item)
    return said | {
        "values": dict(known.values), "missing": list(known.missing), "unsure": list(known.unsure),
        "doubts": item.proposals.get("doubts", []), "warnings": item.warnings, "near": item.near,
        "why": list(unclear(item)) if item.state == ItemState.READ else [],
        "score": item.report["score"], "findings": len(item.report["findings"]),
    }  # fmt: skip

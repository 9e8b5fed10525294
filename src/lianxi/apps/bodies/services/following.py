"""Letting rows of the database follow definition files: add, change, end; never delete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Model

Key = tuple[Any, ...]
Fields = Mapping[str, Any]


class What(StrEnum):
    """What following a file did to a row 变动."""

    ADDED = "added"
    CHANGED = "changed"
    ENDED = "ended"  # 文件里没有了，从载入之日起终止
    KEPT = "kept"  # 库中与文件不同，是机构自己登记的，保留
    ABSENT = "absent"  # 库中有而文件里没有，未动


WHAT_LABELS = {
    What.ADDED: "新增",
    What.CHANGED: "变更",
    What.ENDED: "终止",
    What.KEPT: "保留",
    What.ABSENT: "文件中没有",
}


@dataclass(frozen=True)
class Change:
    """One row that was added, changed, ended, or that differs and was left alone."""

    what: What
    kind: str
    key: str
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        said = f"{WHAT_LABELS[self.what]}{self.kind} {self.key}"
        return f"{said}（{'、'.join(self.fields)}）" if self.fields else said


@dataclass(frozen=True)
class Table:
    """How rows of a model follow their file.

    ends:  a row the file no longer has is ended; else it is left and reported.
    fills: rows may also be kept by hand, so the file only fills in what is empty.
    """

    model: type[Model]
    kind: str
    ends: bool = False
    fills: bool = False


def follow(table: Table, wanted: Mapping[Key, Fields], existing: Mapping[Key, Any], on: date) -> Iterator[Change]:
    """Bring `existing` rows to what the files want and say what was done."""
    new = {key: fields for key, fields in wanted.items() if key not in existing}
    table.model._default_manager.bulk_create([table.model(**fields) for fields in new.values()])
    yield from (Change(What.ADDED, table.kind, _said(key)) for key in new)
    touched: dict[str, list[Any]] = {}
    for key, row in existing.items():
        if key not in wanted:
            yield from _left(table, key, row, on, touched)
            continue
        differing = [name for name, value in wanted[key].items() if getattr(row, name) != value]
        yield from _differing(table, key, row, wanted[key], differing, touched)
    for name, rows in touched.items():
        table.model._default_manager.bulk_update(rows, [name])


def _differing(
    table: Table, key: Key, row: Any, fields: Fields, differing: list[str], touched: dict[str, list[Any]]
) -> Iterator[Change]:
    """A row that differs: what is kept by hand gives way to nothing and is only filled in."""
    kept: list[str] = []
    if table.fills:
        said = [name for name in differing if fields[name] not in (None, "")]
        kept = [name for name in said if getattr(row, name) not in (None, "")]
        differing = [name for name in said if name not in kept]
    for name in differing:
        setattr(row, name, fields[name])
        touched.setdefault(name, []).append(row)
    if differing:
        yield Change(What.CHANGED, table.kind, _said(key), tuple(differing))
    if kept:
        yield Change(What.KEPT, table.kind, _said(key), tuple(kept))


def _left(table: Table, key: Key, row: Any, on: date, touched: dict[str, list[Any]]) -> Iterator[Change]:
    """A row the files no longer have."""
    if not table.ends:
        if not table.fills:
            yield Change(What.ABSENT, table.kind, _said(key))
        return
    if row.end is None or row.end > on:
        start = getattr(row, "start", None)
        row.end = max(on, start + timedelta(days=1)) if start else on
        touched.setdefault("end", []).append(row)
        yield Change(What.ENDED, table.kind, _said(key), ("end",))


def _said(key: Key) -> str:
    return " ".join(str(part) for part in key if part != "")

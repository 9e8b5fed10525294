"""成批填写 as its page shows it: the open files of a batch, filtered; what would change in those that are chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lianxi.apps.rulebook.intake.proposed import proposed, unclear
from lianxi.apps.rulebook.models import Batch, Item, Visibility
from lianxi.apps.rulebook.services.setting import FIELDS, OPEN, mark_of
from lianxi.kernel.texts.metadata import Field

NONE, UNSURE = "none", "unsure"
_VISIBILITIES = dict(Visibility.choices)


@dataclass(frozen=True)
class Known:
    """What the names of kinds, units and circles are."""

    kinds: Mapping[str, str]
    units: Mapping[str, str]
    circles: Mapping[str, str]

    def words(self, name: str, value: str) -> str:
        """A value as a person reads it."""
        names = {"kind": self.kinds, "unit_key": self.units, "circle": self.circles, "visibility": _VISIBILITIES}
        return names.get(name, {}).get(value, value) if value else ""


@dataclass(frozen=True)
class Row:
    """One open file: values by field, which of them a person has to look at, and why it waits."""

    item: Item
    title: str
    values: Mapping[str, str]
    unsure: Sequence[str]
    why: Sequence[str]
    mark: str

    @property
    def position(self) -> int:
        """Its number in the batch."""
        return self.item.position

    @property
    def by(self) -> str:
        """Who set it before; "" for nobody."""
        return str(self.item.chosen.get("by", ""))


def open_rows(batch: Batch) -> list[Row]:
    """The files that wait for a person, in order; their texts are not loaded."""
    found = []
    for item in batch.items.filter(state__in=OPEN).defer("text"):
        item.batch = batch
        known = proposed(item)
        values = {name: str(known.values.get(name) or "") for name in FIELDS}
        values["visibility"] = values["visibility"] or Visibility.BODY.value
        title = str(known.values.get("title") or "")
        found.append(Row(item, title, values, known.unsure, unclear(item), mark_of(item)))
    return found


def filtered(rows: Iterable[Row], asked: Mapping[str, str]) -> list[Row]:
    """By words of file, title or issuer; by kind, its doubt or its lack; by unit or its lack; by whether set before."""
    words, kind, unit = asked.get("q", "").split(), asked.get("kind", ""), asked.get("unit", "")
    return [
        row
        for row in rows
        if all(word in f"{row.item.path} {row.title} {row.values['issuer']}" for word in words)
        and (not kind or _of_kind(row, kind))
        and (not unit or row.values["unit_key"] == ("" if unit == NONE else unit))
        and (not asked.get("fresh") or not row.by)
    ]


def _of_kind(row: Row, kind: str) -> bool:
    if kind == UNSURE:
        return Field.KIND.label in row.unsure or not row.values["kind"]
    return row.values["kind"] == ("" if kind == NONE else kind)


def cells_of(row: Row, known: Known) -> list[tuple[str, str, bool]]:
    """Label, words and doubt of the fields a list shows."""
    shown = ("kind", "unit_key", "visibility", "issuer")
    return [(FIELDS[name], known.words(name, row.values[name]), FIELDS[name] in row.unsure) for name in shown]


@dataclass(frozen=True)
class Change:
    """What would change in one file: field, old, new, in words."""

    row: Row
    fields: Sequence[tuple[str, str, str]]


def changes(rows: Iterable[Row], values: Mapping[str, str], known: Known) -> list[Change]:
    """One for each file, those that stay as they are with no field; a doubt somebody settles is a change too."""
    found = []
    for row in rows:
        fields = [
            (FIELDS[name], known.words(name, row.values[name]) + ("（待核）" if FIELDS[name] in row.unsure else ""),
             known.words(name, value))
            for name, value in values.items()
            if value and (value != row.values[name] or FIELDS[name] in row.unsure)
        ]  # fmt: skip
        found.append(Change(row, fields))
    return found


def packed(positions: Iterable[int]) -> str:
    """Positions in few characters: 1-3,7."""
    runs: list[list[int]] = []
    for one in sorted(positions):
        if runs and one == runs[-1][1] + 1:
            runs[-1][1] = one
        else:
            runs.append([one, one])
    return ",".join(f"{first}-{last}" if last > first else f"{first}" for first, last in runs)


def unpacked(said: str, most: int) -> set[int]:
    """Positions from `packed`; what is none, or lies beyond `most`, is left out."""
    found: set[int] = set()
    for part in said.split(","):
        first, _, last = part.partition("-")
        if first.isdecimal() and (last or first).isdecimal():
            found.update(range(int(first), min(int(last or first), most) + 1))
    return found

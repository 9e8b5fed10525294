"""Provisions by their place and words, for whatever rests on single provisions of a kept text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lianxi.apps.rulebook.models import Provision, Version

_BLANKS = " \t\u3000\u00a0\n"


@dataclass(frozen=True)
class PlacedProvision:
    """One provision of a version: its identity, its place, where it stands in the text, the hash of its words."""

    wid: str
    eid: str
    number: str
    start: int
    end: int
    sha: str

    def words(self, text: str) -> str:
        """Its words in the text of its version, without its number."""
        return text[self.start : self.end].strip(_BLANKS).removeprefix(self.number).strip(_BLANKS)


def placed_provisions(version: Version) -> Mapping[str, PlacedProvision]:
    """The provisions of a version by identity, in the order of the text, what holds others before what it holds."""
    rows = Provision.objects.filter(version=version).order_by("start", "-end", "order")
    values = rows.values_list("wid", "eid", "number", "start", "end", "sha")
    return {row[0]: PlacedProvision(*row) for row in values}


def provision_at(rows: Sequence[PlacedProvision], start: int, end: int) -> PlacedProvision | None:
    """The outermost provision that begins between two places of the text, else the innermost one that holds the first.

    rows: as `placed_provisions` gives them.
    """
    begun = next((row for row in rows if start <= row.start < end), None)
    return begun or next((row for row in reversed(rows) if row.start <= start < row.end), None)

"""Three versions as the page shows them 三稿对照: 原文, 现行 and 拟改 side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lianxi.apps.rulebook.texts.comparison_rows import (
    KINDS,
    Heading,
    Plain,
    Row,
    Side,
    rows_of,
    with_own_keys,
)

NAMES = ("原文", "现行", "拟改")
_COLUMNS = ("original", "current", "proposed")


@dataclass(frozen=True)
class ThreeRow:
    """One provision in three versions.

    steps: what became of it from 原文 to 现行 and from there to 拟改, as (label, tone, note); "" where nothing did.
    sides: its words in each version, those of 现行 and 拟改 with what changed from the version before; none where
           the version has nothing of it.
    """

    key: str
    name: str
    steps: tuple[tuple[str, str, str], ...]
    sides: tuple[tuple[Side, ...], ...]
    level: int
    kind: str
    provision: bool
    shape: str = "change"

    @property
    def title(self) -> str:
        """What a list of changes calls it."""
        return self.name


@dataclass
class ThreeFold:
    """Rows that are the same in all three versions, behind one line."""

    rows: list[ThreeRow] = field(default_factory=list)
    shape: str = "fold"

    @property
    def line(self) -> str:
        """Which they are, by their numbers in the last version."""
        names = list(dict.fromkeys(row.name for row in self.rows))
        return names[0] if len(names) == 1 else f"{names[0]}至{names[-1]}"


@dataclass(frozen=True)
class ThreeSheet:
    """Everything the page needs of three versions; tiles for each of the two steps."""

    tiles: tuple[tuple[dict[str, Any], ...], ...]
    rows: tuple[ThreeRow | ThreeFold | Heading, ...]
    changes: tuple[ThreeRow, ...]


def three_sheet(found: Plain) -> ThreeSheet:
    """The comparison of three versions for the page."""
    first, second = rows_of(found["first"]), rows_of(found["second"])
    rows = with_own_keys([_row(one, first, second) for one in found["rows"]])
    return ThreeSheet(
        tiles=tuple(tuple(_tiles(step)) for step in (first, second)),
        rows=tuple(_folded(rows)),
        changes=tuple(row for row in rows if row.kind != "same"),
    )


def _row(one: Plain, firsts: Sequence[Row], seconds: Sequence[Row]) -> ThreeRow:
    first = [firsts[order] for order in one["first_orders"]]
    second = [seconds[order] for order in one["second_orders"]]
    either = [*second, *first]
    sides = (
        tuple(row.old for row in first if row.old.pieces),
        _new(first) if first else tuple(row.old for row in second if row.old.pieces),
        _new(second),
    )
    return ThreeRow(
        key="~".join(".".join(one[column]) or "none" for column in _COLUMNS),
        name=next((row.name for row in either if row.name), ""),
        steps=(_step(first), _step(second)),
        sides=sides,
        level=max(row.level for row in either),
        kind="edited" if one["changed"] else "same",
        provision=one["provision"],
    )


def _new(rows: Sequence[Row]) -> tuple[Side, ...]:
    return tuple(row.new for row in rows if row.kind != "deleted")


def _step(rows: Sequence[Row]) -> tuple[str, str, str]:
    changed = [row for row in rows if row.kind != "same"]
    if not changed:
        return ("未变", "muted", "") if rows else ("", "", "")
    return changed[0].label, changed[0].tone, "；".join(row.note for row in changed if row.note)


def _tiles(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    counts = Counter(row.kind for row in rows if row.provision)
    for kind, (label, tone) in KINDS.items():
        if counts[kind]:
            yield {"label": label, "value": counts[kind], "tone": tone}


def _folded(rows: Sequence[ThreeRow]) -> list[ThreeRow | ThreeFold | Heading]:
    shown: list[ThreeRow | ThreeFold | Heading] = []
    for row in rows:
        last = shown[-1] if shown else None
        if row.kind != "same":
            shown.append(row)
        elif row.level:
            shown.append(Heading("".join(piece.text for side in row.sides[2] for piece in side.pieces), row.level))
        elif isinstance(last, ThreeFold) and last.rows[0].provision == row.provision:
            last.rows.append(row)
        else:
            shown.append(ThreeFold([row]))
    return shown

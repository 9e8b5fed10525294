"""A comparison as the page shows it 比对结果: what came as plain values, with Chinese words and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lianxi.apps.rulebook.texts.comparison_rows import AWAY, KINDS, Fold, Heading, Plain, Row, folded, rows_of, unit_of
from lianxi.apps.rulebook.texts.given_texts import GivenText

LEVELLED = "字母、数字和标点的宽度，看不见的字符，行首行末的空白"
"""What profile `SAME_TEXT` levels before words are compared."""
_OF_SWITCH = {"ignore_punctuation": "标点", "ignore_renumbering": "只因条序变动而改的条文引用"}


@dataclass(frozen=True)
class Sheet:
    """Everything the page needs of a comparison of two texts.

    changes: the rows with a change, in reading order; the others stand folded among `rows`.
    around:  how many changes stand around the provisions: title, caption, headings.
    ignored: what did not count as a change.
    alike:   character by character.
    """

    tiles: tuple[dict[str, Any], ...]
    rows: tuple[Row | Fold | Heading, ...]
    changes: tuple[Row, ...]
    around: int
    ignored: str
    alike: bool


def comparison_sheet(texts: Sequence[GivenText], found: Plain, switches: Mapping[str, bool]) -> Sheet:
    """The comparison of two texts for the page."""
    rows = rows_of(found)
    changes = tuple(row for row in rows if row.kind != "same")
    return Sheet(
        tiles=tuple(_tiles(rows)),
        rows=tuple(folded(_with_old_places(rows, found, texts[0].text))),
        changes=changes,
        around=sum(not row.provision for row in changes),
        ignored="，".join([LEVELLED, *(said for name, said in _OF_SWITCH.items() if switches.get(name))]),
        alike=texts[0].text == texts[1].text,
    )


def _with_old_places(rows: Sequence[Row], found: Plain, old: str) -> list[Row]:
    """The rows, and for each that moved a line where it stood, so that the old text can be read in its order too."""
    pairs = sorted([*found["pairs"], *found["surroundings"]], key=lambda pair: pair["order"])
    placed = [(old.find(pair["old_text"]) if pair["old"] else -1, row) for pair, row in zip(pairs, rows, strict=True)]
    for start, row in sorted(((at, row) for at, row in placed if row.kind == "moved"), key=lambda one: one[0]):
        before = [place for place, (at, other) in enumerate(placed) if other.kind != "moved" and 0 <= at < start]
        placed.insert(max(before, default=-1) + 1, (start, replace(row, kind=AWAY, shape=AWAY)))
    return [row for _, row in placed]


def _tiles(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """How many provisions of each kind; a tile leads to the first of them."""
    counts = Counter(row.kind for row in rows if row.provision)
    first = {row.kind: row.key for row in reversed(rows) if row.provision}
    tiles = []
    for kind, (label, tone) in KINDS.items():
        href = f"#r-{first[kind]}" if kind in first and kind != "same" else ""
        tone = tone if counts[kind] else "muted"
        tiles.append({"label": label, "value": counts[kind], "unit": unit_of(rows), "tone": tone, "href": href})
    return tiles

"""条文对照表: two or three versions side by side, what was struck and put in, what became of each article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lianxi.apps.rulebook.documents.painting import Painted, marks_in
from lianxi.apps.rulebook.documents.wording import (
    STEPS,
    Names,
    legend,
    names_of,
    note,
    passed_over,
    step_summaries,
    summary,
    titled,
)
from lianxi.exporters.official import Block, OfficialDocument, Paragraph, Run, Table, Words
from lianxi.kernel.texts.compare import Comparison, Relation, ThreeRow, ThreeVersions, Unit
from lianxi.kernel.texts.structure import DIVISIONS

_TWO, _THREE = (10.0, 10.0, 4.5), (10.0, 10.0, 10.0, 5.0)


@dataclass(frozen=True)
class _Row:
    """A row of the table: what it is in each version, whether anything happened, and what to say about it."""

    columns: tuple[tuple[Unit, ...], ...]
    changed: bool
    note: str

    @property
    def rank(self) -> int:
        """0 for a row of provisions, 1 to 4 for a heading from 编 to 节, 5 for other words around."""
        units = [unit for column in self.columns for unit in column]
        if any(unit.provision for unit in units):
            return 0
        return min((DIVISIONS.index(unit.kind) + 1 for unit in units if unit.kind in DIVISIONS), default=5)


def comparison_table(
    compared: Comparison | ThreeVersions,
    names: Sequence[str],
    *,
    changed_only: bool = False,
    sample: bool = False,
) -> OfficialDocument:
    """The table of two versions, or of three on turned pages.

    names:        what to call the versions in the heads of the columns.
    changed_only: leave out what did not change, and say how much that is.
    """
    if isinstance(compared, Comparison):
        rows, painted = _rows_of_two(compared), _painted_two(compared)
        said = [summary(compared.pairs, "比对结果："), passed_over(compared.reading)]
        last = compared.new
    else:
        rows, painted = _rows_of_three(compared), _painted_three(compared)
        said = step_summaries(compared, names)
        said.append(passed_over(compared.first.reading))
        last = compared.second.new
    shown = _changed(rows) if changed_only else rows
    if changed_only:
        said.append(_left_out(rows, shown))
    blocks: list[Block] = [Paragraph(words) for words in said if words]
    cells = [[painted[at].cell(units) for at, units in enumerate(row.columns)] for row in shown]
    blocks += legend(marks_in(cell for row in cells for cell in row))
    if shown:
        widths = _TWO if len(painted) == 2 else _THREE
        blocks.append(_table(names, cells, [row.note for row in shown], widths))
    return OfficialDocument(titled(last, "条文对照表"), tuple(blocks), sample=sample, landscape=len(painted) == 3)


def _table(
    names: Sequence[str], cells: Sequence[Sequence[tuple[Run, ...]]], notes: Sequence[str], widths: tuple[float, ...]
) -> Table:
    rows: tuple[tuple[Words, ...], ...] = tuple((*row, said) for row, said in zip(cells, notes, strict=True))
    return Table((*names, "备注"), rows, widths, top=True)


def _rows_of_two(comparison: Comparison) -> list[_Row]:
    names = names_of(comparison.pairs)
    return [
        _Row((pair.old, pair.new), pair.relation is not Relation.SAME, note(pair, names)) for pair in comparison.pairs
    ]


def _painted_two(comparison: Comparison) -> tuple[Painted, ...]:
    old, new = Painted(comparison.old), Painted(comparison.new)
    old.strike(comparison)
    new.put_in(comparison)
    return old, new


def _rows_of_three(versions: ThreeVersions) -> list[_Row]:
    steps = names_of(versions.first.pairs), names_of(versions.second.pairs)
    return [
        _Row((row.original, row.current, row.proposed), row.is_changed, _notes(row, steps)) for row in versions.rows
    ]


def _notes(row: ThreeRow, names: Sequence[tuple[Names, Names]]) -> str:
    said = [_joined(note(pair, names[0]) for pair in row.first), _joined(note(pair, names[1]) for pair in row.second)]
    return "\n".join(f"{step}{words}" for step, words in zip(STEPS, said, strict=True) if words)


def _joined(words: Iterable[str]) -> str:
    return "；".join(dict.fromkeys(one for one in words if one))


def _painted_three(versions: ThreeVersions) -> tuple[Painted, ...]:
    """In the middle what the second step struck stands over what the first one put in."""
    first, middle, last = Painted(versions.first.old), Painted(versions.first.new), Painted(versions.second.new)
    first.strike(versions.first)
    middle.put_in(versions.first)
    middle.strike(versions.second)
    last.put_in(versions.second)
    return first, middle, last


def _changed(rows: Sequence[_Row]) -> list[_Row]:
    """What changed, and of the headings that did not those above it."""
    shown: list[_Row] = []
    headings: list[_Row] = []
    for row in rows:
        if not row.changed and 0 < row.rank < 5:
            headings = [one for one in headings if one.rank < row.rank] + [row]
        elif row.changed:
            shown += [*headings, row]
            headings = []
    return shown


def _left_out(rows: Sequence[_Row], shown: Sequence[_Row]) -> str:
    left = [row for row in rows if not row.rank and not row.changed]
    if not shown:
        return "几个文本没有不同，没有可列的条文。"
    renumbered = sum(bool(row.note) for row in left)
    more = f"（其中 {renumbered} 处只有条序调整）" if renumbered else ""
    return f"表中只列有变化的，另有 {len(left)} 处未变{more}，没有列出。" if left else ""

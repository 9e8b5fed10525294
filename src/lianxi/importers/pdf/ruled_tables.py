"""Tables with drawn borders 有框线的表格: the lines say which cell a character stands in, however its text wraps."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lianxi.importers.pdf.glyphs import Glyph
from lianxi.importers.pdf.lines import Line, join, rows_of
from lianxi.importers.pdf.rules import Rule, merged

_TOUCH = 3.0  # points by which lines may miss each other
_MOST_PAIRS = 20_000  # crossings of lines; the largest table of a page has a tenth, more is a map
_LOW = 100.0  # height of a table of one row; a taller one frames the columns of a page
_DEEPEST_INDENT = 12.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the columns and rows of a table end, and its lines."""

    columns: list[float]
    rows: list[float]
    across: list[Rule]
    down: list[Rule]

    def holds(self, glyph: Glyph) -> bool:
        """Whether a character stands in the table."""
        middle = (glyph.left + glyph.right) / 2
        return self.columns[0] < middle < self.columns[-1] and self.rows[0] < glyph.middle < self.rows[-1]

    def cell(self, glyph: Glyph) -> tuple[int, int]:
        """Row and column of a character in the table."""
        return bisect(self.rows, glyph.middle) - 1, bisect(self.columns, (glyph.left + glyph.right) / 2) - 1

    def firsts(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each cell of the grid the upper left one of those it is merged with."""
        first: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self.rows) - 1):
            for column in range(len(self.columns) - 1):
                beside, above = first.get((row, column - 1)), first.get((row - 1, column))
                if above is not None and not self._line_above(row, column):
                    first[row, column] = above
                elif beside is not None and not self._line_before(row, column):
                    first[row, column] = beside
                else:
                    first[row, column] = (row, column)
        return first

    def _line_above(self, row: int, column: int) -> bool:
        middle = (self.columns[column] + self.columns[column + 1]) / 2
        return _drawn(self.across, self.rows[row], middle)

    def _line_before(self, row: int, column: int) -> bool:
        return _drawn(self.down, self.columns[column], (self.rows[row] + self.rows[row + 1]) / 2)


def without_tables(
    glyphs: Sequence[Glyph], across: Sequence[Rule], down: Sequence[Rule]
) -> tuple[list[Glyph], list[Line]]:
    """The characters outside of tables, and each table as a line that carries its rows."""
    left = list(glyphs)
    tables: list[Line] = []
    for grid in _grids(merged(across), merged(down)):
        inside = [glyph for glyph in left if grid.holds(glyph)]
        rows = _rows(grid, inside)
        if len(rows) < 2 and grid.rows[-1] - grid.rows[0] > _LOW:
            continue
        if any(sum(map(bool, row)) > 1 for row in rows):
            left = [glyph for glyph in left if not grid.holds(glyph)]
            mark = Glyph("\ufffc", grid.columns[0], grid.columns[-1], grid.rows[0], grid.rows[-1])
            tables.append(Line([mark], 0.0, tuple(tuple(row) for row in rows)))
    return left, tables


def _grids(across: list[Rule], down: list[Rule]) -> list[Grid]:
    """Lines that touch, as grids of at least two columns."""
    if len(across) * len(down) > _MOST_PAIRS:
        return []
    found = []
    for horizontal, vertical in _touching(across, down):
        ends = [
            (min(rule.begin for rule in rules), max(rule.end for rule in rules)) for rules in (horizontal, vertical)
        ]
        columns = _distinct([*(rule.at for rule in vertical), *ends[0]])
        rows = _distinct([*(rule.at for rule in horizontal), *ends[1]])
        if len(columns) > 2 and len(rows) > 1:
            found.append(Grid(columns, rows, horizontal, vertical))
    return found


def _touching(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that hang together."""
    near: dict[Rule, set[Rule]] = defaultdict(set)
    for horizontal in across:
        for vertical in down:
            if _covers(horizontal, vertical.at) and _covers(vertical, horizontal.at):
                near[horizontal].add(vertical)
                near[vertical].add(horizontal)
    groups, seen = [], set[Rule]()
    flat = set(across)
    for start in across:
        if start in seen or start not in near:
            continue
        waiting, group = [start], {start}
        while waiting:
            fresh = near[waiting.pop()] - group
            group |= fresh
            waiting += fresh
        seen |= group
        groups.append(([rule for rule in group if rule in flat], [rule for rule in group if rule not in flat]))
    return groups


def _covers(rule: Rule, at: float) -> bool:
    return rule.begin - _TOUCH <= at <= rule.end + _TOUCH


def _drawn(rules: list[Rule], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= _TOUCH and rule.begin <= middle <= rule.end for rule in rules)


def _distinct(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _TOUCH:
            found.append(value)
    return found


def _rows(grid: Grid, glyphs: list[Glyph]) -> list[list[str]]:
    """The rows that hold something; the text of merged cells stands in the upper left one."""
    firsts = grid.firsts()
    held: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    ends: dict[tuple[int, int], float] = {}
    for cell, first in firsts.items():
        ends[first] = max(ends.get(first, 0.0), grid.columns[cell[1] + 1])
    for glyph in glyphs:
        held[firsts[grid.cell(glyph)]].append(glyph)
    rows = [[""] * (len(grid.columns) - 1) for _ in grid.rows[1:]]
    for (row, column), inside in held.items():
        rows[row][column] = _text(inside, grid.columns[column], ends[row, column])
    return [row for row in rows if any(row)]


def _text(glyphs: list[Glyph], left: float, right: float) -> str:
    """What a cell says: a line that ends where there was room for more ends a paragraph."""
    lines = [Line([glyph for piece in row for glyph in piece.glyphs], row[0].size) for row in rows_of(glyphs)]
    indent = min(min((line.left for line in lines), default=left) - left, _DEEPEST_INDENT)
    said = ""
    before: Line | None = None
    for line in lines:
        if before is not None:
            full = before.right + 1.3 * before.size > right - indent
            said += join(before.text, line.text) if full else "\n"
        said += line.text
        before = line
    return said

"""Columns of a page 分栏: a strip in the middle that lines do not cross, with lines that fill both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from lianxi.importers.pdf.lines import Line

_FEWEST = 4  # lines on each side
_CROSSING = 0.35  # headings over both columns, as part of all rows
_FILLED = 0.7  # how much of its column a usual line fills; cells of a table fill less
_RULES = 3  # ruled lines across the strip make it a table


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and its column: 0 for the whole width, 1 left, 2 right; `row` counts the lines of the page from 1."""

    line: Line
    column: int
    row: int


def strip_of(rows: Sequence[list[Line]], rules: Sequence[tuple[float, float]], before: float | None) -> float | None:
    """The middle of the strip between two columns, None where the page has one column.

    before: that of the page before. A last page may hold too few lines to show
    its columns; it keeps to those of the page before where no line crosses them.
    """
    found = _strip(rows, rules)
    if found is None and before is not None and rows:
        return None if any(_crosses(row, before) for row in rows) else before
    return found


def in_reading_order(rows: Sequence[list[Line]], strip: float | None) -> list[Placed]:
    """The lines of a page as they are read: down the left column, down the right one, over to the next band."""
    if strip is None:
        return [Placed(_one(row), 0, at) for at, row in enumerate(rows, start=1)]
    placed: list[Placed] = []
    left: list[Placed] = []
    right: list[Placed] = []
    for at, row in enumerate(rows, start=1):
        if _crosses(row, strip):
            placed += left + right
            left, right = [], []
            placed.append(Placed(_one(row), 0, at))
            continue
        for side, column, pieces in (
            (left, 1, [piece for piece in row if piece.right <= strip]),
            (right, 2, [piece for piece in row if piece.left >= strip]),
        ):
            if pieces:
                side.append(Placed(_one(pieces), column, at))
    return placed + left + right


def _crosses(row: list[Line], strip: float) -> bool:
    return any(piece.left < strip < piece.right for piece in row)


def _one(pieces: list[Line]) -> Line:
    whole = pieces[0]
    for piece in pieces[1:]:
        whole = whole.joined(piece)
    return whole


def _strip(rows: Sequence[list[Line]], rules: Sequence[tuple[float, float]]) -> float | None:
    """The strip a page shows by itself."""
    pieces = [piece for row in rows for piece in row]
    if len(rows) < 2 * _FEWEST and len(pieces) < 2 * _FEWEST:
        return None
    begin, end = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    found = _emptiest(pieces, begin, end)
    if found is None or sum(left < found < right for left, right in rules) >= _RULES:
        return None
    sides: tuple[list[Line], list[Line]] = ([], [])
    crossing = 0
    for row in rows:
        crossing += _crosses(row, found)
        for side, inside in (
            (sides[0], [piece for piece in row if piece.right <= found]),
            (sides[1], [piece for piece in row if piece.left >= found]),
        ):
            if inside:
                side.append(_one(inside))
    if crossing > _CROSSING * len(rows) or not all(_is_column(side) for side in sides):
        return None
    return found


def _emptiest(pieces: Sequence[Line], begin: float, end: float) -> float | None:
    """The middle of the widest strip that the fewest lines cross, between a third and two thirds of the width."""
    first, last = int(begin + (end - begin) * 0.33), int(begin + (end - begin) * 0.67)
    if last - first < 2:
        return None
    changes = [0] * (last - first + 2)
    for piece in pieces:
        low, high = max(int(piece.left), first), min(int(piece.right) + 1, last + 1)
        if low < high:
            changes[low - first] += 1
            changes[high - first] -= 1
    crossed, count = [], 0
    for change in changes[:-1]:
        count += change
        crossed.append(count)
    least = min(crossed)
    runs: list[tuple[int, int]] = []
    for at, held in enumerate(crossed):
        if held != least:
            continue
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    widest = max(runs, key=lambda run: run[1] - run[0])
    return first + (widest[0] + widest[1]) / 2


def _is_column(lines: Sequence[Line]) -> bool:
    if len(lines) < _FEWEST:
        return False
    width = max(line.right for line in lines) - min(line.left for line in lines)
    return width > 0 and median(line.right - line.left for line in lines) >= _FILLED * width

"""Tables of tasks 任务分解表 in plain text: columns parted by tabs, bars or wide gaps, or one cell a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.assignments.roles import ROLE_CELL, TIME_CELL

Span = tuple[int, int]

_TASK_CELL = re.compile(
    r"[一-鿿]{0,6}(?:任务|内容|措施|举措|事项|项目|目标|问题|要点|类别|工作)(?:名称|内容|要求|清单|分解|及要求)?\Z"
)
_SERIAL_CELL = re.compile(r"(?:序号|编号|No\.?|#)\Z")
_SERIAL = re.compile(r"[0-9０-９]{1,4}[.、]?\Z")
_RULE = re.compile(r"[\s|｜:+\-—=]{3,}\Z")
_PARTED = {"\t": re.compile(r"\t"), "|": re.compile(r"[|｜]"), " ": re.compile(r"[ \u3000]{2,}")}
_HINT = re.compile(r"牵头|主办|单\s?位|部\s?门|责任|配合|领导|负责")
_MOST_COLUMNS, _LONGEST_HEAD = 14, 200


@dataclass(frozen=True, slots=True)
class Row:
    """One task of a table: its categories, its words, its cells of units by printed role, its deadline."""

    start: int
    end: int
    above: tuple[Span, ...]
    task: Span
    roles: tuple[tuple[str, Span], ...]
    time: Span | None


@dataclass(frozen=True, slots=True)
class _Columns:
    parted: str
    names: tuple[str, ...]
    task: int
    above: tuple[int, ...]
    roles: tuple[int, ...]
    time: int | None


def read_table(text: str, lines: Sequence[Span], at: int) -> tuple[tuple[Row, ...], int] | None:
    """The rows of a table whose head is line `at`, and the line after it; None where no table begins.

    A table needs a column of units (牵头单位) beside one of tasks. A cell left empty
    repeats the one above it, as merged cells do.
    """
    head = _head(text, lines[at])
    if head:
        rows, after = _rows(text, lines, at + 1, head)
    else:
        upright = _upright_head(text, lines, at)
        if upright is None:
            return None
        head, rows, after = upright[0], *_upright_rows(text, lines, upright[1], len(upright[0].names))
    return tuple(_read_rows(text, head, rows)), after


def _head(text: str, line: Span) -> _Columns | None:
    if line[1] - line[0] > _LONGEST_HEAD or not _HINT.search(text, *line):
        return None
    for parted, mark in _PARTED.items():
        if not mark.search(text, *line):
            continue
        cells = _cells(text, line, parted)
        columns = _columns([_name(text, cell) for cell in cells], parted)
        if columns:
            return columns
    return None


def _columns(names: list[str], parted: str) -> _Columns | None:
    if not 2 <= len(names) <= _MOST_COLUMNS:
        return None
    roles = tuple(place for place, name in enumerate(names) if ROLE_CELL.match(name))
    times = [place for place, name in enumerate(names) if TIME_CELL.match(name)]
    tasks = [place for place, name in enumerate(names) if place not in roles and _TASK_CELL.match(name)]
    if not roles or not tasks:
        return None
    return _Columns(parted, tuple(names), tasks[-1], tuple(tasks[:-1]), roles, times[0] if times else None)


def _name(text: str, cell: Span) -> str:
    return re.sub(r"[\s*]", "", text[slice(*cell)])


def _cells(text: str, line: Span, parted: str) -> list[Span]:
    start, end = line
    if parted != "	":
        start, end = _trimmed(text, start, end)
    if parted == "|":
        start += text[start:end].startswith(("|", "｜"))
        end -= text[start:end].endswith(("|", "｜"))
    marks = [*(found.span() for found in _PARTED[parted].finditer(text, start, end)), (end, end)]
    lows = [start, *(stop for _, stop in marks)]
    return [_trimmed(text, low, high) for low, (high, _) in zip(lows, marks, strict=False)]


def _trimmed(text: str, start: int, end: int) -> Span:
    low = start + len(text[start:end]) - len(text[start:end].lstrip())
    return low, low + len(text[low:end].rstrip())


def _rows(text: str, lines: Sequence[Span], at: int, head: _Columns) -> tuple[list[list[Span]], int]:
    rows: list[list[Span]] = []
    wanted = len(head.names)
    while at < len(lines):
        line = lines[at]
        said = text[slice(*line)]
        cells = _cells(text, line, head.parted) if said.strip() else []
        if said.strip() and not _RULE.match(said):
            if not 2 <= len(cells) <= wanted + 1:
                break
            rows.append(_placed(text, cells[:wanted], wanted))
        at += 1
    return rows, at


def _placed(text: str, cells: list[Span], wanted: int) -> list[Span]:
    """A short row misses its last cells if it begins with its serial number, else its first ones (merged)."""
    missing = [(cells[-1][1], cells[-1][1])] * (wanted - len(cells))
    return cells + missing if _SERIAL.match(_name(text, cells[0])) else missing + cells


def _upright_head(text: str, lines: Sequence[Span], at: int) -> tuple[_Columns, int] | None:
    """A head with one cell a line, as copied from a web page; its first column must be the serial number."""
    if not _SERIAL_CELL.match(_name(text, lines[at])):
        return None
    names: list[str] = []
    place = at
    while place < min(len(lines), at + 2 * _MOST_COLUMNS):
        name = _name(text, lines[place])
        if name and (_SERIAL.match(name) or (names and _SERIAL_CELL.match(name))):
            break
        names += [name] if name else []
        place += 1
    columns = _columns(names, "\n")
    return (columns, place) if columns and len(names) >= 3 else None


def _upright_rows(text: str, lines: Sequence[Span], at: int, wanted: int) -> tuple[list[list[Span]], int]:
    rows: list[list[Span]] = []
    while True:
        cells: list[Span] = []
        place = at
        while place < len(lines) and len(cells) < wanted:
            cell = _trimmed(text, *lines[place])
            cells += [cell] if cell[0] < cell[1] else []
            place += 1
        if len(cells) < wanted or not _SERIAL.match(_name(text, cells[0])):
            return rows, at
        rows.append(cells)
        at = place


def _read_rows(text: str, head: _Columns, rows: list[list[Span]]) -> Iterator[Row]:
    last: dict[int, Span] = {}
    for cells in rows:
        own = {place: cell for place, cell in enumerate(cells) if cell[0] < cell[1]}
        if not any(place in own for place in head.roles):
            last |= own
            continue
        last |= own
        if head.task not in last:
            continue
        yield Row(
            min(cell[0] for cell in own.values()),
            max(cell[1] for cell in own.values()),
            tuple(last[place] for place in head.above if place in last),
            last[head.task],
            tuple((head.names[place], own[place]) for place in head.roles if place in own),
            own.get(head.time) if head.time is not None else None,
        )

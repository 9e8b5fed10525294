"""Lists that run over several lines 跨行清单: a bracket closed lines further on, a label line ending in 、."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lianxi.kernel.texts.assignments.brackets import find_brackets
from lianxi.kernel.texts.assignments.headings import read_line
from lianxi.kernel.texts.assignments.lists import read_list
from lianxi.kernel.texts.assignments.roles import LABEL

Span = tuple[int, int]

_OPENER = re.compile(r"[(（〔\[［【]")
_CLOSER = re.compile(r"[)）〕\]］】]")
_MOST_LINES, _FARTHEST = 6, 800


def last_joined(text: str, lines: Sequence[Span], at: int) -> int:
    """The last of the lines that the list beginning in line `at` runs over; `at` where it ends there."""
    start, end = lines[at]
    if _OPENER.search(text, start, end):
        brackets = find_brackets(text, start, end)
        if brackets and brackets[-1].opened and not brackets[-1].closed:
            return _until_closed(text, lines, at, brackets[-1].start)
    return _run_on(text, lines, at) if _label_runs_on(text, lines[at]) else at


def _until_closed(text: str, lines: Sequence[Span], at: int, opened: int) -> int:
    """The line the bracket closes in, if no number begins a line before and it holds a list."""
    closer = _CLOSER.search(text, lines[at][1], opened + _FARTHEST)
    if closer is None:
        return at
    for until in range(at + 1, min(at + _MOST_LINES, len(lines))):
        if read_line(text, *lines[until]).mark:
            return at
        if closer.start() >= lines[until][1]:
            continue
        bracket = find_brackets(text, opened, lines[until][1])[0]
        if bracket.closed:
            return until if read_list(text, bracket.inside, bracket.until) else at
    return at


def _label_runs_on(text: str, line: Span) -> bool:
    said = text[slice(*line)].strip()
    return said[-1:] in ("、", "，", ",") and bool(LABEL.search(said[-200:]))


def _run_on(text: str, lines: Sequence[Span], at: int) -> int:
    until, last = at, min(len(lines), at + _MOST_LINES) - 1
    while until < last and text[slice(*lines[until])].rstrip()[-1:] in ("、", "，", ","):
        following = read_line(text, *lines[until + 1])
        if following.mark or following.start == following.end or LABEL.match(text, following.start):
            break
        until += 1
    return until

"""Headings over a task 标题路径: the numbers open at a line, from the top."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lianxi.kernel.texts.structure.marks import Mark, Style, read_mark

_FRONT = re.compile(r"[#*\s\u3000\u00a0>]{0,12}")
_STOP = re.compile(r"[。！？；\n]|(?<=[一-鿿]{2})[:：](?=.)")
_LONGEST = 60
_UNIT_RANKS = {"编": 0, "編": 0, "篇": 0, "部分": 0, "分编": 1, "章": 2, "节": 3, "節": 3, "条": 4, "條": 4}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `start` of its words, `end` without spaces behind, its number, and where its text begins."""

    start: int
    end: int
    mark: Mark | None
    body: int


@dataclass(slots=True)
class Headings:
    """The headings open at the line read last."""

    _open: list[tuple[int, str]] = field(default_factory=list)

    def enter(self, text: str, line: Line, until: int) -> None:
        """A numbered line closes those of its rank and below and opens itself; `until` its list of units begins."""
        if line.mark is None:
            return
        rank = _rank(line.mark)
        while self._open and self._open[-1][0] >= rank:
            self._open.pop()
        self._open.append((rank, heading(text, line, until)))

    def path(self, *, own: bool) -> tuple[str, ...]:
        """The headings from the top; without the last where the task is that line itself."""
        words = tuple(words for _, words in self._open)
        return words if own else words[:-1]


def read_line(text: str, start: int, end: int) -> Line:
    """The line `text[start:end]` without what typesetting puts around it."""
    front = _FRONT.match(text, start, end)
    at = front.end() if front else start
    stop = at + len(text[at:end].rstrip(" \t\r\u3000\u00a0*"))
    mark = read_mark(text, at) if stop > at else None
    if mark is None or mark.cited or at + mark.length > stop:
        return Line(at, stop, None, at)
    body = at + mark.length
    return Line(at, stop, mark, body + len(text[body:stop]) - len(text[body:stop].lstrip(" \t\u3000\u00a0*")))


def heading(text: str, line: Line, until: int) -> str:
    """Number and first sentence of a numbered line, as printed."""
    stop = min(heading_end(text, line), until)
    return "".join(text[line.start : stop].replace("*", "").split())


def heading_end(text: str, line: Line) -> int:
    """Where the first sentence of a line ends, at most sixty characters on."""
    found = _STOP.search(text, line.body, line.end)
    return min(found.start() if found else line.end, line.body + _LONGEST)


def is_item(line: Line) -> bool:
    """Whether a number is that of an item of a list (1. （1） ①), which may be a task itself, and no heading."""
    return line.mark is not None and line.mark.style is not None and line.mark.style >= Style.FIGURE


def _rank(mark: Mark) -> int:
    if mark.style is not None:
        return 10 + mark.style
    return next((rank for unit, rank in _UNIT_RANKS.items() if mark.number.endswith(unit)), 4)

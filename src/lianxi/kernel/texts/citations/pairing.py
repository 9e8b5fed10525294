"""Pairs of title marks 书名号配对: which mark closes which, whatever its shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lianxi.kernel.texts.citations.instruments import noun_of

LONGEST = 300
"""Characters of the longest title read; the longest of the national collection has about 180."""
DEEPEST = 6
"""Titles inside titles; real ones go to three."""

OPENING, CLOSING = frozenset(("《", "〈", "<", "<<")), frozenset(("》", "〉", ">", ">>"))
PAIRS = {"《": "》", "〈": "〉", "<": ">", "<<": ">>"}
_WORDY = re.compile("[\u3400-\u9fffA-Za-z]")
_CHINESE = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Title:
    """A name in marks: `[start, end)` with its marks, `[name_start, name_end)` without, and the names inside it."""

    start: int
    end: int
    name_start: int
    name_end: int
    inner: tuple[Title, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A title mark: where it stands and which one it is."""

    at: int
    sign: str

    @property
    def opens(self) -> bool:
        """Whether it opens a title."""
        return self.sign in OPENING

    @property
    def end(self) -> int:
        """The place after it; half-width double marks have two characters."""
        return self.at + len(self.sign)


def balanced(text: str, group: list[Mark]) -> Iterator[Title]:
    """Marks that pair whatever their shape; too deep a nest is no title."""
    if len(group) > 2 * DEEPEST and _depth(group) > DEEPEST:
        return
    stack: list[tuple[Mark, list[Title]]] = []
    for mark in group:
        if mark.opens:
            stack.append((mark, []))
            continue
        opened, inner = stack.pop()
        title = Title(opened.at, mark.end, opened.end, mark.at, tuple(inner))
        if stack:
            stack[-1][1].extend([title] if is_name(text, title) else [])
        else:
            yield title


def matches(group: list[Mark]) -> dict[int, int]:
    """For each mark that opens and is closed in the group, the mark that closes it."""
    closed: dict[int, int] = {}
    stack: list[int] = []
    for index, mark in enumerate(group):
        if mark.opens:
            stack.append(index)
        elif stack:
            closed[stack.pop()] = index
    return closed


def _depth(group: list[Mark]) -> int:
    deepest = depth = 0
    for mark in group:
        depth += 1 if mark.opens else -1
        deepest = max(deepest, depth)
    return deepest


def is_name(text: str, title: Title) -> bool:
    """Whether there is a name between the marks; half-width ones are comparison signs and tags unless proved."""
    if title.name_end <= title.name_start or title.name_end - title.name_start > LONGEST:
        return False
    if text[title.start] == "<" and not text.startswith("<<", title.start):
        name = text[title.name_start : title.name_end]
        return bool(_CHINESE.search(name)) and (bool(noun_of(name)) or bool(title.inner))
    return bool(_WORDY.search(text, title.name_start, title.name_end))

"""Reading heads kept outside the database: the journal of this install, or a copy kept elsewhere.

Two forms are read: the journal (one JSON object per line) and any JSON
document with a list ``heads``, as the manifest of a backup has. Lines are
given one by one; nothing is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lianxi.apps.audit.journal import Head
from lianxi.apps.audit.report import Restore
from lianxi.kernel.errors import Refused

LARGEST_DOCUMENT = 16 * 1024 * 1024
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
LARGEST_NUMBER = 2**63 - 1


@dataclass(frozen=True)
class Witnessed:
    """One readable line: a head, and the first number it vouches for (a line written in time vouches for one)."""

    line: int
    head: Head
    first: int
    late: str = ""  # the day it was written, where that was later


@dataclass(frozen=True)
class Torn:
    """A line that cannot be read, mostly because its writer was cut off."""

    line: int


def read_heads(path: Path) -> Iterator[Witnessed | Restore | Torn]:
    """Everything a heads file says, in its order; a `Restore` comes where its marker stands."""
    try:
        document = _document(path)
        if document is not None:
            yield from document
            return
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                yield from _line(number, line)
    except OSError as error:
        raise Refused(
            "heads_unreadable", f"链头文件读不出：{path}（{error.strerror}）。", remedy="请检查路径和权限。"
        ) from error


def _document(path: Path) -> list[Witnessed] | None:
    """The heads in the list ``heads`` of a JSON document; None for a journal."""
    if path.stat().st_size > LARGEST_DOCUMENT:
        return None
    with path.open("rb") as file:
        first = file.readline()
        if first.strip().startswith(b"{") and b'"number"' in first and b'"heads"' not in first:
            return None
        file.seek(0)
        try:
            content = json.load(file)
            heads = content["heads"] if isinstance(content, dict) else content
            return [Witnessed(0, _head(item), 1) for item in heads]
        except UNREADABLE:
            return None


def _line(number: int, line: bytes) -> Iterator[Witnessed | Restore | Torn]:
    """What one line of a journal says. The heads a restore left behind count as witnessed by its marker."""
    if not line.strip():
        return
    try:
        content = json.loads(line)
        if "restore" in content:
            restore = restore_from(content)
            yield restore
            yield from (Witnessed(number, head, 1) for head in restore.new.values())
        else:
            yield _witnessed(number, _head(content), content)
    except UNREADABLE:
        yield Torn(number)


def _witnessed(line: int, head: Head, content: dict[str, Any]) -> Witnessed:
    first = int(content.get("from", head.number))
    if not 1 <= first <= head.number:
        raise ValueError(first)
    return Witnessed(line, head, first, str(content.get("late", "")))


def _head(content: dict[str, Any]) -> Head:
    if not 1 <= int(content["number"]) <= LARGEST_NUMBER:
        raise ValueError(content["number"])
    return Head(str(content["chain"]), int(content["number"]), str(content["hash"]), str(content.get("at", "")))


def restore_from(content: dict[str, Any]) -> Restore:
    """A restore from its marker or from what its entry says."""
    new = [_head(item) for item in content["new"]]
    return Restore(
        id=str(content["restore"]),
        old={str(item["chain"]): int(item["number"]) for item in content["old"]},
        new={head.chain: head for head in new},
        entry=int(content["entry"]),
        on=str(content["on"]),
    )


def read_markers(path: Path) -> list[tuple[int, Restore]]:
    """The markers of restores in a journal, each with its line."""
    found = []
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if b'"restore"' in line:
                found += [(number, item) for item in _line(number, line) if isinstance(item, Restore)]
    return found


def last_heads(path: Path) -> list[Head]:
    """Where the chains stood at the end of a journal."""
    heads: dict[str, Head] = {}
    for item in read_heads(path) if path.exists() else ():
        if isinstance(item, Restore):
            heads = {}
        elif isinstance(item, Witnessed) and item.head.number >= heads.get(item.head.chain, item.head).number:
            heads[item.head.chain] = item.head
    return sorted(heads.values())


class Spans:
    """Whole numbers as closed spans 区间; numbers that come nearly in order keep it small."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, int]] = []

    def add(self, first: int, last: int) -> None:
        """Add first … last, joining spans that touch."""
        spans, at = self.spans, len(self.spans)
        while at and spans[at - 1][0] > last + 1:
            at -= 1
        end = at
        while at and spans[at - 1][1] >= first - 1:
            at -= 1
            first, last = min(first, spans[at][0]), max(last, spans[at][1])
        spans[at:end] = [(first, last)]

    def missing(self, upto: int) -> list[tuple[int, int]]:
        """Spans of 1 … `upto` that are not in."""
        gaps, next_ = [], 1
        for first, last in self.spans:
            if next_ < first and next_ <= upto:
                gaps.append((next_, min(first - 1, upto)))
            next_ = max(next_, last + 1)
        return [*gaps, (next_, upto)] if next_ <= upto else gaps

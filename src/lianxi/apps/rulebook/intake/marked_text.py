"""A text with places marked 原文标注: what was read from where, and what the check-up found, cut into pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

MOST = 200_000
"""Characters shown; a page with more is slow to scroll, and the file itself can be had beside it."""


@dataclass(frozen=True)
class Mark:
    """A place. key: its name in the page, to jump to; kind: `read`, `unsure`, `sure` or `doubt`."""

    start: int
    end: int
    key: str
    kind: str
    title: str


@dataclass(frozen=True)
class Piece:
    """A run of characters under the same marks; `keys` are of the marks that begin here."""

    text: str
    kinds: str
    title: str
    keys: tuple[str, ...]


def marks_of(proposals: Sequence[dict[str, Any]], findings: Sequence[dict[str, Any]]) -> list[Mark]:
    """The places of an item: its proposals, then its findings."""
    read = [
        Mark(one["start"], one["end"], f"p-{one['field']}", "read" if one["sure"] else "unsure", one["label"])
        for one in proposals
    ]
    read += [
        Mark(sign["start"], sign["end"], sign_key(one, at), "read", sign["label"])
        for one in proposals
        for at, sign in enumerate(one.get("signs", ()))
    ]
    found = [
        Mark(one["start"], one["end"], f"f-{one['start']}", "sure" if one["sure"] else "doubt", one["label"])
        for one in findings
    ]
    return read + found


def sign_key(proposal: dict[str, Any], at: int) -> str:
    """Name in the page of one of the places a proposal was read from."""
    return f"p-{proposal['field']}-{at}"


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    """The first `MOST` characters of a text in order."""
    shown = text[:MOST]
    marks = [mark for mark in marks if 0 <= mark.start <= len(shown)]
    cuts = sorted({0, len(shown), *(min(at, len(shown)) for mark in marks for at in (mark.start, mark.end))})
    beginning: dict[int, list[str]] = {}
    for mark in marks:
        beginning.setdefault(mark.start, []).append(mark.key)
    waiting, over = sorted(marks, key=lambda mark: mark.start), []
    for start, end in pairwise(cuts):
        while waiting and waiting[0].start <= start:
            over.append(waiting.pop(0))
        over = [mark for mark in over if mark.end > start]
        kinds = " ".join(sorted({f"is-{mark.kind}" for mark in over}))
        title = "；".join(dict.fromkeys(mark.title for mark in over))
        yield Piece(shown[start:end], kinds, title, tuple(dict.fromkeys(beginning.get(start, ()))))

"""The words of one node cut into pieces 片段: number, heading, lines; what lies between is layout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lianxi.kernel.texts.exchange import BLANKS, after_last_break
from lianxi.kernel.texts.structure import PROVISIONS, Kind, Node

_NUMBERED = PROVISIONS | {Kind.ATTACHMENT}
_MARKDOWN = "#*>+-"
_MARKS = re.compile(rf"[{re.escape(BLANKS)}]*(?:#{{1,6}}(?!#)[{re.escape(BLANKS)}]*)?")
_AFTER_NUMBER = re.compile(r"[、．.：:]*")
_OPEN, _CLOSE = r"[【（(〔［\[]?", r"[】）)〕］\]]?[。：:]*"
_LONGEST_LABEL, _LONGEST_HEADING = 12, 200


@dataclass(frozen=True, slots=True)
class Piece:
    """Words and the layout around them. tag: `num`, `heading` or `p`; start: of the words, in the node's own text."""

    tag: str
    said: str
    start: int
    before: str
    after: str


def cut(node: Node) -> list[Piece]:
    """The pieces of a node's own text, which together are that text; none where it holds only blanks."""
    found = list(_places(node))
    if not found:
        return []
    text, befores, afters = node.text, [node.text[: found[0][1]]], []
    for (_, _, end), (_, start, _) in pairwise(found):
        gap = text[end:start]
        at = after_last_break(gap) or len(gap)
        afters.append(gap[:at])
        befores.append(gap[at:])
    afters.append(text[found[-1][2] :])
    return [
        Piece(tag, text[start:end], start, before, after)
        for (tag, start, end), before, after in zip(found, befores, afters, strict=True)
    ]


def _places(node: Node) -> Iterator[tuple[str, int, int]]:
    """Tag, start and end of all words."""
    at = 0
    if node.kind in _NUMBERED:
        if number := _number(node):
            yield "num", *number
            at = number[1]
        if heading := _heading(node, at):
            yield "heading", *heading
            at = heading[1]
    for line in node.text[at:].splitlines(keepends=True):
        marks = _MARKS.match(line)
        start = marks.end() if marks else 0
        end = len(line.rstrip(BLANKS))
        if start < end:
            yield "p", at + start, at + end
        elif line.strip(BLANKS):
            yield "p", at + line.index("#"), at + end
        at += len(line)


def _number(node: Node) -> tuple[int, int] | None:
    """Where the printed number stands, with the marks that belong to it (第一条、)."""
    if not node.number:
        return None
    at = node.text.find(node.number)
    if at < 0 or len(node.text[:at].strip(BLANKS + _MARKDOWN)) > _LONGEST_LABEL:
        return None
    after = _AFTER_NUMBER.match(node.text, at + len(node.number))
    return at, after.end() if after else at + len(node.number)


def _heading(node: Node, at: int) -> tuple[int, int] | None:
    """Where the heading stands as printed, with its brackets (【适用范围】) and its stop."""
    if not node.heading or len(node.heading) > _LONGEST_HEADING:
        return None
    blank = f"[{re.escape(BLANKS)}*]*+"  # possessive: a long run of blanks is tried once, not split in every way
    words = blank.join(re.escape(char) for char in node.heading if char not in BLANKS)
    found = re.compile(f"{blank}#*+{blank}(?P<said>{_OPEN}{blank}{words}{blank}{_CLOSE})").match(node.text, at)
    if found is None:
        return None
    said = found["said"].rstrip(BLANKS)
    return found.start("said"), found.start("said") + len(said)

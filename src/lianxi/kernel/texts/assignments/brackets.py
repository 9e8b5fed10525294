"""Brackets 括号: outermost pairs of any kind, and what is left of a pair that lost one side."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PAIRS = {"(": "r", "（": "r", "〔": "s", "[": "s", "［": "s", "【": "s", "{": "c"}
_CLOSERS = {")": "r", "）": "r", "〕": "s", "]": "s", "］": "s", "】": "s", "}": "c"}
_MARK = re.compile(r"[()（）〔〕\[\]［］【】{}]")
_DEEPEST = 6
_LONGEST, _SHORTEST = 1500, 6


@dataclass(frozen=True, slots=True)
class Bracket:
    """One outermost bracket `text[start:end]`; `inside` and `until` bound what it holds.

    opened, closed: whether that side is printed; a side may be destroyed or cut off.
    """

    start: int
    end: int
    inside: int
    until: int
    opened: bool = True
    closed: bool = True


def find_brackets(text: str, start: int, end: int) -> tuple[Bracket, ...]:
    """The outermost brackets of a stretch in their order.

    A closing mark of another shape closes the bracket all the same (（…〕), where
    none of its own shape waits; one that nothing opened is given with `opened` False,
    unless too little stands before it to be a list.
    """
    found: list[Bracket] = []
    stack: list[tuple[str, int]] = []
    for mark in _MARK.finditer(text, start, end):
        at, char = mark.start(), mark[0]
        if char in _PAIRS:
            stack = _too_long(found, stack, at)
            stack.append((_PAIRS[char], at))
        elif char in _CLOSERS:
            _close(found, stack, _CLOSERS[char], at)
    if stack:
        found.append(Bracket(stack[0][1], end, stack[0][1] + 1, end, closed=False))
    return tuple(found)


def _too_long(found: list[Bracket], stack: list[tuple[str, int]], at: int) -> list[tuple[str, int]]:
    """What has been open for too long or too deep lost its other side: reading starts anew here."""
    if not stack or (len(stack) < _DEEPEST and at - stack[0][1] <= _LONGEST):
        return stack
    found.append(Bracket(stack[0][1], at, stack[0][1] + 1, at, closed=False))
    return []


def _close(found: list[Bracket], stack: list[tuple[str, int]], kind: str, at: int) -> None:
    if not stack:
        if not found or at - found[-1].end >= _SHORTEST:
            found.append(Bracket(at, at + 1, at, at, opened=False))
        return
    matching = next((step for step in range(len(stack) - 1, -1, -1) if stack[step][0] == kind), len(stack) - 1)
    opened = stack[matching][1]
    del stack[matching:]
    if not stack:
        found.append(Bracket(opened, at + 1, opened + 1, at))

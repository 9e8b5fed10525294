"""Repairing a copy 修复副本: what was accepted is applied, everything else stays, and every change is on record."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.damage.findings import Damage, Finding


@dataclass(frozen=True, slots=True)
class Change:
    """One applied proposal; `start` counts in the original, `at` in the repaired copy."""

    finding: Finding
    start: int
    end: int
    at: int
    original: str
    new: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """The copy, what was changed in it, and what was asked for but left, with the reason."""

    text: str
    changes: tuple[Change, ...]
    left: tuple[tuple[Finding, str], ...]


def repair(
    text: str, findings: Sequence[Finding], *, classes: Collection[Damage] = (), places: Collection[int] = ()
) -> Repaired:
    """A copy with the proposals of whole `classes` and of single `places` (starts of findings) applied.

    A whole class only takes what is sure; a doubtful proposal is applied only
    where somebody named its place, because somebody has then looked at it.
    The findings are those of this text, one a place, in its order.
    """
    pieces: list[str] = []
    changes: list[Change] = []
    left: list[tuple[Finding, str]] = []
    read, made = 0, 0
    for one in findings:
        named = one.start in places
        if not named and one.kind not in classes:
            continue
        if one.proposal is None or (not named and not one.is_sure):
            left.append((one, _why_left(one)))
            continue
        kept = text[read : one.start]
        pieces += (kept, one.proposal)
        changes.append(Change(one, one.start, one.end, made + len(kept), one.original, one.proposal))
        made += len(kept) + len(one.proposal)
        read = one.end
    pieces.append(text[read:])
    return Repaired("".join(pieces), tuple(changes), tuple(left))


def _why_left(finding: Finding) -> str:
    if finding.proposal is None:
        return "看不出原文是什么，没有建议可以采用。"
    return f"把握只有{finding.confidence:.0%}，须看过后按位置逐处采用。"

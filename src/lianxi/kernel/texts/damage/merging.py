"""One finding a place 归并: where several classes see the same characters, the one that explains most stays."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import replace

from lianxi.kernel.texts.damage.findings import Damage, Finding

# From what destroys most to what only looks untidy: an explanation higher up explains what is seen lower down.
_RANK = {kind: rank for rank, kind in enumerate(
    (
        Damage.MOJIBAKE, Damage.GBK_SHIFT, Damage.GBK_CODE_POINT, Damage.PINYIN, Damage.ZERO_WIDTH, Damage.INJECTED,
        Damage.LOST_DIGIT, Damage.REDACTION, Damage.PAGE_RESIDUE, Damage.CONTRADICTION, Damage.FOREIGN_CLAUSE,
        Damage.ALIAS_DRIFT, Damage.CUT_END, Damage.NUMBERING, Damage.SPUN, Damage.VOCABULARY,
        Damage.DOUBLED_PUNCTUATION, Damage.BROKEN_LINE, Damage.INNER_SPACE, Damage.MIXED_SCRIPT, Damage.WIDTH,
        Damage.REPEATED_CLAUSE,
    )
)}  # fmt: skip
# Inside these the characters are not the author's: whatever else seems wrong there follows from it.
_DESTROYED = frozenset({Damage.MOJIBAKE, Damage.GBK_SHIFT})
# What these say of a clause holds however often the clause stands there.
_OF_A_CLAUSE = frozenset(
    (
        Damage.CONTRADICTION,
        Damage.FOREIGN_CLAUSE,
        Damage.ALIAS_DRIFT,
        Damage.CUT_END,
        Damage.NUMBERING,
        Damage.LOST_DIGIT,
    )
)
_SHRINKING = frozenset({Damage.REPEATED_CLAUSE, Damage.CUT_END, Damage.MIXED_SCRIPT, Damage.PAGE_RESIDUE})


def merged(findings: Iterable[Finding], text: str) -> tuple[Finding, ...]:
    """The findings in the order of the text, none overlapping another.

    A sure repair is never pushed out by a doubt, and a whole clause (a repeated
    one, say) gives way to what was found inside it and is then shown at the
    longest part that is left, without a proposal: taking out half a clause is no repair.
    """
    kept: list[tuple[int, int]] = []
    chosen: list[Finding] = []
    for finding in sorted(findings, key=_precedence):
        here = _free(finding, kept, text)
        if here is not None:
            insort(kept, (here.start, max(here.end, here.start + 1)))
            chosen.append(here)
    return tuple(sorted(chosen, key=lambda one: (one.start, one.end)))


def _precedence(finding: Finding) -> tuple[int, int, int, int]:
    return _turn(finding), _RANK[finding.kind], finding.start, -finding.end


def _turn(finding: Finding) -> int:
    """Who comes first: what is sure or destroyed, what is said of clauses, whole clauses, then every other doubt."""
    if finding.is_sure or finding.kind in _DESTROYED:
        return 0
    if finding.kind in _OF_A_CLAUSE:
        return 1
    return 2 if finding.kind is Damage.REPEATED_CLAUSE else 3


def _free(finding: Finding, kept: list[tuple[int, int]], text: str) -> Finding | None:
    """The finding where its place is still free, cut to the longest free part where it may be, else None."""
    taken = _taken(finding, kept)
    if not taken:
        return finding
    if finding.kind not in _SHRINKING:
        return None
    gaps = zip([finding.start, *(end for _, end in taken)], [*(start for start, _ in taken), finding.end], strict=True)
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    if end <= start:
        return None
    return replace(finding, start=start, end=end, original=text[start:end], proposal=None)


def _taken(finding: Finding, kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The kept places that overlap it; an empty place (something missing) takes its own position."""
    end = max(finding.end, finding.start + 1)
    at = bisect_left(kept, (finding.start, -1))
    if at and kept[at - 1][1] > finding.start:
        at -= 1
    found = []
    while at < len(kept) and kept[at][0] < end:
        found.append(kept[at])
        at += 1
    return found

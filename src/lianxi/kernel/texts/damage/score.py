"""The score of a text 体检得分: 100 for a text as issued, with the reason of every point that is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from lianxi.kernel.texts.damage.findings import Damage, Finding

# How many points a class can cost at most: what loses or falsifies wording costs more than what looks untidy.
# A house rule (issue 4), no norm knows such a score.
_MOST = {
    Damage.MOJIBAKE: 60,
    Damage.REPEATED_CLAUSE: 30,
    Damage.GBK_SHIFT: 25,
    Damage.PINYIN: 20,
    Damage.SPUN: 20,
    Damage.LOST_DIGIT: 20,
    Damage.CUT_END: 20,
    Damage.CONTRADICTION: 16,
    Damage.NUMBERING: 16,
    Damage.REDACTION: 16,
    Damage.INJECTED: 16,
    Damage.FOREIGN_CLAUSE: 12,
    Damage.MIXED_SCRIPT: 12,
    Damage.VOCABULARY: 8,
    Damage.GBK_CODE_POINT: 8,
    Damage.ALIAS_DRIFT: 8,
    Damage.PAGE_RESIDUE: 8,
    Damage.BROKEN_LINE: 8,
    Damage.DOUBLED_PUNCTUATION: 8,
    Damage.WIDTH: 4,
    Damage.ZERO_WIDTH: 4,
    Damage.INNER_SPACE: 4,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why points are missing: the class, how many places, how many points."""

    kind: Damage
    places: int
    points: int

    @property
    def note(self) -> str:
        """As a Chinese sentence."""
        return f"{self.kind.label}{self.places}处，扣{self.points}分。"


@dataclass(frozen=True, slots=True)
class Score:
    """Points out of 100 and the reasons for what is missing, dearest first."""

    points: int
    reasons: tuple[Reason, ...]


def score(findings: Sequence[Finding], length: int, *, refused: bool) -> Score:
    """Points of a text of `length` characters.

    The first place of a class costs a quarter of what the class can cost; with
    one place for every thousand characters it costs all of it. A text that is
    refused as unreadable has no points.
    """
    places = Counter(finding.kind for finding in findings)
    reasons = tuple(sorted((_reason(kind, count, length) for kind, count in places.items()), key=_dearest_first))
    lost = sum(reason.points for reason in reasons)
    return Score(0 if refused else max(0, 100 - lost), reasons)


def _reason(kind: Damage, count: int, length: int) -> Reason:
    most = _MOST[kind]
    by_density = ceil(most * count * 1000 / max(length, 1000))
    return Reason(kind, count, min(most, max(ceil(most / 4), by_density)))


def _dearest_first(reason: Reason) -> tuple[int, str]:
    return -reason.points, reason.kind

"""Quorum 法定人数 and majority 多数: who must be there, and how many must agree.

All arithmetic is in whole numbers, so that a boundary (exactly half, exactly two
thirds) is decided by the wording alone: 过 and 超过 mean more, 以上 includes the number.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lianxi.kernel.rules.clauses import Names, Rule

_NUMERALS = "零一二三四五六七八九十"


class Base(StrEnum):
    """Of whom a share is taken 基数."""

    ALL = "all"
    PRESENT = "present"

    @property
    def label(self) -> str:
        """Chinese term."""
        return {"all": "全体组成人员", "present": "到会人员"}[self.value]


class Counted(StrEnum):
    """What is counted 计数单位: people, or bodies with one voice each."""

    PEOPLE = "people"
    BODIES = "bodies"

    @property
    def unit(self) -> str:
        """Chinese measure word."""
        return {"people": "人", "bodies": "家"}[self.value]


@dataclass(frozen=True)
class Share:
    """A share such as 过半数 (more than 1/2) or 三分之二以上 (at least 2/3)."""

    numerator: int
    denominator: int
    more: bool

    def __post_init__(self) -> None:
        if not 0 < self.numerator <= self.denominator or (self.more and self.numerator == self.denominator):
            raise ValueError(f"no share that can be reached: {self.numerator}/{self.denominator}, more={self.more}")

    def needed(self, base: int) -> int:
        """The smallest number that reaches the share of `base`; at least one."""
        parts = base * self.numerator
        whole = parts // self.denominator + 1 if self.more else -(-parts // self.denominator)
        return max(whole, 1)

    @property
    def label(self) -> str:
        """Chinese term."""
        if (self.numerator, self.denominator) == (1, 2):
            return "过半数" if self.more else "半数以上"
        if self.numerator == self.denominator:
            return "全部"
        fraction = f"{_numeral(self.denominator)}分之{_numeral(self.numerator)}"
        return f"超过{fraction}" if self.more else f"{fraction}以上"


@dataclass(frozen=True)
class Outcome:
    """Whether a share was reached, with the numbers and why 结果."""

    met: bool
    counted: int
    needed: int
    base: int
    why: str


@dataclass(frozen=True, kw_only=True)
class QuorumRule(Rule):
    """How many must be present for a conference to be held 法定人数; always of all members."""

    label: str = "法定人数"
    share: Share
    counts: Counted = Counted.PEOPLE

    def sentence(self, names: Names) -> str:
        """E.g. 会议应当有全体组成人员过半数出席才能举行。"""
        return f"会议{self.force.word}有{_all(self.counts)}{self.share.label}出席才能举行。"

    def judge(self, total: int, present: int) -> Outcome:
        """Whether `present` of `total` are enough; the boundary is explained."""
        _check(total, present)
        return _outcome(self.share, present, total, f"{_all(self.counts)}", self.counts.unit, "出席")


@dataclass(frozen=True, kw_only=True)
class MajorityRule(Rule):
    """How many must agree for a decision to pass 表决多数: of all members or of those present."""

    label: str = "表决多数"
    share: Share
    of: Base = Base.ALL
    counts: Counted = Counted.PEOPLE

    def sentence(self, names: Names) -> str:
        """E.g. 议定事项应当由全体组成人员过半数同意才能通过。"""
        return f"议定事项{self.force.word}由{self._base_label}{self.share.label}同意才能通过。"

    def judge(self, total: int, present: int, in_favour: int) -> Outcome:
        """Whether `in_favour` is enough; abstentions and absences are not agreement."""
        _check(total, present)
        _check(present, in_favour)
        base = total if self.of is Base.ALL else present
        return _outcome(self.share, in_favour, base, self._base_label, self.counts.unit, "同意")

    @property
    def _base_label(self) -> str:
        if self.of is Base.ALL:
            return _all(self.counts)
        return self.of.label if self.counts is Counted.PEOPLE else "到会各方"


def _all(counts: Counted) -> str:
    return Base.ALL.label if counts is Counted.PEOPLE else "参加各方"


def _check(whole: int, part: int) -> None:
    if not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole} cannot be")


def _outcome(share: Share, counted: int, base: int, of: str, unit: str, did: str) -> Outcome:
    needed = share.needed(base)
    met = base > 0 and counted >= needed
    why = f"{of}{base}{unit}，{share.label}为{needed}{unit}，{did}{counted}{unit}，{'达到' if met else '未达到'}。"
    if not met and share.more and counted * share.denominator == base * share.numerator and base:
        why += f"恰为{_numeral(share.denominator)}分之{_numeral(share.numerator)}，不算超过。"
    return Outcome(met, counted, needed, base, why)


def _numeral(number: int) -> str:
    return _NUMERALS[number] if number <= 10 else str(number)

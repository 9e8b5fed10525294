"""Windows 时段: the days of a year in which a conference is to be held."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lianxi.kernel.rules.clauses import Names, Rule


class Part(StrEnum):
    """Third of a month 旬: 上旬 1st–10th, 中旬 11th–20th, 下旬 21st to the end."""

    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"
    WHOLE = "whole"

    @property
    def label(self) -> str:
        """Chinese term; empty for the whole month."""
        return {"early": "上旬", "middle": "中旬", "late": "下旬", "whole": ""}[self.value]


_FIRST_DAYS = {Part.EARLY: 1, Part.MIDDLE: 11, Part.LATE: 21, Part.WHOLE: 1}
_LAST_DAYS = {Part.EARLY: 10, Part.MIDDLE: 20}


@dataclass(frozen=True)
class MonthPart:
    """A month or a third of it, e.g. 9月中旬."""

    month: int
    part: Part = Part.WHOLE

    def days(self, year: int) -> tuple[date, date]:
        """First and last day in `year`."""
        last = _LAST_DAYS.get(self.part) or monthrange(year, self.month)[1]
        return date(year, self.month, _FIRST_DAYS[self.part]), date(year, self.month, last)

    def __str__(self) -> str:
        return f"{self.month}月{self.part.label}"


@dataclass(frozen=True)
class DayRange:
    """From one day of the year to another (month, day), e.g. 12月25日至次年1月5日.

    A range whose end lies before its start ends in the following year; 29 February
    stands for the last day of February in a common year.
    """

    first: tuple[int, int]
    last: tuple[int, int]

    def days(self, year: int) -> tuple[date, date]:
        """First and last day of the range that begins in `year`."""
        return _day(year, self.first), _day(year + (self.last < self.first), self.last)

    def __str__(self) -> str:
        over = "次年" if self.last < self.first else ""
        return f"{self.first[0]}月{self.first[1]}日至{over}{self.last[0]}月{self.last[1]}日"


def _day(year: int, month_and_day: tuple[int, int]) -> date:
    month, day = month_and_day
    return date(year, month, min(day, monthrange(year, month)[1]))


@dataclass(frozen=True, kw_only=True)
class WindowRule(Rule):
    """When in the year a conference is held 时段; `slot` says which of the year's conferences."""

    label: str = "召开时段"
    when: MonthPart | DayRange
    slot: int = 1

    def days(self, year: int) -> tuple[date, date]:
        """First and last day of the window in `year`."""
        return self.when.days(year)

    def sentence(self, names: Names) -> str:
        """E.g. 一般应在每年9月中旬召开。"""
        return f"会议{self.force.word}在每年{self.when}召开。"

"""Whether a printed growth follows from its two numbers 变化核对.

Both numbers may be rounded: the nominal growth decides first, then the bounds that the last
printed digits allow. 增长2倍 is three times the beginning, though many write it for twice;
增长4% of a percentage may mean points: the reading that fits is named, nothing is corrected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from lianxi.kernel.texts.counts.amounts import rounded, shown
from lianxi.kernel.texts.counts.report import Check, CheckKind, Count, CountKind

_REAL = re.compile("可比|不变价|实际增长|扣除|生产总值|增加值|GDP|同口径")
_NEAR = Decimal("0.1")
_FINE = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Change:
    """How many times its beginning the end is: as printed, and the least and most that rounding allows.

    said: both numbers as printed; members: their counts; fine: whether rounding moves them by 0.5 % at most.
    """

    least: Decimal
    nominal: Decimal
    most: Decimal
    said: str
    members: tuple[Count, ...]

    @property
    def fine(self) -> bool:
        """Whether the printed digits leave little room."""
        return all(count.slack <= abs(count.value or Decimal(0)) * _FINE for count in self.members)

    def yearly(self, years: int) -> Change:
        """The same change spread evenly over years."""
        root = Decimal(1) / years
        least, nominal, most = (max(ratio, Decimal(0)) ** root for ratio in (self.least, self.nominal, self.most))
        return Change(least, nominal, most, f"{self.said}，{years}年年均", self.members)


def change_between(first: Count, last: Count) -> Change | None:
    """From one number to the other; None where there is nothing to divide by."""
    a, b = first.exact or Decimal(0), last.exact or Decimal(0)
    if a - first.slack <= 0 or b < 0:
        return None
    said = f"由“{first.printed}”到“{last.printed}”"
    return Change(
        (b - last.slack) / (a + first.slack), b / a, (b + last.slack) / (a - first.slack), said, (first, last)
    )


def change_by(last: Count, step: Count, *, less: bool) -> Change | None:
    """An end and by how much it grew or fell: the beginning is the end without that."""
    b, by = last.exact or Decimal(0), step.exact or Decimal(0)
    first = b + by if less else b - by
    room = last.slack + step.slack
    if first - room <= 0 or b <= 0:
        return None
    sign = -1 if less else 1
    ends = sorted(1 + sign * part for part in ((by - step.slack) / (first + room), (by + step.slack) / (first - room)))
    said = f"“{last.printed}”，{'减少' if less else '增加'}“{step.printed}”"
    return Change(ends[0], b / first, ends[1], said, (last, step))


def judge_percentage(change: Change, told: Count, words: str, *, down: bool) -> Check:
    """增长x% or 下降x%: rounding holds, cutting and coarse digits leave it open, comparable prices excuse."""
    sign = -1 if down else 1
    nominal = (change.nominal - 1) * 100 * sign
    least, most = sorted(((change.least - 1) * 100 * sign, (change.most - 1) * 100 * sign))
    printed, half = told.exact or Decimal(0), told.step / 2
    true = shown(rounded(nominal, Decimal("0.01")))
    note = f"{change.said}，{'下降' if down else '增长'}{true}%，文中写“{told.printed}”"
    within = least <= printed + half and most >= printed - half
    if abs(nominal - printed) <= half or (within and change.fine):
        return _check(True, f"{note}，相符。", told, change)
    if printed == rounded(nominal, told.step, ROUND_DOWN):
        return _check(None, f"{note}：四舍五入不是这个数，截去尾数才相符。", told, change)
    if within:
        return _check(None, f"{note}，只在两数的四舍五入范围内相符。", told, change)
    if least - _NEAR <= printed <= most + _NEAR:
        return _check(None, f"{note}，相差不到0.1个百分点。", told, change)
    if _REAL.search(words):
        return _check(None, f"{note}；增速可能按可比价格计算，不能据此说有错。", told, change)
    return _check(False, f"{note}，不相符。", told, change)


def judge_unknown_years(change: Change, told: Count) -> Check:
    """年均x% over years that are not named."""
    return _check(None, f"{change.said}，年均“{told.printed}”：文中没有写明起止年份，无法核对。", told, change)


def judge_points(first: Count, last: Count, told: Count) -> Check | None:
    """由x%提高到y%: z个百分点 is the difference; z% may be the difference or the ratio."""
    change = change_between(first, last)
    if change is None:
        return None
    difference = abs((last.exact or Decimal(0)) - (first.exact or Decimal(0)))
    slack, printed = max(first.step, last.step, told.step), told.exact or Decimal(0)
    said = f"{change.said}相差{shown(difference)}个百分点，文中写“{told.printed}”"
    if told.kind is CountKind.POINTS:
        if difference == printed:
            return _check(True, f"{said}，相符。", told, change)
        near = abs(difference - printed) <= slack and difference != difference.to_integral_value()
        return _check(None if near else False, f"{said}，{'只差尾数' if near else '不相符'}。", told, change)
    if told.unit != "%":
        return None
    relative = abs(change.nominal - 1) * 100
    if abs(relative - printed) <= told.step / 2:
        true = shown(rounded(relative, Decimal("0.01")))
        return _check(True, f"{said}，按比率计算为{true}%，相符。", told, change)
    if abs(difference - printed) <= told.step / 2:
        return _check(None, f"{said}：只有把它读作百分点才相符。", told, change)
    near = abs(change.least - 1) * 100 <= printed <= abs(change.most - 1) * 100
    return _check(None if near else False, f"{said}，读作百分点或比率都不相符。", told, change)


def judge_times(change: Change, told: Count, *, grown: bool) -> Check:
    """增长2倍 and 是…的2倍: which of both readings the numbers bear."""
    printed, half = told.exact or Decimal(0), told.step / 2
    said = f"{change.said}，后者是前者的{_times(change.nominal)}倍"
    as_growth = abs(change.nominal - 1 - printed) <= half / 5
    as_ratio = abs(change.nominal - printed) <= half / 5
    if as_growth if grown else as_ratio:
        return _check(True, f"{said}，与文中“{told.printed}”相符。", told, change)
    if as_growth or as_ratio:
        reading = f"增长到{shown(printed)}倍" if as_ratio else f"增长{shown(printed)}倍"
        return _check(None, f"{said}：文中“{told.printed}”读作“{reading}”才相符。", told, change)
    near = change.least - 1 - half <= printed <= change.most + half
    word = "只是大致相符" if near else "不相符"
    return _check(None if near else False, f"{said}，文中写“{told.printed}”，{word}。", told, change)


def judge_doubling(change: Change, printed: str, times: int, *, more: bool, nearly: bool) -> Check:
    """翻一番 is twice, 翻两番 four times the beginning."""
    said = f"{change.said}，后者是前者的{_times(change.nominal)}倍，文中写“{printed}”（{times}倍）"
    enough = change.most >= times * Decimal("0.995")
    if enough and (more or change.least <= times * Decimal("1.05")):
        return _check(True, f"{said}，相符。", None, change)
    wrong = change.most < times * Decimal("0.9") and not nearly
    return _check(False if wrong else None, f"{said}，{'不相符' if wrong else '只是大致相符'}。", None, change)


def _times(ratio: Decimal) -> str:
    return shown(rounded(ratio, Decimal("0.01")))


def _check(holds: bool | None, note: str, told: Count | None, change: Change) -> Check:
    members = ([told] if told else []) + list(change.members)
    return Check(CheckKind.GROWTH, holds, note, tuple((one.start, one.end) for one in members))

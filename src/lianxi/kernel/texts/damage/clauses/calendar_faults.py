"""Dates that cannot be 日期有误: days no calendar has, and weekdays that are not those of their date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.dates import FoundDate

_WEEKDAY = re.compile(r"[\s　]{0,3}[（(，,]?[\s　]{0,2}(?:星期|周|礼拜)(?P<day>[一二三四五六日天])(?![年期岁])")
_DAYS = "一二三四五六日"
# The lunar calendar has a 30th day in its second month.
_LUNAR = re.compile("农历|阴历|旧历|夏历|腊月|正月")


def find_calendar_faults(text: str, dates: tuple[FoundDate, ...]) -> Iterator[Finding]:
    """Impossible days, and days printed with another weekday than they had."""
    for found in dates:
        printed = text[found.start : found.end]
        if found.impossible and not _LUNAR.search(text, max(0, found.start - 6), found.start + 3):
            note = f"没有“{printed}”这一天。"
            yield Finding(Damage.CONTRADICTION, found.start, found.end, printed, None, 0.9, note)
        weekday = _WEEKDAY.match(text, found.end) if found.day else None
        if found.day and weekday:
            right, said = _DAYS[found.day.weekday()], weekday["day"].replace("天", "日")
            if right != said:
                end = weekday.end("day")
                note = f"{found.day.year}年{found.day.month}月{found.day.day}日是星期{right}，这里写作星期{said}。"
                yield Finding(Damage.CONTRADICTION, found.start, end, text[found.start : end], None, 0.85, note)

"""Dates that cannot be 日期有误: days no calendar has, and weekdays that are not those of their date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.dates import DateForm, FoundDate

_WEEKDAY = re.compile(r"[\s　]{0,3}[（(，,]?[\s　]{0,2}(?:星期|周|礼拜)(?P<day>[一二三四五六日天])(?![年期岁])")
_DAYS = "一二三四五六日"
# The lunar calendar has a 30th day in its second month.
_LUNAR = re.compile("农历|阴历|旧历|夏历|腊月|正月")


def find_calendar_faults(text: str, dates: tuple[FoundDate, ...]) -> Iterator[Finding]:
    """Impossible days, and days printed with another weekday than they had."""
    years = {found.day.year for found in dates if found.day}
    for found in dates:
        printed = text[found.start : found.end]
        if (
            found.impossible
            and found.day_of_month
            and not _LUNAR.search(text, max(0, found.start - 6), found.start + 3)
        ):
            note = f"没有“{printed}”这一天。"
            yield Finding(Damage.CONTRADICTION, found.start, found.end, printed, None, 0.9, note)
        weekday = _WEEKDAY.match(text, found.end)
        day = found.day or _in_the_year(found, years)
        if day and weekday and (said := weekday["day"].replace("天", "日")) != _DAYS[day.weekday()]:
            end = weekday.end("day")
            note = f"{day.year}年{day.month}月{day.day}日是星期{_DAYS[day.weekday()]}，这里写作星期{said}。"
            sure = 0.85 if found.day else 0.5
            yield Finding(Damage.CONTRADICTION, found.start, end, text[found.start : end], None, sure, note)


def _in_the_year(found: FoundDate, years: set[int]) -> date | None:
    """The day of a date without a year, where all dates of the text are of one year."""
    if len(years) != 1 or found.form is not DateForm.MONTH_DAY or found.month is None or found.day_of_month is None:
        return None
    try:
        return date(next(iter(years)), found.month, found.day_of_month)
    except ValueError:
        return None

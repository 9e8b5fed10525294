"""How days, moments and plain values are written on screens 写法."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from lianxi.kernel.rules.calendars import WEEKDAYS, day_in_words

NOTHING = "—"


def cn_date(day: date) -> str:
    """2024年9月20日."""
    return day_in_words(day)


def cn_day(day: date) -> str:
    """9月20日, where the year is clear from what stands around it."""
    return f"{day.month}月{day.day}日"


def cn_weekday(day: date) -> str:
    """星期五."""
    return WEEKDAYS[day.weekday()]


def cn_moment(moment: datetime) -> str:
    """2024年9月20日 10:42, Shanghai time."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{cn_date(local.date())} {local:%H:%M}"


def shown(value: object) -> str:
    """Any value of a table cell as a reader expects it; nothing is shown as a dash."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return cn_moment(value)
    if isinstance(value, date):
        return cn_date(value)
    return str(value)

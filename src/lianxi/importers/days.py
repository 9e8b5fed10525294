"""Days as people write them 日期写法, taken only where they can be read in one way."""

from __future__ import annotations

import re
from datetime import date

_FULL_WIDTH = str.maketrans("０１２３４５６７８９／－．", "0123456789/-.")
_YEAR_FIRST = re.compile(r"(\d{4})(?:(-)|(/)|(\.)|年)(\d{1,2})(?(2)-|(?(3)/|(?(4)\.|月)))(\d{1,2})日?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
EARLIEST = date(1949, 10, 1)
LATEST_YEAR = 2100
HOW = "请写成 2024-03-01 或 2024年3月1日。"


def parse_day(text: str) -> date:
    """2024-03-01, 2024/3/1, 2024.3.1, 2024年3月1日 or 20240301; anything else is a `ValueError` that says why."""
    plain = re.sub(r"\s+", "", text).translate(_FULL_WIDTH)
    parts = _YEAR_FIRST.fullmatch(plain)
    if parts:
        year, month, day = int(parts[1]), int(parts[5]), int(parts[6])
        if ("年" in plain) != plain.endswith("日"):
            raise ValueError(f"“{text}”多了或少了“日”字，{HOW}")
    elif compact := _COMPACT.fullmatch(plain):
        year, month, day = (int(part) for part in compact.groups())
    else:
        raise ValueError(_why_not(plain, text))
    return check_day(_day(year, month, day))


def check_day(day: date) -> date:
    """A day that can be one of somebody's office; 1900-01-00 and 9999-12-31 are slips."""
    if day < EARLIEST or day.year > LATEST_YEAR:
        raise ValueError(f"{day.isoformat()} 不在 {EARLIEST.isoformat()} 至 {LATEST_YEAR} 年之间，请核对。")
    return day


def _day(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(f"没有 {month} 月，请核对。")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{year} 年 {month} 月没有 {day} 日，请核对。") from None


def _why_not(plain: str, text: str) -> str:
    """Why a text is not taken for a day."""
    if re.fullmatch(r"\d{4}[-/.年]\d{1,2}月?", plain):
        return f"“{text}”只有年月，{HOW}"
    if re.fullmatch(r"\d{4}年?", plain):
        return f"“{text}”只有年份，{HOW}"
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{1,4}", plain):
        return f"“{text}”分不清年、月、日，{HOW}"
    return f"“{text}”不像日期，{HOW}"

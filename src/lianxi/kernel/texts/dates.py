"""Dates 日期 in every form in which official texts write them, found and read; a day that cannot be is no day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lianxi.kernel.texts.numerals import read_number

_N = "0-9０-９〇零○OＯ一二三四五六七八九"
_SMALL = "0-9０-９〇零○一二三四五六七八九十廿卅"
_S = r"[ \t\u3000\u00a0]{0,3}"
_WRITTEN = re.compile(
    rf"(?:(?<![{_N}])(?P<year>(?:[12１２一二][{_N}]{{3}})){_S}年{_S})?"
    rf"(?<![0-9０-９])(?P<month>[{_SMALL}]{{1,3}}){_S}月"
    rf"(?:{_S}(?P<day>[{_SMALL}]{{1,3}}){_S}[日号號])?"
    rf"|(?<![{_N}])(?P<only>[12１２一二][{_N}]{{3}}){_S}年(?!{_S}[度代级級])"
)
_FIGURES = re.compile(
    r"(?<![\d.\-/])(?P<year>(?:19|20)\d{2})(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d\-/])"
)
_UNTIL = re.compile(
    rf"{_S}(?:至|到|—{{1,2}}|–|-|－|~|～){_S}(?:(?P<month>[{_SMALL}]{{1,3}}){_S}月{_S})?(?P<day>[{_SMALL}]{{1,3}}){_S}[日号號]"
)


class DateForm(StrEnum):
    """How much of a date is written 日期写法."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    MONTH_DAY = "month_day"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text.

    day:          the calendar day; None where the text names none, or one that does not exist.
    year, month, day_of_month: as written; None where not written.
    form:         how much is written.
    inherited:    year or month stand only in the date before it (8月23日至24日).
    impossible:   a day is written that no calendar has (2月30日).
    """

    start: int
    end: int
    day: date | None
    year: int | None
    month: int | None
    day_of_month: int | None
    form: DateForm
    inherited: bool = False
    impossible: bool = False


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """All dates of a text in their order; what has lost its 年 or 月 is no date here but damage."""
    found = [*_written(text), *_in_figures(text)]
    return tuple(sorted(found, key=lambda one: one.start))


def read_date(text: str) -> date | None:
    """The day a text writes, if it writes one day and nothing else."""
    said = text.strip()
    found = find_dates(said)
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(said))
    return found[0].day if whole else None


def _written(text: str) -> Iterator[FoundDate]:
    for found in _WRITTEN.finditer(text):
        if found["only"]:
            year = read_number(found["only"])
            yield FoundDate(found.start(), found.end(), None, year, None, None, DateForm.YEAR)
            continue
        year, month, day = (read_number(found[name] or "") for name in ("year", "month", "day"))
        if month is None or (found["day"] and day is None):
            continue
        first = _date(found.start(), found.end(), year, month, day)
        yield first
        if day is not None and (until := _UNTIL.match(text, found.end())):
            yield from _until(until, first)


def _until(until: re.Match[str], first: FoundDate) -> Iterator[FoundDate]:
    """The end of a range that shares the year, or year and month, of its beginning."""
    month = read_number(until["month"]) if until["month"] else first.month
    day = read_number(until["day"])
    if month is not None and day is not None and until["month"] is None:
        yield _date(until.start("day"), until.end(), first.year, month, day, inherited=True)


def _in_figures(text: str) -> Iterator[FoundDate]:
    for found in _FIGURES.finditer(text):
        yield _date(found.start(), found.end(), *(int(found[name]) for name in ("year", "month", "day")))


def _date(start: int, end: int, year: int | None, month: int, day: int | None, *, inherited: bool = False) -> FoundDate:
    form = DateForm.MONTH if day is None else DateForm.DAY if year is not None else DateForm.MONTH_DAY
    exact = _calendar_day(year, month, day)
    leap = _calendar_day(2000 if year is None else year, month, 1 if day is None else day)
    return FoundDate(start, end, exact, year, month, day, form, inherited, leap is None)


def _calendar_day(year: int | None, month: int, day: int | None) -> date | None:
    if year is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None

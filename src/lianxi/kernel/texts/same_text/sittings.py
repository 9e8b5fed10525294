"""Where a copy names the sitting that passed it 届次: in its announcement, in its opening words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from lianxi.kernel.texts.dates import find_dates
from lianxi.kernel.texts.numerals import NUMERAL, read_number, write_number
from lianxi.kernel.texts.same_text.passing import Field, Mask
from lianxi.kernel.texts.same_text.register import Names

Sitting = tuple[str, tuple[tuple[int, int, Field], ...]]
"""A wording of a sitting, and where in it the numbers stand."""

_FORMS = (
    "第{term}届人民代表大会常务委员会第{session}次会议",
    "第{term}届人民代表大会第{session}次会议",
    "第{term}届人大常委会第{session}次会议",
    "{term}届人大常委会第{session}次会议",
    "{term}届人大常委会{session}次会议",
    "第{term}届人大第{session}次会议",
    "{term}届人大{session}次会议",
    "第{term}届人民代表大会",
)
"""How a sitting is written, long and short (domain notes b.4)."""

_N = f"[{NUMERAL}0-9]"
_SITTING = re.compile(
    rf"第?(?P<term>{_N}{{1,4}})届(?:人民代表大会(?:常务委员会)?|人大(?:常委会)?)第?(?P<session>{_N}{{1,4}})次会议"
)
_FIRST_PROVISION = re.compile("一、|第一[条章]|第1条")
_DATE = rf"(?P<date>{_N}{{4}}年{_N}{{1,3}}月{_N}{{1,3}}日)"
_BEHIND = re.compile(rf"于?{_DATE}(?:审议|表决)?(?:通过|批准)")
_BEFORE = re.compile(rf"{_DATE}[,，]?[\u4e00-\u9fff]{{0,20}}\Z")
_ROOM = 40


@lru_cache(maxsize=4096)
def written(sitting: tuple[int, int]) -> tuple[Sitting, ...]:
    """The wordings of a sitting, by its 届 and 次."""
    return tuple(
        _filled(form, write(sitting[0]), write(sitting[1])) for write in (write_number, str) for form in _FORMS
    )


def _filled(form: str, term: str, session: str) -> Sitting:
    at = form.index("{term}")
    spans = [(at, at + len(term), Field.TERM)]
    said = form.replace("{term}", term)
    if "{session}" in said:
        at = said.index("{session}")
        spans.append((at, at + len(session), Field.SESSION))
    return said.replace("{session}", session), tuple(spans)


def opening_sittings(text: str, bodies: Sequence[Mask], own: str | None, names: Names) -> Sequence[Sitting]:
    """The sitting that follows the own name ahead of all provisions, for a copy whose caption names none."""
    first = _FIRST_PROVISION.search(text)
    ends = {mask.end for mask in bodies if own is not None and names.body_of.get(text[mask.start : mask.end]) == own}
    for found in _SITTING.finditer(text, 0, first.start() if first else len(text)) if ends else ():
        term, session = read_number(found["term"]), read_number(found["session"])
        if found.start() in ends and term is not None and session is not None:
            return written((term, session))
    return ()


def day_beside(text: str, start: int, end: int, days: Sequence[str]) -> Iterator[Mask]:
    """The caption's day said again beside its sitting (…第十三次会议于…通过); any other day stays."""
    for found in (_BEHIND.match(text, end), _BEFORE.search(text, max(0, start - _ROOM), start)):
        if found and day_of(found["date"]) in map(day_of, days):
            yield Mask(*found.span("date"), Field.DATE)


@lru_cache(maxsize=4096)
def day_of(words: str) -> date | str:
    """The day that words name; the words themselves where they name none."""
    found = find_dates(words)
    return found[0].day or words if found else words

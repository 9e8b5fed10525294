"""Sittings that contradict each other 会议日期矛盾: one sitting on two days far apart, or a later one that came before.

A sitting of a standing committee lasts days, a congress hardly two weeks; sittings
of one organ in one term are counted in the order of their days (地方组织法14条, 51条).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lianxi.kernel.texts.damage.clauses.sheet import Sheet
from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.dates import DateForm, FoundDate
from lianxi.kernel.texts.sessions import Organ, Session, find_sessions, read_session

_LONGEST_SITTING = 20
"""Days within which two dates may belong to one sitting."""

_REACH, _LONGEST_BODY = 90, 30
_MOST_SITTINGS = 200
"""No organ sits oftener in a term."""
_LEAP_YEAR = 2000
_ONE_TEXT = 2
"""A file of so many documents is one text, perhaps with the announcement that published it."""
_SITTING, _ON_THE_DAY = "会议", ("会议于", "会议")
_PASSED = re.compile(r"[\s　]{0,3}(?:审议)?(?:表决)?(?:通过|修订|修正)")
_BODY_ALONE = re.compile(r"[\s　，,]{0,3}[\u4e00-\u9fff]{0,30}[\s　]{0,3}")
_NAMED = re.compile(r"[\u4e00-\u9fff]{1,30}$")
_LEADING = re.compile("^(?:由|经|在|于|已|和|及|与|根据|批准的|通过的|日|由于)+")


@dataclass(frozen=True, slots=True)
class _Sitting:
    """A sitting with its day; `passing`: something was passed at it."""

    body: str
    session: Session
    day: date
    start: int
    end: int
    passing: bool

    @property
    def series(self) -> tuple[str, Organ, int | None]:
        """What its number counts in."""
        return self.body, self.session.organ, self.session.term


def find_sitting_contradictions(sheet: Sheet, dates: tuple[FoundDate, ...]) -> Iterator[Finding]:
    """Places where a sitting has another day than elsewhere, or its number runs against the calendar."""
    one_text = len(sheet.documents) <= _ONE_TEXT
    series: dict[tuple[str, Organ, int | None], dict[int, _Sitting]] = defaultdict(dict)
    for sitting in _sittings(sheet.text, (found for found in dates if found.day)):
        known = series[sitting.series]
        conflict = next((other for other in known.values() if _contradict(other, sitting, one_text=one_text)), None)
        if conflict is not None:
            yield _finding(sheet.text, conflict, sitting)
        elif len(known) < _MOST_SITTINGS:
            known.setdefault(sitting.session.session, sitting)
    for sitting in _sittings(sheet.text, (found for found in dates if found.day is None)):
        full = series.get(sitting.series, {}).get(sitting.session.session)
        if full is not None and _apart_within_the_year(full.day, sitting.day) > _LONGEST_SITTING:
            yield _finding(sheet.text, full, sitting)


def _apart_within_the_year(full: date, without_year: date) -> int:
    """Days between a full date and one whose year is not printed, in the nearest year that fits."""
    apart = abs((full.replace(year=_LEAP_YEAR) - without_year).days)
    return min(apart, 366 - apart)


def _sittings(text: str, dates: Iterable[FoundDate]) -> Iterator[_Sitting]:
    """Sittings of a named body with their day: 某日某市第…次会议, or 某市第…次会议于某日."""
    for found in dates:
        day = found.day or _in_a_leap_year(found)
        if day is not None and (sitting := _after(text, found, day) or _before(text, found, day)):
            yield sitting


def _in_a_leap_year(found: FoundDate) -> date | None:
    """Month and day of a date without a year, in a year that has every day."""
    if found.form is not DateForm.MONTH_DAY or found.impossible or found.month is None or found.day_of_month is None:
        return None
    return date(_LEAP_YEAR, found.month, found.day_of_month)


def _after(text: str, found: FoundDate, day: date) -> _Sitting | None:
    end = text.find(_SITTING, found.end, found.end + _REACH) + len(_SITTING)
    session = read_session(text[found.end : end]) if end >= found.end else None
    between = text[found.end : found.end + session.start] if session else ""
    if session is None or not _BODY_ALONE.fullmatch(between) or not _is_counted_on(session):
        return None
    body = _body(between, session)
    passing = _PASSED.match(text, end) is not None
    return _Sitting(body, session, day, found.start, end, passing) if body else None


def _before(text: str, found: FoundDate, day: date) -> _Sitting | None:
    said = text[max(0, found.start - _REACH) : found.start].rstrip()
    session = next(iter(find_sessions(said)[-1:]), None) if said.endswith(_ON_THE_DAY) else None
    if session is None or session.end < len(said) - 2 or not _is_counted_on(session):
        return None
    body = _body(said[max(0, session.start - _LONGEST_BODY) : session.start], session)
    passing = _PASSED.match(text, found.end) is not None
    start = found.start - len(text[max(0, found.start - _REACH) : found.start]) + session.start
    return _Sitting(body, session, day, start, found.end, passing) if body else None


def _body(said: str, session: Session) -> str:
    """The body named right before 第…届 or 第…次, "" where none is named alone."""
    named = _NAMED.search(said.rstrip(" \t\n　，,"))
    body = (_LEADING.sub("", named[0]) if named else "") + session.place
    return body if len(body) > 1 else ""


def _is_counted_on(session: Session) -> bool:
    """Whether the number identifies the sitting: those of governments and of chairs begin again with each term."""
    return session.term is not None or session.organ is Organ.OTHER


def _contradict(first: _Sitting, second: _Sitting, *, one_text: bool) -> bool:
    """Whether two mentions cannot both be right; what one text was passed on is one day."""
    if first.session.session == second.session.session:
        apart = abs((first.day - second.day).days)
        return apart > _LONGEST_SITTING or (one_text and apart > 0 and first.passing and second.passing)
    later = first.session.session < second.session.session
    return first.day > second.day if later else first.day < second.day


def _finding(text: str, first: _Sitting, second: _Sitting) -> Finding:
    same = first.session.session == second.session.session
    said = text[first.start : first.end].replace("\n", "")
    note = f"同一次会议前面作“{said}”，日期不一致。" if same else f"与前面“{said}”的次序相反，次数或日期有误。"
    original = text[second.start : second.end]
    return Finding(Damage.CONTRADICTION, second.start, second.end, original, None, 0.75 if same else 0.65, note)

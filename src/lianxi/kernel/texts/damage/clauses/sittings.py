"""Sittings that contradict each other 会议日期矛盾: one sitting on two days far apart, or a later one that came before.

A sitting of a standing committee lasts days, a congress hardly two weeks; sittings
of one organ in one term are counted in the order of their days (地方组织法14条, 51条).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.dates import FoundDate
from lianxi.kernel.texts.sessions import Organ, Session, read_session

_LONGEST_SITTING = 20
"""Days within which two dates may belong to one sitting."""

_REACH, _LONGEST_BODY = 90, 30
_MOST_SITTINGS = 200
"""No organ sits oftener in a term."""
_BODY = re.compile(r"[\u4e00-\u9fff]{2,30}")
_LEADING = re.compile("^(?:由|经|在|于|已|和|及|与|根据|批准的|通过的|日|由于)+")


@dataclass(frozen=True, slots=True)
class _Sitting:
    """A sitting with the day printed before it."""

    body: str
    session: Session
    day: date
    start: int
    end: int

    @property
    def series(self) -> tuple[str, Organ, int | None]:
        """What its number counts in."""
        return self.body, self.session.organ, self.session.term


def find_sitting_contradictions(text: str, dates: tuple[FoundDate, ...]) -> Iterator[Finding]:
    """Places where a sitting has another day than elsewhere, or its number runs against the calendar."""
    series: dict[tuple[str, Organ, int | None], dict[int, _Sitting]] = defaultdict(dict)
    for sitting in _sittings(text, dates):
        known = series[sitting.series]
        conflict = next((other for other in known.values() if _contradict(other, sitting)), None)
        if conflict is not None:
            yield _finding(text, conflict, sitting)
        elif len(known) < _MOST_SITTINGS:
            known.setdefault(sitting.session.session, sitting)


def _sittings(text: str, dates: tuple[FoundDate, ...]) -> Iterator[_Sitting]:
    """Sittings right after a full day and the name of a body."""
    for found in dates:
        end = text.find("会议", found.end, found.end + _REACH)
        session = read_session(text[found.end : end + len("会议")]) if found.day and end >= 0 else None
        if found.day is None or session is None or session.start > _LONGEST_BODY or not _is_counted_on(session):
            continue
        between = text[found.end : found.end + session.start].strip(" \t\n　，,")
        body = _LEADING.sub("", between) + session.place
        if _BODY.fullmatch(body):
            yield _Sitting(body, session, found.day, found.start, found.end + session.end)


def _is_counted_on(session: Session) -> bool:
    """Whether the number identifies the sitting: those of governments and of chairs begin again with each term."""
    return session.term is not None or session.organ is Organ.OTHER


def _contradict(first: _Sitting, second: _Sitting) -> bool:
    if first.session.session == second.session.session:
        return abs((first.day - second.day).days) > _LONGEST_SITTING
    later = first.session.session < second.session.session
    return first.day > second.day if later else first.day < second.day


def _finding(text: str, first: _Sitting, second: _Sitting) -> Finding:
    same = first.session.session == second.session.session
    said = text[first.start : first.end].replace("\n", "")
    note = f"同一次会议前面作“{said}”，日期不一致。" if same else f"与前面“{said}”的次序相反，次数或日期有误。"
    original = text[second.start : second.end]
    return Finding(Damage.CONTRADICTION, second.start, second.end, original, None, 0.75 if same else 0.65, note)

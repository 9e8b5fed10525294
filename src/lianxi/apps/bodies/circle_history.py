"""A circle over time 沿革: who joined and left on which day, and what it was called then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.apps.bodies.models import Body, Circle, CircleMember, CircleName, Known, covers
from lianxi.web.wording import cn_date


@dataclass(frozen=True)
class CircleChange:
    """One day on which membership or name changed."""

    day: date
    known: str
    joined: tuple[Body, ...]
    left: tuple[Body, ...]
    members: tuple[Body, ...]
    name: str

    @property
    def when(self) -> date | str:
        """The day as it is known."""
        return said_day(self.day, self.known)


def said_day(day: date, known: str) -> date | str:
    """A day, or its year alone where no more is known."""
    return f"{day.year}年" if known == Known.YEAR else day


def said_span(member: CircleMember) -> str:
    """2022年11月13日起; 2020年至2023年1月1日（不含）."""
    start = said_day(member.start, member.start_known) if member.start else "起日未查证"
    said = cn_date(start) if isinstance(start, date) else start
    if member.end:
        return f"{said}至{cn_date(member.end)}（不含）"
    return f"{said}起" if member.start else said


def history(circle: Circle) -> list[CircleChange]:
    """Every change, the oldest first. Expects nothing prefetched; two queries."""
    members = list(circle.members.select_related("body__region").order_by("order", "body"))
    names = list(circle.short_names.all())
    days: dict[date, str] = {}
    for row in (*members, *names):
        if row.start:
            days.setdefault(row.start, row.start_known)
        if row.end:
            days.setdefault(row.end, Known.DAY)
    changes: list[CircleChange] = []
    before: tuple[Body, ...] = ()
    for day in sorted(days):
        now = members_among(members, day)
        changes.append(
            CircleChange(
                day=day,
                known=days[day],
                joined=tuple(body for body in now if body not in before),
                left=tuple(body for body in before if body not in now),
                members=now,
                name=_name_among(names, day),
            )
        )
        before = now
    return changes


def members_among(members: Sequence[CircleMember], on: date) -> tuple[Body, ...]:
    """Members on a day, in order."""
    return tuple(dict.fromkeys(member.body for member in members if covers(member.start, member.end, on)))


def _name_among(names: Sequence[CircleName], on: date) -> str:
    return next((name.name for name in names if covers(name.start, name.end, on)), "")

"""Parties 参加各方: who belongs to a circle from when to when, and what the circle is called then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Known(StrEnum):
    """How exactly a day is known 日期精度: records often give the year alone."""

    DAY = "day"
    YEAR = "year"


@dataclass(frozen=True)
class Membership:
    """One body as a member, from its first to its last day 成员起止.

    short_name: what the circle calls the body, e.g. on the wheel.
    start_known: `year` where the record names the year alone; `start` is then 1 January
        and shows as ``2020年``.
    end: last day as a member, None while it lasts.
    """

    body: str
    short_name: str
    start: date
    end: date | None = None
    start_known: Known = Known.DAY
    source: str = ""

    def covers(self, day: date) -> bool:
        """Whether the body is a member on `day`."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class CollectiveName:
    """What the members are called together 合称, e.g. 一市三县, from when to when."""

    name: str
    start: date
    end: date | None = None
    start_known: Known = Known.DAY
    source: str = ""

    def covers(self, day: date) -> bool:
        """Whether the name is used on `day`."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Change:
    """One day on which the membership or the name changed 变动."""

    day: date
    known: Known
    joined: tuple[str, ...]
    left: tuple[str, ...]
    members: tuple[str, ...]
    name: str

    @property
    def when(self) -> str:
        """The day as the record knows it."""
        return f"{self.day.year}年" if self.known is Known.YEAR else self.day.isoformat()


@dataclass(frozen=True)
class Parties:
    """All memberships and collective names of a circle 成员沿革."""

    memberships: tuple[Membership, ...]
    names: tuple[CollectiveName, ...] = ()

    @property
    def bodies(self) -> tuple[str, ...]:
        """Every body that ever was a member, in the order of the file."""
        return tuple(dict.fromkeys(m.body for m in self.memberships))

    @property
    def short_names(self) -> dict[str, str]:
        """Code of a body → its short name, former members too."""
        return {m.body: m.short_name for m in self.memberships}

    def on(self, day: date) -> tuple[str, ...]:
        """Members on `day`, in the order of the file."""
        return tuple(dict.fromkeys(m.body for m in self.memberships if m.covers(day)))

    def is_member(self, body: str, day: date) -> bool:
        """Whether `body` is a member on `day`."""
        return any(m.body == body and m.covers(day) for m in self.memberships)

    def name_on(self, day: date) -> str:
        """Collective name on `day`; empty where none is recorded."""
        return next((n.name for n in self.names if n.covers(day)), "")

    def timeline(self) -> tuple[Change, ...]:
        """Every change of membership or name, oldest first 沿革."""
        days = {m.start: m.start_known for m in self.memberships}
        days |= {n.start: n.start_known for n in self.names if n.start not in days}
        ends = (m.end for m in self.memberships if m.end)
        days |= {end + timedelta(days=1): Known.DAY for end in ends if end + timedelta(days=1) not in days}
        return tuple(self._change(day, days[day]) for day in sorted(days))

    def _change(self, day: date, known: Known) -> Change:
        before, now = self.on(day - timedelta(days=1)), self.on(day)
        return Change(
            day=day,
            known=known,
            joined=tuple(body for body in now if body not in before),
            left=tuple(body for body in before if body not in now),
            members=now,
            name=self.name_on(day),
        )

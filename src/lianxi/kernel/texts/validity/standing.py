"""The standing of a text or a provision on a day 效力状态: computed from what happened, never typed.

A 修正 or 修订 leaves a text in force, changed; 废止 and 宣布失效 end it by an
instrument, the end of its term ends it by itself. Each answer names the
happening it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

ONE_DAY = timedelta(days=1)


class Status(StrEnum):
    """Standing on a day."""

    UNDATED = "undated"
    PENDING = "pending"
    IN_FORCE = "in_force"
    AMENDED = "amended"
    REPEALED = "repealed"
    VOID = "void"
    EXPIRED = "expired"

    @property
    def label(self) -> str:
        """Chinese term."""
        return _LABELS[self]

    @property
    def binds(self) -> bool:
        """Whether it is in force."""
        return self in (Status.IN_FORCE, Status.AMENDED)

    @property
    def is_over(self) -> bool:
        """Whether it was in force and has ended."""
        return self in (Status.REPEALED, Status.VOID, Status.EXPIRED)


_LABELS = {
    Status.UNDATED: "施行日期未定",
    Status.PENDING: "未生效",
    Status.IN_FORCE: "有效",
    Status.AMENDED: "已修改",
    Status.REPEALED: "已废止",
    Status.VOID: "失效",
    Status.EXPIRED: "有效期届满",
}


class HappeningKind(StrEnum):
    """What can happen to a text. TERM sets or renews its last day, REVIVE puts an ended text back in force."""

    COMMENCE = "commence"
    AMEND = "amend"
    REPEAL = "repeal"
    VOID = "void"
    TERM = "term"
    REVIVE = "revive"


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened.

    day:        from which it has effect; of a TERM the day from which that term counts as set.
    instrument: what brought it about; "" where the text itself says so.
    provisions: identities (wid) it concerns; empty for the whole text.
    last_day:   of a TERM the last day in force.
    """

    kind: HappeningKind
    day: date
    instrument: str = ""
    provisions: frozenset[str] = frozenset()
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer.

    since:  first day of this standing; None where no commencement is known.
    ground: the happening it rests on; None where there is none.
    until:  last day in force as known on that day, from the term; None where no end is set.
    """

    status: Status
    since: date | None
    ground: Happening | None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one standing 效力区间, `first` and `last` included; `begun` is the first day in force, None before it."""

    first: date
    last: date
    standing: Standing
    begun: date | None


_ENDS = {HappeningKind.REPEAL: Status.REPEALED, HappeningKind.VOID: Status.VOID}


def standing_on(history: Iterable[Happening], day: date, provision: str | None = None) -> Standing:
    """The standing of the whole text, or of one provision, on a day.

    What concerns a provision by name goes before what concerns the whole, as to its commencement; whatever ends
    the whole ends the provision too.
    """
    concerned = sorted((one for one in history if _concerns(one, provision)), key=lambda one: one.day)
    begun = _commencement(concerned)
    if begun is None:
        return Standing(Status.UNDATED, None, None)
    if day < begun.day:
        return Standing(Status.PENDING, None, begun, _last_day(concerned, day))
    return _after_commencement([one for one in concerned if one.day <= day], begun, day)


def changes_of_standing(
    history: Sequence[Happening], provision: str | None = None
) -> tuple[tuple[date, Standing], ...]:
    """Each day on which the standing changes, with the standing from that day on."""
    ends = {one.last_day + ONE_DAY for one in history if one.last_day and one.last_day < date.max}
    days = sorted({one.day for one in history} | ends)
    made: list[tuple[date, Standing]] = []
    for day in days:
        now = standing_on(history, day, provision)
        if not made or now != made[-1][1]:
            made.append((day, now))
    return tuple(made)


def stretches_of_standing(history: Sequence[Happening], provision: str | None = None) -> tuple[Stretch, ...]:
    """All of time cut where the standing changes: from `date.min` to `date.max`, without gap or overlap."""
    start = _commencement([one for one in sorted(history, key=lambda one: one.day) if _concerns(one, provision)])
    changes = [(date.min, standing_on(history, date.min, provision)), *changes_of_standing(history, provision)]
    begins = [changes[0], *(now for before, now in pairwise(changes) if before[1] != now[1])]
    ends = [*(day - ONE_DAY for day, _ in begins[1:]), date.max]
    return tuple(
        Stretch(first, last, standing, start.day if start and start.day <= first else None)
        for (first, standing), last in zip(begins, ends, strict=True)
    )


def _concerns(one: Happening, provision: str | None) -> bool:
    return not one.provisions or (provision is not None and provision in one.provisions)


def _commencement(concerned: Sequence[Happening]) -> Happening | None:
    starts = [one for one in concerned if one.kind is HappeningKind.COMMENCE]
    named = [one for one in starts if one.provisions]
    return next(iter(named or starts), None)


def _last_day(concerned: Sequence[Happening], day: date) -> date | None:
    """The last day in force as set up to a day; the latest word counts."""
    set_by_then = [one for one in concerned if one.kind is HappeningKind.TERM and one.day <= day]
    return set_by_then[-1].last_day if set_by_then else None


def _after_commencement(happened: Sequence[Happening], begun: Happening, day: date) -> Standing:
    """The happenings up to the day gone through in order; a term that ran out before the next one ends the text."""
    ended: Standing | None = None
    amended: Happening | None = None
    term: Happening | None = None
    for one in happened:
        if ended is None and term is not None and term.last_day is not None and one.day > term.last_day:
            ended = Standing(Status.EXPIRED, term.last_day + ONE_DAY, term, term.last_day)
        if one.kind in _ENDS and ended is None:
            ended = Standing(_ENDS[one.kind], one.day, one, one.day - ONE_DAY)
        elif one.kind is HappeningKind.REVIVE:
            ended, term = None, None
        elif one.kind is HappeningKind.TERM and ended is None:
            term = one
        elif one.kind is HappeningKind.AMEND and ended is None and one.day >= begun.day:
            amended = one
    if ended is not None:
        return ended
    if term is not None and term.last_day is not None and day > term.last_day:
        return Standing(Status.EXPIRED, term.last_day + ONE_DAY, term, term.last_day)
    until = term.last_day if term else None
    if amended is not None:
        return Standing(Status.AMENDED, amended.day, amended, until)
    return Standing(Status.IN_FORCE, begun.day, begun, until)

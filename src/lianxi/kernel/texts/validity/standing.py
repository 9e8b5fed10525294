"""The standing of a text or a provision on a day 效力状态: computed from what happened, never typed.

A 修正 or 修订 leaves a text in force, changed; 废止 and 宣布失效 end it by an
instrument, the end of its term ends it by itself. A term set from the day after
the last day goes on without a gap; after a gap only 恢复施行 puts the text back.
Each answer names the happening it rests on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby, pairwise

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
    """What can happen to a text.

    TERM sets, renews or, without a last day, lifts its term; REVIVE puts a text that has ended back in force.
    """

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
    last_day:   of a TERM the last day in force, None where it lifts the term. Of a COMMENCE of provisions that an
                older text has too: the last day of their old words; from the next day they wait for the new ones.
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
    found = _after_commencement([one for one in concerned if one.day <= day], begun, day)
    waits = next((one for one in concerned if _waits(one, day)), None)
    if waits is not None and found.status.binds:
        return Standing(Status.PENDING, None, waits, found.until)
    return found


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


def _waits(one: Happening, day: date) -> bool:
    """Whether on that day the old words count no more and the new ones not yet."""
    return one.kind is HappeningKind.COMMENCE and one.last_day is not None and one.last_day < day < one.day


def _concerns(one: Happening, provision: str | None) -> bool:
    return not one.provisions or (provision is not None and provision in one.provisions)


def _commencement(concerned: Sequence[Happening]) -> Happening | None:
    starts = [one for one in concerned if one.kind is HappeningKind.COMMENCE and one.last_day is None]
    named = [one for one in starts if one.provisions]
    return next(iter(named or starts), None)


def _last_day(concerned: Sequence[Happening], day: date) -> date | None:
    """The last day in force as set up to a day: the latest word on the whole and on the provision, the earlier one."""
    terms = {bool(one.provisions): one for one in concerned if one.kind is HappeningKind.TERM and one.day <= day}
    return _earliest(terms)


def _earliest(terms: dict[bool, Happening]) -> date | None:
    return min((one.last_day for one in terms.values() if one.last_day is not None), default=None)


def _after_commencement(happened: Sequence[Happening], begun: Happening, day: date) -> Standing:
    """The happenings up to the day gone through, day by day."""
    life = _Life(begun)
    for when, some in groupby(happened, key=lambda one: one.day):
        today = sorted(some, key=lambda one: _ORDER.get(one.kind, 0))
        life.run_out(when, {bool(one.provisions) for one in today if one.kind is HappeningKind.TERM})
        for one in today:
            life.take(one)
    life.run_out(day, ())
    return life.standing(day)


_ORDER = {HappeningKind.REVIVE: 1, HappeningKind.TERM: 2}
"""Of one day: what ends comes first, then what revives, then the term, so that a new one may come with a revival."""


@dataclass(slots=True)
class _Life:
    """How it stands while one day after another is gone through.

    What concerns the provision by name and what concerns the whole are kept apart (`True` and `False`): the whole
    revived does not revive an article that was repealed by itself.
    """

    alive: Happening
    amended: Happening | None = None
    terms: dict[bool, Happening] = field(default_factory=dict)
    ended: dict[bool, Standing] = field(default_factory=dict)

    def run_out(self, day: date, renewed: Collection[bool]) -> None:
        """End what had its last day before `day`, unless its next term begins on the very next day."""
        for named, term in self.terms.items():
            last = term.last_day
            if last is None or last >= day or named in self.ended:
                continue
            if last + ONE_DAY < day or named not in renewed:
                self.ended[named] = Standing(Status.EXPIRED, last + ONE_DAY, term, last)

    def take(self, one: Happening) -> None:
        """One more happening."""
        named = bool(one.provisions)
        if one.kind in _ENDS:
            self.ended.setdefault(named, Standing(_ENDS[one.kind], one.day, one, one.day - ONE_DAY))
        elif one.kind is HappeningKind.REVIVE:
            self._revive(one, (True, False) if named else (False,))
        elif one.kind is HappeningKind.TERM and named not in self.ended:
            self.terms[named] = one
        elif self._changes(one):
            self.amended = one

    def _changes(self, one: Happening) -> bool:
        """Whether new words count from it on: an amendment, or a provision whose new words had to wait."""
        if one.kind is HappeningKind.COMMENCE:
            return one.last_day is not None
        return one.kind is HappeningKind.AMEND and one.day >= self.alive.day

    def _revive(self, one: Happening, scopes: Sequence[bool]) -> None:
        """What has ended in these scopes goes on, without the term it had; one in force is left as it is."""
        for named in scopes:
            if self.ended.pop(named, None):
                self.terms.pop(named, None)
                self.alive = one

    def standing(self, day: date) -> Standing:
        """After all up to the day was taken."""
        if self.ended:
            return min(self.ended.values(), key=lambda one: one.since or date.min)
        until = _earliest(self.terms)
        if self.amended is not None:
            return Standing(Status.AMENDED, max(self.amended.day, self.alive.day), self.amended, until)
        return Standing(Status.IN_FORCE, self.alive.day, self.alive, until)

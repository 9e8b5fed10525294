"""What can be found, as plain documents, and where they come from. What an object says is decided by its field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from lianxi.kernel.access import Actor
from lianxi.kernel.texts.search import Where
from lianxi.kernel.texts.validity import Happening, Status, changes_of_standing, standing_on


@dataclass(frozen=True, slots=True)
class Shown:
    """On which days a text is the one that counts.

    start, end: first day, and the day after the last; None for a text without a day of its own, and for no end.
    alone_until: day before which nothing counts yet and this text is shown meanwhile; date.max while none is known.
    """

    start: date | None = None
    end: date | None = None
    alone_until: date | None = None

    @property
    def always(self) -> bool:
        """Whether it is the text to show today, whatever day it is."""
        return self.end is None and self.alone_until is not None and self.alone_until == (self.start or date.max)

    def counts_on(self, day: date) -> bool:
        """Whether it was the text in force on a day."""
        return self.start is not None and self.start <= day and (self.end is None or day < self.end)

    def shown_on(self, day: date) -> bool:
        """Whether it is shown on a day: in force, or the newest while none is."""
        return self.counts_on(day) or (self.alone_until is not None and day < self.alone_until)


@dataclass(frozen=True, slots=True)
class Document:
    """One thing to be found: a provision, or the head of a work with its title.

    group, order: number of the work in its source, and place in it; 0 and only 0 is the head.
    title, link:  of the work, as shown; eid: place in it; label: 第三条.
    fields:       original words: TITLE, NUMBER and ISSUER of a head, BODY of a provision.
    issuer, kind, regions, body, day: what can be chosen by; day is also what newest means.
    standing:     of `standing_line`.
    seen_by:      who may find it: terms of which the asker's `sight` has to hold one.
    """

    group: int
    order: int
    title: str
    link: str
    eid: str
    label: str
    fields: Mapping[Where, str]
    issuer: str
    kind: str
    body: str
    day: date
    seen_by: frozenset[str]
    regions: tuple[str, ...] = ()
    shown: Shown = field(default_factory=Shown)
    standing: str = Status.UNDATED.value

    @property
    def words(self) -> str:
        """What a snippet is cut from."""
        return self.fields[Where.TITLE] if self.order == 0 else self.fields[Where.BODY]


class Source(Protocol):
    """A field of work whose objects can be found.

    code:   by which its changes are noted. number: different for each source, never changed.
    """

    code: str
    number: int

    def all_ids(self) -> Iterable[int]:
        """Every object there is, in order."""
        ...

    def documents(self, ids: Sequence[int]) -> Iterator[tuple[int, list[Document]]]:
        """The documents of each of these objects that still exists."""
        ...

    def sight(self, actor: Actor, on: date) -> frozenset[str]:
        """The terms of `seen_by` that let `actor` find a document on a day."""
        ...


def standing_line(history: Sequence[Happening], provision: str | None) -> str:
    """The standing on every day in one line: `pending 20240101=in_force 20290101=expired`."""
    changes = changes_of_standing(history, provision)
    if not changes:
        return Status.UNDATED.value
    now = standing_on(history, changes[0][0] - timedelta(days=1), provision).status
    said = [now.value]
    for day, standing in changes:
        if standing.status is not now:
            now = standing.status
            said.append(f"{_digits(day)}={now.value}")
    return " ".join(said)


def _digits(day: date) -> str:
    """Eight of them, whatever the year: `strftime` leaves out the zeros in front."""
    return day.isoformat().replace("-", "")


def final_status(line: str) -> str:
    """The status that a line ends with."""
    return line.rsplit(" ", 1)[-1].rpartition("=")[2]


def last_turn(line: str) -> int:
    """The day, as a number, from which it is that; 0 where it always was."""
    begins = line.rsplit(" ", 1)[-1].rpartition("=")[0]
    return date(int(begins[:4]), int(begins[4:6]), int(begins[6:])).toordinal() if begins else 0


def status_in(line: str, day: date) -> str:
    """The status on a day, as a line says."""
    now, *changes = line.split(" ")
    for change in changes:
        begins, _, then = change.partition("=")
        if _digits(day) < begins:
            break
        now = then
    return now

"""What taking the lines would change in a body 预览: people and seats to add, to change, or the same already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from lianxi.apps.bodies.models import Body, Person, Seat
from lianxi.apps.bodies.people_table.lines import PersonLine, RowFault
from lianxi.apps.bodies.selectors import posts_for

ADDED, CHANGED, SAME = "added", "changed", "same"
WORDS = {ADDED: "新增", CHANGED: "变更", SAME: "不变"}
PARTICULARS = ("phone", "email", "note")
# up to so many lines only what they touch is read, so that the transaction of one chunk stays short
FEW = 200


@dataclass
class PlannedLine:
    """One line and what it does."""

    line: PersonLine
    person: Person
    what: str = SAME
    particulars: list[str] = field(default_factory=list)
    seat: Seat | None = None
    seat_what: str = SAME

    @property
    def word(self) -> str:
        """新增, 变更, 不变."""
        return WORDS[self.what]

    @property
    def details(self) -> str:
        """What of the line is new."""
        said = [{"phone": "手机", "email": "电子邮箱", "note": "备注"}[name] for name in self.particulars]
        if self.seat_what == ADDED:
            said.append(f"任{self.line.post}")
        elif self.seat_what == CHANGED:
            said.append(f"{self.line.post}任职止")
        return "、".join(said)


@dataclass(frozen=True)
class Plan:
    """All lines, and the faults that show only against what is registered already."""

    planned: tuple[PlannedLine, ...]
    faults: tuple[RowFault, ...]

    def count(self, what: str) -> int:
        """How many lines are added, changed or the same."""
        return sum(1 for planned in self.planned if planned.what == what)

    @property
    def counts(self) -> dict[str, int]:
        """All three counts."""
        return {what: self.count(what) for what in (ADDED, CHANGED, SAME)}

    @property
    def fingerprint(self) -> str:
        """Tells whether the plan is still the one that was shown."""
        said = [f"{p.line.row} {p.what} {p.details}" for p in self.planned]
        said += [f"{fault.row} {fault.column} {fault.message}" for fault in self.faults]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


class Register:
    """What is registered of one body, read once; lines are planned against it and leave their mark."""

    def __init__(self, body: Body, lines: Sequence[PersonLine]) -> None:
        self.body = body
        people, seats = Person.objects.filter(body=body), Seat.objects.filter(body=body)
        if len(lines) <= FEW:
            names = {line.name for line in lines}
            people = people.filter(name__in=names)
            seats = seats.filter(Q(person__name__in=names) | Q(post__single=True))
        self.people: dict[str, dict[str, Person]] = {}
        for person in people:
            self.people.setdefault(person.name, {})[person.qualifier] = person
        self.posts = {post.name: post for post in posts_for(body)}
        self.seats: dict[tuple[str, str, str], list[Seat]] = {}
        self.holders: dict[str, list[Seat]] = {}
        for seat in seats.select_related("person", "post"):
            self._note(seat)

    def plan(self, line: PersonLine) -> PlannedLine | RowFault:
        """What the line does, or why it cannot."""
        namesakes = self.people.get(line.name, {})
        person = namesakes.get(line.qualifier)
        if person is None and namesakes and not line.qualifier:
            said = f"本机构已有同名者（{'、'.join(namesakes)}），请填“同名区分”。"
            return RowFault(line.row, "同名区分", "", "", said)
        planned = PlannedLine(line, person or Person(body=self.body, name=line.name, qualifier=line.qualifier))
        if line.post and (fault := self._seat(planned)):
            return fault
        self._particulars(planned)
        self.people.setdefault(line.name, {})[line.qualifier] = planned.person
        if person is None:
            planned.what = ADDED
        elif planned.particulars or planned.seat_what != SAME:
            planned.what = CHANGED
        return planned

    def _note(self, seat: Seat) -> None:
        self.seats.setdefault((seat.post_id, seat.person.name, seat.person.qualifier), []).append(seat)
        if seat.post.single:
            self.holders.setdefault(seat.post_id, []).append(seat)

    def _particulars(self, planned: PlannedLine) -> None:
        """Take over what the line gives; an empty cell leaves what is there."""
        for name in PARTICULARS:
            value = getattr(planned.line, name)
            if value and getattr(planned.person, name) != value:
                setattr(planned.person, name, value)
                planned.particulars.append(name)

    def _seat(self, planned: PlannedLine) -> RowFault | None:
        """Find or make the seat of a line; a fault where it cannot stand beside others."""
        line = planned.line
        mine = self.seats.get((line.post, *line.who), [])
        same = next((seat for seat in mine if seat.start == line.start), None)
        if same and (line.end is None or same.end == line.end):
            return None
        for other in mine:
            if other is not same and line.shares_a_day(other):
                return RowFault(line.row, "任职起", "", "", f"与已登记的同一职务（{_span(other)}）起止重叠，请改正。")
        for other in self.holders.get(line.post, []):
            if other not in mine and line.shares_a_day(other):
                said = f"这一职务同一时间只有一人，{other.person}在任（{_span(other)}），请先终止其任职。"
                return RowFault(line.row, "职务", "", line.post, said)
        if same:
            same.end, planned.seat, planned.seat_what = line.end, same, CHANGED
            return None
        planned.seat = Seat(
            person=planned.person, body=self.body, post=self.posts[line.post], start=line.start, end=line.end
        )
        planned.seat_what = ADDED
        self._note(planned.seat)
        return None


def plan_lines(body: Body, lines: Iterable[PersonLine]) -> Plan:
    """What the lines would do, in the order in which they are taken: whoever leaves a post goes before who takes it."""
    ordered = in_order(lines)
    register = Register(body, ordered)
    outcomes = [register.plan(line) for line in ordered]
    planned = [outcome for outcome in outcomes if isinstance(outcome, PlannedLine)]
    faults = [outcome for outcome in outcomes if isinstance(outcome, RowFault)]
    return Plan(tuple(sorted(planned, key=lambda p: p.line.row)), tuple(sorted(faults, key=lambda fault: fault.row)))


def in_order(lines: Iterable[PersonLine]) -> Sequence[PersonLine]:
    """Lines with an end first."""
    return sorted(lines, key=lambda line: (line.end or date.max, line.row))


def _span(seat: Seat) -> str:
    return f"{seat.start.isoformat()} 至 {seat.end.isoformat() if seat.end else '今'}"

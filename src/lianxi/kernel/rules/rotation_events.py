"""Agreed changes to the wheel 轮次变动: which are allowed, and what each does to the turns.

Every event is judged against the wheel as it stood on its day: with the events
and the conferences known by then, and nothing later.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.circles import Circle
from lianxi.kernel.rules.clauses import Names, name_of
from lianxi.kernel.rules.mechanisms import Mechanism
from lianxi.kernel.rules.rotation import EventKind, RotationEvent, SlotKey
from lianxi.kernel.rules.slots import Slot, slots
from lianxi.kernel.rules.wheel import Adjustments, Step, TurnKey, Wheel, drift

FARTHEST_DRIFT = 1


@dataclass(frozen=True)
class Rejected:
    """An event that could not take effect, its place in the list, and why."""

    number: int
    event: RotationEvent
    refusal: Refused


def adjustments_of(mechanism: Mechanism, circle: Circle) -> tuple[Adjustments, tuple[Rejected, ...]]:
    """What the circle's events do to the wheel, oldest first, and which of them could not take effect."""
    adjustments, rejected = Adjustments(), []
    for number, event in sorted(enumerate(circle.events), key=lambda pair: pair[1].on):
        try:
            apply_event(mechanism, circle, adjustments, event)
        except Refused as refusal:
            rejected.append(Rejected(number, event, refusal))
            adjustments.void.setdefault(event.slot, []).append(f"一项{event.kind.label}没有生效：{refusal.reason}")
    return adjustments, tuple(rejected)


def check_event(mechanism: Mechanism, circle: Circle, event: RotationEvent) -> None:
    """Let an event pass that is about to be recorded, or raise `Refused` with clause and remedy."""
    adjustments, _ = adjustments_of(mechanism, circle)
    apply_event(mechanism, circle, adjustments, event)


def apply_event(mechanism: Mechanism, circle: Circle, adjustments: Adjustments, event: RotationEvent) -> None:
    """Add the effect of `event` to `adjustments`, or raise `Refused` and leave them as they were."""
    case = _Case(mechanism, circle, adjustments, event)
    case.require_not_held()
    _APPLY[event.kind](case)


class _Case:
    """One event before the wheel of its day."""

    def __init__(self, mechanism: Mechanism, circle: Circle, adjustments: Adjustments, event: RotationEvent) -> None:
        self.circle, self.adjustments, self.event = circle, adjustments, event
        last = max(event.slot.year, event.other_slot.year if event.other_slot else 0)
        every = slots(mechanism, circle.conferences, last)
        self.held = {slot.key for slot in every if slot.record and slot.record.was_held_by(event.on)}
        known = tuple(slot if slot.key in self.held else Slot(slot.key, slot.version, slot.window) for slot in every)
        self.names: Names = circle.parties.short_names
        self.steps = Wheel(circle.parties, self.names, adjustments, known).run()
        version = mechanism.in_force(event.on)
        rule = version.rotation if version else None
        self.source = str(version.ref(rule)) if version and rule else event.source

    @property
    def why(self) -> str:
        """The reason given, as a sentence of its own."""
        return f"原因：{self.event.reason}。" if self.event.reason else ""

    def name(self, body: str) -> str:
        """Short name of a body."""
        return name_of(body, self.names)

    def refuse(self, guard: str, reason: str, remedy: str) -> Refused:
        """A refusal that cites the rule of rotation."""
        return Refused(guard, reason, remedy=remedy, source=self.source)

    def require_not_held(self) -> None:
        """An agreement comes before the conference it is about."""
        for key in filter(None, (self.event.slot, self.event.other_slot)):
            if key in self.held:
                raise self.refuse(
                    "already_held",
                    f"{key}的会议在{self.event.on.isoformat()}之前已经召开，不能再{self.event.kind.label}。",
                    "只能对尚未召开的会议商定变动；已召开的会议请更正会议记录。",
                )

    def step(self, key: SlotKey | None) -> tuple[Step, TurnKey]:
        """The wheel's answer for a slot, and the turn, which it must have."""
        for step in self.steps:
            if step.slot.key == key and step.turn:
                return step, step.turn
        raise self.refuse(
            "no_such_turn",
            f"{key or '互换的另一次'}没有推算得出的轮次。",
            "请核对年份和当年第几次，以及那一次是否已停办。",
        )

    def require_holder(self, step: Step, body: str) -> None:
        """Only the body whose turn it is can give it away."""
        if step.holder != body:
            whose = f"轮到的是{self.name(step.holder)}" if step.holder else "还推算不出轮到谁"
            raise self.refuse(
                "not_their_turn", f"{step.slot.key}不轮到{self.name(body)}，{whose}。", "请按现有轮次重新填写。"
            )

    def require_member(self, step: Step, body: str) -> None:
        """Nobody hosts on a day on which it is no member."""
        if not self.circle.parties.is_member(body, step.slot.day):
            reason = f"{self.name(body)}在{step.slot.day.isoformat()}不是成员，不能承办。"
            raise self.refuse("not_a_member", reason, "请换一个届时是成员的一方。")

    def require_consent(self, *bodies: str) -> str:
        """Every one of `bodies` has agreed by the day of the event; returns who agreed when, in words."""
        agreed = {consent.body: consent.on for consent in self.event.consents if consent.on <= self.event.on}
        missing = [self.name(body) for body in bodies if body not in agreed]
        if missing:
            raise self.refuse(
                "consent_missing",
                f"{self.event.slot}的{self.event.kind.label}没有{'、'.join(missing)}的同意记录。",
                f"请{'、'.join(missing)}先表示同意，并记下日期（不晚于{self.event.on.isoformat()}）。",
            )
        return "，".join(f"{self.name(body)}{agreed[body].isoformat()}同意" for body in bodies)


def _swap(case: _Case) -> None:
    event = case.event
    (mine, my_turn), (theirs, their_turn) = case.step(event.slot), case.step(event.other_slot)
    case.require_holder(mine, event.body)
    case.require_holder(theirs, event.other)
    if event.body == event.other:
        raise case.refuse("same_body", "互换的两方是同一家。", "请填写另一方。")
    said = case.require_consent(event.body, event.other)
    case.require_member(mine, event.other)
    case.require_member(theirs, event.body)
    exchanged = {my_turn: event.other, their_turn: event.body}
    _require_even(case, exchanged)
    case.adjustments.holders.update(exchanged)
    one, other = case.name(event.body), case.name(event.other)
    case.adjustments.tell(my_turn, f"{one}与{other}互换（{said}），由{other}承办。{case.why}")
    case.adjustments.tell(their_turn, f"{other}与{one}互换（{said}），由{one}承办。{case.why}")


def _require_even(case: _Case, exchanged: dict[TurnKey, str]) -> None:
    """Whatever is exchanged, nobody ever hosts twice more or less often than its own turns 轮流."""
    uneven = [case.name(body) for body, most in drift(case.steps, exchanged).items() if most > FARTHEST_DRIFT]
    if uneven:
        raise case.refuse(
            "turns_uneven",
            f"这样互换以后，{'、'.join(uneven)}承办的次数会比按顺序应承办的多出或少去两次。",
            "请先让此前的互换轮完，或另选一次互换；任何一方多办、欠办都不超过一次。",
        )


def _skip(case: _Case) -> None:
    step, turn = case.step(case.event.slot)
    case.require_holder(step, case.event.body)
    said = case.require_consent(case.event.body)
    case.adjustments.forgone[turn] = f"{case.name(case.event.body)}这一次轮空（{said}），由下一方接着承办。{case.why}"


def _no_meeting(case: _Case) -> None:
    event = case.event
    if not any(step.slot.key == event.slot for step in case.steps):
        raise case.refuse("no_such_slot", f"{event.slot}本来就没有例会。", "请核对年份和当年第几次。")
    if not event.reason:
        raise case.refuse("reason_missing", f"{event.slot}停办没有写明原因。", "请写明停办的原因。")
    case.adjustments.cancelled[event.slot] = f"{event.slot}停办：{event.reason}。轮次不动，顺延到下一次。"


def _acting(case: _Case) -> None:
    event = case.event
    step, turn = case.step(event.slot)
    case.require_holder(step, event.body)
    case.require_member(step, event.other)
    said = case.require_consent(event.other)
    one, other = case.name(event.body), case.name(event.other)
    told = f"由{other}代{one}承办（{said}）；这一轮仍算{one}的，{other}自己的轮次不变。{case.why}"
    case.adjustments.acting[turn] = event.other
    case.adjustments.tell(turn, told)


_APPLY: dict[EventKind, Callable[[_Case], None]] = {
    EventKind.SWAP: _swap,
    EventKind.SKIP: _skip,
    EventKind.NO_MEETING: _no_meeting,
    EventKind.ACTING: _acting,
}

"""The wheel 轮次: from the last recorded host it goes on by the order, one turn for every slot.

What is known goes in, what is not known stays empty:
- a slot with a record has the host the record names, or none;
- a slot before the last recorded host without a record has none: nothing is filled in backwards;
- later slots take the next turn; where no conference was ever recorded, the wheel
  begins with the first of the order. A body that is not a member on the day of the slot is passed over.

Turns are told apart by their owner and number (`TurnKey`: a body's first, second …
turn), not by year: an exchange therefore stays right when a cancelled conference
or a late joiner moves the turns to other years.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lianxi.kernel.rules.clauses import Names, name_of
from lianxi.kernel.rules.parties import Parties
from lianxi.kernel.rules.rotation import SlotKey
from lianxi.kernel.rules.slots import Slot

TurnKey = tuple[str, int]


@dataclass
class Adjustments:
    """What the agreed events do to the wheel 变动的效果, with the sentence that explains each.

    holders: who holds a turn instead of its owner, after swaps.
    acting:  who stands in for the holder of a turn.
    forgone: turns let go by their holder.
    cancelled: slots without a conference.
    void:    events that could not take effect, by slot.
    """

    holders: dict[TurnKey, str] = field(default_factory=dict)
    acting: dict[TurnKey, str] = field(default_factory=dict)
    forgone: dict[TurnKey, str] = field(default_factory=dict)
    cancelled: dict[SlotKey, str] = field(default_factory=dict)
    told: dict[TurnKey, list[str]] = field(default_factory=dict)
    void: dict[SlotKey, list[str]] = field(default_factory=dict)

    def tell(self, turn: TurnKey, sentence: str) -> None:
        """Keep a sentence to be shown with the turn."""
        self.told.setdefault(turn, []).append(sentence)


@dataclass(frozen=True)
class Step:
    """What the wheel says of one slot.

    turn:   the turn that the slot takes; None where the wheel cannot know or stands still.
    holder: whose it is after swaps. host: who hosts, acting hosts included.
    """

    slot: Slot
    turn: TurnKey | None
    holder: str | None
    host: str | None
    reasons: tuple[str, ...]

    @property
    def owner(self) -> str | None:
        """The body whose turn it is by the order."""
        return self.turn[0] if self.turn else None


class Wheel:
    """One run over the slots, in their order."""

    def __init__(self, parties: Parties, names: Names, adjustments: Adjustments, slots: Iterable[Slot]) -> None:
        self.parties = parties
        self.names = names
        self.adjustments = adjustments
        self.slots = tuple(slots)
        self.record_seen = False
        self.last: str | None = None
        self.order: tuple[str, ...] = ()
        self.turns: Counter[str] = Counter()
        self.holders = dict(adjustments.holders)

    def run(self) -> tuple[Step, ...]:
        """What the wheel says of every slot."""
        steps = []
        for slot in self.slots:
            steps.append(self._step(slot))
            self.record_seen = self.record_seen or slot.record is not None
        return tuple(steps)

    def _step(self, slot: Slot) -> Step:
        if slot.key in self.adjustments.cancelled and slot.record is None:
            return Step(slot, None, None, None, (self.adjustments.cancelled[slot.key],))
        if slot.rotation is None or (self.last is None and self.record_seen):
            return self._without_rule(slot)
        turn, reasons = self._next_turn(slot, slot.rotation.order)
        if turn is None:
            return Step(slot, None, None, None, tuple(reasons))
        holder, told = self._holder(slot, turn)
        host = self._acting(slot, turn) or holder
        reasons += told
        if slot.record and slot.record.host and slot.record.host not in (host, holder):
            return self._out_of_turn(slot, turn, holder, reasons)
        self._take(turn, slot.rotation.order)
        return Step(slot, turn, holder, host, tuple(reasons))

    def _without_rule(self, slot: Slot) -> Step:
        """Nothing to go on from: the record alone speaks."""
        host = slot.record.host if slot.record else None
        order = slot.rotation.order if slot.rotation else ()
        if host is None:
            return Step(slot, None, None, None, ())
        turn = (host, self.turns[host] + 1)
        self._take(turn, order)
        return Step(slot, turn, host, host, ())

    def _next_turn(self, slot: Slot, order: tuple[str, ...]) -> tuple[TurnKey | None, list[str]]:
        """The next turn by the order: members only, turns that were let go left out."""
        reasons: list[str] = []
        members = [body for body in order if self.parties.is_member(body, slot.day)]
        if not members:
            return None, [f"{slot.day.isoformat()}时轮流顺序中的各方都不是成员，无从推算。"]
        before = name_of(self.last, self.names) if self.last else ""
        for body in self._following(order):
            who = name_of(body, self.names)
            if body not in members:
                reasons.append(f"{who}在{slot.day.isoformat()}不是成员，跳过。")
                continue
            turn = (body, self.turns[body] + 1)
            if turn not in self.adjustments.forgone:
                reasons.append(f"按顺序，{before}之后轮到{who}。" if before else f"从顺序首位{who}开始。")
                return turn, reasons
            self.turns[body] += 1
            reasons.append(self.adjustments.forgone[turn])
        return self._next_turn(slot, order)

    def _following(self, order: tuple[str, ...]) -> tuple[str, ...]:
        """The order from the place after the last host, once round.

        A last host that is no longer in the order had its place in the old one; the
        wheel goes on with whoever came next there and still is in the order.
        """
        if self.last in order:
            start = order.index(self.last) + 1
        elif self.last in self.order:
            at = self.order.index(self.last)
            after = (*self.order[at + 1 :], *self.order[:at])
            start = next((order.index(body) for body in after if body in order), 0)
        else:
            start = 0
        return (*order[start:], *order[:start])

    def _holder(self, slot: Slot, turn: TurnKey) -> tuple[str, list[str]]:
        """Who holds the turn after swaps; back to the owner if the other has left or the owner hosted after all."""
        owner, holder = turn[0], self.holders.get(turn, turn[0])
        told = list(self.adjustments.told.get(turn, ()))
        if holder == owner:
            return owner, told
        if not self.parties.is_member(holder, slot.day):
            return owner, [
                *told,
                f"{name_of(holder, self.names)}已不是成员，互换不再有效，仍由{name_of(owner, self.names)}承办。",
            ]
        if slot.record and slot.record.host == owner:
            self._undo_swap(turn, holder)
            return owner, [*told, "记录表明没有按互换实行，另一半互换一并失效。"]
        return holder, told

    def _undo_swap(self, turn: TurnKey, holder: str) -> None:
        """Give the turn that the owner got in exchange back to whoever now goes without."""
        for other, held_by in self.holders.items():
            if other != turn and held_by == turn[0]:
                self.holders[other] = holder
                return

    def _acting(self, slot: Slot, turn: TurnKey) -> str | None:
        acting = self.adjustments.acting.get(turn)
        return acting if acting and self.parties.is_member(acting, slot.day) else None

    def _out_of_turn(self, slot: Slot, turn: TurnKey, holder: str, reasons: list[str]) -> Step:
        """The record names somebody else: the wheel goes on from whoever did host."""
        host = slot.record.host if slot.record else None
        order = slot.rotation.order if slot.rotation else ()
        if host is None or host not in order:
            self._take(turn, order)
            said = f"{name_of(host or '', self.names)}不在轮流顺序中，这一轮仍算{name_of(turn[0], self.names)}的。"
            return Step(slot, turn, holder, holder, (*reasons, said))
        actual = (host, self.turns[host] + 1)
        self._take(actual, order)
        due, actual_name = name_of(holder, self.names), name_of(host, self.names)
        said = f"按顺序本应由{due}承办；实际承办的是{actual_name}，此后从实际承办方接着轮。"
        return Step(slot, actual, host, host, (*reasons, said))

    def _take(self, turn: TurnKey, order: tuple[str, ...]) -> None:
        self.turns[turn[0]] = turn[1]
        self.last, self.order = turn[0], order


def drift(steps: Iterable[Step], exchanged: Mapping[TurnKey, str]) -> Counter[str]:
    """How far any body ever was ahead of or behind its own turns, at most, after an exchange 轮次偏差."""
    now: Counter[str] = Counter()
    widest: Counter[str] = Counter()
    for step in steps:
        if step.turn is None or step.holder is None:
            continue
        now[step.turn[0]] -= 1
        now[exchanged.get(step.turn, step.holder)] += 1
        for body, ahead in now.items():
            widest[body] = max(widest[body], abs(ahead))
    return widest

"""Turns 承办轮次: past conferences as recorded and coming ones as the rule foresees, each with its reasons."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.circles import Circle
from lianxi.kernel.rules.clauses import ClauseRef, name_of
from lianxi.kernel.rules.mechanisms import Mechanism
from lianxi.kernel.rules.rotation import HeldConference, SlotKey, Turn, TurnSource
from lianxi.kernel.rules.rotation_events import adjustments_of
from lianxi.kernel.rules.slots import slots
from lianxi.kernel.rules.wheel import Adjustments, Step, Wheel


def turns(mechanism: Mechanism, circle: Circle, *, first: int, last: int) -> tuple[Turn, ...]:
    """Who hosted and who will host from the year `first` to the year `last`, in order of time.

    Ad hoc conferences stand between the regular ones and do not turn the wheel.
    An event that does not fit the wheel has no effect; the turn it was about says so.
    """
    adjustments, _ = adjustments_of(mechanism, circle)
    known = max((conference.year for conference in circle.conferences), default=last)
    every = slots(mechanism, circle.conferences, max(last, known))
    steps = Wheel(circle.parties, circle.parties.short_names, adjustments, every).run()
    told = _Told(mechanism, circle, adjustments, steps)
    return tuple(turn for turn in told.turns() if first <= turn.year <= last)


def expected_turn(mechanism: Mechanism, circle: Circle, key: SlotKey) -> Turn:
    """Whose turn a conference was by what was on record before it, itself and all later ones left out."""
    earlier = replace(circle, conferences=_before(mechanism, circle, key))
    for turn in turns(mechanism, earlier, first=key.year, last=key.year):
        if turn.slot == key.slot:
            return turn
    raise Refused("no_such_slot", f"{key}没有例会。", remedy="请核对年份和当年第几次。", source=mechanism.title)


def _before(mechanism: Mechanism, circle: Circle, key: SlotKey) -> tuple[HeldConference, ...]:
    """Records of the conferences before the slot `key`."""
    later = [slot.record for slot in slots(mechanism, circle.conferences, key.year) if slot.key >= key]
    return tuple(c for c in circle.conferences if c.year <= key.year and c not in later)


@dataclass
class _Told:
    """One telling of the wheel: counts the ordinals and puts records and rule into words."""

    mechanism: Mechanism
    circle: Circle
    adjustments: Adjustments
    steps: tuple[Step, ...]
    ordinal: int | None = None  # ordinal of the conference before, None while it is not known
    spoken: HeldConference | None = None  # the last record told
    ad_hoc: list[HeldConference] = field(default_factory=list)

    def turns(self) -> list[Turn]:
        """All turns, ad hoc conferences put in where they were held."""
        self.ordinal = 0 if not any(step.slot.record for step in self.steps) else None
        self.ad_hoc = sorted((c for c in self.circle.conferences if c.ad_hoc), key=_day_of)
        named = [number for number, step in enumerate(self.steps) if step.slot.record and step.slot.record.host]
        recorded = [number for number, step in enumerate(self.steps) if step.slot.record]
        since = named[-1] if named else recorded[-1] if recorded else -1
        told: list[Turn] = []
        for number, step in enumerate(self.steps):
            told += self._ad_hoc_until(step.slot.day)
            if step.slot.record:
                told.append(self._held(step, step.slot.record))
            elif number < since and step.slot.key not in self.adjustments.cancelled:
                told.append(self._not_recorded(step))
            else:
                told.append(self._foreseen(step))
        return told + self._ad_hoc_until(date.max)

    def _ad_hoc_until(self, day: date) -> list[Turn]:
        """Ad hoc conferences held before `day`, each told once."""
        told = []
        while self.ad_hoc and _day_of(self.ad_hoc[0]) < day:
            record = self.ad_hoc.pop(0)
            self.ordinal = record.ordinal or self.ordinal
            self.spoken = record
            version = self.mechanism.in_force(_day_of(record))
            rules = [rule for rule in version.rules if rule.key == "ad_hoc"] if version else []
            clause = version.ref(rules[0]) if version and rules else None
            reasons = (self._by_record(record), "临时召开的会议，不占轮次。")
            told.append(
                Turn(record.year, None, record.ordinal, record.host, TurnSource.HELD, clause, reasons, record=record)
            )
        return told

    def _held(self, step: Step, record: HeldConference) -> Turn:
        """A regular conference on record; a host the record does not name stays empty."""
        reasons = [self._by_record(record)]
        self.ordinal = record.ordinal or (self.ordinal + 1 if self.ordinal is not None else None)
        self.spoken = record
        if record.host is None:
            reasons.append("记录没有写明承办方，不补写。")
            if step.owner:
                reasons.append(f"往后推算时，视为已轮过{self._name(step.owner)}。")
        else:
            reasons += step.reasons
        return self._turn(step, record.host, record.ordinal, TurnSource.HELD, reasons)

    def _not_recorded(self, step: Step) -> Turn:
        """A slot before the last recorded host of which nothing is on record."""
        reasons = [f"{step.slot.key}没有会议记录。轮次从最后一次写明承办方的会议往后推，不往前补。"]
        gap = self._gap(step)
        self.ordinal = None
        return self._turn(step, None, None, TurnSource.PREDICTED, [*reasons, gap] if gap else reasons)

    def _gap(self, step: Step) -> str:
        """Which ordinals must lie in this stretch of years, though no record says when."""
        later = (s.slot.record for s in self.steps if s.slot.key > step.slot.key and s.slot.record)
        after = next((record for record in later if record.ordinal), None)
        before = self.spoken
        if before is None or after is None or not before.ordinal or not after.ordinal:
            return ""
        missing = [f"第{number}次" for number in range(before.ordinal + 1, after.ordinal)]
        if not missing:
            return ""
        span = f"第{before.ordinal}次（{before.when}）与第{after.ordinal}次（{after.when}）之间"
        return f"{'、'.join(missing)}会议在{span}召开，年份和承办方都没有记录。"

    def _foreseen(self, step: Step) -> Turn:
        """A slot after the last record: what the rule says, cancelled and unknown ones included."""
        if step.turn is None:
            reasons = list(step.reasons) or [self._why_unknown(step)]
            return self._turn(step, None, None, TurnSource.PREDICTED, reasons)
        self.ordinal = self.ordinal + 1 if self.ordinal is not None else None
        return self._turn(step, step.host, self.ordinal, TurnSource.PREDICTED, list(step.reasons))

    def _why_unknown(self, step: Step) -> str:
        version = step.slot.version
        if version is None:
            return f"{step.slot.key}还没有机制，无从推算。"
        if version.rotation is None:
            return f"{version.ref()}" + ("没有规定轮流承办。" if version.text_known else "的条文不详，无从推算。")
        return "没有一次会议的记录写明承办方，无从接着轮。"

    def _turn(self, step: Step, host: str | None, ordinal: int | None, source: TurnSource, reasons: list[str]) -> Turn:
        slot = step.slot
        clause: ClauseRef | None = slot.version.ref(slot.rotation) if slot.version and slot.rotation else None
        told = (*reasons, *self.adjustments.void.get(slot.key, ()))
        return Turn(
            year=slot.key.year,
            slot=slot.key.slot,
            ordinal=ordinal,
            host=host,
            source=source,
            clause=clause,
            reasons=told,
            owner=step.owner if host else None,
            record=slot.record,
            window=slot.window,
        )

    def _by_record(self, record: HeldConference) -> str:
        """What the record says, with its source."""
        held = f"{record.when}召开" + (f"，地点{record.place}" if record.place else "")
        host = f"，由{self._name(record.host)}承办" if record.host else ""
        source = f"（来源：{record.source}）" if record.source else ""
        return f"记录：{held}{host}{source}。"

    def _name(self, body: str) -> str:
        return name_of(body, self.circle.parties.short_names)


def _day_of(record: HeldConference) -> date:
    return record.held_from or date(record.year, 12, 31)

"""Does a caption agree with itself 题注自查: several instruments in one, counts of amendments, order of days."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from lianxi.kernel.texts.captions.event import Event, EventKind, Flag
from lianxi.kernel.texts.sessions import Organ

_BEGINNING = frozenset({EventKind.ADOPT, EventKind.PUBLISH})
_LATER = frozenset({EventKind.AMEND, EventKind.REVISE, EventKind.REPEAL})
_SEVERAL = "日期倒退而又有新的通过或者公布，或者中间另有标题：这里像是另一件法规的题注，已分开。"
_EARLY_APPROVAL = "批准的日期早于所批准的通过或者修改，请核对。"
_EARLY_CHANGE = "修改或者废止的日期早于通过的日期，请核对。"


def checked(events: list[Event], flags: list[Flag]) -> tuple[list[Event], list[Flag]]:
    """The events with their groups, and the flags with those that the events give."""
    grouped, splits = _grouped(events)
    return grouped, [*flags, *splits, *_ordinals(grouped), *_order(grouped)]


@dataclass(slots=True)
class _Instrument:
    """What has been told of one instrument so far."""

    first: Event | None = None
    under: str | None = None
    changed: date = date.min
    adopted: dict[tuple[str | None, Organ | None], date] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        self.under = event.under or self.under
        if event.kind is EventKind.ADOPT:
            self.first = self.first or event
            who = event.body, event.organ
            self.adopted[who] = max(self.adopted.get(who, date.min), event.date or date.min)
        elif event.kind in _LATER and event.date:
            self.changed = max(self.changed, event.date)

    def is_left_by(self, event: Event) -> bool:
        """Whether an event begins another instrument: a new passing earlier than what went before.

        Several bodies that pass one joint text on different days stay together, since they are
        different bodies (domain notes b.4); a rule of a government begins with its order;
        a title printed in between begins another in any case.
        """
        if event.under not in {None, self.under} and self.first:
            return True
        if event.date is None:
            return False
        if event.kind is EventKind.PUBLISH:
            return self.first is None and event.date < self.changed
        if event.kind is not EventKind.ADOPT:
            return False
        alone = self.first is None or self.first.body == event.body
        return (alone and event.date < self.changed) or event.date < self.adopted.get(
            (event.body, event.organ), date.min
        )


def _grouped(events: list[Event]) -> tuple[list[Event], list[Flag]]:
    grouped: list[Event] = []
    flags: list[Flag] = []
    group, told = 0, _Instrument()
    for event in events:
        if told.is_left_by(event):
            group, told = group + 1, _Instrument()
            flags.append(Flag("several_instruments", event.start, event.end, _SEVERAL))
        told.take(event)
        grouped.append(replace(event, group=group))
    return grouped, flags


def _ordinals(events: list[Event]) -> list[Flag]:
    """A printed 第N次 that is neither the count of its own kind nor that of all changes; shown, never corrected.

    A caption that does not tell the beginning cannot be counted.
    """
    flags: list[Flag] = []
    counts: Counter[tuple[int, EventKind | None]] = Counter()
    begun = {event.group for event in events if event.kind in _BEGINNING}
    for event in events:
        if event.kind not in {EventKind.AMEND, EventKind.REVISE} or event.group not in begun:
            continue
        counts[event.group, event.kind] += 1
        counts[event.group, None] += 1
        own = counts[event.group, event.kind]
        if event.ordinal is not None and event.ordinal not in {own, counts[event.group, None]}:
            said = f"印的是第{event.ordinal}次{event.kind.label}，按前文数是第{own}次，请核对。"
            flags.append(Flag("ordinal", event.start, event.end, said))
    return flags


def _order(events: list[Event]) -> list[Flag]:
    """An approval before what it approves, a change before the passing."""
    flags: list[Flag] = []
    passed: dict[int, date] = {}
    first: dict[int, date] = {}
    for event in events:
        if event.date is None:
            continue
        if event.kind is EventKind.APPROVE and event.date < passed.get(event.group, date.min):
            flags.append(Flag("date_order", event.start, event.end, _EARLY_APPROVAL))
        if event.kind in _LATER and event.date < first.get(event.group, date.min):
            flags.append(Flag("date_order", event.start, event.end, _EARLY_CHANGE))
        if event.kind in _LATER or event.kind is EventKind.ADOPT:
            passed[event.group] = event.date
        if event.kind is EventKind.ADOPT:
            first.setdefault(event.group, event.date)
    return flags

"""Slots 会次: the regular conferences that a mechanism foresees, year by year, and the records that fill them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lianxi.kernel.rules.mechanisms import Mechanism, MechanismVersion
from lianxi.kernel.rules.rotation import HeldConference, RotationRule, SlotKey


@dataclass(frozen=True)
class Slot:
    """One regular conference by its place in the calendar 会次.

    version: the version that shapes it; None before the first one.
    window:  days set aside for it; None where the version sets none.
    record:  the conference on record, if there is one.
    """

    key: SlotKey
    version: MechanismVersion | None
    window: tuple[date, date] | None = None
    record: HeldConference | None = None

    @property
    def rotation(self) -> RotationRule | None:
        """The rule by which the slot finds its host."""
        return self.version.rotation if self.version else None

    @property
    def day(self) -> date:
        """Day on which membership counts for the slot: when it was held, else when the window opens.

        Without either it is the last day of the year, up to which the conference can still be held.
        """
        if self.record and self.record.held_from:
            return self.record.held_from
        return self.window[0] if self.window else date(self.key.year, 12, 31)


def slots(mechanism: Mechanism, conferences: Iterable[HeldConference], last: int) -> tuple[Slot, ...]:
    """Every slot from the first thing known up to the year `last`, each with its record."""
    regular = [conference for conference in conferences if not conference.ad_hoc]
    years = [mechanism.versions[0].effective.year, *(conference.year for conference in regular)]
    anchor = max((conference.year for conference in regular), default=years[0])
    found: list[Slot] = []
    for year in range(min(years), last + 1):
        records = [conference for conference in regular if conference.year == year]
        planned = list(_planned(mechanism, year))
        if records or _is_due(planned, year, anchor):
            found.extend(_filled(planned, records, year))
    return tuple(found)


def _planned(mechanism: Mechanism, year: int) -> Iterator[Slot]:
    """What the versions in force during the year foresee; one bare slot where no rule is known."""
    shaped = [
        (window, version)
        for version in mechanism.versions
        for window in _windows(version, year)
        if mechanism.in_force(window[0] if window else date(year, 12, 31)) is version
    ]
    at_end = mechanism.in_force(date(year, 12, 31))
    if not shaped and at_end:
        shaped = [(window, at_end) for window in _windows(at_end, year)]
    shaped.sort(key=lambda pair: pair[0][0] if pair[0] else date(year, 12, 31))
    for number, (window, version) in enumerate(shaped, start=1):
        yield Slot(SlotKey(year, number), version, window)
    if not shaped:
        yield Slot(SlotKey(year, 1), at_end)


def _windows(version: MechanismVersion, year: int) -> list[tuple[date, date] | None]:
    """One entry per conference that the version foresees in a year."""
    if version.rotation is None:
        return []
    windows = [window.days(year) for window in version.windows]
    return [windows[i] if i < len(windows) else None for i in range(version.rotation.every.times)]


def _is_due(planned: list[Slot], year: int, anchor: int) -> bool:
    """Whether a conference is foreseen in `year`, counted from the last one on record."""
    rotation = planned[0].rotation
    return rotation is None or (year - anchor) % rotation.every.years == 0


def _filled(planned: list[Slot], records: list[HeldConference], year: int) -> list[Slot]:
    """The year's slots with their records; a record beyond the plan gets a slot of its own."""
    taken: dict[int, HeldConference] = {record.slot: record for record in records if record.slot}
    for record in sorted((r for r in records if not r.slot), key=lambda r: r.held_from or date(year, 12, 31)):
        taken[_nearest(planned, taken, record)] = record
    by_number = {slot.key.slot: slot for slot in planned}
    numbers = sorted({*by_number, *taken})
    version = planned[-1].version
    return [
        Slot(
            SlotKey(year, number),
            by_number[number].version if number in by_number else version,
            by_number[number].window if number in by_number else None,
            taken.get(number),
        )
        for number in numbers
    ]


def _nearest(planned: list[Slot], taken: dict[int, HeldConference], record: HeldConference) -> int:
    """Number of the free slot whose window lies nearest to the record."""
    free = [slot for slot in planned if slot.key.slot not in taken]
    if not free:
        return max(max(taken, default=0), len(planned)) + 1
    day = record.held_from
    if day is None:
        return free[0].key.slot
    return min(free, key=lambda slot: abs((slot.day - day).days)).key.slot

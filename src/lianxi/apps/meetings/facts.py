"""Facts and verdicts 事实与判断: a conference, from its rows or from the record alone, held against its version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from lianxi.apps.mechanisms.bindings import binding_on
from lianxi.apps.mechanisms.selectors import mechanism_and_circle, work_calendar
from lianxi.apps.meetings.counting import in_favour, majority_rule, present_of, quorum_rule, total_of
from lianxi.apps.meetings.entries import RECORDED, Entry, entries, entry_of
from lianxi.apps.meetings.models import Conference, ItemKind
from lianxi.apps.meetings.selectors import cost_of, mechanism_of
from lianxi.kernel.access import PUBLIC, Actor
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.binding import Binding
from lianxi.kernel.rules.circles import Circle
from lianxi.kernel.rules.conference import FrequencyRule
from lianxi.kernel.rules.conference_year import Outcome, Stage
from lianxi.kernel.rules.judging import judge_all
from lianxi.kernel.rules.mechanisms import Mechanism, MechanismVersion
from lianxi.kernel.rules.quorum import Counted
from lianxi.kernel.rules.roles import ConferenceRole
from lianxi.kernel.rules.rotation import RotationRule, SlotKey, Turn
from lianxi.kernel.rules.turns import expected_turn
from lianxi.kernel.rules.verdicts import Facts, Verdict

__all__ = [
    "RECORDED", "Entry", "Facts", "Judged", "entries", "entry_of", "facts_of", "judged", "judged_all", "verdicts_of",
    "version_under",
]  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """A verdict beside the original 判断与原文: why its rule is 待核, what its clause says, and what it said before.

    All may be empty; before: the words confirmed last, where they are others now.
    """

    verdict: Verdict
    needs_check: str = ""
    original: str = ""
    before: str = ""


def verdicts_of(entry: Entry, on: date) -> tuple[Verdict, ...]:
    """Every rule of its version held against what is known of a conference; empty before the first version."""
    return tuple(one.verdict for one in judged(entry, on))


def judged(entry: Entry, on: date, actor: Actor = PUBLIC) -> tuple[Judged, ...]:
    """The verdicts on one conference, each beside the original of its rule, as far as `actor` may see that."""
    return judged_all([entry], on, actor)[entry.slug]


def judged_all(found: Iterable[Entry], on: date, actor: Actor = PUBLIC) -> dict[str, tuple[Judged, ...]]:
    """The verdicts on several conferences by their names."""
    shared = _Shared(on, actor)
    return {entry.slug: _judged(entry, on, shared) for entry in found}


def version_under(entry: Entry, mechanism: Mechanism) -> MechanismVersion | None:
    """The version a conference was opened under; for a record the one in force when it was held."""
    if entry.conference and entry.conference.version:
        return next((one for one in mechanism.versions if one.effective == entry.conference.version), None)
    day = entry.held_from or date(entry.year, 12, 31)
    return mechanism.in_force(day)


def facts_of(entry: Entry, mechanism: Mechanism, circle: Circle, on: date) -> Facts:
    """What is known of a conference on a day; what nobody entered until then stays None."""
    regular = [one for one in circle.conferences if one.year == entry.year and not one.ad_hoc and one.was_held_by(on)]
    facts = Facts(
        on=on, year=entry.year, slot=entry.slot or 0, first_day=entry.held_from,
        expected=_expected(entry, mechanism, circle), held_regular=len(regular),
    )  # fmt: skip
    row, record = entry.conference, entry.record
    if row is None:
        last = record.held_to if record else None
        return replace(facts, held_from=entry.held_from, held_to=last, host=entry.host)
    held = row.recorded or row.step.reached(Stage.MINUTES)
    return replace(
        facts, held_from=row.held_from if held else None, held_to=row.held_to if held else None,
        notice_sent=_by(row.notice_sent_on, on), host=_host(row, on), **_settled(row), **_counted(row, on),
    )  # fmt: skip


class _Shared:
    """What several conferences are held against, each read once: mechanisms, originals, the calendar."""

    def __init__(self, on: date, actor: Actor) -> None:
        self._on, self._actor = on, actor
        self.calendar = work_calendar()
        self._mechanisms: dict[str, tuple[Mechanism, Circle]] = {}
        self._bindings: dict[tuple[str, date], Binding | None] = {}

    def mechanism(self, entry: Entry) -> tuple[Mechanism, Circle]:
        """The mechanism of a conference, and the circle that runs it."""
        slug = entry.conference.mechanism if entry.conference else mechanism_of(entry.circle)
        if slug not in self._mechanisms:
            self._mechanisms[slug] = mechanism_and_circle(slug)
        return self._mechanisms[slug]

    def binding(self, version: MechanismVersion) -> Binding | None:
        """A version against its original of the day; None where it is bound to none."""
        key = (version.slug, version.effective)
        if key not in self._bindings:
            self._bindings[key] = binding_on(version, self._actor, self._on)
        return self._bindings[key]


def _judged(entry: Entry, on: date, shared: _Shared) -> tuple[Judged, ...]:
    """An ad hoc conference is not held against turn and frequency: it counts for neither."""
    mechanism, circle = shared.mechanism(entry)
    version = version_under(entry, mechanism)
    if version is None:
        return ()
    facts = facts_of(entry, mechanism, circle, on)
    found = judge_all(version, facts, calendar=shared.calendar, names=circle.parties.short_names)
    regular_only = {rule.key for rule in version.rules if isinstance(rule, RotationRule | FrequencyRule)}
    binding = shared.binding(version)
    return tuple(_beside(one, version, binding) for one in found if entry.slot or one.rule not in regular_only)


def _beside(verdict: Verdict, version: MechanismVersion, binding: Binding | None) -> Judged:
    if binding is None or not version.has(verdict.rule):
        return Judged(verdict)
    rule = version.rule(verdict.rule)
    bound = binding.of(rule.clause)
    return Judged(verdict, binding.needs_check(rule), bound.text if bound else "", bound.before if bound else "")


def _by(day: date | None, on: date) -> date | None:
    """A day, if it had come."""
    return day if day and day <= on else None


def _host(row: Conference, on: date) -> str | None:
    """The host, once it said yes; whom the wheel only proposes is no fact."""
    return row.host_id if row.recorded or _by(row.host_accepted_on, on) else None


def _expected(entry: Entry, mechanism: Mechanism, circle: Circle) -> Turn | None:
    if entry.slot is None:
        return None
    try:
        return expected_turn(mechanism, circle, SlotKey(entry.year, entry.slot))
    except Refused:
        return None


def _settled(row: Conference) -> dict[str, object]:
    """Who proposed the agenda, and who bears the cost: only the joint office settles an agenda here."""
    if row.recorded:
        return {}
    bearers = tuple(row.shares.values_list("body", flat=True)) if cost_of(row).stated else None
    settled = row.step.reached(Stage.NOTICE) and row.items.exists()
    return {"agenda_by": ConferenceRole.OFFICE if settled else None, "bearers": bearers}


def _counted(row: Conference, on: date) -> dict[str, object]:
    """Who came and how many agreed, once the conference has begun."""
    if row.recorded or not row.step.reached(Stage.MEETING) or not _by(row.held_from, on):
        return {}
    came = row.attendees.filter(checked_in_on__isnull=False).values_list("role", flat=True).distinct()
    found: dict[str, object] = {"attended": tuple(ConferenceRole(role) for role in came) or None}
    rule = quorum_rule(row) or majority_rule(row)
    counts = rule.counts if rule else Counted.PEOPLE
    total = total_of(row, counts)
    if total is not None:
        present = min(present_of(row, counts), total)
        carried = row.items.filter(kind=ItemKind.VOTE, outcome__in=(Outcome.PASSED, Outcome.IN_PRINCIPLE))
        votes = [min(in_favour(item), present) for item in carried]
        found |= {"total": total, "present": present, "in_favour": min(votes, default=None)}
    return found

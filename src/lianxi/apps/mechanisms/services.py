"""Writes: which versions were loaded, and the days of notice kept in view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lianxi.apps.audit.services import record
from lianxi.apps.mechanisms import acts, selectors, sheets
from lianxi.apps.mechanisms.calendar_services import seed_calendars
from lianxi.apps.mechanisms.kept_dates import keep
from lianxi.apps.mechanisms.models import KeptDate, LoadedVersion
from lianxi.kernel.access import Actor, require
from lianxi.kernel.rules.calendars import WorkCalendar
from lianxi.kernel.rules.mechanisms import Mechanism, MechanismVersion
from lianxi.kernel.rules.notice import NoticeRule
from lianxi.kernel.rules.rotation import Turn, TurnSource
from lianxi.loaders.calendars import load_year_tables
from lianxi.loaders.mechanisms import version_digest

YEARS_AHEAD = 3


@dataclass(frozen=True)
class MechanismsLoaded:
    """What loading changed: new versions, versions whose files changed, years of calendars added."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    years: tuple[int, ...]


@transaction.atomic
def load_mechanisms(*, actor: Actor, on: date, samples: bool = False) -> MechanismsLoaded:
    """Take the dated folders of `mechanisms/` and the calendars of `data/` into the database 载入机制定义.

    Invented mechanisms (示例) are left out unless `samples`. Loading twice
    changes nothing. A row keeps the hash its folder had when it was first
    loaded: pages read the files as they are, and where they have changed since
    then the page says so, because a version in force should not be rewritten.
    """
    require(actor, acts.LOAD_MECHANISMS)
    years = seed_calendars({table.year: table for table in load_year_tables()}, on=on)
    law = selectors.law()
    wanted = [one for one in law.mechanisms.values() if samples or not law.circle_of(one).sample]
    rows = [_load_version(version, on) for mechanism in wanted for version in mechanism.versions]
    loaded = MechanismsLoaded(
        added=tuple(str(row) for row, new in rows if new),
        changed=tuple(str(row) for row, _ in rows if row.sha256 != version_digest(row.slug, row.effective)),
        years=tuple(row.year for row in years),
    )
    keep_dates(on=on)
    if loaded.added or loaded.years:
        record(act=acts.LOAD_MECHANISMS, actor=actor, target="/mechanisms/", title="机制定义与工作日历", on=on,
               after={"versions": list(loaded.added), "years": list(loaded.years)})  # fmt: skip
    return loaded


@transaction.atomic
def keep_dates(*, on: date) -> None:
    """Compute the latest days of notice for the coming conferences and keep them 在看的期限.

    Runs when definitions are loaded and when a new day begins, so that the
    years in view move along. What was kept for conferences gone by stays.
    """
    calendar = selectors.work_calendar()
    for slug in selectors.slugs():
        mechanism, _ = selectors.mechanism_and_circle(slug)
        for turn in selectors.turns_of(slug, first=on.year, last=on.year + YEARS_AHEAD):
            if turn.source is TurnSource.PREDICTED and turn.window and turn.window[1] >= on:
                _keep_notices(mechanism, turn, calendar)


def _load_version(version: MechanismVersion, on: date) -> tuple[LoadedVersion, bool]:
    return LoadedVersion.objects.get_or_create(
        slug=version.slug,
        effective=version.effective,
        defaults={
            "title": version.title,
            "circle": version.circle,
            "text_known": version.text_known,
            "sha256": version_digest(version.slug, version.effective),
            "loaded_on": on,
        },
    )


def _keep_notices(mechanism: Mechanism, turn: Turn, calendar: WorkCalendar) -> None:
    """One row per rule of notice; the last day of the window is taken as day 0."""
    if turn.window is None:
        return
    last = turn.window[1]
    version = mechanism.version_on(last)
    for rule in version.rules_of(NoticeRule):
        key = {"slug": mechanism.slug, "rule": rule.key, "year": turn.year, "slot": turn.slot or 1}
        row = KeptDate.objects.filter(**key).first() or KeptDate(**key)
        period = rule.deadline(str(version.ref(rule)))
        row.circle, row.effective = mechanism.circle, version.effective
        row.title = f"最迟通知{sheets.conference_name(turn)}"
        row.clause, row.force, row.basis = period.clause, rule.force.value, last
        row.amount, row.unit = period.amount, period.unit.value
        keep(row, rule.latest_day(last, calendar, period.clause))

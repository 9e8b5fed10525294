"""From which day a filing counts, and the verdict: the one place where rows of the database meet the kernel."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from lianxi.apps.rulebook.models import Publication, Version
from lianxi.apps.rulebook.models.kept_records import LIVE
from lianxi.kernel.rules.calendars import WorkCalendar
from lianxi.kernel.rules.filings import Days, FilingVerdict, Start, judge_filing
from lianxi.kernel.texts.captions import EventKind, read_caption
from lianxi.loaders.calendars import load_calendar
from lianxi.loaders.upkeep_rules import load_upkeep_rules

_MAKING = (EventKind.ADOPT, EventKind.APPROVE, EventKind.AMEND, EventKind.REVISE)


def days_of(version: Version) -> Days:
    """The days known of a version."""
    recorded = Publication.objects.filter(LIVE, version=version).values_list("on_day", flat=True).first()
    return known_days(recorded, version.caption, version.issued)


def known_days(recorded: date | None, caption: str, issued: date | None) -> Days:
    """When it was published, as recorded or else as its caption says, and when it was made.

    A caption that was handed down from the text before tells of that one's publication.
    """
    told = published_in(caption)
    published = recorded or (None if told and issued and told < issued else told)
    found = {Start.PUBLISHED: published, Start.ISSUED: issued}
    return {start: day for start, day in found.items() if day}


@lru_cache(maxsize=50_000)
def published_in(caption: str) -> date | None:
    """The day of publication a caption tells of; None where it tells of none, or of a change after it."""
    if "公布" not in caption and "公告" not in caption:
        return None
    events = [one for one in read_caption(caption).events if one.date and one.group == 0]
    published = max((one.date for one in events if one.kind is EventKind.PUBLISH and one.date), default=None)
    changed = max((one.date for one in events if one.kind in _MAKING and one.date), default=None)
    return None if published and changed and changed > published else published


def verdict_of(kind: str, days: Days, filed: date | None, on: date, known_since: date | None = None) -> FilingVerdict:
    """How the filing of a version of a kind stands on a day, by the rules of this house."""
    return _judged(kind, tuple(days.items()), filed, on, known_since)


@lru_cache(maxsize=50_000)
def _judged(
    kind: str, days: tuple[tuple[Start, date], ...], filed: date | None, on: date, known_since: date | None
) -> FilingVerdict:
    rules, calendar = load_upkeep_rules().filings, _calendar()
    return judge_filing(kind, dict(days), filed, on, rules=rules, calendar=calendar, known_since=known_since)


@lru_cache(maxsize=1)
def _calendar() -> WorkCalendar:
    return load_calendar()

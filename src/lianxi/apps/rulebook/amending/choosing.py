"""From which day a decision counts, and which version it amends, where nobody says so."""

from __future__ import annotations

from datetime import date

from lianxi.apps.rulebook.models import Version, Work
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.validity import read_validity


def day_of(decision: Version) -> date | None:
    """As kept, as its text says, else the day it was signed."""
    said = (one.day for one in read_validity(decision.text).commencements if one.day and not one.provisions)
    return decision.commences or next(said, None) or decision.issued


def base_of(work: Work, day: date | None, number: int | str | None = None) -> Version:
    """The version of a number, else the one that counted before the day, else the newest."""
    versions = {str(one.number): one for one in work.versions.order_by("number")}
    if number:
        if str(number) not in versions:
            raise Refused("version_there", f"这件制度没有第{str(number)[:9]}版。", remedy="请在它的版本里选。")
        return versions[str(number)]
    before = [one for one in versions.values() if day and one.commences and one.commences < day]
    return max(before, key=lambda one: (one.commences or date.min, one.number)) if before else [*versions.values()][-1]

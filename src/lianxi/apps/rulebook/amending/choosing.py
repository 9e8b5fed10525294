"""From which day a decision counts, and which version it amends, where nobody says so."""

from __future__ import annotations

from datetime import date

from lianxi.apps.rulebook.amending.steps import key_of_instruction, steps_of, waiting_in
from lianxi.apps.rulebook.models import Version, Work
from lianxi.apps.rulebook.services.version_order import by_day
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.compare.amending import read_commencing, read_instructions


def day_of(decision: Version) -> date | None:
    """As kept, as its text says of all that has no day of its own, else the day it was signed."""
    read = read_commencing(decision.text, read_instructions(decision.text))
    return decision.commences or read.whole or decision.issued


def next_day(work: Work, decision: Version) -> date | None:
    """From which day the decision is to be carried out now: the whole, else what was put off and comes first."""
    steps = steps_of(work, decision)
    waiting = waiting_in(steps)
    if not waiting:
        return day_of(decision)
    told = read_instructions(decision.text)
    own = read_commencing(decision.text, told).own
    days = (one.day for at, one in own.items() if key_of_instruction(told[at]) in waiting)
    return min((day for day in days if day and day > steps[-1].day), default=None)


def base_of(work: Work, day: date | None, number: int | str | None = None) -> Version:
    """The version of a number, else the one that counted before the day, else the newest."""
    versions = {str(one.number): one for one in work.versions.order_by("number")}
    if number:
        if str(number) not in versions:
            raise Refused("version_there", f"这件制度没有第{str(number)[:9]}版。", remedy="请在它的版本里选。")
        return versions[str(number)]
    before = [one for one in versions.values() if day and one.commences and one.commences < day]
    return by_day(before or versions.values())[-1]

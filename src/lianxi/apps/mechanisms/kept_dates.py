"""Kept dates 在看的期限: rows that the kernel computed, kept so that a move can be seen and recorded."""

from __future__ import annotations

from datetime import date

from lianxi.apps.mechanisms.models import KeptDate
from lianxi.kernel.rules.clauses import Force
from lianxi.kernel.rules.clocks import Clock
from lianxi.kernel.rules.deadlines import DeadlineRule, Due, Unit


def clock_of(row: KeptDate) -> Clock:
    """The kernel's clock of a row."""
    rule = DeadlineRule(row.amount, Unit(row.unit), clause=row.clause, force=Force(row.force))
    return Clock(rule, row.basis, rule_version=f"{row.slug}/{row.effective:%Y-%m-%d}")


def keep(row: KeptDate, due: Due) -> None:
    """Write what the kernel answered into the row."""
    row.due_on, row.provisional = due.due, due.provisional
    row.calendars = {str(used.year): used.version for used in due.calendar_versions}
    row.save()


def mark_met(*, slug: str, year: int, slot: int, on: date) -> None:
    """Write down that notice of a conference was given on a day 已经通知; the first time counts."""
    KeptDate.objects.filter(slug=slug, year=year, slot=slot, met_on=None).update(met_on=on)

"""Which fields of work say what is due, in the order of the screen."""

from __future__ import annotations

from datetime import date

from lianxi.apps.accounts import due as accounts
from lianxi.apps.mechanisms import due as mechanisms
from lianxi.apps.meetings import due as meetings
from lianxi.apps.rulebook import due as rulebook
from lianxi.kernel.access import Actor
from lianxi.web.due import DueItem

SOURCES = (accounts.due_items, meetings.due_items, mechanisms.due_items, rulebook.due_items)


def items(actor: Actor, on: date) -> list[DueItem]:
    """Everything due for `actor`."""
    return [item for source in SOURCES for item in source(actor, on)]

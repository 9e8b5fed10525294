"""Which fields of work say of what entries in the audit speak, and who may not see that."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from lianxi.apps.rulebook import audited as rulebook
from lianxi.kernel.access import Actor

SOURCES = (rulebook.hidden_entries,)


def hidden_entries(actor: Actor, on: date) -> Q:
    """Entries about something `actor` may not see on a day."""
    found = Q(pk__in=[])
    for source in SOURCES:
        found |= source(actor, on)
    return found

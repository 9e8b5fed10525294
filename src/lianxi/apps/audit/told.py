"""What an entry says of its matter, and to whom: whoever may not see the matter reads only who did what, and when.

Which matters those are is known further up: `composition/audited.py` hands it in as a condition on entries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from lianxi.apps.audit.models import Entry
from lianxi.apps.audit.selectors import visible_entries
from lianxi.kernel.access import Actor

NOT_FOR_YOU = "一件您不能查看的制度"
Hides = Callable[[Actor, date], Q]
"""Which entries speak of something the actor may not see on a day."""


@dataclass(frozen=True)
class Words:
    """Title, object, before and after, and note of an entry; of a hidden one all that is left is `NOT_FOR_YOU`."""

    title: str
    target: str = ""
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    note: str = ""


def told_entries(actor: Actor, on: date, hides: Hides) -> QuerySet[Entry]:
    """Entries `actor` may read, each bearing whether its words are hidden from them: `words` needs that."""
    hidden = Case(When(hides(actor, on), then=Value(True)), default=Value(False), output_field=BooleanField())
    return visible_entries(actor).annotate(hidden=hidden)


def words(entry: Entry) -> Words:
    """What an entry of `told_entries` says to whom it was asked for."""
    if entry.hidden:
        return Words(NOT_FOR_YOU)
    return Words(entry.title, entry.target, entry.before, entry.after, entry.note)


def saying(word: str) -> Q:
    """Entries of `told_entries` that say a word; of a hidden one only its clause can be looked for."""
    said = Q(title__icontains=word) | Q(target__icontains=word) | Q(note__icontains=word)
    return Q(clause__icontains=word) | (Q(hidden=False) & said)

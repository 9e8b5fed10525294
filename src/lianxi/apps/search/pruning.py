"""Letting go of old rows of the change log 清理变更记录, without any index missing a change by it.

A machine that is away for longer than rows are kept comes back with an index that stands before the last row let go:
`Indexer.fit_state` finds it behind `forgotten` and makes it anew. So rows may go by their age alone, whoever has
applied them.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from lianxi.apps.search.changes import Position, forgotten, generation, settled
from lianxi.apps.search.models import Generation, IndexChange

AT_ONCE, MOST = 1_000, 200_000
"""Rows in one transaction, so that nobody who saves waits for long; and in one go."""


def prune_changes(before: datetime) -> int:
    """Let go of rows noted before a moment, never of the newest; answers how many went. Doing it twice is harmless."""
    generation()  # so that there is a row to mark
    gone = 0
    while gone < MOST:
        some = _prune_some(before)
        gone += some
        if some < AT_ONCE:
            break
    return gone


@transaction.atomic
def _prune_some(before: datetime) -> int:
    """The oldest ones, marked in the same transaction: whoever stands before the mark has not had all changes."""
    row = Generation.objects.select_for_update().get(pk=1)
    newest = settled().last()
    old = [one for one in settled().filter(noted__lt=before)[:AT_ONCE] if one != newest]
    if old:
        last = max(Position(old[-1].xid, old[-1].seq), forgotten())
        row.pruned_xid, row.pruned_seq = last.xid, last.seq
        row.save(update_fields=["pruned_xid", "pruned_seq"])
        IndexChange.objects.filter(pk__in=[one.pk for one in old]).delete()
    return len(old)

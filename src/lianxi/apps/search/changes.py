"""Writing and reading the change log.

The transaction that changes what can be found calls `note_change`. On
PostgreSQL an earlier number may be committed after a later one, so the log is
read in the order of transactions, and only up to the oldest that is still open:
nothing can appear below that line any more.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import BigIntegerField, F, Func, Q, QuerySet

from lianxi.apps.search.models import Generation, IndexChange, new_mark

# The older names of pg_current_xact_id and pg_snapshot_xmin: databases that descend from PostgreSQL know these.
_OWN_TRANSACTION = Func(function="txid_current", output_field=BigIntegerField())
_OLDEST_OPEN = Func(
    Func(function="txid_current_snapshot"), function="txid_snapshot_xmin", output_field=BigIntegerField()
)

noted = threading.Event()
"""Set when a change of this process has been committed, so that the indexer beside it need not wait for its turn."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in the log; all up to it, and nothing behind it, is in the index that bears it."""

    xid: int = 0
    seq: int = 0


def note_change(source: str, object_id: int) -> IndexChange:
    """Write down that an object is to be found anew; belongs into the transaction of the change itself."""
    change = IndexChange(source=source, object_id=object_id)
    if connection.vendor == "postgresql":
        change.xid = _OWN_TRANSACTION
    change.save(force_insert=True)
    transaction.on_commit(noted.set)
    return change


def settled() -> QuerySet[IndexChange]:
    """The rows before which none can come any more."""
    rows = IndexChange.objects.order_by("xid", "seq")
    if connection.vendor == "postgresql":
        return rows.annotate(oldest_open=_OLDEST_OPEN).filter(xid__lt=F("oldest_open"))
    return rows


def changes_after(position: Position, most: int) -> list[IndexChange]:
    """The next settled rows, at most so many."""
    behind = Q(xid__gt=position.xid) | Q(xid=position.xid, seq__gt=position.seq)
    return list(settled().filter(behind)[:most])


def last_change() -> IndexChange | None:
    """The newest settled row, None where nothing was ever noted."""
    return settled().last()


def newest_position() -> Position:
    """Where the log stands for whoever asks now, what is not settled yet included."""
    row = IndexChange.objects.order_by("xid", "seq").values_list("xid", "seq").last()
    return Position(*row) if row else Position()


def forgotten() -> Position:
    """The last row that was let go of (see `pruning`); the log says nothing of what was up to there."""
    row = Generation.objects.filter(pk=1).values_list("pruned_xid", "pruned_seq").first()
    return Position(*row) if row else Position()


def generation() -> str:
    """The mark of this life of the database."""
    return Generation.objects.get_or_create(pk=1)[0].mark


def begin_generation() -> None:
    """After a restore: every index made before it is foreign from now on."""
    Generation.objects.update_or_create(pk=1, defaults={"mark": new_mark(), "pruned_xid": 0, "pruned_seq": 0})

"""Writing and reading the change log.

The transaction that changes what can be found calls `note_change`. On
PostgreSQL an earlier number may be committed after a later one, so the log is
read in the order of transactions, and only up to the oldest of this database
that is still open: nothing can appear below that line any more.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import BigIntegerField, Func, Q, QuerySet

from lianxi.apps.search.models import Generation, IndexChange, new_mark

# The older names of pg_current_xact_id and pg_snapshot_xmin: databases that descend from PostgreSQL know these.
_OWN_TRANSACTION = Func(function="txid_current", output_field=BigIntegerField())
_OPEN = "SELECT txid_snapshot_xmin(txid_current_snapshot())"
# The same for this database alone: others on the server may keep transactions open for hours. What has an id below
# the next one and does not run any more has ended, and whoever asks from now on sees what it has done. Ids of running
# transactions are shown without their upper half; `behind` is how far one lies behind the next id.
_OPEN_HERE = """
    SELECT ahead - COALESCE((SELECT max(behind) FROM (
        SELECT mod(mod(ahead, 4294967296) - backend_xid::text::bigint + 4294967296, 4294967296) AS behind
        FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL
    ) AS running WHERE behind < 2147483648), 0)
    FROM (SELECT txid_snapshot_xmax(txid_current_snapshot()) AS ahead) AS next
"""
_SHOWN = """
    SELECT 1 FROM pg_attribute WHERE attrelid = 'pg_catalog.pg_stat_activity'::regclass AND attname = 'backend_xid'
"""

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
    """The rows before which none can come any more, as of now."""
    rows = IndexChange.objects.order_by("xid", "seq")
    return rows.filter(xid__lt=_oldest_open()) if connection.vendor == "postgresql" else rows


def _oldest_open() -> int:
    """The transaction below which all of this database have ended; asked before the rows, never together with them.

    Databases that do not show the ids of running transactions tell of the whole server.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SHOWN)
        here = cursor.fetchone() is not None
        if here:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # else a transaction sees what ran at its first look
        cursor.execute(_OPEN_HERE if here else _OPEN)
        return int(cursor.fetchone()[0])


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

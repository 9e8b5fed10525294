"""The log of changes: read in the order of transactions, and let go of without any index missing a change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from lianxi.apps.search import changes
from lianxi.apps.search.changes import Position, newest_position, note_change
from lianxi.apps.search.checking import check_index
from lianxi.apps.search.indexer import Indexer
from lianxi.apps.search.models import IndexChange
from lianxi.apps.search.pruning import prune_changes
from tests.apps.search.indexing import pointed, said, save, total
from tests.apps.search.plain_source import CODE, Plain

pytestmark = pytest.mark.django_db(transaction=True)
on_postgres = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="rows commit out of order there only")


def test_a_change_rolled_back_leaves_no_row(source: Plain) -> None:
    with transaction.atomic():
        note_change(CODE, 1)
        transaction.set_rollback(True)
    assert newest_position() == Position()


@on_postgres
def test_two_open_transactions_that_commit_out_of_order_lose_nothing(
    indexer: Indexer, source: Plain, index_folder: Path
) -> None:
    """One has the earlier transaction and the later row, the other the reverse, and ends last."""
    indexer.catch_up()
    begun, noted, may_end = Event(), Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            IndexChange.objects.filter(seq=-1).update(object_id=0)
            with connection.cursor() as cursor:
                cursor.execute("SELECT txid_current()")
            source.objects[5] = [said(5, "监督")]
            note_change(CODE, 5)
            begun.set()
            may_end.wait(10)
        noted.set()
        connections.close_all()

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT txid_current()")
        thread = Thread(target=slow)
        thread.start()
        assert begun.wait(10)
        source.objects[6] = [said(6, "监督")]
        note_change(CODE, 6)
    rows = list(IndexChange.objects.filter(object_id=6).values_list("xid", "seq"))
    indexer.catch_up()
    assert total(index_folder, "监督") == 3
    assert changes.settled().filter(object_id=5).count() == 0
    may_end.set()
    thread.join()
    assert noted.is_set()
    late = IndexChange.objects.get(object_id=5)
    assert (late.xid > rows[0][0], late.seq < rows[0][1]) == (True, True)
    indexer.catch_up()
    assert total(index_folder, "监督") == 4


@contextmanager
def writing_elsewhere(database: str) -> Iterator[None]:
    """A transaction that has written, in this or in another database of the server, and stays open."""
    where = connection.get_connection_params() | {"dbname": database}
    where.pop("cursor_factory", None)
    where.pop("context", None)
    with psycopg.connect(**where) as other:
        other.execute("SELECT txid_current()")
        yield
        other.rollback()


@on_postgres
def test_what_another_database_of_the_server_keeps_open_holds_nothing_up(
    indexer: Indexer, source: Plain, index_folder: Path
) -> None:
    indexer.catch_up()
    with writing_elsewhere("postgres"):
        save(source, 7, "监督")
        indexer.catch_up()
        assert total(index_folder, "监督") == 3
    with writing_elsewhere(str(connection.settings_dict["NAME"])):
        save(source, 8, "监督")
        indexer.catch_up()
        assert total(index_folder, "监督") == 3
    indexer.catch_up()
    assert total(index_folder, "监督") == 4


@on_postgres
def test_a_second_look_within_one_transaction_sees_what_began_since_the_first() -> None:
    begun, may_end = Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            note_change(CODE, 5)
            begun.set()
            may_end.wait(10)
        connections.close_all()

    def quick() -> None:
        with transaction.atomic():
            note_change(CODE, 6)
        connections.close_all()

    with transaction.atomic():
        assert list(changes.settled()) == []
        first, second = Thread(target=slow), Thread(target=quick)
        first.start()
        assert begun.wait(10)
        second.start()
        second.join()
        assert list(changes.settled()) == [], "6 is there, but 5 may still come before it"
        may_end.set()
        first.join()
        assert list(changes.settled().values_list("object_id", flat=True)) == [5, 6]


def long_ago(*rows: IndexChange) -> None:
    IndexChange.objects.filter(pk__in=[row.pk for row in rows]).update(noted=timezone.now() - timedelta(days=91))


def test_an_index_older_than_the_log_is_made_anew_and_says_why(
    indexer: Indexer, source: Plain, index_folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    indexer.catch_up()  # before any change was noted: stands at the very beginning
    away = Indexer(tmp_path / "away", {CODE: source})
    first = save(source, 3, "监督条例")
    away.catch_up()
    rows = [first, save(source, 4, "监督办法"), save(source, 5, "监督规定")]
    current = Indexer(tmp_path / "current", {CODE: source})
    current.catch_up()
    long_ago(*rows)
    kept_for = timezone.now() - timedelta(days=90)
    assert (prune_changes(kept_for), prune_changes(kept_for)) == (2, 0)
    assert list(IndexChange.objects.values_list("pk", flat=True)) == [rows[-1].pk]  # the newest stays, however old
    before = {one: pointed(one.folder) for one in (indexer, away, current)}
    for one in before:
        caplog.clear()
        one.catch_up()
        assert (pointed(one.folder) == before[one]) is (one is current)
        assert ("索引停得太久" in caplog.text) is (one is not current)
        assert total(one.folder, "监督") == 5
    save(source, 6, "监督细则")
    current.catch_up()
    assert total(tmp_path / "current", "监督") == 6


def test_changes_let_go_of_while_an_index_is_brought_up_to_date_are_not_skipped(
    indexer: Indexer, source: Plain, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexer.catch_up()
    long_ago(*[save(source, number, "监督") for number in range(10, 13)])

    def read_after_the_pruning(position: Position, most: int) -> list[IndexChange]:
        prune_changes(timezone.now())
        return changes.changes_after(position, most)

    monkeypatch.setattr("lianxi.apps.search.indexer.changes_after", read_after_the_pruning)
    indexer.catch_up()
    assert total(index_folder, "监督") == 5
    assert check_index(index_folder, {CODE: source}).drift == ()

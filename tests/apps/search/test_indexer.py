"""The index follows the database, and is made anew where it is of no use."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread, current_thread, main_thread

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.db.backends.signals import connection_created
from django.utils import timezone

from lianxi.apps.search import changes, schema
from lianxi.apps.search.asking import Request
from lianxi.apps.search.changes import Position, begin_generation, newest_position, note_change
from lianxi.apps.search.checking import check_index
from lianxi.apps.search.documents import Document, Shown
from lianxi.apps.search.finding import ask
from lianxi.apps.search.indexer import Indexer, wait_for
from lianxi.apps.search.models import IndexChange
from lianxi.apps.search.pruning import prune_changes
from lianxi.apps.search.replica import POINTER, Replica, State
from lianxi.apps.search.schema import seen_term
from lianxi.apps.search.writing import apply_changes, sole_writer
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.search import Where, parse_query
from tests.apps.search.plain_source import CODE, Plain

pytestmark = pytest.mark.django_db(transaction=True)
ON = date(2024, 6, 1)
PROJECT = Path(__file__).resolve().parents[3]
on_postgres = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="rows commit out of order there only")


def said(group: int, words: str, order: int = 1) -> Document:
    return Document(
        group=group, order=order, title="示例", link="/x", eid=f"art_{order}", label="", fields={Where.BODY: words},
        issuer="甲", kind="zhidu", body="a", day=date(2024, 1, 1), seen_by=frozenset({"public"}),
        shown=Shown(None, None, date.max),
    )  # fmt: skip


def save(source: Plain, key: int, words: str) -> IndexChange:
    with transaction.atomic():
        source.objects[key] = [said(key, words)]
        return note_change(CODE, key)


def total(folder: Path, typed: str) -> int:
    request = Request(parse_query(typed))
    return ask(Replica(folder), request, [seen_term(CODE, "public")], ON).found().total


@pytest.fixture
def source() -> Plain:
    return Plain({1: [said(1, "预算监督")], 2: [said(2, "审计监督")]})


@pytest.fixture
def indexer(source: Plain, index_folder: Path) -> Indexer:
    return Indexer(index_folder, {CODE: source})


def test_it_is_made_at_first_and_then_follows(indexer: Indexer, source: Plain, index_folder: Path) -> None:
    indexer.catch_up()
    assert total(index_folder, "监督") == 2
    save(source, 2, "审计")
    save(source, 3, "监督条例")
    del source.objects[1]
    note_change(CODE, 1)
    indexer.catch_up()
    assert (total(index_folder, "监督"), total(index_folder, "审计")) == (1, 1)
    assert check_index(index_folder, {CODE: source}).drift == ()


def test_only_an_index_lost_is_warned_of_not_the_first_one(
    indexer: Indexer, index_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING")
    indexer.catch_up()
    assert caplog.text == ""
    (index_folder / POINTER).unlink()
    indexer.catch_up()
    assert "没有索引" in caplog.text


def test_one_removed_among_many_is_no_stranger_in_the_index(
    indexer: Indexer, source: Plain, index_folder: Path
) -> None:
    source.objects |= {key: [said(key, f"示例{key}号监督")] for key in range(3, 60)}
    indexer.catch_up()
    del source.objects[30]
    note_change(CODE, 30)
    indexer.catch_up()
    terms = Replica(index_folder).view().searcher.terms_with_prefix("object", f"{CODE}:")
    assert f"{CODE}:30" in [term for term, _ in terms], "the engine still has its term"
    assert check_index(index_folder, {CODE: source}).drift == ()
    assert total(index_folder, "示例30号") == 0


def test_applying_twice_changes_nothing(indexer: Indexer, source: Plain, index_folder: Path) -> None:
    indexer.catch_up()
    rows = [save(source, 1, "预算"), save(source, 3, "监督")]
    indexer.catch_up()
    before = Replica(index_folder).view()
    with sole_writer(index_folder):
        for row in rows:
            row.refresh_from_db()
        apply_changes(before.at, rows, {CODE: source})
    after = Replica(index_folder).view()
    assert (after.state, after.documents) == (before.state, before.documents)
    assert check_index(index_folder, {CODE: source}).drift == ()


@contextmanager
def running(indexer: Indexer) -> Iterator[None]:
    thread = Thread(target=indexer.run)
    thread.start()
    try:
        yield
    finally:
        indexer.end()
        thread.join()


def test_what_was_saved_is_found_soon_and_waited_for(indexer: Indexer, source: Plain, index_folder: Path) -> None:
    indexer.catch_up()
    with running(indexer):
        for number in range(10, 15):
            save(source, number, f"示例{number}号")
            assert wait_for(Replica(index_folder), newest_position(), upto=5)
            assert total(index_folder, f"示例{number}号") == 1


@contextmanager
def connections_opened() -> Iterator[list[Thread]]:
    """The threads that opened a connection within the block, one entry for each."""
    opened: list[Thread] = []

    def note(**_more: object) -> None:
        opened.append(current_thread())

    connection_created.connect(note)
    try:
        yield opened
    finally:
        connection_created.disconnect(note)


def test_one_connection_is_kept_while_the_database_answers(indexer: Indexer, source: Plain, index_folder: Path) -> None:
    indexer.catch_up()
    with connections_opened() as opened, running(indexer):
        for number in (10, 11, 12):
            save(source, number, "监督")
            assert wait_for(Replica(index_folder), newest_position(), upto=5)
    assert len([thread for thread in opened if thread is not main_thread()]) == 1


@on_postgres
def test_a_connection_the_server_has_ended_is_opened_again(indexer: Indexer, source: Plain, index_folder: Path) -> None:
    indexer.catch_up()
    with running(indexer):
        save(source, 10, "监督")
        assert wait_for(Replica(index_folder), newest_position(), upto=5)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            assert cursor.rowcount
        save(source, 11, "监督")
        assert wait_for(Replica(index_folder), newest_position(), upto=10)
    assert total(index_folder, "监督") == 4


def test_the_wait_for_what_nobody_indexes_ends(indexer: Indexer, source: Plain, index_folder: Path) -> None:
    indexer.catch_up()
    save(source, 5, "监督")
    began = time.monotonic()
    assert not wait_for(Replica(index_folder), newest_position(), upto=0.1)
    assert time.monotonic() - began < 2


def pointed(folder: Path) -> str:
    return (folder / POINTER).read_text()


def put(path: Path, content: bytes) -> None:
    """Other bytes under this name. The engine has the old file mapped into memory: cut short under it, it would take
    the whole process down, which is not what a damaged disk does."""
    new = path.with_name("new")
    new.write_bytes(content)
    new.replace(path)


def spoil(folder: Path) -> None:
    """Turn over one byte of the places at which words stand: the engine does not notice."""
    for path in (folder / pointed(folder)).glob("*.pos"):
        content = path.read_bytes()
        put(path, bytes([content[0] ^ 0xFF]) + content[1:])


def truncate(folder: Path) -> None:
    for path in (folder / pointed(folder)).glob("*.idx"):
        put(path, path.read_bytes()[:10])


def lose_files(folder: Path) -> None:
    for path in (folder / pointed(folder)).glob("*.*"):
        path.unlink()


def point_nowhere(folder: Path) -> None:
    (folder / POINTER).write_text("index-gone")


def garble_meta(folder: Path) -> None:
    (folder / pointed(folder) / "meta.json").write_text("{")


@pytest.mark.parametrize("harm", [truncate, lose_files, point_nowhere, garble_meta])
def test_an_index_that_is_gone_or_damaged_is_found_out_and_made_anew(
    harm, indexer: Indexer, source: Plain, index_folder: Path
) -> None:
    indexer.catch_up()
    harm(index_folder)
    assert check_index(index_folder, {CODE: source}).drift
    with pytest.raises(Refused, match="检索索引还不能用") as refusal:
        total(index_folder, "监督")
    assert "lianxi index rebuild" in refusal.value.remedy
    Indexer(index_folder, {CODE: source}).catch_up()
    assert total(index_folder, "监督") == 2
    assert check_index(index_folder, {CODE: source}).drift == ()


def test_a_disk_without_room_is_said_and_nothing_is_left_of_the_trial(indexer: Indexer, index_folder: Path) -> None:
    indexer.catch_up()
    before = sorted(index_folder.iterdir())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(Refused, match="检索索引写不进去"):
            indexer.rebuild()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert sorted(index_folder.iterdir()) == before
    assert total(index_folder, "监督") == 2


def test_a_file_with_one_wrong_byte_is_found_out(indexer: Indexer, source: Plain, index_folder: Path) -> None:
    indexer.catch_up()
    spoil(index_folder)
    assert {one.kind for one in check_index(index_folder, {CODE: source}).drift} == {"damaged"}
    indexer.rebuild()
    assert check_index(index_folder, {CODE: source}).drift == ()


def test_after_a_restore_the_index_is_made_anew(indexer: Indexer, source: Plain, index_folder: Path) -> None:
    indexer.catch_up()
    before = pointed(index_folder)
    begin_generation()
    assert [one.kind for one in check_index(index_folder, {CODE: source}).drift] == ["unfit"]
    indexer.catch_up()
    assert pointed(index_folder) != before
    assert [path.name for path in index_folder.glob("index-*")] == [pointed(index_folder)]


def test_an_index_newer_than_the_database_is_made_anew(indexer: Indexer, source: Plain, index_folder: Path) -> None:
    save(source, 1, "监督")
    indexer.catch_up()
    before = pointed(index_folder)
    IndexChange.objects.all().delete()
    save(source, 1, "审计")
    IndexChange.objects.update(seq=1)
    indexer.catch_up()
    assert pointed(index_folder) != before
    assert total(index_folder, "监督") == 1


def test_an_index_of_an_older_way_of_normalising_is_made_anew(
    indexer: Indexer, source: Plain, index_folder: Path, monkeypatch
) -> None:
    as_document = State.as_document
    monkeypatch.setattr(State, "as_document", lambda self: as_document(replace(self, format="1 search/0")))
    indexer.rebuild()
    monkeypatch.undo()
    assert [one.kind for one in check_index(index_folder, {CODE: source}).drift] == ["unfit"]
    indexer.catch_up()
    assert Replica(index_folder).view().state.format == schema.FORMAT


def test_what_was_changed_past_the_log_is_found_out(indexer: Indexer, source: Plain, index_folder: Path) -> None:
    indexer.catch_up()
    source.objects[1] = [said(1, "别的文字")]
    source.objects.pop(2)
    source.objects[3] = [said(3, "新的")]
    drift = check_index(index_folder, {CODE: source}).drift
    assert {(one.kind, one.object_id) for one in drift} == {("differs", 1), ("stranger", 2), ("differs", 3)}


def test_changes_that_wait_for_long_are_found_out(indexer: Indexer, source: Plain, index_folder: Path) -> None:
    indexer.catch_up()
    save(source, 1, "监督")
    assert check_index(index_folder, {CODE: source}).drift == ()
    IndexChange.objects.update(noted="2024-01-01T00:00:00Z")
    assert [one.kind for one in check_index(index_folder, {CODE: source}).drift] == ["late"]


def test_a_second_writer_waits_and_in_the_end_is_told(index_folder: Path) -> None:
    with sole_writer(index_folder), pytest.raises(Refused, match="另一个进程"), sole_writer(index_folder, 0.1):
        pass


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


def test_killed_between_applying_and_committing_nothing_is_lost(
    indexer: Indexer, source: Plain, index_folder: Path
) -> None:
    indexer.catch_up()
    row = save(source, 3, "监督")
    row.refresh_from_db()
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.apps.search.killed_writer", pointed(index_folder), str(index_folder)],
        cwd=PROJECT, env=os.environ | {"PYTHONPATH": f"{PROJECT / 'src'}:{PROJECT}"}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert writer.stdout is not None
    assert writer.stdout.readline() == "added\n"
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    assert total(index_folder, "监督") == 2
    indexer.catch_up()
    assert total(index_folder, "监督") == 3
    assert check_index(index_folder, {CODE: source}).drift == ()


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

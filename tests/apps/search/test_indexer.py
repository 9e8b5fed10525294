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
from pathlib import Path
from threading import Thread, current_thread, main_thread

import pytest
from django.db import OperationalError, connection
from django.db.backends.signals import connection_created

from lianxi.apps.search import schema
from lianxi.apps.search.changes import begin_generation, newest_position, note_change
from lianxi.apps.search.checking import check_index
from lianxi.apps.search.indexer import Indexer, wait_for
from lianxi.apps.search.models import IndexChange
from lianxi.apps.search.replica import POINTER, Replica, State
from lianxi.apps.search.writing import apply_changes, sole_writer
from lianxi.kernel.errors import Refused
from tests.apps.search.indexing import pointed, said, save, total
from tests.apps.search.plain_source import CODE, Plain

pytestmark = pytest.mark.django_db(transaction=True)
PROJECT = Path(__file__).resolve().parents[3]
on_postgres = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="rows commit out of order there only")


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


def test_a_database_that_is_away_is_noted_once_and_that_it_is_back(
    indexer: Indexer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answers = iter((OperationalError("away"), OperationalError("away"), None))

    def follow() -> None:
        answer = next(answers, None)
        if answer:
            raise answer
        indexer.end()

    monkeypatch.setattr(indexer, "_follow", follow)
    indexer.run()
    assert [record.getMessage() for record in caplog.records] == [
        "the database did not answer; trying again",
        "the database answers again",
    ]


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

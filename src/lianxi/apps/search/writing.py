"""Writing the index: one writer at a time in a folder, each commit whole or not at all."""

from __future__ import annotations

import fcntl
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import tantivy

from lianxi.apps.search import progress
from lianxi.apps.search.changes import Position, generation, last_change
from lianxi.apps.search.documents import Source
from lianxi.apps.search.models import IndexChange
from lianxi.apps.search.replica import POINTER, State, damage_named
from lianxi.apps.search.schema import STATE, build_schema, indexed, object_term
from lianxi.kernel.errors import Refused

Sources = Mapping[str, Source]
Said = Callable[[int, int], None]
_SMALL, _LARGE = 15_000_000, 256_000_000
AT_ONCE = 200
LONGEST_WAIT = 600.0
"""Seconds a writer waits for another one."""


@contextmanager
def sole_writer(folder: Path, patience: float = LONGEST_WAIT) -> Iterator[None]:
    """Be the only one that writes in a folder; a second one waits, so many seconds."""
    until = time.monotonic() + patience
    with _refused_in_words():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        opened = (folder / "writer.lock").open("w")
    with opened as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise Refused(
                        "index_free", "另一个进程一直在写检索索引。", remedy="请等它写完再试，或查看它是否卡住。"
                    ) from None
                time.sleep(0.02)
        yield


def apply_changes(at: Path, changes: Sequence[IndexChange], sources: Sources) -> State:
    """Bring the index in a folder up to the last of these changes; what is there already is replaced by itself."""
    schema = build_schema()
    with damage_named():
        writer = tantivy.Index.open(str(at)).writer(_SMALL, 1)
    for code, source in sources.items():
        ids = sorted({change.object_id for change in changes if change.source == code})
        for object_id in ids:
            writer.delete_documents_by_term("object", object_term(code, object_id))
        for some in _portions(ids):
            _add(writer, source, some)
    last = changes[-1]
    state = State(generation(), Position(last.xid, last.seq), last.mark)
    _commit(writer, schema, state)
    return state


def rebuild(folder: Path, sources: Sources, said: Said = lambda done, all_of: None) -> State:
    """Make the index anew from the database, and let it take the place of the old one when it is whole.

    `Refused` where there is no room for it; nothing is left of the trial then.
    """
    life, last = generation(), last_change()
    state = State(life, Position(last.xid, last.seq) if last else Position(), last.mark if last else "")
    new = folder / f"index-{uuid4().hex[:12]}"
    schema = build_schema()
    try:
        with progress.told(folder):
            with _refused_in_words():
                new.mkdir(mode=0o700, parents=True)
                writer = tantivy.Index(schema, path=str(new)).writer(_LARGE, 1)
            _add_all(folder, writer, sources, said)
            with _refused_in_words():
                _commit(writer, schema, state)
                _put_in_place(folder, new)
    except BaseException:  # tried again every few seconds, what was left of each trial would fill the disk
        shutil.rmtree(new, ignore_errors=True)
        raise
    return state


@contextmanager
def _refused_in_words() -> Iterator[None]:
    """What the disk or the engine does not take, as a refusal; the reason stands in its cause."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise Refused(
            "index_written", "检索索引写不进去。",
            remedy="请查看磁盘是否已满、索引文件夹能否写入，再试一次。原来的索引没有动。",
        ) from error  # fmt: skip


def _add_all(folder: Path, writer: tantivy.IndexWriter, sources: Sources, said: Said) -> None:
    everything = [(source, list(source.all_ids())) for source in sources.values()]
    done, all_of = 0, sum(len(ids) for _, ids in everything)
    progress.tell(folder, done, all_of)
    for source, ids in everything:
        for some in _portions(ids):
            _add(writer, source, some)
            done += len(some)
            progress.tell(folder, done, all_of)
            said(done, all_of)


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def _add(writer: tantivy.IndexWriter, source: Source, ids: Sequence[int]) -> None:
    for object_id, documents in source.documents(ids):
        for document in documents:
            made = indexed(document, source, object_id)
            with _refused_in_words():
                writer.add_document(made)


def _commit(writer: tantivy.IndexWriter, schema: tantivy.Schema, state: State) -> None:
    writer.delete_documents_by_term("flag", STATE)
    writer.add_document(state.as_document())
    writer.commit()
    writer.wait_merging_threads()


def _put_in_place(folder: Path, new: Path) -> None:
    """Name the new one in one step, then remove what no longer counts; readers keep what they have open."""
    written = folder / f"{POINTER}.new"
    written.write_text(new.name, encoding="utf-8")
    written.replace(folder / POINTER)
    for old in _others(folder, new):
        shutil.rmtree(old, ignore_errors=True)


def _others(folder: Path, kept: Path) -> Iterable[Path]:
    return [path for path in folder.glob("index-*") if path.is_dir() and path != kept]

"""The index of this machine: where it lies, which one counts, and how far it is.

`LIANXI_INDEX/current` names the folder of the index that counts. How far that
index is stands in the index itself, as a document of its own: it is committed
together with what it speaks of, or not at all.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import tantivy
from django.conf import settings

from lianxi.apps.search.changes import Position
from lianxi.apps.search.schema import FORMAT, STATE, build_schema

POINTER = "current"
_NAME = re.compile("index-[0-9a-f]+")


class IndexUnfitError(Exception):
    """The index is missing, damaged or of another format; it can be made again from the database."""


@dataclass(frozen=True, slots=True)
class State:
    """How far an index is: for which life of which database, up to which change, made how."""

    generation: str
    position: Position
    mark: str
    format: str = FORMAT

    def as_document(self) -> tantivy.Document:
        """Nobody sees it: it has no term of visibility."""
        made = tantivy.Document()
        made.add_text("flag", STATE)
        made.add_bytes("shown", json.dumps(asdict(self)).encode())
        return made

    @classmethod
    def read(cls, searcher: tantivy.Searcher, schema: tantivy.Schema) -> State:
        """As the index says; `IndexUnfitError` where it does not."""
        found = searcher.search(tantivy.Query.term_query(schema, "flag", STATE), limit=2, count=False).hits
        if len(found) != 1:
            raise IndexUnfitError("没有记下做到哪里")
        said = json.loads(bytes(searcher.doc(found[0][1]).get_first("shown")))
        return cls(said["generation"], Position(**said["position"]), said["mark"], said["format"])


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One moment of an index: all that is asked of a view is answered from the same commit."""

    at: Path
    schema: tantivy.Schema
    searcher: tantivy.Searcher
    state: State

    @property
    def documents(self) -> int:
        """How many can be found in it, by whomever."""
        return int(self.searcher.num_docs) - 1  # one says how far the index is


class Replica:
    """Reads the index that counts, and follows it when it is written to or replaced, by whatever process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: tuple[object, ...] = ()
        self._index: tantivy.Index | None = None
        self._view: View | None = None
        self._lock = threading.Lock()

    def view(self) -> View:
        """The newest commit; `IndexUnfitError` where there is none that can be used."""
        with self._lock:
            for _ in range(5):  # the folder just read of may be gone: another one has taken its place
                try:
                    return self._newest()
                except FileNotFoundError:
                    continue
            raise IndexUnfitError("没有索引")

    def current(self) -> Path:
        """The folder of the index that counts; `FileNotFoundError` where there is none."""
        named = (self.folder / POINTER).read_bytes().strip().decode("ascii", "replace")
        if not _NAME.fullmatch(named):  # damaged: as good as none
            raise FileNotFoundError(named)
        return self.folder / named

    def discard(self, at: Path | None = None) -> None:
        """Let the index (the one in the folder `at`) count no more, so that the next writer makes a new one."""
        try:
            if at is None or self.current() == at:
                (self.folder / POINTER).unlink(missing_ok=True)
        except FileNotFoundError:
            return

    def _newest(self) -> View:
        at = self.current()
        commit = (at / "meta.json").stat()
        seen = (at, commit.st_mtime_ns, commit.st_ino)
        if self._view is None or seen != self._seen:
            with damage_named():
                self._view = self._opened(at, fresh=not self._seen or self._seen[0] != at)
            self._seen = seen
        return self._view

    def _opened(self, at: Path, *, fresh: bool) -> View:
        self._view = None
        if fresh or self._index is None:
            self._index = tantivy.Index.open(str(at))
            self._index.config_reader("Manual")
        self._index.reload()
        searcher, schema = self._index.searcher(), build_schema()
        state = State.read(searcher, schema)
        if state.format != FORMAT:
            raise IndexUnfitError(f"索引是按另一个版本做的（{state.format}）")
        return View(at, schema, searcher, state)


@contextmanager
def damage_named() -> Iterator[None]:
    """What the engine says of a file it cannot make sense of is `IndexUnfitError`; it stops at some with a panic."""
    try:
        yield
    except FileNotFoundError:
        raise
    except (ValueError, OSError) as error:
        raise IndexUnfitError(f"索引读不出：{error}") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise IndexUnfitError("索引有损坏") from error
        raise


_opened: dict[Path, Replica] = {}


def replica() -> Replica:
    """The replica of this process in the folder of the settings."""
    folder = Path(settings.INDEX_FOLDER)
    return _opened.setdefault(folder, Replica(folder))

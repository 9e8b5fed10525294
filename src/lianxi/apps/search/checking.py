"""Whether the index says what the database says 核对: state, files, counts, words, and questions asked both ways."""

from __future__ import annotations

import json
import os
import random
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from django.utils import timezone
from tantivy import Query

from lianxi.apps.search.changes import changes_after
from lianxi.apps.search.conditions import every
from lianxi.apps.search.documents import Document, Source
from lianxi.apps.search.indexer import Indexer
from lianxi.apps.search.replica import IndexUnfitError, Replica, View, damage_named
from lianxi.apps.search.schema import characters_of, facts, normalised, object_term, pairs_of
from lianxi.kernel.texts.search import BREAK, Where, distinct_characters, overlapping_pairs, stretches

SAMPLE = 1000
_ASKED = 40
_LATE = timedelta(seconds=5)
_FOOTER_MAGIC = 1337
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Drift:
    """One thing that is not as it should be, in words; `kind` is its code. object_id: None for the index as a whole."""

    kind: str
    said: str
    source: str = ""
    object_id: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What came out, and how many objects were compared word by word."""

    drift: tuple[Drift, ...]
    objects: int


def check_index(
    folder: Path, sources: Mapping[str, Source], *, whole: bool = False, seed: int | None = None
) -> Checked:
    """Compare; the objects of each source all one by one where they are few or `whole`, else a random sample.

    Changes of the last seconds, which the indexer has yet to come to, are no drift.
    """
    try:
        state = Indexer(folder, sources).fit_state()
        view = Replica(folder).view()
        drift = [*_damaged_files(view.at), *_late(view)]
        if drift:
            return Checked(tuple(drift), 0)
        waiting = {(one.source, one.object_id) for one in changes_after(state.position, SAMPLE)}
        objects = 0
        for source in sources.values():
            ids = [one for one in source.all_ids() if (source.code, one) not in waiting]
            drift += _strangers(view, source, set(ids) | {key for code, key in waiting if code == source.code})
            some = ids if whole or len(ids) <= SAMPLE else sorted(random.Random(seed).sample(ids, SAMPLE))  # noqa: S311
            drift += _compared(view, source, some, random.Random(seed))  # noqa: S311
            objects += len(some)
        return Checked(tuple(drift), objects)
    except FileNotFoundError:
        return Checked((Drift("missing", "没有索引。"),), 0)
    except IndexUnfitError as reason:
        return Checked((Drift("unfit", f"索引不能用：{reason}。"),), 0)


def _damaged_files(at: Path) -> Iterator[Drift]:
    """Every file of the engine ends with the checksum of what stands before it."""
    for path in sorted(at.iterdir()):
        if len(path.stem) == 32 and not _whole(path):
            yield Drift("damaged", f"索引文件 {path.name} 有损坏。")


def _whole(path: Path) -> bool:
    """Read a piece at a time: a file may be as large as the index."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 8))
        length, magic = (int.from_bytes(file.read(4), "little") for _ in range(2))
        if magic != _FOOTER_MAGIC or length + 8 > size:
            return False
        file.seek(size - 8 - length)
        try:
            expected = json.loads(file.read(length))["crc"]
        except (ValueError, KeyError, TypeError):
            return False
        return _checksum(file, size - 8 - length) == expected


def _checksum(file: BinaryIO, length: int) -> int:
    found = file.seek(0)
    while length and (piece := file.read(min(length, _PIECE))):
        found, length = zlib.crc32(piece, found), length - len(piece)
    return found


def _late(view: View) -> Iterator[Drift]:
    """Changes that have been waiting for long: the indexer does not run."""
    late = [one for one in changes_after(view.state.position, SAMPLE) if one.noted < timezone.now() - _LATE]
    if late:
        since = timezone.localtime(late[0].noted)
        yield Drift(
            "late", f"有 {len(late)} 处以上变更还没有进索引，最早的在 {since:%Y-%m-%d %H:%M:%S}；索引线程没有在运行。"
        )


def _strangers(view: View, source: Source, known: set[int]) -> Iterator[Drift]:
    """Objects in the index that the database does not have; the engine keeps the term of a deleted one for a while."""
    with damage_named():
        terms = view.searcher.terms_with_prefix("object", f"{source.code}:")
    for term, _ in terms:
        if (key := int(term.partition(":")[2])) not in known and _kept(view, _of_object(view, source, key)):
            yield Drift("stranger", f"索引里的 {term} 在数据库里没有。", source.code, key)


def _compared(view: View, source: Source, ids: Sequence[int], chance: random.Random) -> Iterator[Drift]:
    """Each object: the same documents; some of them: found by the same words."""
    for start in range(0, len(ids), 100):
        for key, documents in source.documents(ids[start : start + 100]):
            mine = _of_object(view, source, key)
            if _kept(view, mine) != Counter(facts(one, source) for one in documents):
                yield Drift("differs", f"索引里的 {source.code}:{key} 与数据库不一致。", source.code, key)
            elif chance.random() * len(ids) < _ASKED and (word := _word_of(documents, chance)):
                there = sum(_holds(one, word) for one in documents)
                if (found := _found(view, mine, word)) != there:
                    said = f"在 {source.code}:{key} 里检索“{word}”得 {found} 条，逐条查看是 {there} 条。"
                    yield Drift("words", said, source.code, key)


def _of_object(view: View, source: Source, key: int) -> Query:
    return Query.term_query(view.schema, "object", object_term(source.code, key))


def _kept(view: View, mine: Query) -> Counter[bytes]:
    """The fingerprints of an object's documents as the index has them."""
    with damage_named():
        hits = view.searcher.search(mine, limit=100_000, count=False).hits
        return Counter(bytes(view.searcher.doc(address).get_first("facts")) for _, address in hits)


def _word_of(documents: Sequence[Document], chance: random.Random) -> str:
    """Two characters that stand together in one of the documents, or one; "" where there is none."""
    normal = normalised(chance.choice(documents).words)
    words = [*overlapping_pairs(normal), *distinct_characters(normal)]
    return chance.choice([word for word in words if word != BREAK] or [""])


def _found(view: View, mine: Query, word: str) -> int:
    name = pairs_of(Where.ANYWHERE) if len(word) == 2 else characters_of(Where.ANYWHERE)
    with damage_named():
        both = every([mine, Query.term_query(view.schema, name, word)])
        return view.searcher.search(both, limit=1, count=True).count


def _holds(document: Document, word: str) -> bool:
    return any(word in stretch for words in document.fields.values() for stretch in stretches(normalised(words)))

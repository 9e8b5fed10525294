"""What others use for the same questions: SQLite's FTS5 over the same pairs, its trigrams, and a scan with LIKE."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path

from lianxi.apps.search.documents import Document
from lianxi.apps.search.schema import normalised
from lianxi.kernel.texts.search import Keyword, Query, distinct_characters, overlapping_pairs

Row = tuple[int, str, int]


def rows_of(documents: Iterable[Document], first: int) -> list[Row]:
    """As the tables take them, numbered from `first` on."""
    return [
        (number, "\n".join(map(normalised, one.fields.values())), "public" in one.seen_by)
        for number, one in enumerate(documents, start=first)
    ]


class Peer(ABC):
    """A table with the normalised words of each document, newest first by its row number."""

    name = ""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"{type(self).__name__}.sqlite3"
        self.database = sqlite3.connect(self.path)
        self.database.execute("PRAGMA journal_mode=OFF")
        self.database.execute("PRAGMA synchronous=OFF")

    def prepare(self) -> None:
        """Make the table, and whatever the engine needs besides."""
        self.database.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, words TEXT, visible INTEGER)")

    def fill(self, rows: list[Row]) -> None:
        """Store a portion."""
        self.database.executemany("INSERT INTO said VALUES (?, ?, ?)", rows)
        self.database.commit()

    @abstractmethod
    def condition(self, query: Query) -> tuple[str, list[str]]:
        """The question as SQL over `said`."""

    def total_and_page(self, query: Query) -> int:
        """The exact total, and the first twenty fetched."""
        where, given = self.condition(query)
        total = self.database.execute(f"SELECT count(*) FROM said WHERE {where} AND visible", given).fetchone()[0]
        self.database.execute(
            f"SELECT id, words FROM said WHERE {where} AND visible ORDER BY id DESC LIMIT 20", given
        ).fetchall()
        return int(total)


class Like(Peer):
    """A scan."""

    name = "SQLite LIKE"

    def part(self, part: str) -> str:
        """The condition for one part of a keyword."""
        return "words LIKE ?"

    def condition(self, query: Query) -> tuple[str, list[str]]:
        given: list[str] = []

        def one(keyword: Keyword) -> str:
            given.extend(f"%{part}%" for part in keyword.parts)
            return "(" + " AND ".join(map(self.part, keyword.parts)) + ")"

        wanted = ["(" + " OR ".join(map(one, group)) + ")" for group in query.groups]
        return " AND ".join([*wanted, *(f"NOT {one(keyword)}" for keyword in query.none)]) or "1", given


class Pairs(Peer):
    """FTS5 over overlapping pairs, single characters in a second column."""

    name = "FTS5 二字组"

    def prepare(self) -> None:
        super().prepare()
        how = "unicode61 categories 'L* N* Co P* S*'"
        self.database.execute(
            f"CREATE VIRTUAL TABLE found USING fts5(pairs, characters, content='', tokenize=\"{how}\")"
        )

    def fill(self, rows: list[Row]) -> None:
        super().fill(rows)
        self.database.executemany(
            "INSERT INTO found (rowid, pairs, characters) VALUES (?, ?, ?)",
            ((key, " ".join(overlapping_pairs(words)), " ".join(distinct_characters(words))) for key, words, _ in rows),
        )

    def part(self, part: str) -> str:
        """One part of a keyword, in FTS5's own words."""
        return f'characters : "{part}"' if len(part) == 1 else f'pairs : "{" ".join(overlapping_pairs(part))}"'

    def condition(self, query: Query) -> tuple[str, list[str]]:
        def one(keyword: Keyword) -> str:
            return "(" + " AND ".join(map(self.part, keyword.parts)) + ")"

        asked = " AND ".join("(" + " OR ".join(map(one, group)) + ")" for group in query.groups)
        for keyword in query.none:
            asked = f"({asked}) NOT {one(keyword)}"
        return "id IN (SELECT rowid FROM found WHERE found MATCH ?)", [asked]


class Trigrams(Like):
    """FTS5's own trigrams for parts of three characters and more; shorter ones are looked for by a scan."""

    name = "FTS5 trigram"

    def prepare(self) -> None:
        super().prepare()
        how = "content='said', content_rowid='id', tokenize='trigram', detail='none'"
        self.database.execute(f"CREATE VIRTUAL TABLE grams USING fts5(words, {how})")

    def fill(self, rows: list[Row]) -> None:
        super().fill(rows)
        self.database.executemany("INSERT INTO grams (rowid, words) VALUES (?, ?)", (row[:2] for row in rows))

    def part(self, part: str) -> str:
        return "words LIKE ?" if len(part) < 3 else "id IN (SELECT rowid FROM grams WHERE words LIKE ?)"

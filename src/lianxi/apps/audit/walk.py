"""Walking one chain from its first entry to its last, every hash recomputed 逐条核验."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from lianxi.apps.audit.canonical import FIELDS, FIRST, FORM, entry_hash
from lianxi.apps.audit.models import Chain, Entry
from lianxi.apps.audit.report import ChainSeen, Finding, span

READ_AT_ONCE = 2000
UNREADABLE = (ValueError, TypeError)


def walk_chain(key: str) -> tuple[ChainSeen, list[Finding]]:
    """Walk the chain `key`; memory stays flat however long it is."""
    walk = _Walk(key)
    head = Chain.objects.filter(key=key).first()
    for row in _rows(key):
        walk.step(row)
    walk.finish(head)
    return ChainSeen(key, walk.entries, walk.number, walk.hash), walk.findings


def _rows(key: str) -> Iterator[dict[str, Any] | None]:
    """Entries in order as plain rows; None stands for one the database cannot give as what it should be."""
    entries = Entry.objects.filter(chain=key).order_by("number", "id")
    query: QuerySet[Entry, dict[str, Any]] = entries.values(*FIELDS, "form", "hash")
    given = 0
    while True:
        try:
            for row in query[given:].iterator(chunk_size=READ_AT_ONCE):
                given += 1
                yield row
            return
        except UNREADABLE:  # somewhere in this portion: take it row by row
            for pk in list(entries.values_list("pk", flat=True)[given : given + READ_AT_ONCE]):
                given += 1
                yield _row(query, pk)


def _row(query: QuerySet[Entry, dict[str, Any]], pk: int) -> dict[str, Any] | None:
    """One entry by itself, or None."""
    try:
        return query.get(pk=pk)
    except UNREADABLE:
        return None


class _Walk:
    """State between two entries: what the next one must be."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.entries = 0
        self.number = 0
        self.hash = FIRST
        self.joined = True  # whether the predecessor is there to be compared with
        self.findings: list[Finding] = []
        self.hashes_near_head: dict[int, str] = {}

    def step(self, row: dict[str, Any] | None) -> None:
        """Judge one entry by itself and against the one before it."""
        self.entries += 1
        if row is None or not isinstance(row["number"], int):
            self._found("unreadable", self.number + 1, f"第 {self.number + 1} 条已损坏，数据库读不出它的内容。")
            self.number, self.joined = self.number + 1, False
            return
        self._judge_place(row["number"])
        if self.joined and row["prev_hash"] != self.hash:
            self._found("link", row["number"], f"第 {row['number']} 条与它前面一条接不上：有条目被插入、调换或改写。")
        if not _own_hash_holds(row):
            self._found("altered", row["number"], f"第 {row['number']} 条的内容与它自己的摘要不符：内容被改动或调换。")
        self.number, self.hash, self.joined = row["number"], row["hash"], True

    def _judge_place(self, number: int) -> None:
        """A number must be the one after the last."""
        if number > self.number + 1:
            first, last = self.number + 1, number - 1
            self._found("removed", first, f"{span(first, last)}不在了：条目被删除。", last)
            self.joined = False
        elif number <= self.number:
            self._found("duplicate", number, f"第 {number} 条不止一条：有条目被插入。")

    def finish(self, head: Chain | None) -> None:
        """Compare with the head row as it was before the walk; entries committed meanwhile moved the row along."""
        if head is None:
            if self.entries:
                self._found("head_row", self.number, "链头行不见了。")
        elif isinstance(head.last_number, int) and head.last_number > self.number:
            first, last = self.number + 1, head.last_number
            self._found("tail", first, f"链头行记到第 {last} 条，{span(first, last)}不在了：尾部被截。", last)
        elif not self._head_holds(head):
            self._found("head_row", head.last_number, f"链头行（第 {head.last_number} 条）与链上的条目不符。")

    def _head_holds(self, head: Chain) -> bool:
        """Whether the row says what the chain says, and nothing stands on the chain beyond where the row is now."""
        said = Entry.objects.filter(chain=self.key, number=head.last_number).values_list("hash", flat=True)
        expected = [head.last_hash] if head.last_number else []
        now = Chain.objects.filter(key=self.key).values_list("last_number", flat=True).first() or 0
        return list(said) == expected and self.number <= now

    def _found(self, kind: str, first: int, message: str, last: int = 0) -> None:
        self.findings.append(Finding(kind, self.key, first, last or first, message))


def _own_hash_holds(row: dict[str, Any]) -> bool:
    """Whether an entry's hash is the hash of what it says."""
    try:
        return row["form"] == FORM and entry_hash(row) == row["hash"]
    except (*UNREADABLE, AttributeError):
        return False

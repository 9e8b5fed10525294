"""Saving in a source of plain values, and what its index then says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.db import transaction

from lianxi.apps.search.asking import Request
from lianxi.apps.search.changes import note_change
from lianxi.apps.search.documents import Document, Shown
from lianxi.apps.search.finding import ask
from lianxi.apps.search.models import IndexChange
from lianxi.apps.search.replica import POINTER, Replica
from lianxi.apps.search.schema import seen_term
from lianxi.kernel.texts.search import Where, parse_query
from tests.apps.search.plain_source import CODE, Plain

ON = date(2024, 6, 1)


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


def pointed(folder: Path) -> str:
    return (folder / POINTER).read_text()

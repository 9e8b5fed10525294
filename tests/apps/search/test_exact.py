"""The index finds exactly what the definition in the kernel says, whoever asks and whatever is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import tantivy
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.apps.search.asking import Request, Scope, Sort
from lianxi.apps.search.changes import Position
from lianxi.apps.search.documents import Document, Shown, standing_line
from lianxi.apps.search.finding import ask
from lianxi.apps.search.replica import POINTER, Replica, State
from lianxi.apps.search.schema import build_schema, indexed, seen_term
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.search import Where, parse_query
from lianxi.kernel.texts.validity import Happening, HappeningKind, Status
from tests.apps.search.plain_source import CODE, Plain, by_brute_force, spread

ON = date(2024, 6, 1)
LETTERS = "预算監督审计。；\n，a1、《》 (qū)區区"
WORDS = st.text(LETTERS, max_size=30)
DAYS = st.dates(date(2023, 1, 1), date(2025, 12, 31))
TERMS = ("public", "body:a", "body:b", "person:x")
KEYWORD = st.text("预算监督審计a1區。，《", min_size=1, max_size=4) | st.just("“监督，a”")
FIELD = st.sampled_from(["", "", "", "标题:", "正文:", "文号:", "制定机关:"])
ITEM = st.builds(
    lambda sign, where, words: sign + where + "|".join(words),
    st.sampled_from(["", "", "-"]), FIELD, st.lists(KEYWORD, min_size=1, max_size=2),
)  # fmt: skip
BEGUN = Happening(HappeningKind.COMMENCE, date(2023, 5, 1))
REPEALED = Happening(HappeningKind.REPEAL, date(2024, 5, 1), "示例决定")
LAPSING = Happening(HappeningKind.TERM, date(2023, 5, 1), last_day=date(2024, 9, 30))
LATER = Happening(HappeningKind.COMMENCE, date(2025, 3, 1))
COURSES = ([], [BEGUN], [BEGUN, REPEALED], [BEGUN, LAPSING], [LATER], [BEGUN, LAPSING, REPEALED])
STANDINGS = st.sampled_from([standing_line(history, None) for history in COURSES])


@st.composite
def shown(draw: st.DrawFn) -> Shown:
    start, end, alone = draw(st.none() | DAYS), draw(st.none() | DAYS), draw(st.none() | DAYS)
    return draw(st.sampled_from([Shown(start, None, start or date.max), Shown(start, end if start else None, alone)]))


@st.composite
def documents(draw: st.DrawFn, group: int, order: int) -> Document:
    head = {Where.TITLE: draw(WORDS), Where.NUMBER: draw(WORDS), Where.ISSUER: draw(WORDS)}
    return Document(
        group=group, order=order, title="示例", link="/x", eid="" if order == 0 else f"art_{order}", label="",
        fields=head if order == 0 else {Where.BODY: draw(WORDS)}, issuer=draw(st.sampled_from(["甲", "乙"])),
        kind=draw(st.sampled_from(["guifan", "zhidu"])), body=draw(st.sampled_from(["a", "b"])), day=draw(DAYS),
        seen_by=draw(st.frozensets(st.sampled_from(TERMS), max_size=2)),
        regions=draw(st.sampled_from([(), ("99",), ("9901", "99")])), shown=draw(shown()), standing=draw(STANDINGS),
    )  # fmt: skip


@st.composite
def corpora(draw: st.DrawFn) -> Plain:
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=6))
    return Plain({
        group: [draw(documents(group, order)) for order in range(size)] for group, size in enumerate(sizes, start=1)
    })  # fmt: skip


@st.composite
def requests(draw: st.DrawFn) -> Request:
    while True:
        try:
            query = parse_query(" ".join(draw(st.lists(ITEM, max_size=3))))
            break
        except Refused:
            continue
    some = st.frozensets(st.sampled_from(["甲", "guifan", "a", "99", "9901"]), max_size=2)
    return Request(
        query, scope=draw(st.sampled_from(Scope)),
        chosen=draw(st.dictionaries(st.sampled_from(["issuer", "kind", "body", "region"]), some, max_size=1)),
        statuses=draw(st.frozensets(st.sampled_from(Status), max_size=2)),
        status_day=draw(st.none() | DAYS), since=draw(st.none() | DAYS), until=draw(st.none() | DAYS),
        as_of=draw(st.none() | DAYS), sort=draw(st.sampled_from(Sort)), size=100,
    )  # fmt: skip


def written(folder: Path, source: Plain, portion: int = 0) -> Replica:
    """An index of a source, committed in portions so that it has several segments."""
    at = folder / "index-1"
    at.mkdir(parents=True)
    schema = build_schema()
    writer = tantivy.Index(schema, path=str(at)).writer(15_000_000, 1)
    for count, (key, some) in enumerate(source.documents(list(source.all_ids()))):
        for one in some:
            writer.add_document(indexed(one, source, key))
        if portion and count % portion == 0:
            writer.commit()
    writer.add_document(State("x", Position(), "").as_document())
    writer.commit()
    writer.wait_merging_threads()
    (folder / POINTER).write_text(at.name)
    return Replica(folder)


def keys(found: list[Document]) -> list[tuple[int, str]]:
    return sorted((one.group, one.eid) for one in found)


@settings(max_examples=100, deadline=None)
@given(corpora(), st.lists(requests(), min_size=1, max_size=6), st.frozensets(st.sampled_from(TERMS), max_size=3))
def test_found_and_counted_is_what_looking_at_every_document_finds(
    corpus: Plain, questions: list[Request], sight: frozenset[str]
) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        replica = written(Path(folder), corpus, portion=2)
        for request in questions:
            right = by_brute_force(corpus.every(), request, sight, ON)
            asked = ask(replica, request, [seen_term(CODE, term) for term in sight], ON)
            found, counted = asked.found(), asked.counted()
            assert sorted((hit.work, hit.eid) for hit in found.hits) == keys(right)
            assert found.total == asked.total() == len(right)
            assert counted.works == len({one.group for one in right})
            assert counted.facets == spread(right, request, ON)

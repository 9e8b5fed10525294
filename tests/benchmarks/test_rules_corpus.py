"""The invented repository for measuring: the same each time, of the size asked for, kept as taken-in texts would be."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest

from benchmarks.rules.tables import fill
from benchmarks.rules.works import Made, invented
from lianxi.apps.rulebook.models import Provision, Version, Work
from lianxi.apps.rulebook.selectors import standing_of
from lianxi.apps.rulebook.services.provisions import cut
from lianxi.kernel.texts.metadata import Field, read_metadata
from lianxi.kernel.texts.structure import Kind, read_structure, walk
from lianxi.kernel.texts.validity import Status
from lianxi.loaders.rule_kinds import load_rule_kinds
from tests.apps.bodies.world import make_world

SOME = list(islice(invented(), 120))


def test_it_has_exactly_the_size_asked_for() -> None:
    made = list(invented(works=300, provisions=4_321, seed=1))
    assert len(made) == 300
    assert sum(1 for one in made for _ in one.documents()) == 4_321
    with pytest.raises(ValueError, match="need 1200 provisions"):
        list(invented(works=300, provisions=1_000))


def test_the_same_numbers_give_the_same_repository_and_another_seed_another_one() -> None:
    again = list(islice(invented(), 120))
    assert again == SOME
    assert [one.text for one in islice(invented(seed=7), 5)] != [one.text for one in SOME[:5]]


def test_articles_are_of_the_length_of_articles() -> None:
    lengths = sorted(len(words) + sum(map(len, points)) for one in SOME for words, points in one.articles[:-1])
    assert lengths[0] >= 20
    assert lengths[-1] <= 460
    assert 70 <= lengths[len(lengths) // 2] <= 130
    assert any(points for one in SOME for _, points in one.articles)
    assert any(one.chapters for one in SOME)


@pytest.mark.parametrize("one", SOME[::4], ids=lambda one: str(one.index))
def test_the_rows_are_those_the_text_is_read_into(one: Made) -> None:
    nodes = [node for node in walk(read_structure(one.text)) if node.kind is not Kind.DOCUMENT]
    read = [
        (
            node.kind.value,
            node.number or "",
            node.key or "",
            node.eid,
            node.heading or "",
            node.text,
            node.start,
            node.end,
        )
        for node in nodes
    ]
    kept = [
        (row.kind, row.number, row.key, row.eid, row.heading, row.text, row.start, row.end) for row in one.rows()
    ]  # fmt: skip
    assert kept == read


def test_what_is_kept_of_commencement_and_term_is_what_the_text_says() -> None:
    kinds = load_rule_kinds()
    for one in SOME:
        said = {found.field: found.value for found in read_metadata(one.text, kinds).proposals}
        assert said[Field.COMMENCES] == one.commences.isoformat()
        assert said.get(Field.LAST_DAY) == (one.last_day.isoformat() if one.last_day else None)


@pytest.mark.django_db
def test_the_tables_hold_what_taking_the_text_in_would_have_put_there() -> None:
    make_world()
    assert list(fill(SOME[:40])) == [40]
    version = max(Version.objects.all(), key=lambda one: len(one.text))
    filled = list(rows_of(version))
    version.provisions.all().delete()
    cut(version, None)
    assert list(rows_of(version)) == filled
    for work in Work.objects.all()[:10]:
        assert standing_of(work, date(2030, 1, 1)).status in (Status.IN_FORCE, Status.EXPIRED)


def rows_of(version: Version) -> list[tuple[object, ...]]:
    """The provisions without their keys."""
    fields = ("order", "kind", "number", "key", "eid", "wid", "heading", "text", "start", "end", "sha", "parent__eid")
    return list(Provision.objects.filter(version=version).order_by("order").values_list(*fields))

"""What of a rule is found, by whom, and on which day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxi.apps.bodies.models import Body, Unit
from lianxi.apps.rulebook.models import Version, Visibility, Work
from lianxi.apps.rulebook.search import RULES, shown_days
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.apps.rulebook.services.happenings import record_happening
from lianxi.apps.rulebook.services.keeping import Source, keep_version, keep_work
from lianxi.apps.search.asking import Request
from lianxi.apps.search.documents import Document, Shown
from lianxi.apps.search.finding import ask
from lianxi.apps.search.models import IndexChange
from lianxi.apps.search.replica import Replica, replica
from lianxi.apps.search.schema import seen_term
from lianxi.apps.search.writing import rebuild
from lianxi.composition.search import SOURCES, asked, bodies_of_circle
from lianxi.kernel.access import Actor, Role, RoleHeld
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.search import Where, parse_query
from lianxi.kernel.texts.validity import HappeningKind, Status
from tests.apps.bodies.world import CLERK, DAY, make_world
from tests.apps.rulebook.test_keeping import SAID, TEXT
from tests.apps.search.plain_source import by_brute_force

pytestmark = pytest.mark.django_db
CODES = ("990100", "990200", "990300")


@pytest.fixture
def bodies(settings, tmp_path: Path) -> dict[str, Body]:
    settings.INDEX_FOLDER = tmp_path / "index"
    return make_world()


@pytest.fixture
def work(bodies: dict[str, Body]) -> Work:
    return keep_work(text=TEXT, particulars=SAID, source=Source(), body=bodies["990100"], actor=CLERK, on=DAY).work


def documents(work: Work) -> list[Document]:
    return next(documents for _, documents in RULES.documents([work.pk]))


def made() -> Replica:
    """The index as of now; within the transaction of a test."""
    rebuild(replica().folder, SOURCES)
    return replica()


def found(typed: str, actor: Actor = CLERK, on: date = DAY, **more) -> list[tuple[str, str]]:
    hits = asked(Request(parse_query(typed), **more), actor, on).found().hits
    return [(hit.eid, hit.status) for hit in hits]


def test_an_article_is_one_provision_with_its_points_and_the_title_is_the_head(work: Work) -> None:
    said = [(one.order, one.eid, one.label) for one in documents(work)]
    assert said == [
        (0, "", ""), (1, "chp_1", "第一章"), (2, "art_1", "第一条"), (3, "art_2", "第二条"), (4, "art_3", "第三条")
    ]  # fmt: skip
    head, *_, second, _ = documents(work)
    assert head.fields == {
        Where.TITLE: SAID.title, Where.NUMBER: SAID.document_number, Where.ISSUER: SAID.issuer
    }  # fmt: skip
    assert "甲情形" in second.words
    assert "乙情形" in second.words


def test_every_word_of_the_text_is_found_in_exactly_one_document(work: Work) -> None:
    words = "".join(one.words for one in documents(work))
    assert "".join(words.split()) == "".join(TEXT.split())


def test_keeping_and_every_happening_are_noted_with_what_they_change(work: Work) -> None:
    assert list(IndexChange.objects.values_list("source", "object_id")) == [("rule", work.pk)]
    record_happening(
        work=work, kind=HappeningKind.REPEAL, day=DAY, instrument="示例决定", actor=CLERK, on=DAY
    )  # fmt: skip
    assert IndexChange.objects.count() == 2


def test_a_provision_with_a_day_of_its_own_has_a_standing_of_its_own(work: Work) -> None:
    made()
    pending = Request(parse_query(""), statuses=frozenset({Status.PENDING}))
    assert [hit.eid for hit in asked(pending, CLERK, DAY).found().hits] == ["art_2"]
    later = Request(parse_query(""), statuses=frozenset({Status.PENDING}), status_day=date(2024, 7, 1))
    assert asked(later, CLERK, DAY).found().total == 0
    assert asked(later, CLERK, DAY).counted().facets["status"] == {}


def test_the_text_of_the_day_is_found_and_the_older_one_only_as_of_its_days(
    work: Work, bodies: dict[str, Body]
) -> None:
    said = replace(SAID, commences=date(2024, 8, 1), last_day=None, instrument="示例决定")
    newer = TEXT.replace("甲情形", "丙情形")
    keep_version(work=work, text=newer, particulars=said, source=Source(), actor=CLERK, on=DAY)
    made()
    assert found("甲情形") == [("art_2", "pending")]
    assert found("丙情形") == []
    assert found("丙情形", on=date(2024, 9, 1)) == [("art_2", "amended")]
    assert found("甲情形", on=date(2024, 9, 1)) == []
    assert found("甲情形", on=date(2024, 9, 1), as_of=date(2024, 7, 31)) == [("art_2", "in_force")]
    assert found("示例", as_of=date(2023, 12, 31)) == []


def test_the_newest_text_is_shown_while_none_is_in_force() -> None:
    first, second, third = (Version(pk=key, number=key, commences=day) for key, day in (
        (1, date(2024, 1, 1)), (2, date(2025, 1, 1)), (3, None)
    ))  # fmt: skip
    assert shown_days([first, second, third]) == {
        1: Shown(date(2024, 1, 1), date(2025, 1, 1), None),
        2: Shown(date(2025, 1, 1), None, None),
        3: Shown(None, None, date(2024, 1, 1)),
    }
    assert shown_days([third])[3].always
    assert shown_days([first])[1].always


def test_a_circle_stands_for_the_repositories_of_its_members(bodies: dict[str, Body]) -> None:
    assert bodies_of_circle("demo-river", DAY) == {"990100", "990200"}
    with pytest.raises(Refused, match="没有联席圈"):
        bodies_of_circle("no-such-circle", DAY)


def works_of_every_kind(bodies: dict[str, Body]) -> Iterator[Work]:
    """One for each body and visibility, with two named people."""
    for code, visibility in product(CODES, Visibility.values):
        body = bodies[code]
        unit, _ = Unit.objects.get_or_create(body=body, name="示例办公室")
        unit.members.get_or_create(account=f"deputy.{code}")
        work = Work.objects.create(
            address=f"/akn/cn-{code[:4]}/doc/zhidu/2024-01-01/{visibility}", title=f"示例{visibility}", kind="zhidu",
            body=body, issuer="示例", visibility=visibility, unit=unit, created_by="示例", created_on=DAY,
            circle_id="demo-river" if visibility == "circle" else None,
        )  # fmt: skip
        work.readers.create(account=f"observer.{code}")
        Version.objects.create(
            work=work, number=1, title=work.title, text=f"示例{visibility}", sha256="x", commences=DAY,
            admitted_by="示例", admitted_on=DAY,
        )  # fmt: skip
        yield work


ACCOUNTS = ["", "x", *(f"{who}.{code}" for who in ("deputy", "observer") for code in CODES)]
HELD = st.builds(RoleHeld, st.sampled_from(Role), st.sampled_from(CODES), st.sampled_from(["", "demo-river"]))
PEOPLE = st.builds(
    Actor, account=st.sampled_from(ACCOUNTS), body=st.sampled_from(["", *CODES]),
    roles=st.frozensets(HELD, max_size=3), operator=st.booleans(),
)  # fmt: skip


@pytest.fixture
def every_kind(bodies: dict[str, Body]) -> Replica:
    assert len(list(works_of_every_kind(bodies))) == 18
    return made()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actor=PEOPLE, typed=st.sampled_from(["", "示例", "示例 -公", "s", "-示例"]), on=st.dates(date(2019, 1, 1), DAY))
def test_whoever_asks_finds_of_the_works_they_may_see_those_that_answer_and_counts_no_other(
    every_kind: Replica, actor: Actor, typed: str, on: date
) -> None:
    request = Request(parse_query(typed), size=100)
    seen = set(visible_works(actor, on).values_list("pk", flat=True))
    mine = [one for _, some in RULES.documents(sorted(seen)) for one in some]
    right = by_brute_force(mine, request, {term for one in mine for term in one.seen_by}, on)
    sight = [seen_term(RULES.code, term) for term in RULES.sight(actor, on)]
    asked_by = ask(every_kind, request, sight, on)
    answer, counted = asked_by.found(), asked_by.counted()
    assert sorted(hit.work for hit in answer.hits) == sorted(one.group for one in right)
    assert (answer.total, counted.works) == (len(right), len({one.group for one in right}))
    assert sum(counted.facets["status"].values()) == len(right)


def test_hits_stand_under_their_works_titles_first(work: Work, bodies: dict[str, Body]) -> None:
    made()
    (group,) = asked(Request(parse_query("示例"), size=2), CLERK, DAY).by_work()
    assert (group.found, [hit.eid for hit in group.hits]) == (2, ["", "art_1"])
    assert group.first.address == work.get_absolute_url()
    assert group.hits[1].address == f"{work.get_absolute_url()}#art_1"

"""A person says what a citation means: it counts before title and number, and is told where those say otherwise."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import F

from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.models import ChoiceScope, Citation, CitedChoice, Visibility, Work
from lianxi.apps.rulebook.services.choosing import places_of, release_citation, resolve_citation
from lianxi.kernel.access import Actor, Role, RoleHeld
from lianxi.kernel.errors import Refused
from tests.apps.bodies.world import CLERK, DAY, OTHER_CLERK, make_world
from tests.apps.rulebook.citing_world import CITED, CITING, keep, keeper, renew

pytestmark = pytest.mark.django_db
LATER = CITING.replace("实施办法", "第二办法")
MEANT = CITED.replace("示例甲市示例条例", "示例甲市示例管理条例")


@pytest.fixture
def bodies() -> dict[str, Body]:
    return make_world()


@pytest.fixture
def own(bodies: dict[str, Body]) -> Body:
    return bodies["990100"]


def first(work: Work) -> Citation:
    return Citation.objects.filter(version__work=work, own=False).order_by("order")[0]


def choose(row: Citation, target: Work | None, **more: object) -> CitedChoice:
    said = {"scope": ChoiceScope.WORK, "note": "", "why": "名称写得不全", "actor": keeper("990100"), "on": DAY}
    return resolve_citation(citation=row, target=target, **{**said, **more})  # type: ignore[arg-type]


def meant(work: Work) -> list[int | None]:
    rows = Citation.objects.filter(version__work=work, own=False).order_by("version", "order")
    return list(rows.values_list("work", flat=True))


@pytest.mark.parametrize(
    ("scope", "here", "elsewhere"),
    [(ChoiceScope.PLACE, 1, 0), (ChoiceScope.WORK, 3, 0), (ChoiceScope.BODY, 3, 3)],
)
def test_a_choice_goes_as_far_as_it_says(own: Body, scope: ChoiceScope, here: int, elsewhere: int) -> None:
    citing, other = keep(own, CITING, date(2021, 1, 1)), keep(own, LATER, date(2021, 1, 1))
    target = keep(own, MEANT, date(2020, 1, 1))
    assert places_of(first(citing), scope).count() == here + elsewhere
    choose(first(citing), target, scope=scope)
    assert meant(citing).count(target.pk) == here
    assert meant(other).count(target.pk) == elsewhere
    named = Citation.objects.filter(version__work=citing, work=target, named__0__words="第二条").first()
    assert scope == ChoiceScope.PLACE or (named is not None and named.wids == ["art_2"])
    assert "名称写得不全" in Entry.objects.get(act="citation.resolve").note


def test_the_narrowest_choice_counts_and_taken_back_the_wider_one_again(own: Body) -> None:
    citing, wide, narrow = keep(own, CITING, date(2021, 1, 1)), keep(own, MEANT, date(2020, 1, 1)), None
    choose(first(citing), wide, scope=ChoiceScope.BODY)
    narrow = choose(first(citing), None, scope=ChoiceScope.PLACE, note="国家法律")
    assert meant(citing) == [None, wide.pk, wide.pk]
    release_citation(choice=narrow, why="看错了", actor=keeper("990100"), on=DAY)
    assert meant(citing) == [wide.pk] * 3
    assert CitedChoice.objects.get(pk=narrow.pk).withdrawn_why == "看错了"
    with pytest.raises(Refused, match="已由"):
        release_citation(choice=narrow, why="再撤", actor=keeper("990100"), on=DAY)


def test_what_is_found_later_never_overrides_a_choice_but_stands_beside_it(own: Body) -> None:
    citing, chosen = keep(own, CITING, date(2021, 1, 1)), keep(own, MEANT, date(2020, 1, 1))
    choose(first(citing), chosen)
    found = keep(own, CITED, date(2020, 1, 2))
    assert meant(citing) == [chosen.pk] * 3
    assert Citation.objects.exclude(work=F("automatic")).filter(automatic=found).count() == 3
    renew(citing, CITING.replace("不予受理", "不予办理"), date(2022, 1, 1))
    assert meant(citing) == [chosen.pk] * 6


def test_of_two_people_the_second_is_told_what_the_first_said(own: Body) -> None:
    citing, target = keep(own, CITING, date(2021, 1, 1)), keep(own, MEANT, date(2020, 1, 1))
    one = choose(first(citing), target)
    with pytest.raises(Refused, match="已经指定"):
        choose(first(citing), None, note="国家法律")
    assert meant(citing) == [target.pk] * 3
    choose(first(citing), None, note="国家法律", standing=one.pk)
    assert meant(citing) == [None] * 3
    assert CitedChoice.objects.filter(withdrawn_on__isnull=True).count() == 1


def test_what_cannot_be_chosen_says_why_and_changes_nothing(bodies: dict[str, Body], own: Body) -> None:
    citing = keep(own, CITING, date(2021, 1, 1))
    hidden = keep(bodies["990200"], MEANT, date(2020, 1, 1), visibility=Visibility.BODY)
    row = first(citing)
    itself = Citation.objects.get(version__work=citing, own=True)
    clerk = Actor("c", "示例·员", "990100", frozenset({RoleHeld(Role.DEPUTY, "990100")}))
    tried: list[tuple[str, Citation, Work | None, dict[str, object]]] = [
        ("不能查看", row, hidden, {}),
        ("须写明", row, None, {}),
        ("须说明理由", row, None, {"note": "国家法律", "why": " "}),
        ("自己", row, citing, {}),
        ("本文自己", itself, None, {"note": "国家法律"}),
        ("不能“指定", row, None, {"note": "国家法律", "actor": clerk}),
        ("不能“指定", row, None, {"note": "国家法律", "actor": OTHER_CLERK}),
    ]
    for said, citation, target, more in tried:
        with pytest.raises(Refused, match=said):
            choose(citation, target, **more)
    assert not CitedChoice.objects.exists()
    choose(row, None, note="国家法律", actor=CLERK)

"""Versions in the order of their days, whatever order they came in: what is newest, and what is first."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.amending.choosing import base_of
from lianxi.apps.rulebook.amending.finding import works_called
from lianxi.apps.rulebook.citations.citing import seen_citations, standing_citations
from lianxi.apps.rulebook.models import Version, Work
from lianxi.apps.rulebook.services.keeping import Source, keep_version, keep_work
from lianxi.apps.rulebook.services.reviewing import check_review
from lianxi.apps.rulebook.services.version_order import NEWEST_FIRST, by_day
from lianxi.apps.rulebook.works.standings import with_newest_score
from tests.apps.accounts.people import TODAY, A
from tests.apps.rulebook.citing_world import CITED, CITING, said
from tests.apps.rulebook.work_looking import KEEPER, main
from tests.apps.rulebook.work_looking import said as words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rule_house", "true_stretches")]
ONE = timedelta(days=1)


def keep(text: str, commences: date, score: int = 100) -> Work:
    particulars, body = said(text, commences), Body.objects.get(pk=A)
    source = Source(score=score)
    return keep_work(text=text, particulars=particulars, source=source, body=body, actor=KEEPER, on=TODAY).work


def add(work: Work, text: str, commences: date, score: int = 100) -> Version:
    particulars, source = said(text, commences), Source(score=score)
    return keep_version(work=work, text=text, particulars=particulars, source=source, actor=KEEPER, on=TODAY)


def test_the_database_orders_versions_as_python_does() -> None:
    work, chance = keep(CITED, date(2020, 1, 1)), random.Random(7)
    days = [None, *(date(2019, 12, 30) + at * ONE for at in range(5))]
    for number in range(2, 60):
        Version.objects.create(
            work=work, number=number, title="示例", text=f"{number}", sha256="", commences=chance.choice(days),
            issued=chance.choice(days), admitted_by="示例", admitted_on=TODAY,
        )  # fmt: skip
    newest_first = list(work.versions.order_by(*NEWEST_FIRST))
    assert newest_first == by_day(work.versions.all())[::-1]
    assert newest_first != list(work.versions.order_by("-number"))


def test_an_earlier_text_that_comes_in_later_is_nowhere_taken_for_the_newest(
    signed_in: Callable[[str], Client],
) -> None:
    work = keep(CITED, date(2020, 1, 1), score=98)
    add(work, CITED.replace("三十日", "六十日"), date(2015, 1, 1), score=40)
    assert with_newest_score(Work.objects.all()).get().score == 98
    assert [one.number for one in works_called("示例条例", KEEPER, TODAY)] == [1]
    assert base_of(work, date(2014, 1, 1)).number == 1
    assert "更正第1版的信息" in words_of(main(signed_in("jia.head"), f"{work.get_absolute_url()}correct/"))


def test_of_texts_that_are_all_to_come_the_first_to_commence_is_the_one_that_cites_and_is_gone_through() -> None:
    far = TODAY + 400 * ONE
    work = keep(CITING, far)
    nearer = add(work, CITING.replace("三十日", "六十日"), far - 200 * ONE)
    citing = standing_citations(seen_citations(KEEPER).filter(own=False), TODAY)
    assert {row.version for row in citing} == {nearer}
    work.versions.update(commences=None, issued=TODAY)
    work.versions.filter(pk=nearer.pk).update(issued=TODAY - ONE)
    assert {row.version for row in citing.all()} == {nearer}
    assert check_review(work, TODAY, "梳理", None, TODAY) == nearer

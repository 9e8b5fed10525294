"""Standings of many works at once are those of each work by itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.models import F
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.models import Work, WorkHappening
from lianxi.apps.rulebook.selectors import standing_of
from lianxi.apps.rulebook.services.stretches import derive_stretches
from lianxi.apps.rulebook.works.standings import as_of, of_status, standing_in, with_lives
from lianxi.kernel.texts.validity import HappeningKind, Status
from tests.apps.bodies.world import DAY, make_world

KINDS = st.sampled_from([kind.value for kind in HappeningKind])
ROWS = st.lists(st.tuples(KINDS, st.integers(-3, 3), st.booleans(), st.booleans()), max_size=6)


def work_with(body: Body, number: int, rows: list[tuple[str, int, bool, bool]]) -> Work:
    work = Work.objects.create(
        address=f"/akn/cn-9901/act/zhidu/2024-01-01/a-{number}", title="示例", kind="zhidu", body=body, issuer="示例",
        created_by="示例", created_on=DAY,
    )  # fmt: skip
    for kind, days, part, withdrawn in rows:
        since = DAY + timedelta(days=days)
        WorkHappening.objects.create(
            work=work, kind=kind, day=since, last_day=since + timedelta(days=2) if kind == "term" else None,
            provisions=["art_1"] if part else [], recorded_by="示例", recorded_on=DAY,
            withdrawn_on=DAY if withdrawn else None, withdrawn_why="有误" if withdrawn else "",
        )  # fmt: skip
    derive_stretches(work.pk)
    return work


@pytest.mark.django_db
@settings(max_examples=25, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=4))
def test_the_works_of_a_standing_are_those_whose_own_standing_it_is(
    lives: list[list[tuple[str, int, bool, bool]]],
) -> None:
    Work.objects.all().delete()
    body = Body.objects.first() or make_world()["990100"]
    for number, rows in enumerate(lives):
        work_with(body, number, rows)
    for day in (DAY - timedelta(days=2), DAY, date(2024, 3, 6)):
        alone = {work.pk: standing_of(work, day).status for work in Work.objects.all()}
        assert {work.pk: standing_in(work, day).status for work in with_lives(Work.objects.all())} == alone
        as_listed = {work.pk: work.now_ for work in as_of(Work.objects.all(), day).annotate(now_=F("now__status"))}
        assert as_listed == {key: own.value for key, own in alone.items()}
        for status in Status:
            found = set(of_status(Work.objects.all(), status, day).values_list("pk", flat=True))
            assert found == {key for key, own in alone.items() if own is status}

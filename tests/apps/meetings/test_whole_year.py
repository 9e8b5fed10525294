"""A whole year by the services alone, from opening to filing; afterwards the wheel names the next host."""

from __future__ import annotations

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.mechanisms.selectors import turns_of
from lianxi.apps.meetings import acts as known
from lianxi.apps.meetings.models import Conference, StageMove
from lianxi.kernel.rules.conference_year import ORDER, Stage
from lianxi.kernel.rules.rotation import TurnSource
from tests.apps.meetings.walking import REAL, RIVER, Ring, both_circles, reach

pytestmark = pytest.mark.usefixtures("circles")
DONE = (
    known.OPEN, known.ACCEPT_HOST, known.GO_ON, known.PROPOSE_TOPIC, known.PASS_TOPICS, known.SET_TIME,
    known.SET_AGENDA, known.PUBLISH_CALL, known.GIVE_RECEIPT, known.CHECK_IN, known.SET_OUTCOME, known.DRAFT_MINUTES,
    known.SIGN_MINUTES, known.STATE_COST,
)  # fmt: skip


@both_circles
def test_a_conference_goes_through_all_steps_and_each_move_stays_on_record(ring: Ring) -> None:
    one = reach(ring, Stage.ARCHIVED)
    assert one.step is Stage.ARCHIVED
    moves = StageMove.objects.filter(conference=one).values_list("before", "after")
    assert list(moves) == list(zip(["", *ORDER], ORDER, strict=False))


@both_circles
def test_every_act_of_the_year_is_in_the_audit_under_its_name(ring: Ring) -> None:
    one = reach(ring, Stage.ARCHIVED)
    acts = set(Entry.objects.filter(target=one.get_absolute_url()).values_list("act", flat=True))
    assert acts == {act.code for act in DONE}


@pytest.mark.parametrize(("ring", "following"), [
    (REAL, (2025, 1, 6, "460200")),
    (RIVER, (2024, 2, 6, "990300")),
])  # fmt: skip
def test_afterwards_the_wheel_names_the_next_host(ring: Ring, following: tuple[int, int, int, str]) -> None:
    one = reach(ring, Stage.MINUTES)
    turns = turns_of(ring.mechanism, first=2024, last=2025)
    held = [turn for turn in turns if turn.source is TurnSource.HELD]
    assert [(turn.year, turn.ordinal, turn.host) for turn in held] == [(2024, 5, ring.host)]
    after = next(turn for turn in turns if turn.source is TurnSource.PREDICTED)
    assert (after.year, after.slot, after.ordinal, after.host) == following
    assert one.ordinal == 5


def test_both_circles_hold_their_conferences_side_by_side() -> None:
    for ring in (RIVER, REAL):
        reach(ring, Stage.ARCHIVED)
    assert {one.circle_id: one.stage for one in Conference.objects.all()} == {
        RIVER.slug: "archived", REAL.slug: "archived"
    }  # fmt: skip

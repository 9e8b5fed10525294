"""Votes and outcomes: how the parties voted, and what may be carried by it at the exact boundaries."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lianxi.apps.meetings.counting import head_count, in_favour, quorum_outcome, tally
from lianxi.apps.meetings.models import AgendaItem, Conference, ItemKind, Receipt
from lianxi.apps.meetings.services import (
    cast_vote,
    give_receipt,
    go_on,
    set_outcome,
    undo_check_in,
)
from lianxi.kernel.rules.conference_year import Outcome, Stage
from tests.apps.mechanisms.people import clerk, joint_office
from tests.apps.meetings.walking import (
    REAL,
    RIVER,
    Ring,
    back_at,
    both_circles,
    check_in_people,
    five,
    refused,
    settle_items,
)

pytestmark = pytest.mark.usefixtures("circles")
A, B, C = RIVER.parties


@pytest.fixture(scope="module", autouse=True)
def _walked(walk: Callable[[Stage], None]) -> None:
    walk(Stage.MEETING)


def vote_item(one: Conference) -> AgendaItem:
    return one.items.get(kind=ItemKind.VOTE)


def come(one: Conference, *counts: int) -> None:
    """So many members of each party of the river check in."""
    for body, count in zip(RIVER.parties, counts, strict=True):
        check_in_people(one, body, count)


def vote(one: Conference, *in_favour: int) -> AgendaItem:
    """So many of each party of the river agree; 0 stands for a party that does not vote."""
    item = vote_item(one)
    for body, count in zip(RIVER.parties, in_favour, strict=True):
        if count:
            cast_vote(item=item, body=body, actor=clerk(body), in_favour=count)
    return item


def carry(item: AgendaItem, ring: Ring = RIVER, outcome: str = Outcome.PASSED) -> AgendaItem:
    return set_outcome(item=item, outcome=outcome, actor=ring.office)


@pytest.mark.parametrize(("counts", "met"), [((5, 4, 0), False), ((5, 5, 0), True), ((4, 3, 3), True)])
def test_two_thirds_of_fifteen_are_ten(counts: tuple[int, int, int], met: bool) -> None:
    one = back_at(RIVER)
    come(one, *counts)
    quorum = quorum_outcome(one)
    assert quorum
    assert (quorum[1].base, quorum[1].needed, quorum[1].met) == (15, 10, met)
    item = one.items.exclude(kind=ItemKind.VOTE).first()
    if met:
        assert carry(item).outcome == Outcome.PASSED
        return
    refusal = refused("quorum", set_outcome, item=item, outcome=Outcome.PASSED, actor=RIVER.office)
    assert "七" in refusal.source
    assert "9人，未达到" in refusal.reason
    assert carry(item, outcome=Outcome.STUDY).outcome == Outcome.STUDY


@pytest.mark.parametrize(("agreed", "met"), [((5, 3, 0), False), ((5, 4, 0), True), ((3, 3, 3), True)])
def test_exactly_half_of_sixteen_is_no_majority(agreed: tuple[int, int, int], met: bool) -> None:
    one = back_at(RIVER)
    Receipt.objects.filter(conference=one, body=C).update(members=6)
    come(one, 5, 5, 5)
    item = vote(one, *agreed)
    counted = tally(one, item)
    assert counted
    assert (counted[1].base, counted[1].needed, counted[1].met) == (16, 9, met)
    if met:
        assert carry(item).outcome == Outcome.PASSED
        return
    refusal = refused("majority", set_outcome, item=item, outcome=Outcome.IN_PRINCIPLE, actor=RIVER.office)
    assert "恰为二分之一，不算超过" in refusal.reason
    assert carry(item, outcome=Outcome.REJECTED).outcome == Outcome.REJECTED


def test_the_majority_is_of_all_members_and_not_of_those_who_came() -> None:
    one = back_at(RIVER)
    come(one, 5, 5, 0)
    item = vote(one, 4, 3, 0)
    refused("majority", set_outcome, item=item, outcome=Outcome.PASSED, actor=RIVER.office)
    cast_vote(item=item, body=B, actor=clerk(B), in_favour=4)
    assert carry(item).outcome == Outcome.PASSED


def test_while_a_party_has_not_said_how_many_it_is_nothing_is_carried() -> None:
    one = back_at(RIVER)
    Receipt.objects.filter(conference=one, body=C).update(members=None)
    come(one, 5, 5, 5)
    item = one.items.first()
    assert "七" in refused("members_stated", set_outcome, item=item, outcome=Outcome.PASSED, actor=RIVER.office).source


def test_a_party_that_is_not_there_has_no_vote() -> None:
    one = back_at(RIVER)
    come(one, 5, 5, 0)
    refusal = refused("present", cast_vote, item=vote_item(one), body=C, actor=clerk(C), in_favour=1)
    assert "示例丙县" in refusal.reason


def test_the_vote_of_a_party_whose_check_in_was_taken_back_no_longer_counts() -> None:
    one = back_at(RIVER)
    come(one, 5, 5, 1)
    item = vote(one, 4, 3, 1)
    assert in_favour(item) == 8
    undo_check_in(attendee=one.attendees.get(body=C, checked_in_on__isnull=False), actor=RIVER.office, reason="示例")
    assert in_favour(item) == 7
    refused("majority", set_outcome, item=item, outcome=Outcome.PASSED, actor=RIVER.office)


def test_a_check_in_on_which_something_carried_rests_is_not_taken_back_before_the_outcome_is_put_right() -> None:
    one = back_at(RIVER)
    come(one, 5, 5, 0)
    row, item = one.attendees.filter(body=A).first(), carry(one.items.first())
    given = {"attendee": row, "actor": RIVER.office, "reason": "示例：点错"}
    refusal = refused("carried_stands", undo_check_in, **given)
    assert item.title in refusal.reason
    assert "七" in refusal.source
    assert head_count(one) == 10
    set_outcome(item=item, outcome=Outcome.STUDY, actor=RIVER.office, reason="示例：人数有误")
    undo_check_in(**given)
    assert head_count(one) == 9


@pytest.mark.parametrize("counts", [(3, 0, 0), (0, 0, 0), (1, 1, 1), (-1, 2, 0)])
def test_no_more_votes_than_people_and_none_below_zero(counts: tuple[int, int, int]) -> None:
    one = back_at(RIVER)
    come(one, 2, 0, 0)
    given = dict(zip(("in_favour", "against", "abstained"), counts, strict=True))
    refused("votes_fit", cast_vote, item=vote_item(one), body=A, actor=clerk(A), **given)
    assert not vote_item(one).votes.exists()


@pytest.mark.parametrize("counts", [(2, 0, 0), (0, 0, 0), (1, 1, 0), (2, -1, 0)])
def test_where_bodies_have_one_voice_each_it_is_given_once(counts: tuple[int, int, int]) -> None:
    one = back_at(REAL)
    body = REAL.parties[0]
    check_in_people(one, body)
    given = dict(zip(("in_favour", "against", "abstained"), counts, strict=True))
    refused("one_voice", cast_vote, item=vote_item(one), body=body, actor=clerk(body), **given)
    cast_vote(item=vote_item(one), body=body, actor=clerk(body), abstained=1)
    assert vote_item(one).votes.get().abstained == 1


@both_circles
def test_a_vote_is_put_right_until_there_is_an_outcome(ring: Ring) -> None:
    one, body = back_at(ring), ring.parties[0]
    for party in ring.parties:
        check_in_people(one, party)
    item = vote_item(one)
    cast_vote(item=item, body=body, actor=clerk(body), against=1)
    cast_vote(item=item, body=body, actor=clerk(body), in_favour=1)
    assert (item.votes.get().in_favour, item.votes.get().against) == (1, 0)
    set_outcome(item=item, outcome=Outcome.STUDY, actor=ring.office)
    refused("no_outcome_yet", cast_vote, item=item, body=body, actor=clerk(body), against=1)


@both_circles
def test_an_item_that_is_not_voted_on_takes_no_votes(ring: Ring) -> None:
    one, body = back_at(ring), ring.parties[0]
    check_in_people(one, body)
    refused("vote_item", cast_vote, item=one.items.first(), body=body, actor=clerk(body), in_favour=1)


@both_circles
def test_an_item_to_be_voted_on_is_not_carried_without_a_vote(ring: Ring) -> None:
    one = back_at(ring)
    for party in ring.parties:
        check_in_people(one, party)
    refused("votes_cast", set_outcome, item=vote_item(one), outcome=Outcome.PASSED, actor=ring.office)


@both_circles
def test_an_outcome_is_changed_or_taken_back_only_with_a_reason(ring: Ring) -> None:
    one = back_at(ring)
    item = set_outcome(item=one.items.first(), outcome=Outcome.STUDY, actor=ring.office, note="示例")
    assert item.outcome_on == ring.held
    refused("reason_given", set_outcome, item=item, outcome=Outcome.REPORTED, actor=ring.office)
    refused("reason_given", set_outcome, item=item, outcome="", actor=ring.office)
    refused("known_outcome", set_outcome, item=item, outcome="liked", actor=ring.office, reason="示例")
    item = set_outcome(item=item, outcome="", actor=ring.office, reason="示例：登错")
    assert (item.outcome, item.outcome_on) == ("", None)


def test_outcomes_are_entered_by_the_joint_office_of_the_circle() -> None:
    item = back_at(REAL).items.first()
    for actor in (clerk("460200"), joint_office("990100", "demo-river")):
        refused("role_required", set_outcome, item=item, outcome=Outcome.STUDY, actor=actor)


@both_circles
def test_every_item_has_an_outcome_before_the_minutes(ring: Ring) -> None:
    one = back_at(ring)
    check_in_people(one, ring.parties[0], 1)
    refusal = refused("outcomes", go_on, conference=one, actor=ring.office)
    assert f"{one.items.count()}项议程没有结果" in refusal.reason
    settle_items(ring, one)
    assert go_on(conference=one, actor=ring.office).step is Stage.MINUTES


def test_a_receipt_that_would_take_the_quorum_from_what_was_carried_is_refused() -> None:
    one = back_at(RIVER)
    come(one, 5, 5, 0)
    carry(one.items.exclude(kind=ItemKind.VOTE).first())
    refusal = refused("carried_stands", give_receipt, conference=one, body=C, people=five(C), members=6, actor=clerk(C))
    assert "不到法定人数" in refusal.reason
    assert Receipt.objects.get(conference=one, body=C).members == 5

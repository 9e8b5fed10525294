"""Topics: every party speaks for itself; what is alike is merged, and whoever proposed it reads why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from lianxi.apps.meetings.models import Conference, Topic, TopicState
from lianxi.apps.meetings.selectors import silent_on_topics
from lianxi.apps.meetings.services import (
    go_on,
    merge_topics,
    pass_topics,
    propose_topic,
    set_agenda,
    set_topics_due,
    split_topic,
    withdraw_topic,
)
from lianxi.apps.notices.models import Notice
from lianxi.kernel.access import Role
from lianxi.kernel.rules.conference_year import Stage
from lianxi.web.day import today
from tests.apps.accounts.people import make_account
from tests.apps.mechanisms.people import clerk
from tests.apps.meetings.walking import ONE_DAY, REAL, RIVER, Ring, back_at, both_circles, further, refused, stand_on

pytestmark = pytest.mark.usefixtures("circles")
WHY = "示例：两项都谈岸线"


@pytest.fixture(scope="module", autouse=True)
def _walked(walk: Callable[[Stage], None]) -> None:
    walk(Stage.TOPICS)


def propose(one: Conference, body: str, title: str = "示例：岸线共管") -> Topic:
    return propose_topic(conference=one, body=body, title=title, actor=clerk(body))


@both_circles
def test_a_party_proposes_for_itself_and_for_nobody_else(ring: Ring) -> None:
    one, (first, second) = back_at(ring), ring.parties[:2]
    topic = propose(one, first)
    assert (topic.by, topic.on, topic.backdated) == ("示例·联络员", date(2024, 3, 1), False)
    refused("role_required", propose_topic, conference=one, body=second, title="示例", actor=clerk(first))


def test_a_body_of_another_circle_is_no_party() -> None:
    one = back_at(REAL)
    refusal = refused("a_party", propose_topic, conference=one, body="990100", title="示例", actor=clerk("990100"))
    assert "990100" in refusal.reason


@both_circles
def test_the_same_topic_twice_is_told_when_it_came_and_changes_nothing(ring: Ring) -> None:
    one, body = back_at(ring), ring.parties[0]
    propose(one, body)
    refusal = refused(
        "topic_once", propose_topic, conference=one, body=body, title=" 示例：岸线共管 ", actor=clerk(body)
    )
    assert "2024-03-01" in refusal.reason
    assert one.topics.count() == 1
    propose(one, ring.parties[1])  # another party may mean the same


@both_circles
def test_a_topic_taken_back_may_be_proposed_again(ring: Ring) -> None:
    one, body = back_at(ring), ring.parties[0]
    withdraw_topic(topic=propose(one, body), actor=clerk(body), reason="示例：再斟酌")
    propose(one, body)
    assert list(one.topics.values_list("state", flat=True)) == [TopicState.WITHDRAWN, TopicState.PROPOSED]
    assert one.topics.first().state_reason == "示例：再斟酌"


@both_circles
def test_having_no_topic_is_an_answer_and_silence_is_not(ring: Ring) -> None:
    one, (first, second, third) = back_at(ring), ring.parties[:3]
    propose(one, first)
    pass_topics(conference=one, body=second, actor=clerk(second))
    assert silent_on_topics(one)[0] == third
    refused("already_passed", pass_topics, conference=one, body=second, actor=clerk(second))
    refused("no_topic_yet", pass_topics, conference=one, body=first, actor=clerk(first))
    propose(one, second)
    assert not one.without_topic.exists()


@both_circles
def test_a_silent_party_is_waited_for_until_the_last_day(ring: Ring) -> None:
    one, last = back_at(ring), ring.parties[-1]
    for body in ring.parties[:-1]:
        propose(one, body)
    stand_on(ring.topics_due)
    refusal = refused("topics_answered", go_on, conference=one, actor=ring.office)
    assert ring.topics_due.isoformat() in refusal.remedy
    pass_topics(conference=one, body=last, actor=clerk(last))
    assert go_on(conference=one, actor=ring.office).step is Stage.OFFICE


@both_circles
def test_the_reason_of_a_merge_reaches_the_proposer_as_a_notice(ring: Ring) -> None:
    one, (first, second, third) = back_at(ring), ring.parties[:3]
    told, kept = make_account("told", second, Role.CLERK), make_account("kept", third, Role.CLERK)
    into, other = propose(one, first), propose(one, second)
    merge_topics(into=into, topics=[into, other], actor=ring.office, reason=WHY)
    other.refresh_from_db()
    assert (other.state, other.merged_into, other.state_reason) == (TopicState.MERGED, into, WHY)
    notice = told.notices.get()
    assert notice.title.endswith("议题已合并")
    assert WHY in notice.text
    assert not kept.notices.exists()


@both_circles
def test_a_merge_needs_two_topics_a_reason_and_the_joint_office(ring: Ring) -> None:
    one, (first, second) = back_at(ring), ring.parties[:2]
    into, other = propose(one, first), propose(one, second)
    refused("two_topics", merge_topics, into=into, topics=[into], actor=ring.office, reason=WHY)
    refused("reason_given", merge_topics, into=into, topics=[other], actor=ring.office, reason="")
    refused("role_required", merge_topics, into=into, topics=[other], actor=clerk(first), reason=WHY)
    assert one.topics.filter(state=TopicState.PROPOSED).count() == 2


@both_circles
def test_what_was_merged_into_a_merged_topic_comes_along(ring: Ring) -> None:
    one = back_at(ring)
    first, second, third = (propose(one, body) for body in ring.parties[:3])
    merge_topics(into=second, topics=[third], actor=ring.office, reason=WHY)
    merge_topics(into=first, topics=[second], actor=ring.office, reason=WHY)
    assert {topic.pk for topic in first.merged.all()} == {second.pk, third.pk}
    refused("topic_open", merge_topics, into=second, topics=[first], actor=ring.office, reason=WHY)


@both_circles
def test_a_merge_undone_leaves_two_topics_again(ring: Ring) -> None:
    one, (first, second) = back_at(ring), ring.parties[:2]
    into, other = propose(one, first), propose(one, second)
    merge_topics(into=into, topics=[other], actor=ring.office, reason=WHY)
    refused("not_merged_into", withdraw_topic, topic=into, actor=clerk(first), reason="示例")
    split_topic(topic=other, actor=ring.office, reason="示例：并错了")
    assert not one.topics.exclude(state=TopicState.PROPOSED).exists()
    refused("merged", split_topic, topic=other, actor=ring.office, reason="示例")


@both_circles
def test_a_topic_on_the_agenda_is_neither_taken_back_nor_merged(ring: Ring) -> None:
    one = further(ring, back_at(ring), Stage.TOPICS)
    first, second = one.topics.all()[:2]
    refused("not_on_agenda", withdraw_topic, topic=first, actor=clerk(first.body_id), reason="示例")
    refused("not_on_agenda", merge_topics, into=first, topics=[second], actor=ring.office, reason=WHY)
    set_agenda(conference=one, lines=[], version=one.agenda_version, actor=ring.office)
    merge_topics(into=first, topics=[second], actor=ring.office, reason=WHY)


def test_once_the_notice_is_being_written_topics_are_closed() -> None:
    one = back_at(RIVER)
    for stage in (Stage.TOPICS, Stage.OFFICE):
        one = further(RIVER, one, stage)
    given = {"conference": one, "body": "990200", "actor": clerk("990200")}
    refusal = refused("step", propose_topic, title="示例：晚到的议题", **given)
    assert "“通知”环节" in refusal.reason


@both_circles
def test_the_last_day_for_topics_moves_with_a_reason_that_all_parties_read(ring: Ring) -> None:
    one, later = back_at(ring), ring.topics_due + ONE_DAY
    make_account("told", ring.others[0], Role.CLERK)
    moved = set_topics_due(conference=one, topics_due=later, actor=ring.office, reason=WHY)
    assert moved.topics_due == later
    assert WHY in Notice.objects.filter(account__username="told").latest("id").text


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_the_last_day_for_topics_is_not_moved_into_the_past(days: int) -> None:
    one, day = back_at(REAL), today() + days * ONE_DAY
    if days < 0:
        refused("topics_due_ahead", set_topics_due, conference=one, topics_due=day, actor=REAL.office, reason=WHY)
    else:
        assert set_topics_due(conference=one, topics_due=day, actor=REAL.office, reason=WHY).topics_due == day

"""The agenda, day and place: written by one clerk at a time, begun with what is open from before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from lianxi.apps.meetings.models import AgendaItem, Conference, FollowUp, ItemKind, TopicState
from lianxi.apps.meetings.services import (
    Line,
    accept_host,
    cast_vote,
    close_follow_up,
    go_on,
    open_conference,
    propose_topic,
    set_agenda,
    set_time,
    step_back,
    submit_follow_up,
)
from lianxi.kernel.rules.conference_year import Stage
from tests.apps.mechanisms.people import clerk
from tests.apps.meetings.walking import (
    REAL,
    RIVER,
    Ring,
    back_at,
    both_circles,
    check_in_people,
    further,
    line_of,
    refused,
    stand_on,
)

pytestmark = pytest.mark.usefixtures("circles")


@pytest.fixture(scope="module", autouse=True)
def _walked(walk: Callable[[Stage], None]) -> None:
    walk(Stage.OFFICE)


def lines_of(one: Conference) -> list[Line]:
    return [line_of(item.pk, one) for item in one.items.all()]


def titles(one: Conference) -> list[str]:
    return list(one.items.values_list("title", flat=True))


@both_circles
def test_an_agenda_begins_with_every_topic_that_stands(ring: Ring) -> None:
    one = back_at(ring)
    assert titles(one) == [f"示例议题{body}" for body in ring.parties[:-1]]
    assert [item.lead_id for item in one.items.all()] == list(ring.parties[:-1])


@both_circles
def test_of_two_clerks_the_second_is_refused_and_nothing_is_lost(ring: Ring) -> None:
    one = back_at(ring)
    version, lines = one.agenda_version, lines_of(one)
    set_agenda(conference=one, lines=[*lines, Line("第一人加的")], version=version, actor=ring.office)
    refusal = refused(
        "agenda_changed_meanwhile", set_agenda, conference=one, lines=[*lines, Line("第二人加的")], version=version,
        actor=ring.office,
    )  # fmt: skip
    assert f"已经改到第{version + 1}稿" in refusal.reason
    assert titles(one)[-1] == "第一人加的"
    set_agenda(conference=one, lines=[*lines_of(one), Line("第二人加的")], version=version + 1, actor=ring.office)
    assert titles(one)[-2:] == ["第一人加的", "第二人加的"]


@both_circles
def test_lines_in_another_order_are_the_same_items_with_new_numbers(ring: Ring) -> None:
    one = back_at(ring)
    before = list(one.items.values_list("pk", "topic"))
    set_agenda(conference=one, lines=lines_of(one)[::-1], version=one.agenda_version, actor=ring.office)
    assert list(one.items.values_list("pk", "topic")) == before[::-1]
    assert list(one.items.values_list("number", flat=True)) == list(range(1, len(before) + 1))


@both_circles
def test_an_item_left_out_goes_and_its_topic_stays(ring: Ring) -> None:
    one = back_at(ring)
    first, *rest = lines_of(one)
    topic = one.items.get(pk=first.item).topic
    one = set_agenda(conference=one, lines=rest, version=one.agenda_version, actor=ring.office)
    assert first.title not in titles(one)
    topic.refresh_from_db()
    assert topic.state == TopicState.PROPOSED
    back = Line(topic.title, topic=topic.pk)
    set_agenda(conference=one, lines=[*rest, back], version=one.agenda_version, actor=ring.office)
    assert topic.items.get().number == len(rest) + 1


@pytest.mark.parametrize(("line", "guard"), [
    (Line("示例", lead="000000"), "a_party"),
    (Line("示例", kind="song"), "known_kind"),
    (Line("长" * 121), "title_length"),
])  # fmt: skip
def test_a_line_that_says_something_wrong_is_refused_by_its_number(line: Line, guard: str) -> None:
    one = back_at(REAL)
    before = titles(one)
    given = {"lines": [Line("好的一项"), line], "version": one.agenda_version, "actor": REAL.office}
    assert "第2项" in refused(guard, set_agenda, conference=one, **given).reason
    assert titles(one) == before


def test_empty_lines_are_passed_over_and_sixty_are_enough() -> None:
    one = back_at(REAL)
    one = set_agenda(conference=one, lines=[Line(" "), Line("一项")], version=one.agenda_version, actor=REAL.office)
    assert titles(one) == ["一项"]
    many = {"lines": [Line(str(number)) for number in range(61)], "version": one.agenda_version}
    refused("items_too_many", set_agenda, conference=one, actor=REAL.office, **many)


def test_the_same_topic_or_item_twice_is_refused() -> None:
    one = back_at(REAL)
    item = one.items.first()
    for twice in ([line_of(item.pk, one)] * 2, [Line("甲", topic=item.topic_id), Line("乙", topic=item.topic_id)]):
        given = {"lines": twice, "version": one.agenda_version, "actor": REAL.office}
        refused("once_each", set_agenda, conference=one, **given)


def test_a_topic_that_another_line_holds_already_is_refused() -> None:
    one = back_at(REAL)
    kept, topic = line_of(one.items.first().pk, one), one.items.first().topic_id
    given = {"lines": [kept, Line("又一项", topic=topic)], "version": one.agenda_version, "actor": REAL.office}
    refused("once_each", set_agenda, conference=one, **given)


@both_circles
def test_open_follow_ups_come_back_by_themselves_and_closed_ones_do_not(ring: Ring) -> None:
    first = ring.conference
    tasks = [handed_over(first, number, ring) for number in (1, 2)]
    submit_follow_up(task=tasks[1], evidence="示例：已办", actor=clerk(ring.host))
    close_follow_up(task=tasks[1], body=ring.others[0], actor=clerk(ring.others[0]))
    Conference.objects.filter(pk=first.pk).update(stage=Stage.ARCHIVED)
    second = following(ring)
    returned = second.items.filter(follow_up__isnull=False)
    assert [(item.follow_up, item.kind, item.lead_id) for item in returned] == [
        (tasks[0], ItemKind.REPORT, ring.host)
    ]  # fmt: skip
    assert second.items.first().title == f"上次交办事项办理情况：{tasks[0].title}"


def handed_over(one: Conference, number: int, ring: Ring) -> FollowUp:
    """A task written as a row; the conference is no further than its office meeting."""
    return FollowUp.objects.create(
        conference=one, number=number, title=f"示例交办{number}", lead_id=ring.host, due=date(2024, 12, 1)
    )


def following(ring: Ring) -> Conference:
    """The conference after the one of this file, at its office meeting."""
    two = open_conference(circle=ring.slug, actor=ring.office, topics_due=date(2024, 12, 30))
    accept_host(conference=two, body=two.host_id, actor=clerk(two.host_id))
    go_on(conference=two, actor=ring.office)
    stand_on(date(2024, 12, 31))
    return go_on(conference=two, actor=ring.office)


@both_circles
def test_a_topic_that_came_in_between_is_not_wiped_out_by_a_page_opened_before(ring: Ring) -> None:
    one = back_at(ring)
    version, lines, late = one.agenda_version, lines_of(one), ring.parties[-1]
    step_back(conference=one, actor=ring.office, reason="示例：漏了一家")
    propose_topic(conference=one, body=late, title="示例：补报的议题", actor=clerk(late))
    go_on(conference=one, actor=ring.office)
    refused("agenda_changed_meanwhile", set_agenda, conference=one, lines=lines, version=version, actor=ring.office)
    assert titles(one)[-1] == "示例：补报的议题"


def test_an_item_that_was_voted_on_stays_on_the_agenda_after_a_step_back() -> None:
    one = back_at(RIVER)
    for stage in (Stage.OFFICE, Stage.NOTICE, Stage.RECEIPTS):
        one = further(RIVER, one, stage)
    check_in_people(one, "990100", 2)
    item = one.items.get(kind=ItemKind.VOTE)
    cast_vote(item=item, body="990100", actor=clerk("990100"), in_favour=2)
    one = step_back(conference=one, actor=RIVER.office, reason="示例：漏了一项")
    others = [line for line in lines_of(one) if line.item != item.pk]
    given = {"conference": one, "version": one.agenda_version, "actor": RIVER.office}
    refused("item_untouched", set_agenda, lines=others, **given)
    set_agenda(lines=[line_of(item.pk, one)], **given)
    assert AgendaItem.objects.get(conference=one).votes.count() == 1


@both_circles
def test_day_and_place_are_settled_and_a_window_that_is_only_usual_does_not_bind(ring: Ring) -> None:
    one = back_at(ring)
    one = set_time(conference=one, held_from=date(2024, 12, 5), place=" 示例会堂 ", actor=ring.office)
    assert (one.held_from, one.held_to, one.place) == (date(2024, 12, 5), date(2024, 12, 5), "示例会堂")


@pytest.mark.parametrize(("first", "days", "guard"), [
    (date(2024, 9, 12), -1, "days_in_order"),
    (date(2024, 9, 12), 10, "days_too_many"),
    (date(2024, 2, 29), 0, "day_ahead"),
    (date(2025, 1, 2), 0, "same_year"),
])  # fmt: skip
def test_days_that_cannot_be_are_refused(first: date, days: int, guard: str) -> None:
    one = back_at(REAL)
    given = {"conference": one, "held_from": first, "held_to": first + timedelta(days=days), "actor": REAL.office}
    refused(guard, set_time, place="示例会堂", **given)
    assert REAL.conference.held_from is None


def test_a_place_is_named() -> None:
    given = {"conference": back_at(REAL), "held_from": date(2024, 9, 12), "actor": REAL.office}
    assert "地点" in refused("reason_given", set_time, place="", **given).reason


@both_circles
def test_without_agenda_day_and_place_no_notice_is_written(ring: Ring) -> None:
    one = back_at(ring)
    one = set_agenda(conference=one, lines=[], version=one.agenda_version, actor=ring.office)
    refusal = refused("agenda_set", go_on, conference=one, actor=ring.office)
    assert "议程是空的；会议的时间、地点没有定" in refusal.reason

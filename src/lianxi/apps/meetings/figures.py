"""Figures of a conference 会议数据: each a count of rows on its page, with what is counted and where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from lianxi.apps.meetings.carrying import CARRIED
from lianxi.apps.meetings.models import MEMBERS, Conference, FollowUpState, TopicState
from lianxi.apps.meetings.selectors import present_parties


@dataclass(frozen=True)
class Figure:
    """One figure: what it counts, the number, what else to know, and the anchor of the rows that were counted."""

    label: str
    value: int
    unit: str
    note: str
    anchor: str


def figures_of(conference: Conference) -> list[Figure]:
    """Parties, people, topics, items, notice and follow-ups, as the rows say today."""
    people, topics = conference.attendees.filter(checked_in_on__isnull=False), conference.topics.all()
    items, tasks = conference.items.all(), conference.follow_ups.all()
    merged = topics.filter(state=TopicState.MERGED).count()
    members, leave = people.filter(role__in=MEMBERS).count(), conference.attendees.filter(leave=True).count()
    carried = items.filter(outcome__in=CARRIED).count()
    closed = tasks.filter(state=FollowUpState.CLOSED).count()
    figures = [
        Figure("到会各方", len(present_parties(conference)), "家", "有组成人员签到的参加方", "receipts"),
        Figure("签到", people.count(), "人", f"其中组成人员{members}人；另有请假{leave}人", "receipts"),
        Figure("报送议题", topics.exclude(state=TopicState.WITHDRAWN).count(), "项", f"其中合并{merged}项", "topics"),
        Figure("议定", carried, "项", f"议程{items.count()}项中通过、原则通过的", "results"),
        Figure("交办", tasks.count(), "项", f"其中已办结{closed}项", "follow-ups"),
    ]
    if conference.notice_sent_on and conference.held_from:
        ahead = (conference.held_from - conference.notice_sent_on).days
        figures.insert(2, Figure("提前通知", ahead, "天", "首次通知日至会议开始日", "calls"))
    return figures

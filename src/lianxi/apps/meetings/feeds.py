"""Calendar feeds 日程订阅: conferences and their days of notice, for one body or a whole circle.

A calendar program cannot sign in, so the address itself is the key: it names a
body and a circle and is signed with the key of this install. It shows titles,
days and places only, never people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.core import signing
from django.http import Http404

from lianxi.apps.bodies.selectors import circles_of
from lianxi.apps.meetings.models import Conference, FollowUp, FollowUpState
from lianxi.apps.meetings.selectors import parties_of
from lianxi.apps.meetings.services.calling import latest_notice
from lianxi.exporters.ics import CalendarEvent
from lianxi.kernel.rules.conference_year import Stage

SALT = "lianxi.meetings.feed"


@dataclass(frozen=True)
class Feed:
    """What a feed shows: a circle, and a body whose own tasks are in it; "" for the circle alone."""

    circle: str
    body: str = ""

    @property
    def token(self) -> str:
        """The part of the address that cannot be guessed."""
        return signing.dumps([self.circle, self.body], salt=SALT)


def feed_of(token: str, on: date) -> Feed:
    """The feed an address stands for; 404 for a wrong address, or a body that is no longer a member."""
    try:
        circle, body = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        raise Http404(token) from None
    if body and not circles_of(body, on).filter(pk=circle).exists():
        raise Http404(token)
    return Feed(circle, body)


def events_of(feed: Feed, base: str) -> list[CalendarEvent]:
    """Conferences, latest days of notice, days for topics; for a body its open tasks too. `base`: the site."""
    rows = Conference.objects.filter(circle=feed.circle).select_related("circle", "host")
    events = [event for row in rows for event in _of_conference(row, base)]
    tasks = FollowUp.objects.filter(lead=feed.body, conference__circle=feed.circle).exclude(state=FollowUpState.CLOSED)
    return events + [_of_task(task, base) for task in tasks.select_related("conference")]


def changed_at(feed: Feed) -> datetime:
    """When the feed last changed, as far as moves tell; a fixed moment for an empty one."""
    row = Conference.objects.filter(circle=feed.circle).order_by("-moves__made_at").values("moves__made_at").first()
    return (row and row["moves__made_at"]) or datetime(2020, 1, 1, tzinfo=UTC)


def _of_conference(row: Conference, base: str) -> list[CalendarEvent]:
    url = f"{base}{row.get_absolute_url()}"
    events = []
    if row.held_from:
        settled = row.recorded or row.step.reached(Stage.RECEIPTS)
        events.append(
            CalendarEvent(
                f"{row.slug}@lianxi", row.title, row.held_from, row.held_to or row.held_from, row.place,
                f"参加：{'、'.join(body.short_name for body in parties_of(row))}", url, tentative=not settled,
            )
        )  # fmt: skip
    latest = latest_notice(row) if not row.recorded and not row.notice_sent_on else None
    if latest:
        day, why = latest.due.due, f"{latest.rule.force.label}：{latest.clause}"
        events.append(CalendarEvent(f"{row.slug}-notice@lianxi", f"最迟通知：{row.title}", day, day, "", why, url))
    if row.topics_due and not row.step.reached(Stage.OFFICE):
        day = row.topics_due
        events.append(CalendarEvent(f"{row.slug}-topics@lianxi", f"议题截止：{row.title}", day, day, "", "", url))
    return events


def _of_task(task: FollowUp, base: str) -> CalendarEvent:
    url = f"{base}{task.conference.get_absolute_url()}follow-ups/{task.number}/"
    title = f"交办时限：{task.title}"
    return CalendarEvent(f"{task.conference.slug}-task-{task.number}@lianxi", title, task.due, task.due, "", "", url)

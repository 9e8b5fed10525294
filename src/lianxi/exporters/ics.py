"""A calendar 日程 as RFC 5545, to be subscribed to: whole days only, so that no time zone can move them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, vText

from lianxi.exporters.typesetting import printable

MAKER = "-//lianxi//calendar//ZH"
ZONE = "Asia/Shanghai"
ASK_AGAIN = timedelta(hours=6)
_COUNT_FROM = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class CalendarEvent:
    """Something from `first` to `last`, both days included.

    uid:       stays the same when the event changes, so that programs change it instead of adding one.
    place:     "" for what happens nowhere, such as a deadline; it then takes up nobody's day.
    tentative: not settled yet.
    """

    uid: str
    title: str
    first: date
    last: date
    place: str = ""
    text: str = ""
    url: str = ""
    tentative: bool = False


def render_calendar(name: str, events: Iterable[CalendarEvent], *, stamp: datetime) -> bytes:
    """The calendar; `stamp`: when its content last changed, with its zone. Later stamps overrule earlier ones."""
    if stamp.tzinfo is None:
        raise ValueError("stamp needs a time zone")
    moment = stamp.astimezone(UTC).replace(microsecond=0)
    calendar = Calendar()
    for key, value in (
        ("prodid", MAKER), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"),
        ("name", vText(_one_line(name))), ("x-wr-calname", vText(_one_line(name))), ("x-wr-timezone", ZONE),
    ):  # fmt: skip
        calendar.add(key, value)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(_event(event, moment))
    return calendar.to_ical()


def _event(event: CalendarEvent, moment: datetime) -> Event:
    made = Event()
    made.add("uid", _one_line(event.uid))
    made.add("dtstamp", moment)
    made.add("last-modified", moment)
    made.add("sequence", max(0, (moment - _COUNT_FROM) // timedelta(minutes=1)))
    made.add("dtstart", event.first)
    made.add("dtend", max(event.first, event.last) + timedelta(days=1))  # the day after the last one
    made.add("summary", _one_line(event.title))
    made.add("status", "TENTATIVE" if event.tentative else "CONFIRMED")
    made.add("transp", "OPAQUE" if event.place else "TRANSPARENT")
    if event.place:
        made.add("location", _one_line(event.place))
    if event.text:
        made.add("description", printable(event.text))
    if event.url:
        made.add("url", "".join(printable(event.url).split()))
    return made


def _one_line(text: str) -> str:
    return " ".join(printable(text).split("\n"))

"""A calendar can be subscribed to: whole days, stable names, nothing smuggled in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from lianxi.exporters.ics import CalendarEvent, render_calendar

STAMP = datetime(2024, 9, 1, 8, 30, tzinfo=UTC)
MEETING = CalendarEvent(
    "2024-3@lianxi",
    "第三次联席会议",
    date(2024, 9, 20),
    date(2024, 9, 21),
    "甲市",
    "参加：甲、乙；丙",
    "https://example.org/a/",
)


def read(*events: CalendarEvent, stamp: datetime = STAMP) -> Calendar:
    return Calendar.from_ical(render_calendar("示例圈,会议", events, stamp=stamp))


def test_an_event_covers_its_last_day() -> None:
    (event,) = read(MEETING).walk("VEVENT")
    assert event.decoded("dtstart") == date(2024, 9, 20)
    assert event.decoded("dtend") == date(2024, 9, 22)


def test_what_is_given_is_read_back() -> None:
    (event,) = read(MEETING).walk("VEVENT")
    said = {key: str(event[key]) for key in ("uid", "summary", "location", "description", "url", "status")}
    assert said == {
        "uid": "2024-3@lianxi", "summary": "第三次联席会议", "location": "甲市", "description": "参加：甲、乙；丙",
        "url": "https://example.org/a/", "status": "CONFIRMED",
    }  # fmt: skip
    assert event.decoded("dtstamp") == STAMP


def test_what_is_not_settled_is_tentative_and_a_deadline_takes_up_nobodys_day() -> None:
    day = date(2024, 9, 13)
    meeting, deadline = read(
        CalendarEvent("a", "会议", day, day, "甲市", tentative=True), CalendarEvent("b", "最迟通知", day, day)
    ).walk("VEVENT")
    assert (str(meeting["status"]), str(meeting["transp"])) == ("TENTATIVE", "OPAQUE")
    assert (str(deadline["status"]), str(deadline["transp"])) == ("CONFIRMED", "TRANSPARENT")


def test_the_calendar_has_a_name_and_the_zone_of_shanghai() -> None:
    content = render_calendar("示例圈,会议", [], stamp=STAMP).decode()
    assert "X-WR-CALNAME:示例圈\\,会议\r\n" in content
    assert "X-WR-TIMEZONE:Asia/Shanghai\r\n" in content
    assert "METHOD:PUBLISH\r\n" in content


def test_a_later_stamp_overrules_an_earlier_one() -> None:
    first, second = (read(MEETING, stamp=STAMP + timedelta(hours=hours)).walk("VEVENT")[0] for hours in (0, 1))
    assert second["sequence"] > first["sequence"] >= 0
    assert first["uid"] == second["uid"]


def test_the_same_events_give_the_same_bytes() -> None:
    assert render_calendar("a", [MEETING], stamp=STAMP) == render_calendar("a", [MEETING], stamp=STAMP)


def test_no_text_can_add_lines_of_its_own() -> None:
    evil = "x\r\nEND:VEVENT\nBEGIN:VEVENT\rATTACH:evil\x00\u2028ATTACH:evil"
    day = date(2024, 9, 20)
    content = render_calendar(evil, [CalendarEvent(evil, evil, day, day, evil, evil, evil)], stamp=STAMP)
    assert content.count(b"\nBEGIN:VEVENT") == content.count(b"\nEND:VEVENT") == 1
    assert b"\nATTACH" not in content


def test_lines_are_folded_at_75_bytes() -> None:
    day = date(2024, 9, 20)
    content = render_calendar("a", [CalendarEvent("a", "中" * 100, day, day)], stamp=STAMP)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert str(Calendar.from_ical(content).walk("VEVENT")[0]["summary"]) == "中" * 100


def test_a_stamp_without_a_zone_is_an_error() -> None:
    with pytest.raises(ValueError, match="time zone"):
        render_calendar("a", [], stamp=datetime(2024, 9, 1))  # noqa: DTZ001

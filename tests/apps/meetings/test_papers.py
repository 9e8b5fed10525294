"""Papers say what the rows say, in Word and PDF opened again; the pack holds them; a feed is read again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import Http404
from icalendar import Calendar

from lianxi.apps.meetings.documents import document_of
from lianxi.apps.meetings.feeds import Feed, feed_of
from lianxi.apps.meetings.papers import PAPERS
from lianxi.apps.meetings.services import correct_call, set_time
from lianxi.apps.meetings.views.papers import feed, paper
from lianxi.exporters.docx import render_docx
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.conference_year import Stage
from tests.apps.meetings.reading import words_of_docx
from tests.apps.meetings.walking import REAL, Ring, back_at, both_circles
from tests.apps.permissions.calls import request

pytestmark = pytest.mark.usefixtures("circles")
CODES = [code for code, _, _ in PAPERS]


@pytest.fixture(scope="module", autouse=True)
def _walked(walk: Callable[[Stage], None]) -> None:
    walk(Stage.RECEIPTS)


@both_circles
def test_the_notice_says_what_went_out_and_keeps_saying_it_when_the_day_is_changed(ring: Ring) -> None:
    one = back_at(ring)
    later = ring.held.replace(day=ring.held.day - 1)
    before = words_of_docx(render_docx(document_of(one, "notice")))
    set_time(conference=one, held_from=later, place="示例新会堂", actor=ring.office)
    assert "示例会堂" in before
    assert words_of_docx(render_docx(document_of(one, "notice"))) == before


def test_a_correction_names_its_reason_and_the_new_place() -> None:
    one = back_at(REAL)
    set_time(conference=one, held_from=REAL.held, place="示例新会堂", actor=REAL.office)
    correct_call(conference=one, actor=REAL.office, reason="示例：会堂检修", how="函")
    text = words_of_docx(render_docx(document_of(one, "notice")))
    assert "示例新会堂" in text
    assert "示例：会堂检修" in text


def test_a_paper_that_does_not_exist_yet_says_what_to_do() -> None:
    with pytest.raises(Refused) as refusal:
        document_of(back_at(REAL), "minutes")
    assert refusal.value.remedy


def test_a_paper_of_a_later_step_is_not_there_yet() -> None:
    with pytest.raises(Http404):
        paper(request(REAL.office, path="/"), slug=back_at(REAL).slug, paper="minutes", shape="docx")


def test_a_feed_is_read_again_and_shows_no_people() -> None:
    back_at(REAL)
    answer = feed(request(REAL.office, path="/"), token=Feed(REAL.slug, "460200").token)
    found = {str(event["SUMMARY"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert found["第5次联席会议"]["DTSTART"].dt == REAL.held
    assert "示例·" not in answer.content.decode()


def test_a_guessed_address_or_a_body_that_left_gets_no_feed() -> None:
    back_at(REAL)
    for token in ("guessed", Feed(REAL.slug, "990100").token):
        with pytest.raises(Http404):
            feed_of(token, REAL.held)

"""Papers of a conference that is over: the same words in Word and PDF, the pack with its list, tasks in a feed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest

from lianxi.apps.meetings.documents import document_of
from lianxi.apps.meetings.feeds import Feed, events_of
from lianxi.apps.meetings.papers import PAPERS
from lianxi.apps.meetings.services import assign_follow_up
from lianxi.apps.meetings.views.papers import pack
from lianxi.exporters.docx import render_docx
from lianxi.exporters.pdf import render_pdf
from lianxi.kernel.rules.conference_year import Stage
from tests.apps.meetings.reading import words_of_docx, words_of_pdf
from tests.apps.meetings.walking import REAL, RINGS, RIVER, Ring, both_circles, further
from tests.apps.permissions.calls import request
from tests.fonts import need_chinese_font

pytestmark = pytest.mark.usefixtures("circles")
CODES = [code for code, _, _ in PAPERS]


@pytest.fixture(scope="module", autouse=True)
def _walked(walk: Callable[[Stage], None], django_db_blocker: pytest.FixtureRequest) -> None:
    """Both conferences taken to the end, with a task."""
    walk(Stage.FOLLOW_UPS)
    with django_db_blocker.unblock():
        for ring in RINGS:
            assign_follow_up(
                conference=ring.conference, title="示例：编制清单", lead=ring.parties[1],
                due=ring.held.replace(month=12), actor=ring.office,
            )  # fmt: skip
            further(ring, ring.conference, Stage.FOLLOW_UPS)


@both_circles
@pytest.mark.parametrize("code", CODES)
def test_a_paper_holds_the_same_words_in_word_and_in_pdf_and_is_marked_a_sample(ring: Ring, code: str) -> None:
    need_chinese_font()
    content = document_of(ring.conference, code)
    in_word, in_pdf = words_of_docx(render_docx(content)), words_of_pdf(render_pdf(content))
    assert "样例" in in_word
    assert "样例" in in_pdf
    assert "".join(content.title.split()) in "".join(in_word.split())
    assert "".join(content.title.split()) in in_pdf


def test_the_minutes_print_who_came_who_signed_and_the_heads_of_the_chains() -> None:
    one = RIVER.conference
    text = words_of_docx(render_docx(document_of(one, "minutes")))
    reading = one.readings.get()
    assert reading.heads
    for head in reading.heads:
        assert head["hash"][:32] in text
    for signature in reading.signatures.all():
        assert signature.signer in text
    assert "示例·9901001" in text


def test_the_pack_holds_every_paper_and_a_list_with_hashes() -> None:
    answer = pack(request(RIVER.office, path="/"), slug=RIVER.conference.slug)
    with ZipFile(BytesIO(answer.content)) as archive:
        names = archive.namelist()
        listed = archive.read(names[0]).decode("utf-8-sig")
    for _, label, _ in PAPERS:
        assert any(label in name for name in names), label
        assert label in listed
    assert answer["Content-Disposition"].startswith("attachment")


def test_open_tasks_stand_in_the_feed_of_the_party_that_leads_them_alone() -> None:
    lead, other = REAL.parties[1], REAL.parties[2]
    assert any("交办时限" in event.title for event in events_of(Feed(REAL.slug, lead), ""))
    assert not any("交办时限" in event.title for event in events_of(Feed(REAL.slug, other), ""))

"""Files of a conference: put in by a party, seen by the circle, taken down with a reason that shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.files.models import StoredFile
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.models import Attachment
from lianxi.apps.meetings.services import attach_file, detach_file, record_hand_out
from lianxi.kernel.access import PUBLIC
from lianxi.kernel.rules.conference_year import Stage
from tests.apps.mechanisms.people import clerk
from tests.apps.meetings.walking import REAL, Ring, back_at, both_circles, refused

pytestmark = pytest.mark.usefixtures("circles")


@pytest.fixture(scope="module", autouse=True)
def _walked(walk: Callable[[Stage], None]) -> None:
    walk(Stage.TOPICS)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path


def attach(ring: Ring, body: str) -> Attachment:
    content = "示例材料".encode()
    return attach_file(conference=back_at(ring), body=body, content=content, name="材料.txt", actor=clerk(body))


@both_circles
def test_a_file_stands_at_the_step_it_was_put_in_and_is_kept_for_the_circle(ring: Ring) -> None:
    row = attach(ring, ring.parties[1])
    file = StoredFile.objects.get(pk=row.file)
    assert (row.stage, row.body_id, file.circle, file.visibility) == (
        "topics", ring.parties[1], ring.slug, "circle"
    )  # fmt: skip
    assert Entry.objects.get(act=acts.ATTACH.code).after["sha256"] == file.sha256


@both_circles
def test_only_its_own_party_takes_a_file_down_once_and_with_a_reason(ring: Ring) -> None:
    first, second = ring.parties[:2]
    row = attach(ring, first)
    refused("role_required", detach_file, attachment=row, actor=clerk(second), reason="示例")
    refused("reason_given", detach_file, attachment=row, actor=clerk(first), reason="")
    row = detach_file(attachment=row, actor=clerk(first), reason="示例：换新稿")
    assert (row.withdrawn_on, row.withdrawn_why) == (row.on, "示例：换新稿")
    refused("still_there", detach_file, attachment=row, actor=clerk(first), reason="示例")
    assert StoredFile.objects.filter(pk=row.file).exists()


def test_nobody_puts_files_in_for_others_or_from_outside() -> None:
    one = back_at(REAL)
    given = {"conference": one, "content": b"x", "name": "x.txt"}
    refused("role_required", attach_file, body="460200", actor=clerk("469028"), **given)
    refused("a_party", attach_file, body="990100", actor=clerk("990100"), **given)
    assert not StoredFile.objects.exists()


@both_circles
def test_what_leaves_the_house_is_recorded_with_whom(ring: Ring) -> None:
    one, body = back_at(ring), ring.parties[2]
    record_hand_out(conference=one, what="会议材料", actor=clerk(body))
    entry = Entry.objects.get(act=acts.DOWNLOAD_PACK.code)
    assert (entry.body, entry.after) == (body, {"file": "会议材料"})
    for actor in (PUBLIC, clerk("990100" if ring is REAL else "460200")):
        refused("role_required", record_hand_out, conference=one, what="会议材料", actor=actor)

"""The minutes: drafted from what was entered, signed by whoever was there, changed only in the open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.files.models import StoredFile
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.models import Conference, Signature
from lianxi.apps.meetings.services import (
    change_minutes,
    draft_minutes,
    go_on,
    sign_for,
    sign_minutes,
)
from lianxi.apps.meetings.views.results import change_minutes_page
from lianxi.kernel.access import Role
from lianxi.kernel.rules.conference_year import Stage
from tests.apps.accounts.people import make_account
from tests.apps.mechanisms.people import clerk
from tests.apps.meetings.walking import (
    RINGS,
    RIVER,
    Ring,
    back_at,
    both_circles,
    check_in_people,
    leader,
    refused,
    settle_items,
)
from tests.apps.permissions.calls import request

pytestmark = pytest.mark.usefixtures("circles")
SCAN = b"%PDF-1.4 example\n"


@pytest.fixture(scope="module", autouse=True)
def _walked(walk: Callable[[Stage], None], django_db_blocker: pytest.FixtureRequest) -> None:
    """At the minutes; the last party of each circle stayed away."""
    walk(Stage.MEETING)
    with django_db_blocker.unblock():
        for ring in RINGS:
            _hold_without_the_last(ring)


def _hold_without_the_last(ring: Ring) -> None:
    one = back_at(ring)
    for body in ring.parties[:-1]:
        check_in_people(one, body)
    settle_items(ring, one)
    go_on(conference=one, actor=ring.office)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path


def drafted(ring: Ring) -> Conference:
    one = back_at(ring)
    draft_minutes(conference=one, actor=ring.office)
    return one


def sign(one: Conference, body: str, number: int = 1) -> Signature:
    return sign_minutes(conference=one, body=body, number=number, actor=leader(body))


def change(one: Conference, ring: Ring, number: int = 1) -> int:
    text = one.readings.get(number=number).text + "\n示例：补一句。"
    reading = change_minutes(conference=one, number=number, text=text, actor=ring.office, reason="示例：补一句")
    return reading.number


@both_circles
def test_a_draft_says_what_was_entered_and_nothing_else(ring: Ring) -> None:
    one = drafted(ring)
    text = one.readings.get().text
    assert f"{len(ring.parties) - 1}家参加" in text
    assert all(item.title in text for item in one.items.all())
    assert "示例会堂" in text
    refused("drafted_once", draft_minutes, conference=one, actor=ring.office)


@both_circles
def test_a_reading_says_where_the_audit_chains_of_the_parties_stood(ring: Ring) -> None:
    heads = drafted(ring).readings.get().heads
    assert {head["chain"] for head in heads} == set(ring.parties)
    assert all(len(head["hash"]) == 64 for head in heads)


@both_circles
def test_a_body_that_was_absent_cannot_sign(ring: Ring) -> None:
    one, absent = drafted(ring), ring.parties[-1]
    refusal = refused("was_present", sign_minutes, conference=one, body=absent, number=1, actor=leader(absent))
    assert "没有人出席" in refusal.reason
    given = {"conference": one, "body": absent, "number": 1, "signer": "示例·某", "scan": SCAN, "name": "签字.pdf"}
    refused("was_present", sign_for, actor=ring.office, **given)
    assert not StoredFile.objects.exists()


@both_circles
def test_leaders_sign_for_their_own_body_and_clerks_do_not(ring: Ring) -> None:
    one, (first, second) = drafted(ring), ring.parties[:2]
    refused("role_required", sign_minutes, conference=one, body=first, number=1, actor=clerk(first))
    refused("role_required", sign_minutes, conference=one, body=second, number=1, actor=leader(first))
    assert sign(one, first).signer == f"示例·{first}领导"
    refused("signed_once", sign_minutes, conference=one, body=first, number=1, actor=leader(first))


@both_circles
def test_a_change_opens_the_signing_again_for_all_and_keeps_the_earlier_reading(ring: Ring) -> None:
    one, (first, *_) = drafted(ring), ring.parties
    told = make_account("told", first, Role.LEADER)
    sign(one, first)
    assert change(one, ring) == 2
    assert not one.readings.get(number=2).signatures.exists()
    assert one.readings.get(number=1).signatures.count() == 1
    assert "须重新签署。理由：示例：补一句" in told.notices.latest("id").text
    refused("minutes_signed", go_on, conference=one, actor=ring.office)
    assert Entry.objects.get(act=acts.CHANGE_MINUTES.code).before["signed"] == [first]


@both_circles
def test_nobody_signs_a_reading_that_is_no_longer_current(ring: Ring) -> None:
    one, body = drafted(ring), ring.parties[0]
    change(one, ring)
    refusal = refused("current_reading", sign_minutes, conference=one, body=body, number=1, actor=leader(body))
    assert "现在是第2稿，没有签署" in refusal.reason
    assert not Signature.objects.exists()


@both_circles
def test_of_two_clerks_who_change_the_same_reading_the_second_is_refused(ring: Ring) -> None:
    one = drafted(ring)
    change(one, ring)
    given = {"conference": one, "number": 1, "text": "示例：另一种改法", "actor": ring.office, "reason": "示例"}
    refused("minutes_changed_meanwhile", change_minutes, **given)
    assert one.readings.count() == 2


@both_circles
def test_a_change_changes_something_and_says_why(ring: Ring) -> None:
    one = drafted(ring)
    same = one.readings.get().text.replace("\n", "\r\n")
    given = {"conference": one, "number": 1, "actor": ring.office}
    refused("something_changed", change_minutes, text=same, reason="示例", **given)
    refused("reason_given", change_minutes, text="示例", reason="", **given)
    refused("reason_given", change_minutes, text=" ", reason="示例", **given)


@both_circles
def test_a_scan_entered_on_behalf_is_kept_and_says_who_entered_it(ring: Ring) -> None:
    one, body = drafted(ring), ring.parties[1]
    told = make_account("told", body, Role.LEADER)
    signature = sign_for(
        conference=one, body=body, number=1, signer="示例·主任", scan=SCAN, name="签字.pdf", actor=ring.office
    )
    file = StoredFile.objects.get(pk=signature.scan)
    assert (signature.signer, signature.by) == ("示例·主任", "示例·联席办")
    assert (file.name, file.size, file.circle) == ("签字.pdf", len(SCAN), ring.slug)
    entry = Entry.objects.get(act=acts.SIGN_FOR.code)
    assert (entry.after["scan"], entry.after["signer"]) == (file.sha256, "示例·主任")
    assert "代录" in told.notices.latest("id").text
    given = {"conference": one, "number": 1, "signer": "示例·某", "scan": SCAN, "name": "签字.pdf"}
    refused("signed_once", sign_for, body=body, actor=ring.office, **given)
    refused("a_party", sign_for, body="000000", actor=ring.office, **given)
    refused("role_required", sign_for, body=ring.parties[0], actor=leader(ring.parties[0]), **given)


@both_circles
def test_a_signature_whose_scan_is_empty_is_not_entered(ring: Ring) -> None:
    one = drafted(ring)
    given = {"conference": one, "number": 1, "signer": "示例·某", "scan": b"", "name": "签字.pdf"}
    refused("file_not_empty", sign_for, body=ring.parties[0], actor=ring.office, **given)
    assert not Signature.objects.exists()


@both_circles
def test_when_all_who_were_there_have_signed_it_goes_on(ring: Ring) -> None:
    one, present = drafted(ring), ring.parties[:-1]
    for body in present[:-1]:
        sign(one, body)
    refusal = refused("minutes_signed", go_on, conference=one, actor=ring.office)
    assert present[-1] not in refusal.reason
    sign(one, present[-1])
    assert go_on(conference=one, actor=ring.office).step is Stage.FOLLOW_UPS


@both_circles
def test_without_a_draft_nothing_is_signed_and_nothing_goes_on(ring: Ring) -> None:
    one, body = back_at(ring), ring.parties[0]
    refused("minutes_drafted", go_on, conference=one, actor=ring.office)
    refused("minutes_drafted", sign_minutes, conference=one, body=body, number=1, actor=leader(body))


def test_what_was_typed_beside_a_newer_reading_is_kept_and_can_be_sent_again() -> None:
    one = back_at(RIVER)
    first = draft_minutes(conference=one, actor=RIVER.office)
    change_minutes(conference=one, number=1, text=f"{first.text}\n示例：甲", reason="示例", actor=RIVER.office)
    given = {"number": "1", "text": f"{first.text}\n示例：乙", "reason": "示例"}
    answer = change_minutes_page(request(RIVER.office, "post", given=given), slug=one.slug)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "示例：甲" in page
    assert "示例：乙" in page
    assert 'name="number" value="2"' in page
    again = change_minutes_page(request(RIVER.office, "post", given={**given, "number": "2"}), slug=one.slug)
    assert again.status_code == 302
    assert one.readings.count() == 3

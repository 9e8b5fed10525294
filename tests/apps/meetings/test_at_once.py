"""Two people act on the same conference at the same moment: one act, one answer for the other."""

from __future__ import annotations

from functools import partial

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.meetings import acts, services
from lianxi.apps.meetings.models import Call, Conference, HostChange, Signature, StageMove
from lianxi.kernel.rules.conference_year import Stage
from tests.apps.accounts.test_at_the_same_moment import both
from tests.apps.mechanisms.people import clerk
from tests.apps.meetings.walking import RIVER, check_in_people, leader, reach, stand_on

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("committed_circles")]


def guards(act: partial[object]) -> list[str]:
    """Let two do the same; the guards that stopped one of them."""
    return [refusal.guard for refusal in both(act, act)]


def test_a_conference_opened_twice_at_once_is_one_conference() -> None:
    act = partial(services.open_conference, circle=RIVER.slug, actor=RIVER.office, year=2024, slot=1)
    assert guards(act) == ["already_open"]
    assert Conference.objects.count() == StageMove.objects.count() == 1


def test_of_two_who_accept_at_once_one_is_told_that_it_was_done() -> None:
    one = reach(RIVER, Stage.OPENED)
    act = partial(services.accept_host, conference=one, body=RIVER.host, actor=clerk(RIVER.host))
    assert guards(act) == ["already_accepted"]
    assert Entry.objects.filter(act=acts.ACCEPT_HOST.code).count() == 1


def test_two_proposals_of_a_change_at_once_are_one() -> None:
    one = reach(RIVER, Stage.OPENED)
    act = partial(
        services.propose_host_change, conference=one, kind="swap", body=RIVER.host, other=RIVER.others[0],
        actor=clerk(RIVER.host), reason="示例",
    )  # fmt: skip
    assert guards(act) == ["change_pending"]
    assert HostChange.objects.count() == 1


def test_a_notice_published_twice_at_once_goes_out_once() -> None:
    one = reach(RIVER, Stage.NOTICE)
    stand_on(RIVER.latest)
    act = partial(services.publish_call, conference=one, actor=RIVER.office, how="书面")
    assert guards(act) == ["already_published"]
    assert Call.objects.count() == 1
    assert StageMove.objects.filter(after=Stage.RECEIPTS).count() == 1
    assert Entry.objects.filter(act=acts.PUBLISH_CALL.code).count() == 1


def test_two_clerks_who_save_the_agenda_at_once_do_not_overwrite_each_other() -> None:
    one = reach(RIVER, Stage.OFFICE)
    saves = [
        partial(
            services.set_agenda, conference=one, lines=[services.Line(title)], version=one.agenda_version,
            actor=RIVER.office,
        )
        for title in ("甲写的", "乙写的")
    ]  # fmt: skip
    assert [refusal.guard for refusal in both(*saves)] == ["agenda_changed_meanwhile"]
    assert one.items.count() == 1


def test_a_check_in_and_a_signature_twice_at_once_count_once() -> None:
    one = reach(RIVER, Stage.MEETING)
    row = one.attendees.filter(body="990200").first()
    assert guards(partial(services.check_in, attendee=row, actor=RIVER.office)) == ["already_checked_in"]
    check_in_people(one, "990100")
    for item in one.items.all():
        services.set_outcome(item=item, outcome="study", actor=RIVER.office)
    assert guards(partial(services.go_on, conference=one, actor=RIVER.office, seen="meeting")) == ["already_moved"]
    services.draft_minutes(conference=one, actor=RIVER.office)
    act = partial(services.sign_minutes, conference=one, body="990100", number=1, actor=leader("990100"))
    assert guards(act) == ["signed_once"]
    assert Signature.objects.count() == 1

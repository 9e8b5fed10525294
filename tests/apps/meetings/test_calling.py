"""The notice: held against the clause day by day, published once and wholly, put right only by another notice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.mechanisms.due import due_items
from lianxi.apps.meetings import acts, journal
from lianxi.apps.meetings.models import Call, Conference
from lianxi.apps.meetings.services import (
    Line,
    calling,
    correct_call,
    give_receipt,
    go_on,
    publish_call,
    remind_silent,
    set_agenda,
    set_time,
    step_back,
)
from lianxi.apps.meetings.services.calling import latest_notice
from lianxi.apps.notices.models import Notice
from lianxi.kernel.access import Role
from lianxi.kernel.rules.conference_year import Stage
from lianxi.web.day import set_demo_day, today
from tests.apps.accounts.people import make_account
from tests.apps.mechanisms.people import clerk
from tests.apps.meetings.walking import (
    ONE_DAY,
    REAL,
    RIVER,
    Ring,
    back_at,
    both_circles,
    five,
    line_of,
    refused,
    stand_on,
)

pytestmark = pytest.mark.usefixtures("circles")
HOW, WHY = "书面通知", "示例：台风改期"


@pytest.fixture(scope="module", autouse=True)
def _walked(walk: Callable[[Stage], None]) -> None:
    walk(Stage.NOTICE)


def publish(one: Conference, ring: Ring, late_reason: str = "", on: date | None = None) -> Call:
    return publish_call(conference=one, actor=ring.office, how=HOW, late_reason=late_reason, on=on)


@both_circles
@pytest.mark.parametrize("before", [1, 0])
def test_on_the_day_before_the_latest_and_on_the_latest_day_notice_is_in_time(ring: Ring, before: int) -> None:
    one = back_at(ring)
    day = ring.latest - before * ONE_DAY
    stand_on(day)
    call = publish(one, ring)
    assert (call.on, call.latest, call.late_days, call.late_reason) == (day, ring.latest, 0, "")
    assert not call.provisional
    assert ring.conference.notice_sent_on == day
    assert ring.conference.step is Stage.RECEIPTS


@pytest.mark.parametrize("late", [1, 3])
def test_where_the_clause_says_usually_a_late_notice_needs_a_reason_that_stays(late: int) -> None:
    one = back_at(REAL)
    stand_on(REAL.latest + late * ONE_DAY)
    refusal = refused("late_reason", publish_call, conference=one, actor=REAL.office, how=HOW)
    assert "“一般”" in refusal.reason
    assert f"已迟{late}天" in refusal.reason
    assert "三(四)" in refusal.source
    call = publish(one, REAL, WHY)
    assert (call.late_days, call.late_reason, call.force) == (late, WHY, "usual")


def test_where_the_clause_says_must_a_late_notice_is_refused_whatever_the_reason() -> None:
    one = back_at(RIVER)
    stand_on(RIVER.latest + ONE_DAY)
    refusal = refused("notice_too_late", publish_call, conference=one, actor=RIVER.office, how=HOW, late_reason=WHY)
    assert "“应当”" in refusal.reason
    assert "10个工作日" in refusal.remedy
    assert "四" in refusal.source
    assert RIVER.conference.step is Stage.NOTICE
    set_time(conference=one, held_from=RIVER.held + 7 * ONE_DAY, place="示例会堂", actor=RIVER.office)
    assert publish(one, RIVER).late_days == 0


def test_nobody_is_late_by_a_day_that_is_only_provisional() -> None:
    one = back_at(RIVER)
    Conference.objects.filter(pk=one.pk).update(year=2027, held_from=date(2027, 3, 17), held_to=date(2027, 3, 17))
    set_demo_day(date(2027, 3, 16))
    latest = latest_notice(RIVER.conference)
    assert latest
    assert (latest.due.provisional, latest.due.due < date(2027, 3, 16)) == (True, True)
    call = publish(one, RIVER)
    assert (call.provisional, call.late_days) == (True, 0)


@both_circles
def test_a_reason_given_for_a_notice_in_time_is_not_kept(ring: Ring) -> None:
    assert publish(back_at(ring), ring, WHY).late_reason == ""


@both_circles
def test_a_notice_goes_out_once(ring: Ring) -> None:
    one = back_at(ring)
    publish(one, ring)
    refusal = refused("already_published", publish_call, conference=one, actor=ring.office, how=HOW)
    assert "没有重复发出" in refusal.reason
    assert one.calls.count() == 1


@both_circles
def test_what_a_notice_said_is_kept_and_everybody_is_told(ring: Ring) -> None:
    one = back_at(ring)
    told = [make_account(f"told-{body}", body, Role.CLERK) for body in ring.parties]
    call = publish(one, ring)
    assert (call.said["host"], call.said["held_from"], call.said["place"]) == (
        ring.host, ring.held.isoformat(), "示例会堂"
    )  # fmt: skip
    assert len(call.said["items"]) == one.items.count()
    assert [account.notices.get().title for account in told] == ["第5次联席会议：会议通知"] * len(told)
    entry = Entry.objects.get(act=acts.PUBLISH_CALL.code)
    assert (entry.clause, entry.body) == (call.clause, ring.seat)


@both_circles
@pytest.mark.parametrize("broken", ["record", "tell_parties", "move"])
def test_a_notice_goes_out_wholly_or_not_at_all(ring: Ring, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one = back_at(ring)
    make_account("told", ring.host, Role.CLERK)
    before = (ring.conference.__dict__ | {"_state": None}, Entry.objects.count(), one.moves.count())

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError("示例：断电")

    monkeypatch.setattr(journal if broken == "record" else calling, broken, fail)
    with pytest.raises(OSError, match="断电"):
        publish(one, ring)
    assert (ring.conference.__dict__ | {"_state": None}, Entry.objects.count(), one.moves.count()) == before
    assert not Call.objects.exists()
    assert not Notice.objects.filter(kind="call").exists()


@both_circles
def test_without_a_host_who_said_yes_no_notice_goes_out(ring: Ring) -> None:
    one = back_at(ring)
    Conference.objects.filter(pk=one.pk).update(host_accepted_on=None)
    refused("host_accepted", publish_call, conference=one, actor=ring.office, how=HOW)
    refused("reason_given", publish_call, conference=one, actor=ring.office, how=" ")


@both_circles
def test_no_notice_goes_out_for_a_day_that_has_passed(ring: Ring) -> None:
    one = back_at(ring)
    stand_on(ring.held + ONE_DAY)
    refused("day_ahead", publish_call, conference=one, actor=ring.office, how=HOW, late_reason=WHY)


def test_a_notice_entered_afterwards_is_marked_and_never_lies_in_the_future() -> None:
    one = back_at(REAL)
    stand_on(REAL.latest + 2 * ONE_DAY)
    refused("future_day", publish_call, conference=one, actor=REAL.office, how=HOW, on=REAL.held)
    # backdating must not be a quiet way round the clause
    refused("reason_given", publish_call, conference=one, actor=REAL.office, how=HOW, on=REAL.latest)
    call = publish(one, REAL, WHY, on=REAL.latest)
    assert (call.on, call.backdated, call.late_days, call.late_reason) == (REAL.latest, True, 0, WHY)


@both_circles
@pytest.mark.parametrize("changed", ["place", "agenda", "day"])
def test_whatever_changes_after_the_notice_forces_a_correction_and_the_first_one_stays(
    ring: Ring, changed: str
) -> None:
    one = back_at(ring)
    first = publish(one, ring)
    said = dict(first.said)
    change(ring, one, changed)
    refused("notice_current", go_on, conference=one, actor=ring.office)
    correction = correct_call(conference=one, actor=ring.office, reason=WHY, how=HOW)
    assert (correction.number, correction.correction) == (2, WHY)
    first.refresh_from_db()
    assert first.said == said
    assert correction.said != said
    assert ring.conference.notice_sent_on == first.on


def change(ring: Ring, one: Conference, what: str) -> None:
    """Change one thing that a notice says."""
    if what == "agenda":
        lines = [*(line_of(item.pk, one) for item in one.items.all()), Line("示例：新的一项")]
        set_agenda(conference=one, lines=lines, version=ring.conference.agenda_version, actor=ring.office)
        return
    later = timedelta(days=7 if what == "day" else 0)
    place = "示例会堂二楼" if what == "place" else "示例会堂"
    set_time(conference=one, held_from=ring.held + later, place=place, actor=ring.office)


@both_circles
def test_nothing_is_corrected_where_nothing_changed_or_no_reason_is_given(ring: Ring) -> None:
    one = back_at(ring)
    given = {"conference": one, "actor": ring.office, "how": HOW}
    refused("step", correct_call, reason=WHY, **given)
    publish(one, ring)
    refused("something_changed", correct_call, reason=WHY, **given)
    refused("reason_given", correct_call, reason="", **given)


@both_circles
def test_after_a_step_back_the_notice_is_published_again_and_the_first_day_stays(ring: Ring) -> None:
    one = back_at(ring)
    first = publish(one, ring)
    step_back(conference=one, actor=ring.office, reason=WHY)
    refused("publish", go_on, conference=one, actor=ring.office)
    stand_on(ring.latest)
    second = publish(one, ring)
    assert (second.number, second.correction) == (2, "退回后重新通知")
    assert ring.conference.notice_sent_on == first.on


@both_circles
def test_only_the_silent_are_reminded(ring: Ring) -> None:
    one, (first, *rest) = back_at(ring), ring.parties
    publish(one, ring)
    quiet, spoken = make_account("quiet", rest[0], Role.CLERK), make_account("spoken", first, Role.CLERK)
    give_receipt(conference=one, body=first, people=five(first), members=5, actor=clerk(first))
    assert remind_silent(conference=one, actor=ring.office) == rest
    assert [notice.kind for notice in quiet.notices.all()] == ["receipt"]
    assert not spoken.notices.exists()
    for body in rest:
        give_receipt(conference=one, body=body, people=five(body), members=5, actor=clerk(body))
    refused("somebody_silent", remind_silent, conference=one, actor=ring.office)


@both_circles
def test_once_notice_was_given_nobody_is_asked_for_it_any_more(ring: Ring) -> None:
    def asked() -> list[str]:
        return [item.title for item in due_items(ring.office, today()) if item.title.startswith("最迟通知第5次")]

    one = back_at(ring)
    assert asked()
    publish(one, ring)
    assert not asked()

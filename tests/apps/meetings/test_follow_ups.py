"""What was handed over: led by one party, found done by another, never due before it was decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction

from lianxi.apps.audit.models import Entry
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.models import FollowUp, FollowUpState
from lianxi.apps.meetings.services import (
    assign_follow_up,
    change_follow_up,
    close_follow_up,
    reopen_follow_up,
    submit_follow_up,
)
from lianxi.kernel.access import Role
from lianxi.kernel.rules.conference_year import Stage
from tests.apps.accounts.people import make_account
from tests.apps.mechanisms.people import clerk
from tests.apps.meetings.walking import ONE_DAY, Ring, back_at, both_circles, refused, stand_on

pytestmark = pytest.mark.usefixtures("circles")
MONTH = timedelta(days=30)
DONE = "示例：清单已送各方"


@pytest.fixture(scope="module", autouse=True)
def _walked(walk: Callable[[Stage], None]) -> None:
    walk(Stage.MINUTES)


def hand_over(ring: Ring, **changed: object) -> FollowUp:
    """A task led by the first party, helped by the second, due in a month."""
    lead, helper = ring.parties[:2]
    given = {"title": "示例：编制清单", "lead": lead, "helpers": [helper], "due": ring.held + MONTH}
    return assign_follow_up(conference=back_at(ring), actor=ring.office, **given | changed)


def submit(task: FollowUp) -> FollowUp:
    return submit_follow_up(task=task, evidence=DONE, actor=clerk(task.lead_id))


def close(task: FollowUp, body: str) -> FollowUp:
    return close_follow_up(task=task, body=body, actor=clerk(body), remark="示例：属实")


@both_circles
def test_lead_and_helpers_hear_of_a_task_and_others_do_not(ring: Ring) -> None:
    told = [make_account(f"told-{body}", body, Role.CLERK) for body in ring.parties[:3]]
    task = hand_over(ring)
    assert (task.number, task.state, [body.code for body in task.helpers.all()]) == (1, "open", [ring.parties[1]])
    assert [account.notices.count() for account in told] == [1, 1, 0]
    assert hand_over(ring).number == 2


@both_circles
@pytest.mark.parametrize(("days", "passes"), [(-1, False), (0, True), (1, True)])
def test_nothing_is_due_before_the_conference_that_decided_it(ring: Ring, days: int, passes: bool) -> None:
    due = ring.held + days * ONE_DAY
    if passes:
        assert hand_over(ring, due=due).due == due
        return
    given = {"title": "示例", "lead": ring.host, "due": due, "actor": ring.office}
    refusal = refused("due_after_conference", assign_follow_up, conference=back_at(ring), **given)
    assert "时限不能在会议之前" in refusal.source
    task = hand_over(ring)
    refused(
        "due_after_conference", change_follow_up, task=task, due=due, lead=ring.host, actor=ring.office, reason="示例"
    )


@both_circles
def test_lead_and_helpers_are_parties_and_nobody_is_both(ring: Ring) -> None:
    given = {"conference": back_at(ring), "title": "示例", "due": ring.held + MONTH, "actor": ring.office}
    refused("a_party", assign_follow_up, lead="000000", **given)
    refused("a_party", assign_follow_up, lead=ring.host, helpers=["000000"], **given)
    refused("lead_once", assign_follow_up, lead=ring.host, helpers=[ring.host], **given)
    refused("role_required", assign_follow_up, lead=ring.host, **given | {"actor": clerk(ring.host)})
    assert not FollowUp.objects.exists()


@both_circles
def test_the_lead_cannot_find_its_own_work_done(ring: Ring) -> None:
    task = submit(hand_over(ring))
    lead = task.lead_id
    refusal = refused("another_party", close_follow_up, task=task, body=lead, actor=clerk(lead))
    assert "谁办的事不由谁核验" in refusal.source
    refused("another_party", reopen_follow_up, task=task, body=lead, actor=clerk(lead), reason="示例")
    refused("role_required", close_follow_up, task=task, body=ring.parties[1], actor=clerk(lead))
    task = close(task, ring.parties[1])
    assert (task.state, task.closed_by_body, task.remark) == ("closed", ring.parties[1], "示例：属实")


@both_circles
def test_the_database_itself_lets_nobody_close_its_own_work(ring: Ring) -> None:
    task = submit(hand_over(ring))
    changed = {"state": FollowUpState.CLOSED, "closed_by_body": task.lead_id}
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.filter(pk=task.pk).update(**changed)


@both_circles
def test_a_task_in_another_hand_is_not_given_to_a_new_lead_while_it_waits_to_be_found_done(ring: Ring) -> None:
    task = submit(hand_over(ring))
    given = {"task": task, "due": task.due, "lead": ring.parties[2], "actor": ring.office, "reason": "示例"}
    refused("still_open", change_follow_up, **given)
    reopen_follow_up(task=task, body=ring.parties[1], actor=clerk(ring.parties[1]), reason="示例：换一家办")
    assert change_follow_up(**given).lead_id == ring.parties[2]


@both_circles
def test_without_evidence_nothing_is_reported_and_without_a_report_nothing_is_closed(ring: Ring) -> None:
    task, other = hand_over(ring), ring.parties[1]
    refused("reason_given", submit_follow_up, task=task, evidence=" ", actor=clerk(task.lead_id))
    refused("role_required", submit_follow_up, task=task, evidence=DONE, actor=clerk(other))
    refused("submitted", close_follow_up, task=task, body=other, actor=clerk(other))
    refused("submitted", reopen_follow_up, task=task, body=other, actor=clerk(other), reason="示例")
    submit(task)
    refused("still_open", submit_follow_up, task=task, evidence=DONE, actor=clerk(task.lead_id))


@both_circles
@pytest.mark.parametrize(("days", "late"), [(-1, 0), (0, 0), (1, 1), (10, 10)])
def test_how_late_a_task_was_is_written_when_it_is_reported_and_stays(ring: Ring, days: int, late: int) -> None:
    task = hand_over(ring)
    stand_on(task.due + days * ONE_DAY)
    task = submit(task)
    stand_on(task.due + 20 * ONE_DAY)
    assert (close(task, ring.parties[1]).late_days, task.submitted_on) == (late, task.due + days * ONE_DAY)


@both_circles
def test_days_stand_in_order(ring: Ring) -> None:
    task, other = hand_over(ring), ring.parties[1]
    given = {"task": task, "evidence": DONE, "actor": clerk(task.lead_id)}
    refused("after_conference", submit_follow_up, on=ring.held - ONE_DAY, **given)
    stand_on(ring.held + 3 * ONE_DAY)
    submit(task)
    early = {"body": other, "actor": clerk(other), "on": ring.held + 2 * ONE_DAY}
    refused("order_of_days", close_follow_up, task=task, **early)


@both_circles
def test_sent_back_with_a_reason_it_is_open_again_and_the_audit_keeps_what_was(ring: Ring) -> None:
    task, other = close(submit(hand_over(ring)), ring.parties[1]), ring.parties[2]
    told = make_account("told", task.lead_id, Role.CLERK)
    refused("reason_given", reopen_follow_up, task=task, body=other, actor=clerk(other), reason="")
    task = reopen_follow_up(task=task, body=other, actor=clerk(other), reason="示例：清单有缺")
    assert (task.state, task.closed_on, task.submitted_on, task.late_days) == ("open", None, None, None)
    entry = Entry.objects.get(act=acts.REOPEN_FOLLOW_UP.code)
    assert (entry.before["state"], entry.note) == ("closed", "示例：清单有缺")
    assert "示例：清单有缺" in told.notices.latest("id").text
    submit(task)


@both_circles
def test_due_day_and_helpers_change_with_a_reason_while_it_is_open(ring: Ring) -> None:
    task = hand_over(ring)
    given = {"task": task, "due": task.due + MONTH, "lead": task.lead_id, "helpers": [ring.parties[2]]}
    refused("reason_given", change_follow_up, reason="", actor=ring.office, **given)
    refused("role_required", change_follow_up, reason="示例", actor=clerk(task.lead_id), **given)
    task = change_follow_up(reason="示例：汛期", actor=ring.office, **given)
    assert (task.due, [body.code for body in task.helpers.all()]) == (ring.held + 2 * MONTH, [ring.parties[2]])


@both_circles
def test_a_report_goes_in_with_its_file_or_not_at_all(ring: Ring) -> None:
    task = hand_over(ring)
    given = {"task": task, "evidence": DONE, "actor": clerk(task.lead_id)}
    refused("file_not_empty", submit_follow_up, **given, proof=("清单.txt", BytesIO(b"")))
    assert FollowUp.objects.get(pk=task.pk).state == FollowUpState.OPEN
    submit_follow_up(**given, proof=("清单.txt", BytesIO("示例：清单".encode())))
    assert FollowUp.objects.get(pk=task.pk).state == FollowUpState.SUBMITTED
    assert [file.name for file in task.files.all()] == ["清单.txt"]

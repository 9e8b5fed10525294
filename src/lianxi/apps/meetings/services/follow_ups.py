"""Follow-ups 交办事项: who does what until when; done is what another party has seen proof of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import BinaryIO

from django.db import transaction

from lianxi.apps.bodies.models import Body
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.journal import at_step, lock, named, not_before, of_office, of_party, said, write
from lianxi.apps.meetings.models import AgendaItem, Conference, FollowUp, FollowUpState
from lianxi.apps.meetings.selectors import parties_of
from lianxi.apps.meetings.services.attachments import attach_file
from lianxi.apps.meetings.telling import tell_office, tell_parties
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.conference_year import HOUSE_RULE, Stage
from lianxi.web.day import act_day

ANOTHER = "谁办的事不由谁核验：办结由牵头方以外的一方核验"


@transaction.atomic
def assign_follow_up(
    *,
    conference: Conference,
    title: str,
    lead: str,
    due: date,
    actor: Actor,
    helpers: Sequence[str] = (),
    item: AgendaItem | None = None,
    on: date | None = None,
) -> FollowUp:
    """Hand a task over 交办. It cannot be due before the conference that decided it."""
    of_office(actor, acts.ASSIGN, conference)
    day, conference, title = act_day(on), lock(conference), said(title, "事项")
    at_step(conference, acts.ASSIGN, Stage.MINUTES, Stage.FOLLOW_UPS)
    _check(conference, lead, helpers, due)
    if item and item.conference_id != conference.pk:
        raise Refused("own_item", "这一项议程不是本次会议的。", remedy="请重新选择议程。")
    task = FollowUp.objects.create(
        conference=conference, number=conference.follow_ups.count() + 1, item=item, title=title, lead_id=lead, due=due
    )
    task.helpers.set(Body.objects.filter(pk__in=helpers))
    write(acts.ASSIGN, conference, actor, day, f"交办：{title}",
          after={"lead": lead, "helpers": list(helpers), "due": due})  # fmt: skip
    text = f"{title}：牵头{named(conference, [lead])}，{due.isoformat()}前办结。"
    tell_parties(conference, [lead, *helpers], day, kind="follow_up", title="交办事项", text=text)
    return task


@transaction.atomic
def change_follow_up(
    *, task: FollowUp, due: date, lead: str, actor: Actor, reason: str, helpers: Sequence[str] = (),
    on: date | None = None,
) -> FollowUp:  # fmt: skip
    """Change due day, lead or helpers 更改, with a reason."""
    of_office(actor, acts.CHANGE_FOLLOW_UP, task.conference)
    day, conference, reason = act_day(on), lock(task.conference), said(reason)
    task = _lock(task)
    if task.state != FollowUpState.OPEN:  # a new lead would let the old one find its own work done
        raise Refused(
            "still_open", f"事项{task.get_state_display()}，不能更改。", remedy="请先退回重办。", source=HOUSE_RULE
        )
    _check(conference, lead, helpers, due)
    before = {"due": task.due, "lead": task.lead_id}
    task.due, task.lead_id = due, lead
    task.save(update_fields=["due", "lead"])
    task.helpers.set(Body.objects.filter(pk__in=helpers))
    write(acts.CHANGE_FOLLOW_UP, conference, actor, day, f"更改交办：{task.title}", before=before, note=reason,
          after={"due": due, "lead": lead, "helpers": list(helpers)})  # fmt: skip
    text = f"{task.title}：{due.isoformat()}前办结。理由：{reason}"
    tell_parties(conference, [lead, *helpers], day, kind="follow_up", title="交办事项有更改", text=text)
    return task


@transaction.atomic
def submit_follow_up(
    *,
    task: FollowUp,
    evidence: str,
    actor: Actor,
    proof: tuple[str, BinaryIO] | None = None,
    on: date | None = None,
) -> FollowUp:
    """Report that it is done 报结, with what proves it; by the leading party. The day counts for lateness.

    proof: name and content of a file that goes with it; where it cannot be taken, nothing is reported.
    """
    of_party(actor, acts.SUBMIT_FOLLOW_UP, task.conference, task.lead_id)
    day, conference, evidence = act_day(on), lock(task.conference), said(evidence, "办理情况")
    task = _lock(task)
    if task.state != FollowUpState.OPEN:
        raise Refused("still_open", f"事项{task.get_state_display()}，没有重复报结。", source=HOUSE_RULE)
    if conference.held_from and day.on < conference.held_from:
        raise Refused("after_conference", "报结日早于会议。", remedy="请核对办理日。")
    task.state, task.evidence, task.submitted_on = FollowUpState.SUBMITTED, evidence, day.on
    task.late_days = max((day.on - task.due).days, 0)
    task.save()
    write(acts.SUBMIT_FOLLOW_UP, conference, actor, day, f"报结：{task.title}", body=task.lead_id,
          after={"evidence": evidence, "late_days": task.late_days})  # fmt: skip
    if proof:
        name, content = proof
        attach_file(conference=conference, body=task.lead_id, content=content, name=name, actor=actor, follow_up=task,
                    on=on)  # fmt: skip
    others = [body.code for body in parties_of(conference) if body.code != task.lead_id]
    text = f"{named(conference, [task.lead_id])}报结“{task.title}”，请牵头方以外的一方核验。"
    tell_parties(conference, others, day, kind="follow_up", title="请核验交办事项", text=text, clause=ANOTHER)
    return task


@transaction.atomic
def close_follow_up(*, task: FollowUp, body: str, actor: Actor, remark: str = "", on: date | None = None) -> FollowUp:
    """Find it done 核验办结, for another party than the leading one."""
    of_party(actor, acts.CLOSE_FOLLOW_UP, task.conference, body)
    day, conference = act_day(on), lock(task.conference)
    task = _lock(task)
    if body == task.lead_id:
        raise Refused(
            "another_party",
            f"{named(conference, [body])}是牵头方，不能核验自己办的事。",
            remedy="请其他参加方核验。",
            source=ANOTHER,
        )
    if task.state != FollowUpState.SUBMITTED:
        raise Refused(
            "submitted", f"事项{task.get_state_display()}，不能核验办结。", remedy="请牵头方先报结并写明办理情况。"
        )
    not_before(day.on, task.submitted_on or day.on, "报结日")
    task.state, task.closed_on, task.remark = FollowUpState.CLOSED, day.on, remark.strip()
    task.closed_by, task.closed_by_body = actor.person, body
    task.save()
    write(acts.CLOSE_FOLLOW_UP, conference, actor, day, f"办结：{task.title}", body=body, note=remark)
    text = f"{named(conference, [body])}核验办结：{task.title}。{remark}"
    tell_parties(conference, [task.lead_id], day, kind="follow_up", title="交办事项已办结", text=text)
    tell_office(conference, day, kind="follow_up", title="交办事项已办结", text=text)
    return task


@transaction.atomic
def reopen_follow_up(*, task: FollowUp, body: str, actor: Actor, reason: str, on: date | None = None) -> FollowUp:
    """Send it back 退回重办, with a reason; by another party than the leading one."""
    of_party(actor, acts.REOPEN_FOLLOW_UP, task.conference, body)
    day, conference, reason = act_day(on), lock(task.conference), said(reason)
    task = _lock(task)
    if body == task.lead_id:
        raise Refused("another_party", "牵头方不能退回自己办的事。", remedy="请其他参加方办理。", source=ANOTHER)
    if task.state == FollowUpState.OPEN:
        raise Refused("submitted", "事项还在办理中，不必退回。")
    before = {"state": task.state, "evidence": task.evidence, "closed_on": task.closed_on}
    task.state, task.submitted_on, task.closed_on = FollowUpState.OPEN, None, None
    task.closed_by, task.closed_by_body, task.late_days, task.remark = "", "", None, reason
    task.save()
    write(
        acts.REOPEN_FOLLOW_UP, conference, actor, day, f"退回重办：{task.title}", body=body, before=before, note=reason
    )
    text = f"{named(conference, [body])}退回“{task.title}”：{reason}"
    tell_parties(conference, [task.lead_id], day, kind="follow_up", title="交办事项退回重办", text=text)
    return task


def _lock(task: FollowUp) -> FollowUp:
    return FollowUp.objects.select_for_update(of=("self",)).select_related("lead").get(pk=task.pk)


def _check(conference: Conference, lead: str, helpers: Sequence[str], due: date) -> None:
    parties = {body.code for body in parties_of(conference)}
    if lead not in parties or not set(helpers) <= parties:
        raise Refused("a_party", "牵头方和配合方都应是参加方。", remedy="请重新选择。")
    if lead in helpers:
        raise Refused("lead_once", "牵头方不必再列为配合方。", remedy="请去掉重复的一家。")
    if conference.held_from and due < conference.held_from:
        raise Refused(
            "due_after_conference",
            f"完成时限{due.isoformat()}早于会议（{conference.held_from.isoformat()}）。",
            remedy="请填会议以后的一天。",
            source="交办事项由会议议定，时限不能在会议之前",
        )

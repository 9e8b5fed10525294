"""The conference itself 会议: who has come, how the parties voted, what came of each item."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from lianxi.apps.meetings import acts
from lianxi.apps.meetings.carrying import CARRIED, may_be_carried, still_carried
from lianxi.apps.meetings.counting import head_count, majority_rule
from lianxi.apps.meetings.journal import at_step, lock, named, of_office, of_party, said, write
from lianxi.apps.meetings.models import AgendaItem, Attendee, BodyVote, Conference, ItemKind
from lianxi.apps.meetings.selectors import present_parties
from lianxi.kernel.access import Act, Actor
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.conference_year import HOUSE_RULE, Outcome, Stage
from lianxi.kernel.rules.quorum import Counted
from lianxi.web.day import act_day
from lianxi.web.wording import cn_moment


@transaction.atomic
def check_in(*, attendee: Attendee, actor: Actor, on: date | None = None) -> Attendee:
    """Check somebody in 签到: a party its own people, the joint office anybody. A second time changes nothing."""
    act = _act_for(attendee, actor)
    day, conference = act_day(on), lock(attendee.conference)
    at_step(conference, act, Stage.MEETING)
    attendee = Attendee.objects.select_for_update().get(pk=attendee.pk)
    _may_come(conference, attendee, day.on)
    attendee.checked_in_on, attendee.checked_in_by = day.on, actor.person
    attendee.checked_in_at = None if day.backdated else timezone.now()
    attendee.save(update_fields=["checked_in_on", "checked_in_at", "checked_in_by"])
    body = attendee.body_id if act is acts.CHECK_IN else ""
    write(act, conference, actor, day, f"签到：{attendee.name}", body=body or "", after={"attendee": attendee.pk})
    return attendee


@transaction.atomic
def undo_check_in(*, attendee: Attendee, actor: Actor, reason: str, on: date | None = None) -> Attendee:
    """Take back a check-in entered by mistake 撤销签到."""
    of_office(actor, acts.UNDO_CHECK_IN, attendee.conference)
    day, conference, reason = act_day(on), lock(attendee.conference), said(reason)
    at_step(conference, acts.UNDO_CHECK_IN, Stage.MEETING)
    attendee = Attendee.objects.select_for_update().get(pk=attendee.pk)
    if attendee.checked_in_on is None:
        raise Refused("checked_in", f"{attendee.name}没有签到。")
    before = {"on": attendee.checked_in_on, "by": attendee.checked_in_by}
    attendee.checked_in_on, attendee.checked_in_at, attendee.checked_in_by = None, None, ""
    attendee.save(update_fields=["checked_in_on", "checked_in_at", "checked_in_by"])
    still_carried(conference)
    write(acts.UNDO_CHECK_IN, conference, actor, day, f"撤销签到：{attendee.name}", before=before, note=reason)
    return attendee


@transaction.atomic
def cast_vote(
    *,
    item: AgendaItem,
    body: str,
    actor: Actor,
    in_favour: int = 0,
    against: int = 0,
    abstained: int = 0,
    on: date | None = None,
) -> BodyVote:
    """Enter how one's own party voted 登记本方表决. It can be put right until the item has its outcome."""
    of_party(actor, acts.CAST_VOTE, item.conference, body)
    day, conference = act_day(on), lock(item.conference)
    at_step(conference, acts.CAST_VOTE, Stage.MEETING)
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    if item.kind != ItemKind.VOTE:
        raise Refused("vote_item", f"“{item.title}”不是票决事项。", remedy="需要票决的，请联席办在议程中改为“票决”。")
    if item.outcome:
        raise Refused("no_outcome_yet", "这一项已有结果，表决不能再改。", remedy="确有错误的，请联席办先撤销结果。")
    _check_votes(conference, body, in_favour, against, abstained)
    before = item.votes.filter(body=body).values("in_favour", "against", "abstained").first()
    counts = {"in_favour": in_favour, "against": against, "abstained": abstained}
    vote, _ = BodyVote.objects.update_or_create(
        item=item, body_id=body, defaults={**counts, "on": day.on, "by": actor.person}
    )
    write(acts.CAST_VOTE, conference, actor, day, f"表决：{item}", body=body, before=before, after=counts)
    return vote


@transaction.atomic
def set_outcome(
    *, item: AgendaItem, outcome: str, actor: Actor, note: str = "", reason: str = "", on: date | None = None
) -> AgendaItem:
    """Enter what came of an item 登记结果; "" takes it back. A change needs a reason.

    Where the mechanism has a rule of quorum or majority, an item cannot be
    carried against it; the refusal names the clause and the numbers.
    """
    of_office(actor, acts.SET_OUTCOME, item.conference)
    day, conference = act_day(on), lock(item.conference)
    at_step(conference, acts.SET_OUTCOME, Stage.MEETING)
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    if item.outcome and (item.outcome, item.outcome_note) != (outcome, note.strip()):
        reason = said(reason, "改动结果的理由")
    if outcome and outcome not in set(Outcome):
        raise Refused("known_outcome", "没有选结果。", remedy="请选通过、原则通过、不通过、通报或继续研究。")
    if outcome in CARRIED:
        may_be_carried(conference, item)
    before = {"outcome": item.outcome, "note": item.outcome_note}
    item.outcome, item.outcome_note = outcome, note.strip()
    item.outcome_on = day.on if outcome else None
    item.save(update_fields=["outcome", "outcome_note", "outcome_on"])
    after = {"outcome": outcome, "note": item.outcome_note}
    write(acts.SET_OUTCOME, conference, actor, day, f"结果：{item}", before=before, after=after, note=reason)
    return item


def _act_for(attendee: Attendee, actor: Actor) -> Act:
    """Through which door the actor checks somebody in, or `Refused`."""
    conference = attendee.conference
    if attendee.body_id and actor.has_role(acts.CHECK_IN.roles, body=attendee.body_id):
        of_party(actor, acts.CHECK_IN, conference, attendee.body_id)
        return acts.CHECK_IN
    of_office(actor, acts.CHECK_IN_OFFICE, conference)
    return acts.CHECK_IN_OFFICE


def _may_come(conference: Conference, attendee: Attendee, on: date) -> None:
    if attendee.checked_in_on:
        when = cn_moment(attendee.checked_in_at) if attendee.checked_in_at else attendee.checked_in_on.isoformat()
        raise Refused(
            "already_checked_in",
            f"{attendee.name}已于{when}由{attendee.checked_in_by}签到，没有重复登记。",
            source=HOUSE_RULE,
        )
    if attendee.leave:
        raise Refused("on_leave", f"{attendee.name}已请假（{attendee.leave_reason}）。", remedy="来了的，请先改回执。")
    first, last = conference.held_from, conference.held_to or conference.held_from
    if first and last and not first <= on <= last:
        raise Refused(
            "on_the_day",
            f"{on.isoformat()}不是会议的日子（{first.isoformat()}至{last.isoformat()}）。",
            remedy="事后补登的，请在“办理日”填会议当天，系统会标明“补录”。",
        )


def _check_votes(conference: Conference, body: str, in_favour: int, against: int, abstained: int) -> None:
    if body not in present_parties(conference):
        raise Refused(
            "present", f"{named(conference, [body])}没有人签到，不能表决。", remedy="请先签到。", source=HOUSE_RULE
        )
    cast = in_favour + against + abstained
    rule = majority_rule(conference)
    below_zero = min(in_favour, against, abstained) < 0
    if rule and rule.counts is Counted.PEOPLE:
        came = head_count(conference, body)
        if below_zero or not 0 < cast <= came:
            raise Refused("votes_fit", f"到会组成人员{came}人，表决{cast}人。", remedy="请核对同意、反对、弃权的人数。")
    elif below_zero or cast != 1:
        raise Refused("one_voice", "每家一票，请在同意、反对、弃权中选一项。", remedy="请重新选择。")

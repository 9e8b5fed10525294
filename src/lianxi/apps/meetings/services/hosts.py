"""Who hosts 承办: the one whose turn it is says yes, or both sides agree on something else, or it withdraws."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from lianxi.apps.bodies.models import Body
from lianxi.apps.mechanisms.models import WheelEvent
from lianxi.apps.mechanisms.selectors import turns_of
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.journal import lock, named, not_before, of_party, said, write
from lianxi.apps.meetings.models import ChangeKind, ChangeState, Conference, HostChange
from lianxi.apps.meetings.selectors import parties_of, version_for
from lianxi.apps.meetings.telling import tell_office, tell_parties
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.clauses import ClauseRef
from lianxi.kernel.rules.conference_year import Stage
from lianxi.kernel.rules.rotation import Turn, TurnSource
from lianxi.web.day import ActDay, act_day

YEARS_AHEAD = 12


@transaction.atomic
def accept_host(*, conference: Conference, body: str, actor: Actor, on: date | None = None) -> Conference:
    """Say yes to hosting 确认承办. A body whose turn it is not is refused: it needs a swap or an acting agreement."""
    of_party(actor, acts.ACCEPT_HOST, conference, body)
    day, conference = act_day(on), lock(conference)
    not_before(day.on, conference.opened_on, "启动日")
    _not_yet_meeting(conference)
    if conference.host_id != body:
        raise Refused(
            "host_out_of_turn",
            f"{conference.title}由{named(conference, [conference.host_id or '']) or '轮次所定的一方'}承办，"
            f"没有轮到{named(conference, [body])}。",
            remedy="请由轮到的一方提出互换或代承办，双方同意后再确认。",
            source=str(rotation_clause(conference)),
        )
    if conference.host_accepted_on:
        raise Refused("already_accepted", f"{conference.host_accepted_on.isoformat()}已经确认承办，没有重复办理。")
    conference.host_accepted_on = day.on
    conference.save(update_fields=["host_accepted_on"])
    write(acts.ACCEPT_HOST, conference, actor, day, f"{named(conference, [body])}确认承办", body=body,
          clause=str(rotation_clause(conference)))  # fmt: skip
    tell_office(conference, day, kind="host", title="承办已确认", text=f"{named(conference, [body])}已确认承办。")
    return conference


@transaction.atomic
def withdraw_host(
    *, conference: Conference, body: str, actor: Actor, reason: str, on: date | None = None
) -> Conference:
    """Give back the hosting 退出承办 up to the day of the conference. Topics, agenda and receipts stay as they are."""
    of_party(actor, acts.WITHDRAW_HOST, conference, body)
    day, conference, reason = act_day(on), lock(conference), said(reason, "退出承办的理由")
    _not_yet_meeting(conference)
    _is_host(conference, body, acts.WITHDRAW_HOST.label)
    if conference.host_accepted_on is None:
        raise Refused("not_accepted", "还没有确认承办，不必退出。", remedy="可以提出互换或代承办。")
    conference.host_accepted_on = None
    conference.save(update_fields=["host_accepted_on"])
    HostChange.objects.create(
        conference=conference, kind=ChangeKind.WITHDRAWN, state=ChangeState.NOTED, body_id=body, reason=reason,
        proposed_on=day.on, proposed_by=actor.person,
    )  # fmt: skip
    who = named(conference, [body])
    write(acts.WITHDRAW_HOST, conference, actor, day, f"{who}退出承办", body=body, note=reason,
          clause=str(rotation_clause(conference)))  # fmt: skip
    text = f"{who}退出承办：{reason}。已办的各项都保留；须商定互换或代承办，变动后发更正通知。"
    codes = [one.code for one in parties_of(conference)]
    tell_parties(conference, codes, day, kind="host", title="承办方退出", text=text)
    tell_office(conference, day, kind="host", title="承办方退出", text=text)
    return conference


@transaction.atomic
def propose_host_change(
    *, conference: Conference, kind: str, body: str, other: str, actor: Actor, reason: str, on: date | None = None
) -> HostChange:
    """Ask another party to exchange turns 互换, or to stand in 代承办; it takes effect when that party agrees."""
    of_party(actor, acts.PROPOSE_CHANGE, conference, body)
    day, conference, reason = act_day(on), lock(conference), said(reason)
    _not_yet_meeting(conference)
    _is_host(conference, body, acts.PROPOSE_CHANGE.label)
    if other == body or other not in {one.code for one in parties_of(conference)}:
        raise Refused("another_party", "另一方应当是本次会议的其他参加方。", remedy="请重新选择另一方。")
    turn = _turn_of(conference, other) if kind == ChangeKind.SWAP else None
    try:
        with transaction.atomic():
            change = HostChange.objects.create(
                conference=conference, kind=kind, body_id=body, other_id=other, reason=reason, proposed_on=day.on,
                other_year=turn.year if turn else None, other_slot=turn.slot if turn else None,
                proposed_by=actor.person,
            )  # fmt: skip
    except IntegrityError:
        raise Refused("change_pending", "已有一项承办变更在等答复，没有重复提出。", remedy="请等对方答复。") from None
    write(acts.PROPOSE_CHANGE, conference, actor, day, f"提出{change.get_kind_display()}", body=body, note=reason,
          after={"kind": kind, "other": other}, clause=str(rotation_clause(conference)))  # fmt: skip
    text = f"{named(conference, [body])}提出{change.get_kind_display()}：{reason}。{_terms(change)}请答复。"
    tell_parties(conference, [other], day, kind="host", title=f"请答复{change.get_kind_display()}", text=text)
    return change


@transaction.atomic
def answer_host_change(
    *, change: HostChange, agree: bool, actor: Actor, reason: str = "", on: date | None = None
) -> Conference:
    """Agree or not 答复; only the other party can. Both consents go into the wheel."""
    of_party(actor, acts.ANSWER_CHANGE, change.conference, change.other_id or "")
    day, conference = act_day(on), lock(change.conference)
    change = HostChange.objects.select_for_update().get(pk=change.pk)
    if change.state != ChangeState.OPEN:
        raise Refused("already_answered", f"这项变更已经“{change.get_state_display()}”，没有重复办理。")
    if not agree:
        reason = said(reason, "不同意的理由")
    _not_yet_meeting(conference)
    change.state = ChangeState.AGREED if agree else ChangeState.REFUSED
    change.answered_on, change.answered_by, change.answer = day.on, actor.person, reason
    change.save()
    if agree:
        _take_effect(conference, change, day)
    word = "同意" if agree else "不同意"
    write(acts.ANSWER_CHANGE, conference, actor, day, f"{word}{change.get_kind_display()}", body=change.other_id or "",
          note=reason, clause=str(rotation_clause(conference)))  # fmt: skip
    text = f"{named(conference, [change.other_id or ''])}{word}{change.get_kind_display()}。{reason}"
    tell_parties(conference, [change.body_id], day, kind="host", title=f"对方{word}", text=text)
    tell_office(conference, day, kind="host", title=f"承办变更：对方{word}", text=text)
    return conference


def rotation_clause(conference: Conference) -> ClauseRef | str:
    """Citation of the rule by which parties host in turn; "" where there is none."""
    version = version_for(conference)
    return version.ref(version.rotation) if version and version.rotation and not conference.ad_hoc else ""


def _take_effect(conference: Conference, change: HostChange, day: ActDay) -> None:
    """The other party hosts and has said so; the wheel keeps the exchange."""
    conference.host = Body.objects.get(pk=change.other_id)
    conference.host_accepted_on = day.on
    both = named(conference, [change.body_id, change.other_id or ""])
    conference.host_why = f"{both}商定{change.get_kind_display()}（{day.on.isoformat()}）：{change.reason}"
    conference.save(update_fields=["host", "host_accepted_on", "host_why"])
    if conference.slot is None:
        return
    consents = [(change.body_id, change.proposed_on), (change.other_id, day.on)]
    WheelEvent.objects.create(
        circle=conference.circle_id, permalink=conference.get_absolute_url(), kind=change.kind, on=day.on,
        year=conference.year, slot=conference.slot, body=change.body_id, other=change.other_id,
        other_year=change.other_year, other_slot=change.other_slot, reason=change.reason,
        consents=[{"body": body, "on": str(agreed)} for body, agreed in consents],
    )  # fmt: skip
    if change.kind == ChangeKind.SWAP:
        _give_in_exchange(conference, change, day)


def _give_in_exchange(conference: Conference, change: HostChange, day: ActDay) -> None:
    """Where the other turn was opened already, its conference has the new host too, who is asked to say yes."""
    key = {"circle": conference.circle_id, "year": change.other_year, "slot": change.other_slot, "recorded": False}
    other = Conference.objects.select_for_update().filter(**key).first()
    if other is None:
        return
    other.host_id, other.host_accepted_on, other.host_why = change.body_id, None, conference.host_why
    other.save(update_fields=["host", "host_accepted_on", "host_why"])
    tell_parties(other, [change.body_id], day, kind="host", title="请确认承办", text=other.host_why)


def _turn_of(conference: Conference, other: str) -> Turn:
    """The next turn of a party after this conference: what it gives in exchange."""
    if conference.ad_hoc:
        raise Refused("ad_hoc_no_swap", "临时会议不占轮次，无从互换。", remedy="请改提“代承办”。")
    last = conference.year + YEARS_AHEAD
    for turn in turns_of(conference.mechanism, first=conference.year, last=last):
        later = turn.slot and (turn.year, turn.slot) > (conference.year, conference.slot)
        if turn.host == other and turn.source is TurnSource.PREDICTED and later:
            return turn
    raise Refused("no_turn_to_give", f"{named(conference, [other])}今后{YEARS_AHEAD}年内没有轮次可换。")


def _terms(change: HostChange) -> str:
    if change.kind != ChangeKind.SWAP:
        return ""
    return f"换回{change.other_year}年" + (f"第{change.other_slot}次" if (change.other_slot or 1) > 1 else "") + "。"


def _is_host(conference: Conference, body: str, what: str) -> None:
    if conference.host_id != body:
        raise Refused(
            "host_itself",
            f"{named(conference, [body])}不是本次会议的承办方，不能“{what}”。",
            remedy=f"请{named(conference, [conference.host_id or ''])}办理。",
            source=str(rotation_clause(conference)),
        )


def _not_yet_meeting(conference: Conference) -> None:
    if conference.recorded or conference.step.reached(Stage.MEETING):
        raise Refused("before_meeting", "会议已经召开，承办方不能再变。", source="承办以实际承办的一方为准")

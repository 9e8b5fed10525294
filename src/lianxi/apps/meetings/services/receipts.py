"""Receipts 回执: who comes from a party, who is on leave and why; and those invited beside the parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lianxi.apps.meetings import acts
from lianxi.apps.meetings.carrying import still_carried
from lianxi.apps.meetings.journal import at_step, lock, named, not_before, of_office, of_party, said, write
from lianxi.apps.meetings.models import GUESTS, MEMBERS, STAFF, Attendee, Conference, Receipt
from lianxi.apps.meetings.telling import tell_office
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.conference_year import Stage
from lianxi.kernel.rules.roles import ROLE_LABELS, ConferenceRole
from lianxi.web.day import act_day

OPEN_FOR_RECEIPTS = (Stage.RECEIPTS, Stage.MEETING)
OPEN_FOR_GUESTS = (Stage.OFFICE, Stage.NOTICE, Stage.RECEIPTS, Stage.MEETING)


@dataclass(frozen=True)
class Coming:
    """One person on a receipt or an invitation."""

    name: str
    role: str
    unit: str = ""
    leave_reason: str = ""
    phone: str = ""


@transaction.atomic
def give_receipt(
    *,
    conference: Conference,
    body: str,
    people: Sequence[Coming],
    actor: Actor,
    members: int | None = None,
    note: str = "",
    on: date | None = None,
) -> Receipt:
    """Answer the notice 填报回执 for one's own party, the whole list anew; who has checked in stays.

    members: how many people of the party belong to the conference; asked for where people are counted.
    """
    of_party(actor, acts.GIVE_RECEIPT, conference, body)
    day, conference = act_day(on), lock(conference)
    at_step(conference, acts.GIVE_RECEIPT, *OPEN_FOR_RECEIPTS)
    not_before(day.on, conference.notice_sent_on or day.on, "通知日")
    people = _checked(people, (*MEMBERS, *STAFF))
    attending = sum(one.role in MEMBERS for one in people)
    if members is not None and members < attending:
        raise Refused("members_enough", f"组成人员{members}人，却列了{attending}名组成人员。", remedy="请核对人数。")
    receipt, _ = Receipt.objects.update_or_create(
        conference=conference, body_id=body,
        defaults={"members": members, "on": day.on, "backdated": day.backdated, "by": actor.person, "note": note},
    )  # fmt: skip
    before = [str(one) for one in conference.attendees.filter(body=body)]
    _replace(conference, body, people)
    still_carried(conference)
    write(acts.GIVE_RECEIPT, conference, actor, day, f"{named(conference, [body])}回执", body=body,
          before={"people": before}, after={"people": [one.name for one in people], "members": members})  # fmt: skip
    coming = sum(not one.leave_reason for one in people)
    text = f"{named(conference, [body])}回执：{coming}人参加，{len(people) - coming}人请假。"
    tell_office(conference, day, kind="receipt", title="收到回执", text=text)
    return receipt


@transaction.atomic
def invite_guests(
    *, conference: Conference, people: Sequence[Coming], actor: Actor, on: date | None = None
) -> list[Attendee]:
    """Enter the people invited 登记邀请人员: deputies, experts, press. Nobody is entered twice."""
    of_office(actor, acts.INVITE, conference)
    day, conference = act_day(on), lock(conference)
    at_step(conference, acts.INVITE, *OPEN_FOR_GUESTS)
    people = _checked(people, GUESTS)
    made = []
    for one in people:
        row, new = Attendee.objects.get_or_create(
            conference=conference, body=None, role=one.role, name=one.name, unit=one.unit,
            defaults={"phone": one.phone},
        )  # fmt: skip
        if new:
            made.append(row)
    if not made:
        raise Refused("invited_already", "这些人都已经登记过，没有重复登记。")
    write(acts.INVITE, conference, actor, day, f"登记邀请人员{len(made)}人", after={"count": len(made)})
    return made


@transaction.atomic
def uninvite_guest(*, attendee: Attendee, actor: Actor, reason: str, on: date | None = None) -> None:
    """Take somebody off the list of those invited 取消邀请; the audit keeps the reason."""
    of_office(actor, acts.UNINVITE, attendee.conference)
    day, conference, reason = act_day(on), lock(attendee.conference), said(reason)
    at_step(conference, acts.UNINVITE, *OPEN_FOR_GUESTS)
    attendee = Attendee.objects.select_for_update().get(pk=attendee.pk)
    if attendee.checked_in_on or attendee.body_id:
        raise Refused(
            "not_come", f"{attendee.name}已经签到，或在参加方的回执上。", remedy="请先撤销签到，或由该方改回执。"
        )
    write(acts.UNINVITE, conference, actor, day, f"取消邀请{attendee.name}", note=reason)
    attendee.delete()


@transaction.atomic
def unmask_guests(*, conference: Conference, actor: Actor, reason: str, on: date | None = None) -> list[Attendee]:
    """Show the contact particulars of those invited in full 查看完整联系方式; the reason goes into the audit."""
    of_office(actor, acts.UNMASK_GUESTS, conference)
    day, reason = act_day(on), said(reason, "事由")
    guests = list(conference.attendees.filter(role__in=GUESTS))
    write(acts.UNMASK_GUESTS, conference, actor, day, f"查看邀请人员联系方式{len(guests)}人", note=reason)
    return guests


def _replace(conference: Conference, body: str, people: Sequence[Coming]) -> None:
    """The party's list as it now reads; rows that stay the same keep their check-in."""
    rows = {(one.name, one.role): one for one in conference.attendees.filter(body=body)}
    wanted = {(one.name, one.role) for one in people}
    for key, row in rows.items():
        if key in wanted:
            continue
        if row.checked_in_on:
            raise Refused("not_come", f"{row.name}已经签到，不能从回执中去掉。", remedy="请先撤销签到。")
        row.delete()
    for one in people:
        row = rows.get((one.name, one.role)) or Attendee(conference=conference, body_id=body)
        if one.leave_reason and row.checked_in_on:
            raise Refused("not_come", f"{one.name}已经签到，不能改为请假。", remedy="请先撤销签到。")
        row.name, row.role, row.unit = one.name, one.role, one.unit
        row.leave, row.leave_reason = bool(one.leave_reason), one.leave_reason
        row.save()


def _checked(people: Sequence[Coming], roles: Sequence[ConferenceRole]) -> list[Coming]:
    """People with a name and a role that fits, nobody twice."""
    kept = [one for one in people if one.name.strip()]
    if not kept:
        raise Refused("somebody_named", "名单是空的。", remedy="请至少填一人；都不能参加的，逐人填请假事由。")
    seen: set[tuple[str, str, str]] = set()
    for number, one in enumerate(kept, start=1):
        if one.role not in roles:
            known = "、".join(ROLE_LABELS[role] for role in roles)
            raise Refused("known_role", f"第{number}人（{one.name}）的身份不对。", remedy=f"可选：{known}。")
        key = (one.name, one.role, one.unit if one.role in GUESTS else "")
        if key in seen:
            how = "单位与职务中区分" if one.role in GUESTS else "姓名后加注，如“（财经）”"
            raise Refused("once_each", f"{one.name}列了两次。", remedy=f"同名的两人，请在{how}。")
        seen.add(key)
    return kept

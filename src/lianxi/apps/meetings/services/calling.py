"""Calling the conference 通知: published once, held against the clause, corrected only by another notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lianxi.apps.mechanisms.kept_dates import mark_met
from lianxi.apps.mechanisms.selectors import work_calendar
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.journal import at_step, lock, named, of_office, said, write
from lianxi.apps.meetings.models import Call, Conference
from lianxi.apps.meetings.selectors import ConferenceState, parties_of, settled, silent_on_receipts, version_for
from lianxi.apps.meetings.services.opening import move
from lianxi.apps.meetings.telling import tell_parties
from lianxi.kernel.access import Act, Actor
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.clauses import Force
from lianxi.kernel.rules.conference_year import HOUSE_RULE, Stage, lacking
from lianxi.kernel.rules.deadlines import Due
from lianxi.kernel.rules.explanations import say_period
from lianxi.kernel.rules.notice import NoticeRule
from lianxi.web.day import ActDay, act_day, today
from lianxi.web.wording import cn_date

# what the matters of a clause on notice are called, and what of a notice says them
MATTERS = {
    "时间": ("held_from", "held_to", "starts_at"), "地点": ("place",), "内容": ("items",), "议题": ("items",),
    "议程": ("items",),
}  # fmt: skip


@dataclass(frozen=True)
class Latest:
    """By which day notice is due, and by which clause 最迟通知日."""

    rule: NoticeRule
    due: Due
    clause: str

    def concerns(self, before: Mapping[str, object], after: Mapping[str, object]) -> bool:
        """Whether anything has changed that the clause wants announced in good time; without matters, everything is."""
        wanted = [
            key for matter in self.rule.matters for word, keys in MATTERS.items() if word in matter for key in keys
        ]
        return not wanted or any(before.get(key) != after.get(key) for key in wanted)

    def late_days(self, on: date) -> int:
        """How many days `on` is late; nobody is late by a provisional day."""
        return 0 if self.due.provisional else max((on - self.due.due).days, 0)


def latest_notice(conference: Conference, first_day: date | None = None) -> Latest | None:
    """The last day on which notice is in time; None without a rule or a day."""
    version, first = version_for(conference), first_day or conference.held_from
    rule = next(iter(version.rules_of(NoticeRule)), None) if version else None
    if version is None or rule is None or first is None:
        return None
    clause = str(version.ref(rule))
    return Latest(rule, rule.latest_day(first, work_calendar(), clause), clause)


@transaction.atomic
def publish_call(
    *, conference: Conference, actor: Actor, how: str, late_reason: str = "", on: date | None = None
) -> Call:
    """Publish the notice 发出会议通知 and go on to the receipts, in one transaction: wholly or not at all.

    After the latest day it is refused where the clause says 应当; where it says
    一般 it is possible with a reason, which stays in the notice.
    """
    of_office(actor, acts.PUBLISH_CALL, conference)
    day, conference = act_day(on), lock(conference)
    if conference.step is Stage.RECEIPTS:
        raise Refused(
            "already_published",
            f"会议通知已于{conference.notice_sent_on}发出，没有重复发出。",
            remedy="内容有变动的，请发更正通知。",
            source=HOUSE_RULE,
        )
    at_step(conference, acts.PUBLISH_CALL, Stage.NOTICE)
    again = conference.calls.exists()
    call = _publish(conference, actor, day, acts.PUBLISH_CALL, how, late_reason, "退回后重新通知" if again else "")
    conference.notice_sent_on = conference.notice_sent_on or day.on
    conference.save(update_fields=["notice_sent_on"])
    if conference.slot:
        mark_met(slug=conference.mechanism, year=conference.year, slot=conference.slot, on=day.on)
    move(conference, Stage.RECEIPTS, actor, day)
    return call


@transaction.atomic
def correct_call(
    *, conference: Conference, actor: Actor, reason: str, how: str, late_reason: str = "", on: date | None = None
) -> Call:
    """Publish a correction 更正通知. The earlier notice stays as it was; receipts given stay too.

    The period of notice binds it only where it changes what the clause wants
    announced: a new host alone does not make a conference late.
    """
    of_office(actor, acts.CORRECT_CALL, conference)
    day, conference, reason = act_day(on), lock(conference), said(reason, "更正的原因")
    at_step(conference, acts.CORRECT_CALL, Stage.RECEIPTS)
    if not ConferenceState(conference, day.on).notice_stale:
        raise Refused("something_changed", "自上次通知以来没有变动，不必更正。", source=HOUSE_RULE)
    return _publish(conference, actor, day, acts.CORRECT_CALL, how, late_reason, reason)


@transaction.atomic
def remind_silent(*, conference: Conference, actor: Actor, on: date | None = None) -> list[str]:
    """Remind the parties that have not answered 催报回执."""
    of_office(actor, acts.REMIND, conference)
    day, conference = act_day(on), lock(conference)
    at_step(conference, acts.REMIND, Stage.RECEIPTS)
    silent = silent_on_receipts(conference)
    if not silent:
        raise Refused("somebody_silent", "各方都已回执，不必催报。")
    text = f"会议{conference.held_from}在{conference.place}召开，尚未收到回执。"
    tell_parties(conference, silent, day, kind="receipt", title="请填报回执", text=text)
    write(acts.REMIND, conference, actor, day, f"催报回执：{named(conference, silent)}", after={"bodies": silent})
    return silent


def _publish(
    conference: Conference, actor: Actor, day: ActDay, act: Act, how: str, late_reason: str, correction: str
) -> Call:
    how = said(how, "通知方式")
    _settled_enough(conference, day)
    latest = latest_notice(conference)
    bound = latest is not None and (not correction or latest.concerns(_said_last(conference), settled(conference)))
    late = latest.late_days(day.on) if latest and bound else 0
    if latest and late:
        late_reason = _late(latest, late, day, late_reason, conference)
    elif latest and bound and day.backdated and latest.late_days(today()):
        late_reason = said(late_reason, "补录的依据：当时怎样发出、有何凭证")
    call = Call.objects.create(
        conference=conference, number=conference.calls.count() + 1, on=day.on, backdated=day.backdated,
        by=actor.person, body=actor.body, how=how, said=settled(conference), late_days=late,
        latest=latest.due.due if latest else None, provisional=bool(latest and latest.due.provisional),
        clause=latest.clause if latest else "", force=latest.rule.force.value if latest else "",
        late_reason=late_reason if late or day.backdated else "", correction=correction,
    )  # fmt: skip
    write(act, conference, actor, day, str(call), after={"call": call.number, "late_days": late},
          clause=call.clause, note="；".join(filter(None, (correction, call.late_reason))))  # fmt: skip
    _tell(conference, call, day)
    return call


def _said_last(conference: Conference) -> Mapping[str, object]:
    """What the notice before this one says."""
    said: Mapping[str, object] = conference.calls.order_by("-number").values_list("said", flat=True)[0]
    return said


def _tell(conference: Conference, call: Call, day: ActDay) -> None:
    """Every party hears when and where, and why there is another notice."""
    first = conference.held_from or day.on
    why = f"更正：{call.correction}。" if call.correction else ""
    text = f"{why}会议{cn_date(first)}{conference.starts_at}在{conference.place}召开，请填报回执。"
    codes = [body.code for body in parties_of(conference)]
    title = "更正通知" if call.correction else "会议通知"
    tell_parties(conference, codes, day, kind="call", title=title, text=text, clause=call.clause)


def _settled_enough(conference: Conference, day: ActDay) -> None:
    """Host, day, place and agenda stand, and the day has not passed."""
    progress = ConferenceState(conference, day.on).progress
    lacks = [one for one in lacking(progress, {}) if one.guard.startswith("host_")]
    if lacks:
        raise Refused(
            lacks[0].guard, f"{lacks[0].what}，不能发出通知。", remedy=f"{lacks[0].remedy}。", source=HOUSE_RULE
        )
    if not conference.held_from or not conference.place or not conference.items.exists():
        raise Refused("time_and_place", "时间、地点或议程没有定，不能发出通知。", remedy="请先定下来。")
    if conference.held_from < day.on:
        raise Refused(
            "day_ahead", f"会议定于{conference.held_from}，已经过了。", remedy="请改定时间；已经开过的请用“补录”。"
        )


def _late(latest: Latest, late: int, day: ActDay, reason: str, conference: Conference) -> str:
    """Late: refused where the clause binds, possible with a reason where it is only usual."""
    due = latest.due.due.isoformat()
    told = f"会议{conference.held_from}开始，最迟应在{due}通知，{day.on.isoformat()}已迟{late}天"
    if latest.rule.force is Force.MUST:
        raise Refused(
            "notice_too_late",
            f"{told}；条款用语是“应当”，不能发出。",
            remedy=f"请改定会议时间，使通知{say_period(latest.rule.deadline())}发出。",
            source=latest.clause,
        )
    if not reason.strip():
        raise Refused(
            "late_reason",
            f"{told}；条款用语是“一般”，可以发出，但须写明原因。",
            remedy="请填写迟发的原因，原因随通知留存；或改定会议时间。",
            source=latest.clause,
        )
    return reason.strip()

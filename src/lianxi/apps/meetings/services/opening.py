"""Opening a conference 启动, and its way from step to step."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from lianxi.apps.bodies.models import Body
from lianxi.apps.bodies.selectors import members_on
from lianxi.apps.mechanisms.selectors import mechanism_and_circle, turns_of
from lianxi.apps.mechanisms.wheel_records import drop_record, keep_record
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.entries import free_ad_hoc_slug
from lianxi.apps.meetings.journal import lock, named, not_before, of_office, said, write
from lianxi.apps.meetings.models import Conference, StageMove
from lianxi.apps.meetings.naming import slug_for
from lianxi.apps.meetings.selectors import ConferenceState, circle_by_slug, mechanism_of, short_names
from lianxi.apps.meetings.services.agenda import propose_agenda
from lianxi.apps.meetings.services.minutes import redraft_after_return
from lianxi.apps.meetings.telling import tell_parties
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.conference_year import HOUSE_RULE, Stage, may_go_on
from lianxi.kernel.rules.mechanisms import Mechanism
from lianxi.kernel.rules.rotation import Turn, TurnSource
from lianxi.web.day import ActDay, act_day


@transaction.atomic
def open_conference(
    *,
    circle: str,
    actor: Actor,
    year: int | None = None,
    slot: int | None = None,
    topics_due: date | None = None,
    on: date | None = None,
) -> Conference:
    """Open the next regular conference of a circle 启动, its host proposed by the wheel.

    Without `year` it is the first one that is not over and not yet opened. It
    keeps the version of the mechanism in force on the day it was opened.
    """
    require(actor, acts.OPEN, circle=circle)
    day = act_day(on)
    mechanism, _ = mechanism_and_circle(mechanism_of(circle))
    turn = _turn(mechanism, day.on, year, slot, circle)
    clause = str(turn.clause or "")
    conference = _create(
        circle=circle_by_slug(circle), mechanism=mechanism.slug, version=mechanism.version_on(day.on).effective,
        year=turn.year, slot=turn.slot, ordinal=turn.ordinal, host=_host(turn), host_why="".join(turn.reasons),
        topics_due=_topics_day(topics_due, day), opened_on=day.on, slug=slug_for(circle, turn.year, turn.slot),
    )  # fmt: skip
    _moved(conference, "", Stage.OPENED, actor, day)
    write(acts.OPEN, conference, actor, day, "启动", after={"host": turn.host, "year": turn.year}, clause=clause)
    text = f"按轮次由{named(conference, [conference.host_id])}承办，请确认。{conference.host_why}"
    tell_parties(conference, [conference.host_id], day, kind="host", title="请确认承办", text=text, clause=clause)
    return conference


@transaction.atomic
def open_ad_hoc(
    *,
    circle: str,
    host: str,
    reason: str,
    actor: Actor,
    topics_due: date | None = None,
    on: date | None = None,
) -> Conference:
    """Open a conference outside the order 临时召开; it does not turn the wheel and is not numbered."""
    require(actor, acts.OPEN, circle=circle)
    day, reason = act_day(on), said(reason, "临时召开的理由")
    mechanism, _ = mechanism_and_circle(mechanism_of(circle))
    version = mechanism.version_on(day.on)
    rule = version.rule("ad_hoc")
    body = next((one for one in members_on(circle, day.on) if one.code == host), None)
    if body is None:
        raise Refused("a_party", f"{host or '（未填）'}不是本圈成员，不能承办。", remedy="请在参加方中选承办方。")
    conference = _create(
        circle=circle_by_slug(circle), mechanism=mechanism.slug, version=version.effective, year=day.on.year,
        reason=reason, host=body, host_why="临时召开的会议，不占轮次。", topics_due=_topics_day(topics_due, day),
        opened_on=day.on, slug=free_ad_hoc_slug(circle, day.on.year),
    )  # fmt: skip
    _moved(conference, "", Stage.OPENED, actor, day)
    clause = str(version.ref(rule))
    write(acts.OPEN, conference, actor, day, "启动（临时召开）", after={"host": host}, clause=clause, note=reason)
    text = f"临时召开：{reason}请确认承办。"
    tell_parties(conference, [host], day, kind="host", title="请确认承办", text=text, clause=clause)
    return conference


@transaction.atomic
def go_on(*, conference: Conference, actor: Actor, on: date | None = None, seen: str = "") -> Conference:
    """Take a conference to its next step 进入下一环节, or raise `Refused` with everything that is missing.

    seen: the step the page showed when the button was pressed; a second click, or
    a colleague who was quicker, is told so instead of moving the conference twice.
    """
    of_office(actor, acts.GO_ON, conference)
    day, conference = act_day(on), lock(conference)
    if seen and seen != conference.stage:
        raise Refused(
            "already_moved",
            f"会议已经在“{conference.step.label}”环节，没有重复办理。",
            remedy="请刷新页面，看现在该做什么。",
            source=HOUSE_RULE,
        )
    following = may_go_on(ConferenceState(conference, day.on).progress, short_names(conference))
    if conference.step is Stage.NOTICE:
        raise Refused("publish", "发出会议通知后自动进入回执环节。", remedy="请在“通知”一栏发出。", source=HOUSE_RULE)
    before = conference.step
    move(conference, following, actor, day)
    _arrive(conference, actor, day)
    write(acts.GO_ON, conference, actor, day, f"{before.label}→{following.label}", after={"stage": following.value})
    return conference


@transaction.atomic
def step_back(*, conference: Conference, actor: Actor, reason: str, on: date | None = None) -> Conference:
    """Go back one step 退回, with a reason that all parties read; what was done at the step stays on record."""
    of_office(actor, acts.STEP_BACK, conference)
    day, conference, reason = act_day(on), lock(conference), said(reason, "退回的理由")
    preceding = conference.step.preceding
    if preceding is None or conference.recorded:
        raise Refused("first_stage", "会议刚启动，没有可退回的环节。", source=HOUSE_RULE)
    before = conference.step
    if before is Stage.MINUTES:
        drop_record(conference.get_absolute_url())
    move(conference, preceding, actor, day, reason)
    write(acts.STEP_BACK, conference, actor, day, f"{before.label}退回{preceding.label}", note=reason,
          before={"stage": before.value}, after={"stage": preceding.value})  # fmt: skip
    text = f"由“{before.label}”退回“{preceding.label}”。理由：{reason}"
    codes = [body.code for body in ConferenceState(conference, day.on).parties]
    tell_parties(conference, codes, day, kind="stage", title=f"退回到{preceding.label}", text=text, clause=HOUSE_RULE)
    return conference


def move(conference: Conference, to: Stage, actor: Actor, day: ActDay, reason: str = "") -> None:
    """Write the new step and the move; the caller has checked that it may be."""
    before, last = conference.stage, conference.moves.order_by("id").last()
    not_before(day.on, last.on if last else day.on, "进入现在环节的日子")
    conference.stage = to
    conference.save(update_fields=["stage"])
    _moved(conference, before, to, actor, day, reason)


def _moved(conference: Conference, before: str, to: Stage, actor: Actor, day: ActDay, reason: str = "") -> None:
    StageMove.objects.create(
        conference=conference, before=before, after=to, on=day.on, backdated=day.backdated, by=actor.person,
        body=actor.body, reason=reason,
    )  # fmt: skip


def _arrive(conference: Conference, actor: Actor, day: ActDay) -> None:
    """What a step begins with."""
    codes = [body.code for body in ConferenceState(conference, day.on).parties]
    if conference.step is Stage.TOPICS and conference.topics_due:
        text = f"请在{conference.topics_due.isoformat()}前报送议题，没有的请答复“无议题”。"
        tell_parties(conference, codes, day, kind="topics", title="征集议题", text=text, clause=HOUSE_RULE)
    if conference.step is Stage.OFFICE:
        propose_agenda(conference)
    if conference.step is Stage.MINUTES:
        keep_in_wheel(conference)
        redraft_after_return(conference, actor, day)
    if conference.step is Stage.MEETING:
        text = f"会议今天在{conference.place}召开，请签到。"
        tell_parties(conference, codes, day, kind="meeting", title="开始签到", text=text)


def keep_in_wheel(conference: Conference) -> None:
    """Put a conference that was held on the record, from which the wheel goes on."""
    keep_record(
        circle=conference.circle_id, permalink=conference.get_absolute_url(), year=conference.year,
        slot=conference.slot, ordinal=conference.ordinal, held_from=conference.held_from, held_to=conference.held_to,
        host=conference.host_id or "", ad_hoc=conference.ad_hoc, place=conference.place,
        source=conference.source or "本平台的会议记录", note=conference.note,
    )  # fmt: skip


def _turn(mechanism: Mechanism, on: date, year: int | None, slot: int | None, circle: str) -> Turn:
    """The turn that is to be opened."""
    foreseen = turns_of(mechanism.slug, first=year or on.year, last=year or on.year + 3)
    taken = set(Conference.objects.filter(circle=circle, slot__isnull=False).values_list("year", "slot"))
    fitting = [
        turn
        for turn in foreseen
        if turn.source is TurnSource.PREDICTED
        and (slot is None or turn.slot == slot)
        and (turn.window[1] if turn.window else date(turn.year, 12, 31)) >= on
    ]
    for turn in fitting:
        if (turn.year, turn.slot) not in taken:
            return turn
    if fitting:
        raise Refused("already_open", f"{fitting[0].year}年的会议已经启动，没有重复启动。", remedy="请从会议列表进入。")
    raise Refused(
        "no_such_turn",
        f"{year or on.year}年没有还可以启动的例会。",
        remedy="已经召开的请用“补录”；计划之外的请“临时召开”。",
        source=str(mechanism.version_on(on).ref()),
    )


def _host(turn: Turn) -> Body:
    """The body whose turn it is; refused where the wheel cannot tell."""
    if turn.host is None:
        why = turn.reasons[-1] if turn.reasons else "没有可据以推算的记录。"
        raise Refused(
            "wheel_silent",
            f"推算不出{turn.year}年轮到谁承办：{why}",
            remedy="请先补录写明承办方的以往会议，或商定后“临时召开”。",
            source=str(turn.clause or ""),
        )
    return Body.objects.get(pk=turn.host)


def _topics_day(topics_due: date | None, day: ActDay) -> date | None:
    if topics_due and topics_due < day.on:
        raise Refused(
            "topics_due_ahead",
            f"议题截止日{topics_due.isoformat()}早于办理日{day.on.isoformat()}。",
            remedy="请填今天以后的一天。",
        )
    return topics_due


def _create(**fields: object) -> Conference:
    try:
        with transaction.atomic():
            return Conference.objects.create(**fields)
    except IntegrityError:
        raise Refused(
            "already_open", "这次会议已经启动，没有重复启动。", remedy="请从会议列表进入。", source=HOUSE_RULE
        ) from None

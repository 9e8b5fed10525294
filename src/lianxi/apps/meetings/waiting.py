"""What waits for whom 等谁办: derived from the state of a conference, for the workbench, the page and the phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from lianxi.apps.meetings.journal import named
from lianxi.apps.meetings.models import AgendaItem, Conference, FollowUp, FollowUpState
from lianxi.apps.meetings.selectors import ConferenceState, open_change, silent_on_receipts
from lianxi.apps.meetings.services.calling import latest_notice
from lianxi.apps.meetings.services.costs import cost_clause
from lianxi.apps.meetings.services.follow_ups import ANOTHER
from lianxi.apps.meetings.services.hosts import rotation_clause
from lianxi.kernel.access import Actor, Role
from lianxi.kernel.rules.clauses import Force
from lianxi.kernel.rules.conference_year import HOUSE_RULE, Stage, lacking

OFFICE = "office"
SIGNERS = frozenset({Role.OFFICE_HEAD, Role.LEADER})
PARTY = SIGNERS | {Role.CLERK}


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a party, or for the joint office.

    whose:  code of the party, or `OFFICE`.
    href:   where it is done; `one_click`: a POST there does it, with nothing to fill in.
    roles:  which roles of the party can do it.
    """

    whose: str
    title: str
    why: str
    clause: str
    href: str
    label: str
    due: date | None = None
    one_click: bool = False
    binding: bool = True
    provisional: bool = False
    roles: frozenset[Role] = PARTY

    def is_for(self, actor: Actor, circle: str) -> bool:
        """Whether `actor` can do it."""
        if self.whose == OFFICE:
            return actor.has_role(frozenset({Role.JOINT_OFFICE}), circle=circle)
        return actor.has_role(self.roles, body=self.whose)


def waiting(state: ConferenceState) -> list[Waiting]:
    """Everything that waits at the step the conference stands at, and its open follow-ups."""
    if state.conference.recorded:
        return []
    found = list(_STEPS[state.conference.step](state)) if state.conference.step in _STEPS else []
    return [*_changes(state), *found, *_goes_on(state), *_tasks(state)]


def _to(conference: Conference, name: str, *more: object) -> str:
    return reverse(f"meetings:{name}", args=[conference.slug, *more])


def _goes_on(state: ConferenceState) -> Iterator[Waiting]:
    """The joint office is asked to go on once nothing is missing."""
    one = state.conference
    if one.step in {Stage.NOTICE, Stage.ARCHIVED} or lacking(state.progress, state.names):
        return
    following = one.step.following
    if following:
        why = f"“{one.step.label}”环节的事项都已办妥。"
        yield Waiting(
            OFFICE,
            f"进入“{following.label}”",
            why,
            HOUSE_RULE,
            f"{_to(one, 'go_on')}?seen={one.stage}",
            f"进入{following.label}",
            one_click=True,
        )


def _changes(state: ConferenceState) -> Iterator[Waiting]:
    one = state.conference
    change = open_change(one)
    if change:
        why = f"{named(one, [change.body_id])}于{change.proposed_on.isoformat()}提出：{change.reason}"
        yield Waiting(
            change.other_id or "", f"答复{change.get_kind_display()}", why, str(rotation_clause(one)),
            _to(one, "answer_change"), "答复",
        )  # fmt: skip
    elif one.host_id and not one.host_accepted_on and not one.step.reached(Stage.MEETING):
        yield Waiting(
            one.host_id, "确认承办", one.host_why, str(rotation_clause(one)), _to(one, "accept_host"), "确认承办",
            one_click=True,
        )  # fmt: skip


def _topics(state: ConferenceState) -> Iterator[Waiting]:
    one = state.conference
    for body in state.progress.silent:
        why = f"报送截止{one.topics_due.isoformat() if one.topics_due else '未定'}；没有的答复“无议题”。"
        yield Waiting(
            body, "报送议题", why, HOUSE_RULE, _to(one, "propose_topic"), "报送", one.topics_due, binding=False
        )


def _office(state: ConferenceState) -> Iterator[Waiting]:
    one = state.conference
    guards = {lack.guard for lack in lacking(state.progress, state.names)}
    if "agenda_set" in guards:
        yield Waiting(OFFICE, "编排议程", "议程还是空的。", HOUSE_RULE, _to(one, "agenda"), "编排议程")
    if "time_and_place" in guards:
        yield Waiting(OFFICE, "确定时间地点", "时间、地点还没有定。", HOUSE_RULE, _to(one, "time"), "填写")


def _notice(state: ConferenceState) -> Iterator[Waiting]:
    one = state.conference
    latest = latest_notice(one)
    if latest is None:
        yield Waiting(OFFICE, "发出会议通知", "机制未规定提前多久通知。", HOUSE_RULE, _to(one, "publish"), "发出通知")
        return
    why = f"会议{one.held_from}开始，最迟{latest.due.due.isoformat()}通知。"
    yield Waiting(
        OFFICE, "发出会议通知", why, latest.clause, _to(one, "publish"), "发出通知", latest.due.due,
        binding=latest.rule.force is Force.MUST, provisional=latest.due.provisional,
    )  # fmt: skip


def _receipts(state: ConferenceState) -> Iterator[Waiting]:
    one = state.conference
    for body in silent_on_receipts(one):
        why = f"会议{one.held_from}在{one.place}召开。"
        yield Waiting(body, "填报回执", why, HOUSE_RULE, _to(one, "receipt"), "填回执", one.held_from, binding=False)
    if state.notice_stale:
        why = "上次通知之后，时间、地点、议程或承办方有变动。"
        yield Waiting(OFFICE, "发出更正通知", why, HOUSE_RULE, _to(one, "correct"), "更正通知", one.held_from)


def _meeting(state: ConferenceState) -> Iterator[Waiting]:
    one = state.conference
    for body in state.parties:
        coming = one.attendees.filter(body=body, leave=False, checked_in_on__isnull=True)
        if count := coming.count():
            why = f"回执上还有{count}人没有签到。"
            yield Waiting(body.code, "签到", why, HOUSE_RULE, _to(one, "mine"), "去签到", one.held_from, binding=False)
    for item in AgendaItem.objects.filter(conference=one, outcome=""):
        href = f"{_to(one, 'outcome', item.number)}"
        yield Waiting(OFFICE, f"登记结果：{item.title}", f"第{item.number}项还没有结果。", HOUSE_RULE, href, "登记")


def _minutes(state: ConferenceState) -> Iterator[Waiting]:
    one = state.conference
    if state.reading is None:
        why = "会议已开完，可由登记的内容生成草稿。"
        yield Waiting(OFFICE, "起草纪要", why, HOUSE_RULE, _to(one, "draft_minutes"), "生成草稿", one_click=True)
        return
    for body in state.unsigned:
        why = f"{state.reading}，{state.reading.on.isoformat()}成稿。"
        yield Waiting(body, "签署纪要", why, "纪要由到会各方签署", _to(one, "minutes"), "阅后签署", roles=SIGNERS)


def _follow_ups(state: ConferenceState) -> Iterator[Waiting]:
    one = state.conference
    if state.progress.cost_gap is None:
        yield Waiting(OFFICE, "登记经费结算", "归档前须登记支出和承担。", cost_clause(one), _to(one, "costs"), "登记")


def _tasks(state: ConferenceState) -> Iterator[Waiting]:
    """Open tasks wait for the leading party; reported ones for any other."""
    conference = state.conference
    for task in FollowUp.objects.filter(conference=conference).exclude(state=FollowUpState.CLOSED):
        href = _to(conference, "follow_up", task.number)
        if task.state == FollowUpState.OPEN:
            why = (
                f"{conference.title}交办，完成时限{task.due.isoformat()}。{task.remark and f'上次退回：{task.remark}'}"
            )
            yield Waiting(task.lead_id, f"办理：{task.title}", why, "会议议定", href, "报结", task.due)
        else:
            why = f"{named(conference, [task.lead_id])}已于{task.submitted_on}报结。"
            for body in state.parties:
                if body.code != task.lead_id:
                    yield Waiting(body.code, f"核验：{task.title}", why, ANOTHER, href, "核验")


_STEPS = {
    Stage.TOPICS: _topics,
    Stage.OFFICE: _office,
    Stage.NOTICE: _notice,
    Stage.RECEIPTS: _receipts,
    Stage.MEETING: _meeting,
    Stage.MINUTES: _minutes,
    Stage.FOLLOW_UPS: _follow_ups,
}

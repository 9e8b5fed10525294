"""Minutes, follow-ups and costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianxi.apps.meetings import acts
from lianxi.apps.meetings.forms import ReasonForm
from lianxi.apps.meetings.forms_results import (
    ChangeTaskForm,
    CostForm,
    FollowUpForm,
    MinutesForm,
    RemarkForm,
    SignForForm,
    SubmitForm,
)
from lianxi.apps.meetings.lines import read_costs, read_shares
from lianxi.apps.meetings.minutes_text import attendance_lines
from lianxi.apps.meetings.models import Conference
from lianxi.apps.meetings.selectors import ConferenceState, in_joint_office, own_party
from lianxi.apps.meetings.services import (
    assign_follow_up,
    change_follow_up,
    change_minutes,
    close_follow_up,
    draft_minutes,
    reopen_follow_up,
    sign_for,
    sign_minutes,
    state_cost,
    submit_follow_up,
)
from lianxi.apps.meetings.services.costs import cost_clause
from lianxi.apps.meetings.views.shared import choices_of, crumbs, find, one_click, party_of, speaks_for, task_of
from lianxi.apps.meetings.waiting import SIGNERS
from lianxi.kernel.access import require
from lianxi.web.act_pages import act_page
from lianxi.web.day import today


@require_POST
def draft_view(request: HttpRequest, slug: str) -> HttpResponse:
    """起草纪要."""
    conference = find(request, slug)
    return one_click(
        request, lambda: draft_minutes(conference=conference, actor=request.actor), "草稿已由登记的内容生成。",
        f"{conference.get_absolute_url()}#minutes",
    )  # fmt: skip


@require_GET
def minutes_page(request: HttpRequest, slug: str) -> HttpResponse:
    """纪要 with its readings and signatures, and the button to sign the reading one has before one's eyes."""
    conference = find(request, slug)
    state = ConferenceState(conference, today())
    mine = own_party(request.actor, conference)
    may_sign = bool(mine and mine.code in state.unsigned and request.actor.has_role(SIGNERS, body=mine.code))
    context = {
        "title": f"{conference.title}纪要", "conference": conference, "crumbs": crumbs(conference), "state": state,
        "reading": state.reading, "heads": _heads(state),
        "readings": conference.readings.prefetch_related("signatures__body"),
        "attendance": attendance_lines(conference), "may_sign": may_sign, "party": mine,
        "line": f"现为第{state.reading.number}稿" if state.reading else "还没有起草",
    }  # fmt: skip
    return render(request, "meetings/minutes.html", context)


def _heads(state: ConferenceState) -> list[dict[str, Any]]:
    """The heads printed in the minutes, with the names of their bodies."""
    heads = state.reading.heads if state.reading else []
    return [{**head, "name": state.names.get(head["chain"], head["chain"])} for head in heads]


@require_POST
def sign_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """签署纪要."""
    conference = find(request, slug)
    body = party_of(request, conference)
    return one_click(
        request, lambda: sign_minutes(conference=conference, body=body, number=number, actor=request.actor),
        f"已签署纪要第{number}稿。", f"{conference.get_absolute_url()}minutes/",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def change_minutes_page(request: HttpRequest, slug: str) -> HttpResponse:
    """改动纪要."""
    conference = find(request, slug)
    require(request.actor, acts.CHANGE_MINUTES, circle=conference.circle_id)
    last = ConferenceState(conference, today()).reading
    number, given = last.number if last else 0, request.POST.copy()
    seen = int(sent) if (sent := given.get("number", "")).isdecimal() else 0
    given["number"] = str(number)  # sent again, what was typed is held against the reading shown beside it
    form = MinutesForm(given if request.method == "POST" else None,
                       initial={"number": number, "text": last.text if last else ""})  # fmt: skip

    def do(filled: Mapping[str, Any]) -> None:
        change_minutes(
            conference=conference,
            actor=request.actor,
            **{**filled, "number": seen},
        )

    return act_page(
        request, form, do, title="改动纪要", submit="保存为新的一稿", done="已另立一稿，到会各方须重新签署。",
        back=f"{conference.get_absolute_url()}minutes/", crumbs=crumbs(conference), line="原来的各稿和签署都留存。",
        template="meetings/change_minutes.html", theirs=last if request.method == "POST" and seen != number else None,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def sign_for_page(request: HttpRequest, slug: str) -> HttpResponse:
    """凭扫描件代录签署."""
    conference = find(request, slug)
    require(request.actor, acts.SIGN_FOR, circle=conference.circle_id)
    state = ConferenceState(conference, today())
    parties = [one for one in choices_of(conference) if one[0] in state.unsigned]
    number = state.reading.number if state.reading else 0

    def do(given: Mapping[str, Any]) -> None:
        scan = given["scan"]
        filled = {name: given[name] for name in ("body", "number", "signer", "on")}
        sign_for(conference=conference, actor=request.actor, scan=scan.read(), name=scan.name, **filled)

    form = SignForForm(request.POST or None, request.FILES or None, bodies=parties, initial={"number": number})
    return act_page(
        request, form, do, title="凭扫描件代录签署", submit="代录", done="已代录，该方已收到提醒。",
        back=f"{conference.get_absolute_url()}minutes/", crumbs=crumbs(conference),
        line="只在一方已在纸上签字、无法在线签署时使用；谁代录的一并留存。",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def assign_page(request: HttpRequest, slug: str) -> HttpResponse:
    """交办事项."""
    conference = find(request, slug)
    require(request.actor, acts.ASSIGN, circle=conference.circle_id)
    form = FollowUpForm(request.POST or None, bodies=choices_of(conference), items=conference.items.all())
    return act_page(
        request, form, lambda given: assign_follow_up(conference=conference, actor=request.actor, **given),
        title="交办事项", submit="交办", done="已交办，牵头方和配合方已收到提醒。",
        back=f"{conference.get_absolute_url()}#follow-ups", crumbs=crumbs(conference),
    )  # fmt: skip


@require_GET
def follow_up_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """一项交办事项, with what the actor can do about it."""
    conference = find(request, slug)
    task, mine = task_of(conference, number), own_party(request.actor, conference)
    context = {
        "title": task.title, "conference": conference, "task": task, "crumbs": crumbs(conference), "party": mine,
        "leads": bool(mine and mine.code == task.lead_id), "helpers": task.helpers.all(),
        "files": task.files.filter(withdrawn_on=None), "returns": task.returns.select_related("conference"),
        "late": task.state == "open" and task.due < today(),
        "office": in_joint_office(request.actor, conference.circle_id),
    }  # fmt: skip
    return render(request, "meetings/follow_up.html", context)


@require_http_methods(["GET", "POST"])
def change_task_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """更改交办事项."""
    conference = find(request, slug)
    require(request.actor, acts.CHANGE_FOLLOW_UP, circle=conference.circle_id)
    task = task_of(conference, number)
    form = ChangeTaskForm(request.POST or None, bodies=choices_of(conference), items=conference.items.all(), task=task)
    return act_page(
        request, form, lambda given: change_follow_up(task=task, actor=request.actor, **given),
        title=f"更改：{task.title}", submit="更改", done="已更改。", back=_page_of(conference, number),
        crumbs=crumbs(conference),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def submit_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """报结."""
    conference = find(request, slug)
    task = task_of(conference, number)

    def do(given: Mapping[str, Any]) -> None:
        file = given["file"]
        proof = (file.name, file) if file else None
        submit_follow_up(task=task, evidence=given["evidence"], proof=proof, actor=request.actor, on=given["on"])

    return act_page(
        request, SubmitForm(request.POST or None, request.FILES or None), do, title=f"报结：{task.title}",
        submit="报结", done="已报结，等牵头方以外的一方核验。", back=_page_of(conference, number),
        crumbs=crumbs(conference),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def close_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """核验办结."""
    conference = find(request, slug)
    task, body = task_of(conference, number), speaks_for(request, conference)
    return act_page(
        request, RemarkForm(request.POST or None),
        lambda given: close_follow_up(task=task, body=body.code, actor=request.actor, **given),
        title=f"核验办结：{task.title}", submit="办结", done="已办结。", back=_page_of(conference, number),
        crumbs=crumbs(conference), line=f"报结的办理情况：{task.evidence or '（没有）'}",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def reopen_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """退回重办."""
    conference = find(request, slug)
    task, body = task_of(conference, number), speaks_for(request, conference)
    return act_page(
        request, ReasonForm(request.POST or None),
        lambda given: reopen_follow_up(task=task, body=body.code, actor=request.actor, **given),
        title=f"退回重办：{task.title}", submit="退回", done="已退回。", back=_page_of(conference, number),
        crumbs=crumbs(conference),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def costs_page(request: HttpRequest, slug: str) -> HttpResponse:
    """登记经费结算."""
    conference = find(request, slug)
    require(request.actor, acts.STATE_COST, circle=conference.circle_id)
    names = dict(choices_of(conference))
    start = {
        "lines": "\n".join(f"{one.what}，{one.amount}" for one in conference.costs.all()),
        "shares": "\n".join(f"{names.get(one.body_id, one.body_id)}，{one.amount}" for one in conference.shares.all()),
    }

    def do(given: Mapping[str, Any]) -> None:
        lines, shares = read_costs(given["lines"]), read_shares(given["shares"], names)
        state_cost(conference=conference, lines=lines, shares=shares, actor=request.actor, on=given["on"])

    return act_page(
        request, CostForm(request.POST or None, initial=start), do, title="登记经费结算", submit="保存",
        done="已登记。", back=f"{conference.get_absolute_url()}#costs", crumbs=crumbs(conference),
        line=f"两边合计应当相等。{cost_clause(conference)}",
    )  # fmt: skip


def _page_of(conference: Conference, number: int) -> str:
    return f"{conference.get_absolute_url()}follow-ups/{number}/"

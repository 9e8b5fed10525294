"""Who hosts: yes, no longer, or somebody else by consent of both."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from lianxi.apps.meetings.forms import AnswerForm, ChangeHostForm, ReasonForm
from lianxi.apps.meetings.selectors import open_change
from lianxi.apps.meetings.services import accept_host, answer_host_change, propose_host_change, withdraw_host
from lianxi.apps.meetings.views.shared import choices_of, crumbs, find, one_click, party_of, speaks_for
from lianxi.web.act_pages import act_page


@require_POST
def accept_view(request: HttpRequest, slug: str) -> HttpResponse:
    """确认承办."""
    conference = find(request, slug)
    body = party_of(request, conference)
    return one_click(
        request, lambda: accept_host(conference=conference, body=body, actor=request.actor), "已确认承办。",
        conference.get_absolute_url(),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def withdraw_page(request: HttpRequest, slug: str) -> HttpResponse:
    """退出承办."""
    conference = find(request, slug)
    body = speaks_for(request, conference).code
    return act_page(
        request, ReasonForm(request.POST or None),
        lambda given: withdraw_host(conference=conference, body=body, actor=request.actor, **given), title="退出承办",
        submit="退出承办", done="已登记退出，各方已收到提醒；已办的各项都保留。", back=conference.get_absolute_url(),
        crumbs=crumbs(conference), line="退出后须商定互换或代承办；已发通知的，还须发更正通知。",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def change_page(request: HttpRequest, slug: str) -> HttpResponse:
    """提出互换或代承办."""
    conference = find(request, slug)
    body = speaks_for(request, conference).code
    others = [one for one in choices_of(conference) if one[0] != body]
    return act_page(
        request, ChangeHostForm(request.POST or None, bodies=others),
        lambda given: propose_host_change(conference=conference, body=body, actor=request.actor, **given),
        title="提出互换或代承办", submit="提出", done="已提出，等对方答复。", back=conference.get_absolute_url(),
        crumbs=crumbs(conference), line="须双方同意才生效；生效后轮次随之变动。",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def answer_page(request: HttpRequest, slug: str) -> HttpResponse:
    """答复互换或代承办."""
    conference = find(request, slug)
    change = open_change(conference)
    if change is None:
        raise Http404(slug)
    swap = f"，换回{change.other_year}年的承办" if change.other_year else ""
    line = f"{change.body.short_name}提出{change.get_kind_display()}{swap}。理由：{change.reason}"
    return act_page(
        request, AnswerForm(request.POST or None),
        lambda given: answer_host_change(change=change, actor=request.actor, **given),
        title=f"答复{change.get_kind_display()}", submit="答复", done="已答复。", back=conference.get_absolute_url(),
        crumbs=crumbs(conference), line=line,
    )  # fmt: skip

"""The notice, receipts and invitations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from lianxi.apps.bodies.models import Body
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.forms import CorrectForm, GuestsForm, PublishForm, ReasonForm, ReceiptForm
from lianxi.apps.meetings.guest_table import read_guests
from lianxi.apps.meetings.lines import read_people, write_people
from lianxi.apps.meetings.models import MEMBERS, STAFF, Conference
from lianxi.apps.meetings.selectors import members_by_seat, short_names
from lianxi.apps.meetings.services import (
    Coming,
    correct_call,
    give_receipt,
    invite_guests,
    publish_call,
    remind_silent,
    uninvite_guest,
    unmask_guests,
)
from lianxi.apps.meetings.services.calling import latest_notice
from lianxi.apps.meetings.views.shared import crumbs, find, speaks_for
from lianxi.kernel.access import require
from lianxi.kernel.rules.explanations import explain
from lianxi.kernel.rules.roles import labels
from lianxi.web.act_pages import act_page
from lianxi.web.day import today

ON_RECEIPTS = (*MEMBERS, *STAFF)


def _notice_context(conference: Conference) -> dict[str, Any]:
    """The latest day and how it was counted."""
    latest = latest_notice(conference)
    return {
        "conference": conference, "items": conference.items.all(), "latest": latest,
        "late": latest.late_days(today()) if latest else 0,
        "steps": explain(latest.due) if latest else [],
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
def publish_page(request: HttpRequest, slug: str) -> HttpResponse:
    """发出会议通知."""
    conference = find(request, slug)
    require(request.actor, acts.PUBLISH_CALL, circle=conference.circle_id)
    return act_page(
        request, PublishForm(request.POST or None),
        lambda given: publish_call(conference=conference, actor=request.actor, **given), title="发出会议通知",
        submit="发出通知", done="会议通知已发出，各方已收到提醒。", back=conference.get_absolute_url(),
        crumbs=crumbs(conference), template="meetings/publish.html", **_notice_context(conference),
        line="发出以后不能悄悄改动；有变动的发更正通知，原通知照样留存。",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def correct_page(request: HttpRequest, slug: str) -> HttpResponse:
    """发出更正通知."""
    conference = find(request, slug)
    require(request.actor, acts.CORRECT_CALL, circle=conference.circle_id)
    return act_page(
        request, CorrectForm(request.POST or None),
        lambda given: correct_call(conference=conference, actor=request.actor, **given), title="发出更正通知",
        submit="发出更正通知", done="更正通知已发出。", back=conference.get_absolute_url(), crumbs=crumbs(conference),
        template="meetings/publish.html", **_notice_context(conference), line="已交的回执都保留。",
    )  # fmt: skip


@require_POST
def remind_view(request: HttpRequest, slug: str) -> HttpResponse:
    """催报回执."""
    conference = find(request, slug)
    silent = remind_silent(conference=conference, actor=request.actor)
    names = short_names(conference)
    messages.success(request, f"已催报：{'、'.join(names.get(code, code) for code in silent)}。")
    return redirect(f"{conference.get_absolute_url()}#receipts")


@require_http_methods(["GET", "POST"])
def receipt_page(request: HttpRequest, slug: str) -> HttpResponse:
    """填报回执."""
    conference = find(request, slug)
    body = speaks_for(request, conference)
    given = conference.receipts.filter(body=body).first()
    people = _on_record(conference, body, answered=given is not None)
    start = {"people": write_people(people), "members": given.members if given else len(people) or None,
             "note": given.note if given else ""}  # fmt: skip

    def do(filled: Mapping[str, Any]) -> None:
        filled = {**filled, "people": read_people(filled["people"], ON_RECEIPTS)}
        give_receipt(conference=conference, body=body.code, actor=request.actor, **filled)

    return act_page(
        request, ReceiptForm(request.POST or None, initial=start), do, title="填报回执", submit="提交回执",
        done="回执已提交。", back=f"{conference.get_absolute_url()}#receipts", crumbs=crumbs(conference),
        line=f"{body.short_name}的回执，已按登记的任职预填，请核对；可填的身份：{labels(ON_RECEIPTS)}。",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def guests_page(request: HttpRequest, slug: str) -> HttpResponse:
    """登记邀请人员, one by one or from a table."""
    conference = find(request, slug)
    require(request.actor, acts.INVITE, circle=conference.circle_id)

    def do(filled: Mapping[str, Any]) -> None:
        table = filled["table"]
        people = read_guests(table.read(), table.name) if table else [_one(filled)]
        invite_guests(conference=conference, people=people, actor=request.actor, on=filled["on"])

    form = GuestsForm(request.POST or None, request.FILES or None)
    return act_page(
        request, form, do, title="登记邀请人员", submit="登记", done="已登记。",
        back=f"{conference.get_absolute_url()}#receipts", crumbs=crumbs(conference),
        line="邀请的代表、专家、相关人员和新闻媒体，与参加方分开登记。",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def uninvite_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """取消邀请."""
    conference = find(request, slug)
    guest = conference.attendees.filter(pk=pk, body__isnull=True).select_related("conference__circle").first()
    if guest is None:
        raise Http404(str(pk))
    return act_page(
        request, ReasonForm(request.POST or None),
        lambda given: uninvite_guest(attendee=guest, actor=request.actor, **given), title=f"取消邀请{guest.name}",
        submit="取消邀请", done="已取消。", back=f"{conference.get_absolute_url()}#receipts", crumbs=crumbs(conference),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def unmask_page(request: HttpRequest, slug: str) -> HttpResponse:
    """查看邀请人员的完整联系方式, after a reason was given; the page is not kept anywhere."""
    conference = find(request, slug)
    require(request.actor, acts.UNMASK_GUESTS, circle=conference.circle_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        guests = unmask_guests(conference=conference, actor=request.actor, reason=form.cleaned_data["reason"])
        context = {"title": "邀请人员联系方式", "crumbs": crumbs(conference), "guests": guests}
        return render(request, "meetings/guests_unmasked.html", context)
    return act_page(
        request, form, lambda given: None, title="查看邀请人员的完整联系方式", submit="查看", done="",
        back=conference.get_absolute_url(), crumbs=crumbs(conference), line="事由、时间和查看人记入审计。",
    )  # fmt: skip


def _on_record(conference: Conference, body: Body, *, answered: bool) -> list[Coming]:
    """What the party said last; before its first answer, its members by the seats on record."""
    if answered:
        rows = conference.attendees.filter(body=body)
        return [Coming(one.name, one.role, one.unit, one.leave_reason) for one in rows]
    return [Coming(name, role, post) for name, role, post in members_by_seat(conference, body)]


def _one(filled: Mapping[str, Any]) -> Coming:
    return Coming(name=filled["name"], role=filled["role"], unit=filled["unit"], phone=filled["phone"])

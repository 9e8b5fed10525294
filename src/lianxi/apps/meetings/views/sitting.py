"""The sitting: check-in, votes, outcomes; and the page in the hand of a leader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianxi.apps.meetings import acts
from lianxi.apps.meetings.counting import majority_rule
from lianxi.apps.meetings.forms import ReasonForm
from lianxi.apps.meetings.forms_results import OutcomeForm, VoiceForm, VoteForm
from lianxi.apps.meetings.models import Attendee, Conference, ItemKind
from lianxi.apps.meetings.selectors import ConferenceState, is_over, own_party
from lianxi.apps.meetings.services import cast_vote, check_in, set_outcome, undo_check_in
from lianxi.apps.meetings.views.shared import crumbs, find, item_of, one_click, speaks_for
from lianxi.apps.meetings.waiting import waiting
from lianxi.kernel.access import require
from lianxi.kernel.rules.conference_year import Stage
from lianxi.kernel.rules.quorum import Counted
from lianxi.web.act_pages import act_page
from lianxi.web.day import today


def _attendee(conference: Conference, pk: int) -> Attendee:
    found = conference.attendees.filter(pk=pk).select_related("conference__circle").first()
    if found is None:
        raise Http404(str(pk))
    return found


@require_POST
def check_in_view(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """签到; after the last day of the conference it is entered for its first day, and marked 补录."""
    conference = find(request, slug)
    attendee = _attendee(conference, pk)
    day = conference.held_from if is_over(conference, today()) else None
    return one_click(
        request, lambda: check_in(attendee=attendee, actor=request.actor, on=day), f"{attendee.name}已签到。",
        f"{conference.get_absolute_url()}#receipts",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def undo_check_in_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """撤销签到."""
    conference = find(request, slug)
    attendee = _attendee(conference, pk)
    return act_page(
        request, ReasonForm(request.POST or None),
        lambda given: undo_check_in(attendee=attendee, actor=request.actor, **given),
        title=f"撤销{attendee.name}的签到", submit="撤销签到", done="已撤销。",
        back=f"{conference.get_absolute_url()}#receipts", crumbs=crumbs(conference),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def outcome_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """登记议程结果."""
    conference = find(request, slug)
    item = item_of(conference, number)
    require(request.actor, acts.SET_OUTCOME, circle=conference.circle_id)
    form = OutcomeForm(request.POST or None, initial={"outcome": item.outcome, "note": item.outcome_note})
    return act_page(
        request, form, lambda given: set_outcome(item=item, actor=request.actor, **given),
        title=f"登记结果：{item.title}", submit="保存", done="已登记。",
        back=f"{conference.get_absolute_url()}#results", crumbs=crumbs(conference),
        line=_rule_line(conference) if item.kind == ItemKind.VOTE else "",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def vote_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """登记本方表决."""
    conference = find(request, slug)
    item, body = item_of(conference, number), speaks_for(request, conference)
    rule = majority_rule(conference)
    by_people = rule is not None and rule.counts is Counted.PEOPLE
    form = (VoteForm if by_people else VoiceForm)(request.POST or None)

    def do(given: Mapping[str, Any]) -> None:
        counts = {**given} if by_people else {given["voice"]: 1, "on": given["on"]}
        cast_vote(item=item, body=body.code, actor=request.actor, **counts)

    return act_page(
        request, form, do, title=f"登记本方表决：{item.title}", submit="登记", done="已登记。",
        back=f"{conference.get_absolute_url()}#results", crumbs=crumbs(conference),
        line=f"{body.short_name}。{_rule_line(conference)}",
    )  # fmt: skip


@require_GET
def mine_page(request: HttpRequest, slug: str) -> HttpResponse:
    """我要办的, for the phone: confirm, check in, sign, with one thumb."""
    conference = find(request, slug)
    state = ConferenceState(conference, today())
    mine = own_party(request.actor, conference)
    people = conference.attendees.filter(body=mine, leave=False) if mine else conference.attendees.none()
    context = {
        "title": conference.title, "conference": conference, "crumbs": crumbs(conference), "party": mine,
        "things": [one for one in waiting(state) if one.is_for(request.actor, conference.circle_id)],
        "people": people, "at_meeting": conference.step is Stage.MEETING, "own_name": request.actor.person,
        "back": request.path,
    }  # fmt: skip
    return render(request, "meetings/mine.html", context)


def _rule_line(conference: Conference) -> str:
    rule = majority_rule(conference)
    return rule.sentence({}) if rule else "机制未规定表决多数，每家一票，只作记录。"

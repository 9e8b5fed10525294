"""The list of conferences, and the page of one: how far it is, what waits, and everything entered so far."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lianxi.apps.mechanisms.selectors import law
from lianxi.apps.meetings.body_steps import steps_matrix
from lianxi.apps.meetings.counting import quorum_outcome, quorum_rule
from lianxi.apps.meetings.entries import Entry, entries_seen, entry_seen
from lianxi.apps.meetings.figures import figures_of
from lianxi.apps.meetings.minutes_text import held
from lianxi.apps.meetings.models import MEMBERS, STAFF, Conference
from lianxi.apps.meetings.papers import PAPERS
from lianxi.apps.meetings.selectors import (
    ConferenceState,
    circles_seen,
    cost_of,
    in_joint_office,
    is_over,
    own_party,
    version_for,
    visible_conferences,
)
from lianxi.apps.meetings.services.calling import latest_notice
from lianxi.apps.meetings.services.costs import cost_clause
from lianxi.apps.meetings.views.checkup import record_page
from lianxi.apps.meetings.waiting import OFFICE, waiting
from lianxi.kernel.access import Role
from lianxi.kernel.rules.conference_year import ORDER, Stage, lacking
from lianxi.web.day import today
from lianxi.web.lists import Column, list_page
from lianxi.web.wording import cn_date

_TONES = {"recorded": "muted", Stage.ARCHIVED: "muted"}


def _host(entry: Entry) -> str:
    names = law().circles[entry.circle].parties.short_names
    return names.get(entry.host or "", entry.host or "") or "没有记载"


_COLUMNS = (
    Column("title", "会议", lambda row: row.title, sub=lambda row: law().circles[row.circle].name, sub_label="联席圈",
           href=lambda row: reverse("meetings:conference", args=[row.slug]), css="c-title"),
    Column("year", "年份", lambda row: row.year, css="num c-no"),
    Column("host", "承办", _host, css="c-lead"),
    Column("when", "时间", lambda row: row.when, css="num"),
    Column("stage", "环节", lambda row: row.stage_label, tone=lambda row: _TONES.get(row.stage, "blue"), css="c-st"),
)  # fmt: skip


@require_GET
def conferences(request: HttpRequest) -> HttpResponse:
    """All conferences: the public record, and those under way for whoever belongs to the circle."""
    found = entries_seen(request.actor, today())
    mine = circles_seen(request.actor, today())
    rows = [row for circle in found.values() for row in circle]
    rows.sort(key=lambda row: (row.circle not in mine, -row.year, -(row.held_from.toordinal() if row.held_from else 0)))
    return list_page(
        request, queryset=rows, columns=_COLUMNS, title="联席会议", filename="联席会议",
        context={"line": "以往的只写有出处的；正在办的看得到走到哪一步、等谁。", "actions": _actions(request)},
    )  # fmt: skip


def _actions(request: HttpRequest) -> list[dict[str, Any]]:
    feeds = [{"label": "日程订阅", "href": reverse("meetings:feeds"), "icon": "calendar-plus"}]
    if not any(held.role is Role.JOINT_OFFICE for held in request.actor.roles):
        return feeds if circles_seen(request.actor, today()) else []
    return [
        {"label": "启动例会", "href": reverse("meetings:open"), "icon": "flag", "primary": True},
        {"label": "临时召开", "href": reverse("meetings:ad_hoc"), "icon": "zap"},
        {"label": "补录", "href": reverse("meetings:record"), "icon": "history"},
        *feeds,
    ]


@require_GET
def conference_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One conference; one that only the record knows has a page of facts and verdicts."""
    found = visible_conferences(request.actor, today()).filter(slug=slug).first()
    if found is None or found.recorded:
        return record_page(request, entry_seen(slug, request.actor, today()))
    return render(request, "meetings/conference.html", _context(request, found))


def _context(request: HttpRequest, conference: Conference) -> dict[str, Any]:
    state = ConferenceState(conference, today())
    mine = own_party(request.actor, conference)
    waits = waiting(state)
    circle = conference.circle
    return {
        "title": conference.title, "kicker": circle.name + ("（示例）" if circle.sample else ""),
        "line": _line(conference), "badge": {"label": conference.step.label, "tone": "blue"},
        "crumbs": [{"label": "联席会议", "href": reverse("meetings:list")}],
        "actions": [
            {"label": "我要办的", "href": reverse("meetings:mine", args=[conference.slug]), "icon": "smartphone"},
            {"label": "机制体检", "href": reverse("meetings:verdicts", args=[conference.slug]), "icon": "stethoscope"},
            {"label": "材料包", "href": reverse("meetings:pack", args=[conference.slug]), "icon": "package"},
        ],
        "conference": conference, "state": state, "party": mine, "steps": _steps(conference),
        "office": in_joint_office(request.actor, circle.pk), "version": version_for(conference),
        "things": [one for one in waits if one.is_for(request.actor, circle.pk)],
        "others": _others(state, waits, request), "lacks": lacking(state.progress, state.names),
        "changes": conference.host_changes.select_related("body", "other"),
        "host_name": state.names.get(conference.host_id or "", ""), "quorum_rule": quorum_rule(conference),
        "quorum": quorum_outcome(conference), "latest": latest_notice(conference), "cost": cost_of(conference),
        "cost_clause": cost_clause(conference), "papers": PAPERS,
        "matrix": steps_matrix(state), "over": is_over(conference, state.on), "tiles": _tiles(conference),
        "ready": {code for code, _, stage in PAPERS if conference.step.reached(stage)}, **_rows(conference, state),
    }  # fmt: skip


def _rows(conference: Conference, state: ConferenceState) -> dict[str, Any]:
    """The lists on the page, each read once."""
    people = list(conference.attendees.select_related("body"))
    return {
        "topics": conference.topics.select_related("body", "merged_into"),
        "passes": conference.without_topic.select_related("body"),
        "items": conference.items.select_related("lead", "topic", "follow_up").prefetch_related("votes__body"),
        "calls": conference.calls.all(), "attendance": _attendance(state, people),
        "guests": [one for one in people if one.is_guest], "tasks": conference.follow_ups.select_related("lead"),
        "costs": conference.costs.all(), "shares": conference.shares.select_related("body"),
        "files": conference.attachments.select_related("body"), "moves": conference.moves.all(),
    }  # fmt: skip


def _tiles(conference: Conference) -> list[dict[str, Any]]:
    """Figures, once the conference was held; each leads to the rows it counts."""
    if not conference.step.reached(Stage.MINUTES):
        return []
    return [
        {"label": one.label, "value": one.value, "unit": one.unit, "note": one.note, "tone": "blue",
         "href": f"#{one.anchor}"}
        for one in figures_of(conference)
    ]  # fmt: skip


def _attendance(state: ConferenceState, people: list[Any]) -> list[dict[str, Any]]:
    """Party by party: its receipt, who comes, who is on leave, who has checked in."""
    receipts = {one.body_id: one for one in state.conference.receipts.all()}
    return [
        {
            "body": body, "name": state.names.get(body.code, body.short_name), "receipt": receipts.get(body.code),
            "people": [one for one in people if one.body_id == body.code and one.role in (*MEMBERS, *STAFF)],
            "came": sum(bool(one.checked_in_on) for one in people if one.body_id == body.code),
        }
        for body in state.parties
    ]  # fmt: skip


def _others(state: ConferenceState, waits: list[Any], request: HttpRequest) -> list[dict[str, str]]:
    """What others are waited for, one line for every title."""
    found: dict[str, list[str]] = {}
    for one in waits:
        if not one.is_for(request.actor, state.conference.circle_id):
            who = "联席办" if one.whose == OFFICE else state.names.get(one.whose, one.whose)
            found.setdefault(one.title, []).append(who)
    return [{"title": title, "who": "、".join(dict.fromkeys(who))} for title, who in found.items()]


def _line(conference: Conference) -> str:
    parts = [f"机制 {conference.version} 版"] if conference.version else []
    if conference.held_from:
        parts.insert(0, f"{held(conference)} {conference.starts_at} {conference.place}".strip())
    return " · ".join(parts)


def _steps(conference: Conference) -> list[dict[str, str]]:
    """The stepper: when each step was reached."""
    reached = {move.after: move.on for move in conference.moves.all()}
    now = ORDER.index(conference.step)
    steps = []
    for place, stage in enumerate(ORDER):
        filed = conference.step is Stage.ARCHIVED and stage is Stage.ARCHIVED
        done = place < now or filed
        day = reached.get(stage.value)
        note = cn_date(day) if day and place <= now else ""
        steps.append(
            {"label": stage.label, "state": "done" if done else "now" if place == now else "next", "note": note}
        )
    return steps

"""Topics and agenda."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from lianxi.apps.meetings import acts
from lianxi.apps.meetings.forms import MergeForm, ReasonForm, TimeForm, TopicForm, TopicsDueForm
from lianxi.apps.meetings.models import Conference, ItemKind, Topic, TopicState
from lianxi.apps.meetings.services import (
    Line,
    merge_topics,
    pass_topics,
    propose_topic,
    set_agenda,
    set_time,
    set_topics_due,
    split_topic,
    withdraw_topic,
)
from lianxi.apps.meetings.views.shared import choices_of, crumbs, find, one_click, party_of, speaks_for
from lianxi.kernel.access import require
from lianxi.kernel.errors import Refused
from lianxi.web.act_pages import REFUSED, act_page

EMPTY_LINES = 3


@require_http_methods(["GET", "POST"])
def topic_page(request: HttpRequest, slug: str) -> HttpResponse:
    """报送议题."""
    conference = find(request, slug)
    body = speaks_for(request, conference)
    return act_page(
        request, TopicForm(request.POST or None),
        lambda given: propose_topic(conference=conference, body=body.code, actor=request.actor, **given),
        title="报送议题", submit="报送", done="已报送。", back=f"{conference.get_absolute_url()}#topics",
        crumbs=crumbs(conference), line=f"以{body.short_name}的名义报送。",
    )  # fmt: skip


@require_POST
def pass_view(request: HttpRequest, slug: str) -> HttpResponse:
    """答复无议题."""
    conference = find(request, slug)
    body = party_of(request, conference)
    return one_click(
        request, lambda: pass_topics(conference=conference, body=body, actor=request.actor), "已答复“无议题”。",
        f"{conference.get_absolute_url()}#topics",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def topics_due_page(request: HttpRequest, slug: str) -> HttpResponse:
    """改定议题截止日."""
    conference = find(request, slug)
    require(request.actor, acts.SET_TOPICS_DUE, circle=conference.circle_id)
    form = TopicsDueForm(request.POST or None, initial={"topics_due": conference.topics_due})
    return act_page(
        request, form, lambda given: set_topics_due(conference=conference, actor=request.actor, **given),
        title="改定议题截止日", submit="改定", done="已改定，各方已收到提醒。",
        back=f"{conference.get_absolute_url()}#topics", crumbs=crumbs(conference),
    )  # fmt: skip


def _topic(conference: Conference, pk: int) -> Topic:
    found = conference.topics.filter(pk=pk).select_related("conference__circle", "body").first()
    if found is None:
        raise Http404(str(pk))
    return found


@require_http_methods(["GET", "POST"])
def withdraw_topic_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """撤回议题."""
    conference = find(request, slug)
    topic = _topic(conference, pk)
    return act_page(
        request, ReasonForm(request.POST or None),
        lambda given: withdraw_topic(topic=topic, actor=request.actor, **given), title=f"撤回议题“{topic.title}”",
        submit="撤回", done="已撤回，理由各方可见。", back=f"{conference.get_absolute_url()}#topics",
        crumbs=crumbs(conference),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def merge_page(request: HttpRequest, slug: str) -> HttpResponse:
    """合并议题."""
    conference = find(request, slug)
    require(request.actor, acts.MERGE_TOPICS, circle=conference.circle_id)
    topics = conference.topics.filter(state=TopicState.PROPOSED).select_related("body")
    return act_page(
        request, MergeForm(request.POST or None, topics=topics),
        lambda given: merge_topics(actor=request.actor, **given), title="合并议题", submit="合并",
        done="已合并，报送的机构已收到理由。", back=f"{conference.get_absolute_url()}#topics",
        crumbs=crumbs(conference),
        line="相近的议题并为一项；被合并的仍在册，理由送报送它的机构。",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def split_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """撤销合并."""
    conference = find(request, slug)
    topic = _topic(conference, pk)
    return act_page(
        request, ReasonForm(request.POST or None), lambda given: split_topic(topic=topic, actor=request.actor, **given),
        title=f"撤销“{topic.title}”的合并", submit="撤销合并", done="已撤销。",
        back=f"{conference.get_absolute_url()}#topics", crumbs=crumbs(conference),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def time_page(request: HttpRequest, slug: str) -> HttpResponse:
    """确定时间地点."""
    conference = find(request, slug)
    require(request.actor, acts.SET_TIME, circle=conference.circle_id)
    names = ("held_from", "held_to", "starts_at", "place", "office_met_on")
    form = TimeForm(request.POST or None, initial={name: getattr(conference, name) for name in names})
    return act_page(
        request, form, lambda given: set_time(conference=conference, actor=request.actor, **given),
        title="确定时间地点", submit="保存", done="已保存。", back=f"{conference.get_absolute_url()}#agenda",
        crumbs=crumbs(conference), line="发出通知以后再改的，须发更正通知。",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def agenda_page(request: HttpRequest, slug: str) -> HttpResponse:
    """编排议程: the whole agenda at once; what was written is never lost to a refusal."""
    conference = find(request, slug)
    require(request.actor, acts.SET_AGENDA, circle=conference.circle_id)
    refusal, lines, version = None, _rows(conference), conference.agenda_version
    if request.method == "POST":
        version, lines = _number(request.POST.get("version", "")), _written(request)
        try:
            set_agenda(conference=conference, lines=[_line(row) for row in lines], version=version, actor=request.actor)
        except Refused as answer:
            refusal = answer
            conference.refresh_from_db()
        else:
            messages.success(request, "议程已保存。")
            return redirect(f"{conference.get_absolute_url()}#agenda")
    stale = refusal is not None and refusal.guard == "agenda_changed_meanwhile"
    context = {
        "title": "编排议程", "crumbs": crumbs(conference), "conference": conference, "refusal": refusal,
        "lines": [*lines, *(_blank() for _ in range(EMPTY_LINES))], "kinds": ItemKind.choices,
        "parties": choices_of(conference), "topics": _unlisted(conference), "stale": stale,
        "version": conference.agenda_version if stale else version,
        "theirs": list(conference.items.select_related("lead")) if stale else [],
        "line": "从上到下就是议程的次序；清空标题的一行会被去掉。",
    }  # fmt: skip
    return render(request, "meetings/agenda.html", context, status=REFUSED if refusal else 200)


def _rows(conference: Conference) -> list[dict[str, Any]]:
    return [
        {"item": one.pk, "topic": one.topic_id or 0, "order": one.number, "title": one.title, "kind": one.kind,
         "lead": one.lead_id or ""}
        for one in conference.items.all()
    ]  # fmt: skip


def _blank() -> dict[str, Any]:
    return {"item": 0, "topic": 0, "order": "", "title": "", "kind": ItemKind.DISCUSS, "lead": ""}


def _written(request: HttpRequest) -> list[dict[str, Any]]:
    """The rows as they were filled in, in the order of their numbers; a row without one keeps its place."""
    names = ("item", "topic", "order", "title", "kind", "lead")
    columns = [request.POST.getlist(name) for name in names]
    rows = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=False)]
    for place, row in enumerate(rows, start=1):
        row["item"], row["topic"] = _number(row["item"]), _number(row["topic"])
        row["sort"] = _number(row["order"]) or place
    kept = [row for row in rows if row["title"].strip() or row["item"]]
    return sorted(kept, key=lambda row: row["sort"])


def _number(text: str) -> int:
    """A number that a hidden field should hold; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _line(row: dict[str, Any]) -> Line:
    return Line(title=row["title"], kind=row["kind"], lead=row["lead"], item=row["item"], topic=row["topic"])


def _unlisted(conference: Conference) -> list[Topic]:
    """Topics that stand and are not on the agenda."""
    return list(conference.topics.filter(state=TopicState.PROPOSED, items__isnull=True).select_related("body"))

"""有效期: the lists of rules that are watched, each with its export."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import django_filters
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.apps.rulebook.acts import READ_SHARED_RULE
from lianxi.apps.rulebook.citations.row_filters import RowFilterSet, Rows
from lianxi.apps.rulebook.citations.watch import Watch, Watched, counts, watched
from lianxi.apps.rulebook.keeping_up.review_list import Since, conclusions_since
from lianxi.apps.rulebook.keeping_up.review_table import columns_to_fill
from lianxi.apps.rulebook.keeping_up.review_views import NO_UNIT, unit_choice
from lianxi.apps.rulebook.works.standings import TONES
from lianxi.apps.rulebook.works.work_list import day_of
from lianxi.kernel.access import Actor, require
from lianxi.web.act_pages import DAY
from lianxi.web.lists import Column, list_page

_DAYS = {
    Watch.SOON: "届满日", Watch.LATER: "届满日", Watch.LAPSED_GROUND: "失效日", Watch.GROUNDLESS: "依据失效日",
    Watch.TRIAL: "届满日", Watch.LEFT_ALONE: "最近一次变动",
}  # fmt: skip
_LINES = {
    Watch.SOON: "从所看的那一天起三个月内有效期届满的",
    Watch.LATER: "从所看的那一天起六个月内有效期届满的",
    Watch.LAPSED_GROUND: "自己已经失效，还有有效的制度写着“根据”它的",
    Watch.GROUNDLESS: "写着的依据全都失效了的；有一件依据不在库中的，不下这个结论",
    Watch.TRIAL: "名称、施行条款或者有效期条款里写着试行、暂行的",
    Watch.LEFT_ALONE: "从“起算日”起没有新版本、也没有登记过效力事件的；没有填起算日的，从五年前算起",
}
_TILES = {Watch.SOON: "red", Watch.LATER: "gold", Watch.LAPSED_GROUND: "red", Watch.GROUNDLESS: "red"}


class WatchFilter(RowFilterSet):
    """Which list, on which day, and of it the rules of a body or a unit."""

    list = django_filters.ChoiceFilter(
        label="看什么", choices=[(one.value, one.label) for one in Watch], empty_label=None
    )
    body = django_filters.ChoiceFilter(label="入库机构", empty_label="全部")
    unit = django_filters.ChoiceFilter(label="责任单位", empty_label="全部")
    since = django_filters.DateFilter(label="长期没有修改的起算日", widget=DAY)
    on = django_filters.DateFilter(label="看哪一天", widget=DAY)
    kept = {
        "body": lambda row, code: row.work.body_id == code,
        "unit": lambda row, key: (str(row.work.unit_id) if row.work.unit_id else NO_UNIT) == key,
    }

    def __init__(self, data: Any = None, queryset: Rows | None = None, **kwargs: Any) -> None:
        rows = queryset if queryset is not None else Rows()
        super().__init__(data, queryset=rows, **kwargs)
        works = [row.work for row in rows]
        self.choose_from("body", ((work.body_id, work.body.short_name) for work in works))
        self.choose_from("unit", (unit_choice(work.unit_id, work.unit and work.unit.name, work) for work in works))


def _columns(watch: Watch) -> tuple[Column, ...]:
    def unit(row: Watched) -> str | None:
        return row.work.unit.name if row.work.unit else None

    return (
        Column(
            "title", "名称", lambda row: row.work.title, css="c-title", href=lambda row: row.work.get_absolute_url(),
            sub=lambda row: row.note, sub_label="说明",
        ),
        Column("day", _DAYS[watch], lambda row: row.day, css="c-due"),
        Column("clause", "出自", lambda row: row.clause, sub=lambda row: row.source, sub_label="出处"),
        Column(
            "status", "效力", lambda row: row.standing.status.label, css="c-st",
            tone=lambda row: TONES[row.standing.status],
        ),
        Column("unit", "责任单位", unit, sub=lambda row: row.work.body.short_name, sub_label="入库机构", css="c-unit"),
    )  # fmt: skip


def _to_fill(actor: Actor, day: date) -> tuple[Column, ...]:
    """What a clerk fills in to hand the file back as conclusions; those of the usual intervals stand there already."""
    there = conclusions_since(actor, Since(day))
    return columns_to_fill(lambda row: row.work, lambda row: there.get(row.work.pk))


def _chosen(request: HttpRequest) -> Watch:
    wanted = request.GET.get("list", "")
    return Watch(wanted) if wanted in list(Watch) else Watch.SOON


def _since(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("since", ""))
    except ValueError:
        return None


def _tiles(actor: Actor, day: date, rows: list[Watched], chosen: Watch, since: date | None) -> list[dict[str, object]]:
    """How many stand on each short list; the two long ones are counted only when they are looked at."""
    asked = {chosen: {"since": since.isoformat()}} if since and chosen is Watch.LEFT_ALONE else {}
    short = counts(actor, day) | {chosen: len(rows)}
    numbers = {one: short[one] for one in Watch if one in short}
    path = reverse("rulebook:watch")
    return [
        {
            "label": one.label, "value": count, "unit": "件", "tone": _TILES.get(one, "muted") if count else "muted",
            "href": f"{path}?{urlencode({'list': one.value, 'on': day.isoformat(), **asked.get(one, {})})}",
        }
        for one, count in numbers.items()
    ]  # fmt: skip


@require_safe
def watch_page(request: HttpRequest) -> HttpResponse:
    """有效期: `?list=` one of the lists, three months ahead where none is chosen."""
    require(request.actor, READ_SHARED_RULE)
    day, chosen = day_of(request), _chosen(request)
    since = _since(request)
    rows = watched(chosen, request.actor, day, since)
    context = {
        "line": _LINES[chosen],
        "actions": [{"label": "清理", "href": reverse("rulebook:reviews"), "icon": "clipboard-check"}],
        "tiles": () if request.GET.get("format") else _tiles(request.actor, day, rows, chosen, since),
        "empty": {
            "title": f"没有{chosen.label}的制度",
            "text": f"{_LINES[chosen]}，会列在这里。",
            "icon": "check-check",
        },
    }
    columns = _columns(chosen)
    if request.GET.get("format"):
        columns += _to_fill(request.actor, day)
    return list_page(
        request, queryset=Rows(rows), columns=columns, title="有效期", filename=f"有效期（{chosen.label}）",
        filterset=WatchFilter, template="rulebook/watch.html", context=context,
    )  # fmt: skip

"""Pages that exist only for tests: a list of regions, every part of the shell, a refusal, errors."""

from __future__ import annotations

from datetime import date

import django_filters
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path

from lianxi.apps.bodies.models import Region, RegionLevel
from lianxi.config.urls import handler400, handler403, handler404, handler500
from lianxi.config.urls import urlpatterns as house
from lianxi.kernel.errors import Refused
from lianxi.web.charts import DONE, OPEN, Chart
from lianxi.web.filters import DaySpanFilter, YesNoFilter
from lianxi.web.lists import Column, list_page

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


class RegionFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="名称")
    level = django_filters.ChoiceFilter(label="级别", choices=RegionLevel.choices)
    valid_from = DaySpanFilter(label="启用")
    parent = django_filters.ModelChoiceFilter(label="上级", queryset=Region.objects.filter(level="province"))
    sample = YesNoFilter(label="示例")

    class Meta:
        model = Region
        fields: list[str] = []


COLUMNS = (
    Column("code", "代码", lambda r: r.code, css="c-no"),
    Column("name", "名称", lambda r: r.name, sub=lambda r: r.kind, sub_label="类别", href=lambda r: f"/r/{r.code}/"),
    Column("level", "级别", lambda r: r.get_level_display(), tone=lambda r: "blue", css="c-st"),
    Column("phone", "电话", lambda r: "13812345678", personal=True),
    Column("keeper", "联系人", lambda r: "王小明", personal=True),
    Column("valid_from", "启用", lambda r: r.valid_from),
)


def regions(request: HttpRequest) -> HttpResponse:
    return list_page(
        request,
        queryset=Region.objects.all(),
        columns=COLUMNS,
        title="行政区划",
        filename="行政区划",
        filterset=RegionFilter,
        order=("level",),
        context={"empty": {"title": "还没有区划", "text": "请先载入。"}},
    )


def moody(request: HttpRequest) -> HttpResponse:
    if request.GET.get("q") == "示例99":
        raise Refused("moody", "这个名称今天不答。", remedy="请换一个名称。")
    return regions(request)


def few(request: HttpRequest) -> HttpResponse:
    rows = [Region(code="990100", name="=危险", kind="县", level="county", valid_from=date(2024, 9, 20))]
    return list_page(request, queryset=rows, columns=COLUMNS, title="几行", filename="few")


CHART = Chart(
    id="progress",
    title="办理进度",
    option={
        "xAxis": {"type": "value"},
        "yAxis": {"type": "category", "data": ["示例甲市", "示例乙县"]},
        "series": [
            {"name": "已办结", "type": "bar", "data": [8, 12], "itemStyle": {"color": DONE}},
            {"name": "办理中", "type": "bar", "data": [5, 2], "itemStyle": {"color": OPEN}},
        ],
    },
    header=["机构", "已办结", "办理中"],
    rows=[["示例甲市", 8, 5], ["示例乙县", 12, 2]],
    source="示例数据",
)
PARTS = {
    "title": "组件",
    "line": "一行说明",
    "crumbs": [{"label": "机构", "href": "/t/regions/"}],
    "actions": [{"label": "新建", "href": "/t/regions/", "icon": "plus", "primary": True}],
    "badge": {"label": "现行", "tone": "green"},
    "chart": CHART,
    "tiles": [
        {"label": "成员", "value": 5, "unit": "家", "note": "两市三县", "href": "/t/regions/"},
        {"label": "逾期", "value": 1, "tone": "red"},
    ],
    "items": [
        {"when": date(2023, 8, 23), "title": "第四次会议", "text": "修订机制", "state": "done", "clause": "三（二）"},
        {"when": date(2024, 9, 20), "title": "发出通知", "state": "now"},
        {"when": "9月中旬", "title": "第五次会议", "state": "next", "href": "/t/regions/"},
    ],
    "steps": [
        {"label": "征集", "state": "done", "note": "8月1日"},
        {"label": "通知", "state": "now"},
        {"label": "开会", "state": "next"},
        {"label": "撤回", "state": "stopped"},
    ],
    "matrix": {
        "caption": "权限表",
        "corner": "行为",
        "header": ["联络员", "办公室主任", "领导", "代表", "列席查看", "联席办"],
        "rows": [
            {
                "label": "确认角色",
                "note": "role.confirm",
                "cells": [{"text": "可以", "tone": "green", "title": "本机构"}, *[{"text": ""}] * 5],
            }
        ],
    },
    "rows": [
        {"label": "通过", "value": date(2023, 8, 23), "note": "第四次会议"},
        {"label": "状态", "value": "现行", "tone": "green"},
        {"label": "承办", "value": None},
    ],
    "refusal": Refused("role_required", "不能确认角色。", remedy="由办公室主任办理。", source="各机构地位平等"),
}
EVERY_PART = Template("""{% extends "shell/base.html" %}
{% block page_head %}{% include "shell/parts/head.html" %}{% endblock %}
{% block main %}{% include "shell/parts/refusal.html" %}{% include "shell/parts/tiles.html" %}
<section class="lx-card"><header><h2>环节</h2></header>{% include "shell/parts/stepper.html" %}</section>
<div class="lx-grid">{% include "shell/parts/chart.html" with css="g8" %}
<section class="lx-card g4"><header><h2>安排</h2></header>{% include "shell/parts/timeline.html" %}</section></div>
<section class="lx-card"><header><h2>要项</h2></header>{% include "shell/parts/definition.html" %}</section>
<section class="lx-card"><header><h2>权限</h2></header>{% include "shell/parts/matrix.html" %}</section>
<section class="lx-card">{% include "shell/parts/empty.html" with title="还没有记录" text="导入后显示。" %}</section>
<p>{% include "shell/parts/badge.html" with label="一般" tone="gold" %}</p>{% endblock %}""")


def parts(request: HttpRequest) -> HttpResponse:
    return HttpResponse(EVERY_PART.render(RequestContext(request, PARTS)))


def refuse(request: HttpRequest) -> HttpResponse:
    raise Refused(
        "role_required", "<b>某人</b>不能办理。", remedy="由本机构办公室主任办理。", source="第三条第（四）项"
    )


def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the reason belongs into the log")


def forbid(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def suspect(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("odd")


urlpatterns = [
    path("t/regions/", regions),
    path("t/moody/", moody),
    path("t/few/", few),
    path("t/parts/", parts),
    path("t/refuse/", refuse),
    path("t/fail/", fail),
    path("t/forbid/", forbid),
    path("t/suspect/", suspect),
    *house,
]

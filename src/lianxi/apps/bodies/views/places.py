"""Regions, bodies and circles: open to everybody. Names of people are shown to fellows of a circle only."""

from __future__ import annotations

from typing import Any

import django_filters
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.apps.bodies import selectors
from lianxi.apps.bodies.circle_history import history, said_day, said_span
from lianxi.apps.bodies.models import Body, BodyKind, Circle, Region, RegionLevel
from lianxi.apps.bodies.views.shared import day_looked_at
from lianxi.web.day import today
from lianxi.web.lists import Column, list_page
from lianxi.web.wording import cn_date


class RegionFilter(django_filters.FilterSet):
    """Regions by name, code and level."""

    name = django_filters.CharFilter(label="名称或旧名", method="named")
    code = django_filters.CharFilter(label="代码", lookup_expr="startswith")
    level = django_filters.ChoiceFilter(label="级别", choices=RegionLevel.choices, empty_label="全部")

    class Meta:
        model = Region
        fields = ["name", "code", "level"]

    def named(self, regions: Any, name: str, value: str) -> Any:
        """Names of today and of old."""
        found = regions.filter(name__contains=value) | regions.filter(former_names__name__contains=value)
        return found.distinct()


def _validity(region: Region) -> str:
    if region.valid_to and region.successor:
        return f"止于{cn_date(region.valid_to)}，后继 {region.successor.name}（{region.successor_id}）"
    return f"{cn_date(region.valid_from)}起" if region.valid_from else "起日未查证"


def _former(region: Region) -> str:
    return "；".join(f"{old.name} {old.code}" for old in region.former_names.all())


REGION_COLUMNS = (
    Column("code", "代码", lambda region: region.code, css="c-no num"),
    Column(
        "name", "名称", lambda region: region.name, sub=lambda region: region.note, sub_label="说明", css="c-title",
        href=lambda region: f"{reverse('bodies:list')}?region={region.code}",
    ),
    Column("kind", "类别", lambda region: region.kind),
    Column("parent", "上级", lambda region: region.parent and region.parent.name),
    Column("validity", "有效期", _validity, sub=lambda region: region.source, sub_label="依据"),
    Column("former", "旧名旧码", _former),
    Column(
        "state", "状态",
        lambda region: "示例" if region.sample else "已停用" if region.valid_to else "有效",
        tone=lambda region: "gold" if region.sample else "muted" if region.valid_to else "green", css="c-st",
    ),
)  # fmt: skip


@require_safe
def region_list(request: HttpRequest) -> HttpResponse:
    """行政区划."""
    return list_page(
        request, queryset=selectors.regions(), columns=REGION_COLUMNS, title="行政区划", filename="行政区划",
        filterset=RegionFilter, per_page=40,
        context={"line": "代码依 GB/T 2260；代码曾被重新分配，旧码须连同日期一起看"},
    )  # fmt: skip


class BodyFilter(django_filters.FilterSet):
    """Bodies by name, kind, region and circle."""

    name = django_filters.CharFilter(label="名称", lookup_expr="contains")
    kind = django_filters.ChoiceFilter(label="类别", choices=BodyKind.choices, empty_label="全部")
    region = django_filters.ModelChoiceFilter(label="行政区划", queryset=Region.objects.all(), empty_label="全部")
    circle = django_filters.ModelChoiceFilter(
        label="联席圈",
        queryset=Circle.objects.all(),
        field_name="memberships__circle",
        empty_label="全部",
        distinct=True,
    )

    class Meta:
        model = Body
        fields = ["name", "kind", "region", "circle"]


BODY_COLUMNS = (
    Column(
        "name", "机构", lambda body: body.name, css="c-title",
        href=lambda body: reverse("bodies:detail", args=[body.code]),
    ),
    Column("code", "代码", lambda body: body.code, css="c-no num"),
    Column("kind", "类别", lambda body: body.get_kind_display()),
    Column("region", "行政区划", lambda body: body.region.name),
    Column("level", "级别", lambda body: body.region.get_level_display()),
    Column("forms", "可制定", lambda body: "、".join(i.form for i in body.instruments.all() if not i.end)),
    Column(
        "state", "状态", lambda body: "示例" if body.sample else "真实", css="c-st",
        tone=lambda body: "gold" if body.sample else "muted",
    ),
)  # fmt: skip


@require_safe
def body_list(request: HttpRequest) -> HttpResponse:
    """机构."""
    return list_page(
        request, queryset=selectors.bodies().prefetch_related("instruments").order_by("region__sample", "code"),
        columns=BODY_COLUMNS, title="机构", filename="机构", filterset=BodyFilter,
        context={"line": "各机构地位平等；各自依法能制定什么，见“可制定”一栏"},
    )  # fmt: skip


@require_safe
def body_page(request: HttpRequest, code: str) -> HttpResponse:
    """One body: what it may adopt, its terms and sittings, its seats on a day, its circles."""
    body = get_object_or_404(selectors.bodies(), pk=code)
    on = day_looked_at(request)
    sees = selectors.sees_seats(request.actor, body, today())
    context = {
        "body": body,
        "on": on,
        "is_today": on == today(),
        "instruments": selectors.instruments_on(body, on),
        "terms": selectors.terms_of(body),
        "term_now": selectors.term_on(body, on),
        "sees_seats": sees,
        "seats": selectors.seats_on(body, on) if sees else [],
        "may_keep": selectors.may_keep(request.actor, body),
        "memberships": [(m, said_span(m)) for m in body.memberships.select_related("circle").order_by("start")],
        "siblings": Body.objects.filter(region=body.region).exclude(pk=body.pk),
        "crumbs": [{"label": "机构", "href": reverse("bodies:list")}],
    }
    return render(request, "bodies/body.html", context)


CIRCLE_COLUMNS = (
    Column(
        "name", "联席圈", lambda row: row.name, css="c-title", sub=lambda row: row.note,
        href=lambda row: reverse("bodies:circle", args=[row.slug]),
    ),
    Column("called", "合称", lambda row: row.called),
    Column("members", "成员", lambda row: "、".join(body.short_name for body in row.now)),
    Column("count", "家数", lambda row: len(row.now), css="num"),
    Column(
        "state", "状态", lambda row: "示例" if row.sample else "真实", css="c-st",
        tone=lambda row: "gold" if row.sample else "muted",
    ),
)  # fmt: skip


@require_safe
def circle_list(request: HttpRequest) -> HttpResponse:
    """联席圈."""
    circles = list(Circle.objects.all())
    for circle in circles:
        circle.now = selectors.members_on(circle, today())
        circle.called = selectors.collective_name(circle, today())
    return list_page(
        request, queryset=circles, columns=CIRCLE_COLUMNS, title="联席圈", filename="联席圈",
        context={"line": f"成员以{cn_date(today())}为准"},
    )  # fmt: skip


@require_safe
def circle_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One circle: its members over time, what it was called, its mechanism."""
    circle = get_object_or_404(Circle, pk=slug)
    changes = history(circle)
    on = day_looked_at(request)
    context = {
        "circle": circle,
        "on": on,
        "is_today": on == today(),
        "members": selectors.members_on(circle, on),
        "called": selectors.collective_name(circle, on),
        "matrix": _matrix(circle, changes),
        "items": [_item(change, latest=change is changes[-1]) for change in changes],
        "names": circle.short_names.all(),
        "crumbs": [{"label": "联席圈", "href": reverse("bodies:circles")}],
    }
    return render(request, "bodies/circle.html", context)


def _matrix(circle: Circle, changes: list[Any]) -> dict[str, Any]:
    """Bodies against the days on which something changed."""
    members = circle.members.select_related("body").order_by("order", "body")
    bodies = list(dict.fromkeys(member.body for member in members))
    source = {member.body_id: member.source for member in members}
    rows = []
    for body in bodies:
        cells = [
            {"text": "成员", "tone": "green" if body in change.joined else "muted"}
            if body in change.members
            else {"text": ""}
            for change in changes
        ]
        rows.append({"label": body.short_name, "note": source[body.pk], "cells": cells})
    header = [when if isinstance(when, str) else cn_date(when) for when in (change.when for change in changes)]
    return {"caption": f"{circle.name}成员沿革", "corner": "机构", "header": header, "rows": rows}


def _item(change: Any, *, latest: bool) -> dict[str, Any]:
    said = [f"{'、'.join(body.short_name for body in change.joined)}加入"] if change.joined else []
    said += [f"{'、'.join(body.short_name for body in change.left)}退出"] if change.left else []
    said.append(f"共{len(change.members)}家")
    return {
        "when": said_day(change.day, change.known),
        "title": change.name or "合称未见记载",
        "text": "；".join(said),
        "state": "now" if latest else "done",
        "flag": "现状",
    }

"""The lists of regions and bodies: open to everybody."""

from __future__ import annotations

from typing import Any

import django_filters
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.apps.bodies import selectors
from lianxi.apps.bodies.models import Body, BodyKind, Circle, Region, RegionLevel
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
    region = django_filters.ModelChoiceFilter(
        label="行政区划", queryset=Region.objects.filter(bodies__isnull=False).distinct(), empty_label="全部"
    )
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
        "state", "状态", lambda body: "示例" if body.sample else "已撤销" if body.valid_to else "现行", css="c-st",
        tone=lambda body: "gold" if body.sample else "muted" if body.valid_to else "green",
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

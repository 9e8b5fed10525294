"""Pages that exist only for these tests: a list of regions, a refusal, an error."""

from __future__ import annotations

from datetime import date

import django_filters
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import path

from lianxi.apps.bodies.models import Region, RegionLevel
from lianxi.config.urls import handler400, handler403, handler404, handler500
from lianxi.config.urls import urlpatterns as house
from lianxi.kernel.errors import Refused
from lianxi.web.filters import DaySpanFilter
from lianxi.web.lists import Column, list_page

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


class RegionFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="名称")
    level = django_filters.ChoiceFilter(label="级别", choices=RegionLevel.choices)
    valid_from = DaySpanFilter(label="启用")
    parent = django_filters.ModelChoiceFilter(label="上级", queryset=Region.objects.filter(level="province"))
    sample = django_filters.BooleanFilter(label="示例")

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


def few(request: HttpRequest) -> HttpResponse:
    rows = [Region(code="990100", name="=危险", kind="县", level="county", valid_from=date(2024, 9, 20))]
    return list_page(request, queryset=rows, columns=COLUMNS, title="几行", filename="few")


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
    path("t/few/", few),
    path("t/refuse/", refuse),
    path("t/fail/", fail),
    path("t/forbid/", forbid),
    path("t/suspect/", suspect),
    *house,
]

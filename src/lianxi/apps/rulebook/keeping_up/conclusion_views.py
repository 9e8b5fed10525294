"""清理结论: every conclusion that was recorded, newest first, one row each, for a clean-up's list and for figures."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.acts import READ_SHARED_RULE
from lianxi.apps.rulebook.keeping_up.tones import CONCLUSION_TONES
from lianxi.apps.rulebook.models import Review
from lianxi.apps.rulebook.models.kept_records import LIVE
from lianxi.apps.rulebook.models.reviews import CONCLUSIONS
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.kernel.access import PUBLIC, require
from lianxi.web.act_pages import DAY
from lianxi.web.day import today
from lianxi.web.lists import Column, list_page


def _seen(request: HttpRequest | None) -> QuerySet[Review]:
    """Conclusions on rules one may see."""
    works = visible_works(request.actor if request else PUBLIC, today())
    return Review.objects.filter(LIVE, work__in=works.values("pk"))


def _bodies(request: HttpRequest | None) -> QuerySet[Body]:
    return Body.objects.filter(pk__in=_seen(request).values("work__body"))


class ConclusionFilter(django_filters.FilterSet):
    """By conclusion, year and body, up to a day."""

    conclusion = django_filters.ChoiceFilter(label="结论", choices=CONCLUSIONS, empty_label="全部")
    year = django_filters.NumberFilter(
        label="哪一年", field_name="on_day", lookup_expr="year", min_value=1949, max_value=2099
    )
    body = django_filters.ModelChoiceFilter(
        label="入库机构", field_name="work__body", queryset=_bodies, empty_label="全部"
    )
    on = django_filters.DateFilter(label="到哪一天为止", field_name="on_day", lookup_expr="lte", widget=DAY)

    class Meta:
        model = Review
        fields = ["conclusion", "year", "body", "on"]


_LONG = ("version__text", "version__as_read", "version__repairs", "version__caption")


def _version(row: Any) -> str:
    return f"第{row.version.number}版" if row.version else ""


_COLUMNS = (
    Column(
        "title", "名称", lambda row: row.work.title, css="c-title",
        href=lambda row: f"{row.work.get_absolute_url()}#upkeep", sub=_version, sub_label="版本",
    ),
    Column(
        "conclusion", "结论", lambda row: row.get_conclusion_display(),
        tone=lambda row: CONCLUSION_TONES[row.as_conclusion()], css="c-st",
    ),
    Column("day", "清理日期", lambda row: row.on_day, css="c-due"),
    Column("reason", "理由", lambda row: row.reason),
    Column(
        "unit", "清理单位", lambda row: row.unit.name if row.unit else None,
        sub=lambda row: row.work.body.short_name, sub_label="入库机构", css="c-unit",
    ),
    Column(
        "recorded", "登记", lambda row: row.recorded_by, sub=lambda row: "补录" if row.backdated else "",
        sub_label="是否补录", css="c-hide c-short",
    ),
)  # fmt: skip


@require_safe
def conclusion_list(request: HttpRequest) -> HttpResponse:
    """清理结论, one row for each that was not withdrawn."""
    require(request.actor, READ_SHARED_RULE)
    rows = _seen(request).select_related("work__body", "unit", "version")
    return list_page(
        request, queryset=rows.defer(*_LONG), columns=_COLUMNS, title="清理结论", filename="清理结论",
        filterset=ConclusionFilter, order=("-on_day",),
        context={
            "line": "历次登记的清理结论，一次一行；撤回了的不在内",
            "crumbs": [{"label": "清理", "href": reverse("rulebook:reviews")}],
            "empty": {"title": "还没有清理结论", "text": "在一件制度的页面登记，或者从表格登记。"},
        },
    )  # fmt: skip

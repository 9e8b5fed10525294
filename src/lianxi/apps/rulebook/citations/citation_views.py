"""引用: all citations one may see, with those that lead nowhere; and both ways for one rule."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook import selectors
from lianxi.apps.rulebook.citations.citing import (
    citations_of,
    citing_place,
    seen_citations,
    standing_citations,
    work_shown,
)
from lianxi.apps.rulebook.models import Citation
from lianxi.apps.rulebook.works.work_list import day_of
from lianxi.kernel.access import PUBLIC
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.citations import CitationKind
from lianxi.web.act_pages import DAY
from lianxi.web.day import today
from lianxi.web.lists import Column, list_page

_LINE = "有效文本里写到别的文件的每一处：在哪一条、怎么引的、指哪一条；库里没有的，或者您不能查看的，只有原文的词句"
_KINDS = [(kind.value, kind.label) for kind in CitationKind if kind is not CitationKind.OWN]


def _bodies(request: HttpRequest | None) -> QuerySet[Body]:
    """Only bodies of which one sees a rule."""
    seen = selectors.visible_works(request.actor if request else PUBLIC, today())
    return Body.objects.filter(pk__in=seen.values("body"))


class CitationFilter(django_filters.FilterSet):
    """By words, kind of citation, whether it leads to a rule, and the body whose rule cites."""

    q = django_filters.CharFilter(label="被引用的名称里的字", field_name="title", lookup_expr="contains")
    state = django_filters.ChoiceFilter(
        label="所指", choices=[("found", "在库中"), ("missing", "不在库中")], method="in_state", empty_label="全部"
    )
    kind = django_filters.ChoiceFilter(label="引用方式", choices=_KINDS, empty_label="全部")
    body = django_filters.ModelChoiceFilter(
        label="入库机构", queryset=_bodies, field_name="version__work__body", empty_label="全部"
    )
    on = django_filters.DateFilter(label="看哪一天", method="as_it_is", widget=DAY)

    class Meta:
        model = Citation
        fields: list[str] = []

    def in_state(self, rows: QuerySet[Citation], name: str, value: str) -> QuerySet[Citation]:
        """What one may not see counts as not there."""
        return rows.filter(seen=value == "found")

    def as_it_is(self, rows: QuerySet[Citation], name: str, value: Any) -> QuerySet[Citation]:
        """The day decides which versions are read, it leaves no row out."""
        return rows


def _href(row: Citation) -> str:
    return row.work.get_absolute_url() if row.seen and row.work else ""


def _named(row: Citation) -> str:
    """The provisions named; of a rule one sees, also that it has none such."""
    gone = row.seen and any(one["keys"] and not one["wids"] for one in row.named)
    return row.words + ("（没有这一条）" if gone else "")


_COLUMNS = (
    Column(
        "citing", "引用的制度", lambda row: row.version.work.title, css="c-title",
        href=lambda row: row.version.work.get_absolute_url(), sub=lambda row: citing_place(row.provision),
        sub_label="条文",
    ),
    Column("kind", "方式", lambda row: row.get_kind_display(), css="c-st", tone=lambda row: "muted"),
    Column("printed", "原文的词句", lambda row: row.printed, sub=_named, sub_label="所指条文"),
    Column("work", "被引用的制度", work_shown, href=_href),
    Column(
        "state", "所指", lambda row: "在库中" if row.seen else "不在库中",
        tone=lambda row: "green" if row.seen else "gold",
    ),
)  # fmt: skip


@require_safe
def citations_page(request: HttpRequest) -> HttpResponse:
    """引用: `?work=` one rule both ways, else the list of all."""
    if address := request.GET.get("work"):
        return _of_work(request, address)
    day = day_of(request)
    rows = standing_citations(seen_citations(request.actor).filter(own=False), day)
    actions = [{"label": "引用网络", "href": reverse("rulebook:network"), "icon": "share-2"}]
    return list_page(
        request, queryset=rows, columns=_COLUMNS, title="引用", filename="引用", filterset=CitationFilter,
        order=("version__work__title", "version", "order"),
        context={
            "line": _LINE, "actions": actions,
            "empty": {"title": "还没有引用", "text": "制度入库时，它引用的文件和条文会自己读出来。"},
        },
    )  # fmt: skip


def _of_work(request: HttpRequest, address: str) -> HttpResponse:
    """A rule one may not see looks exactly like one that is not there."""
    day = day_of(request)
    try:
        work = selectors.visible_work(
            address if address.startswith("/akn/") else f"/akn/{address}", request.actor, today()
        )
    except Refused as refusal:
        raise Http404(refusal.reason) from None
    both = citations_of(work, request.actor, day)
    context = {"work": work, "citations": shown(both.cites, both.by), "unresolved": both.unresolved, "on": day}
    return render(request, "rulebook/citations.html", context)


def shown(cites: tuple[Citation, ...], by: tuple[Citation, ...]) -> dict[str, list[dict[str, str]]]:
    """Both ways as `rulebook/citations_part.html` reads them: `{"cites": […], "by": […]}`."""
    return {
        "cites": [
            {"place": citing_place(row.provision), "name": work_shown(row), "href": _href(row), "words": _named(row),
             "kind": row.get_kind_display()}
            for row in cites
        ],
        "by": [
            {"place": citing_place(row.provision), "name": row.version.work.title, "words": _named(row),
             "href": row.version.work.get_absolute_url(), "kind": row.get_kind_display()}
            for row in by
        ],
    }  # fmt: skip

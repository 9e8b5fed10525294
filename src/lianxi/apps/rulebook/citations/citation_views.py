"""引用: all citations one may see, with those that lead nowhere; and both ways for one rule."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook import selectors
from lianxi.apps.rulebook.acts import RESOLVE_CITATION
from lianxi.apps.rulebook.citations.citing import (
    citations_of,
    citing_place,
    meaning_of,
    seen_citations,
    standing_citations,
    work_shown,
)
from lianxi.apps.rulebook.citations.shown import named_shown, shown, work_link
from lianxi.apps.rulebook.models import Citation, WorkName
from lianxi.apps.rulebook.works.work_list import day_of, to_library
from lianxi.kernel.access import PUBLIC, Actor, allowed
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.citations import CitationKind
from lianxi.web.act_pages import DAY
from lianxi.web.day import today
from lianxi.web.lists import Column, list_page

_LINE = (
    "每件制度当日的文本里写到别的文件的每一处，已经终止的制度也在内：在哪一条、怎么引的、指哪一条；"
    "库里没有的，或者您不能查看的，只有原文的词句"
)
_STATES = [
    ("found", "在库中"),
    ("missing", "不在库中"),
    ("unclear", "不在库中，有同名的几件"),
    ("hand", "人工指定"),
    ("outside", "库外（人工指定）"),
    ("differs", "人工与自动不同"),
]
_OUTSIDE = Q(choice__isnull=False, choice__target__isnull=True)
_IN_STATE = {
    "found": Q(seen=True),
    "missing": Q(seen=False) & ~_OUTSIDE,
    "unclear": Q(seen=False, alike=True) & ~_OUTSIDE,
    "hand": Q(seen=True, choice__isnull=False),
    "outside": _OUTSIDE,
    "differs": Q(choice__isnull=False, found=True) & (Q(work__isnull=True) | ~Q(work=F("automatic"))),
}
_KINDS = [(kind.value, kind.label) for kind in CitationKind if kind is not CitationKind.OWN]


def _bodies(request: HttpRequest | None) -> QuerySet[Body]:
    """Only bodies of which one sees a rule."""
    seen = selectors.visible_works(request.actor if request else PUBLIC, today())
    return Body.objects.filter(pk__in=seen.values("body"))


class CitationFilter(django_filters.FilterSet):
    """By words, kind of citation, whether it leads to a rule, and the body whose rule cites."""

    q = django_filters.CharFilter(label="被引用的名称里的字", field_name="title", lookup_expr="contains")
    state = django_filters.ChoiceFilter(label="所指", choices=_STATES, method="in_state", empty_label="全部")
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
        return rows.filter(_IN_STATE[value])

    def as_it_is(self, rows: QuerySet[Citation], name: str, value: Any) -> QuerySet[Citation]:
        """The day decides which versions are read, it leaves no row out."""
        return rows


def _columns(actor: Actor) -> tuple[Column, ...]:
    """The columns; what leads nowhere leads whoever keeps the text to the page where they say what is meant."""
    kept = {held.body for held in actor.roles if allowed(actor, RESOLVE_CITATION, body=held.body)}

    def to_choice(row: Citation) -> str:
        return reverse("rulebook:citation", args=[row.pk]) if row.version.work.body_id in kept else ""

    return (
        Column(
            "citing", "引用的制度", lambda row: row.version.work.title, css="c-title",
            href=lambda row: row.version.work.get_absolute_url(), sub=lambda row: citing_place(row.provision),
            sub_label="条文",
        ),
        Column("kind", "方式", lambda row: row.get_kind_display(), css="c-st", tone=lambda row: "muted"),
        Column("printed", "原文的词句", lambda row: row.printed, sub=named_shown, sub_label="所指条文"),
        Column("work", "被引用的制度", work_shown, href=work_link),
        Column(
            "state", "所指", lambda row: meaning_of(row).label, tone=lambda row: meaning_of(row).tone, href=to_choice,
            sub=lambda row: meaning_of(row).note, sub_label="说明",
        ),
    )  # fmt: skip


def with_namesakes(rows: QuerySet[Citation], actor: Actor) -> QuerySet[Citation]:
    """`alike`: whether rules one may see bear the name that is cited."""
    visible = selectors.visible_works(actor, today()).values("pk")
    names = WorkName.objects.filter(kind="title", key=OuterRef("key"), work__in=visible)
    return rows.annotate(alike=Exists(names.exclude(key="")))


@require_safe
def citations_page(request: HttpRequest) -> HttpResponse:
    """引用: `?work=` one rule both ways, else the list of all."""
    if address := request.GET.get("work"):
        return _of_work(request, address)
    day = day_of(request)
    rows = standing_citations(seen_citations(request.actor).filter(own=False), day)
    if request.GET.get("state") == "unclear":
        rows = with_namesakes(rows, request.actor)
    actions = [{"label": "引用网络", "href": reverse("rulebook:network"), "icon": "share-2"}]
    return list_page(
        request, queryset=rows, columns=_columns(request.actor), title="引用", filename="引用",
        filterset=CitationFilter, order=("version__work__title", "version", "order"),
        context={
            "line": _LINE, "actions": actions,
            "empty": {
                "title": "还没有引用", "text": "制度入库时，它引用的文件和条文会自己读出来。", "action": to_library(),
            },
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
    context = {
        "work": work,
        "citations": shown(both, work.get_absolute_url()),
        "unresolved": both.unresolved,
        "on": day,
    }
    return render(request, "rulebook/citations.html", context)

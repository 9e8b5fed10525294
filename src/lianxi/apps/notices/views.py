"""Pages of the inbox 提醒: the list, one notice, opening what it speaks of, and marking all as read."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_filters import CharFilter, ChoiceFilter, FilterSet

from lianxi.apps.notices.acts import READ_NOTICE
from lianxi.apps.notices.models import Notice
from lianxi.apps.notices.naming import Closing, Naming, naming
from lianxi.apps.notices.selectors import find_notice, notices_of, unread_count
from lianxi.apps.notices.services import read_all_notices, read_notice
from lianxi.kernel.access import require
from lianxi.web.day import today
from lianxi.web.filters import DaySpanFilter, YesNoFilter
from lianxi.web.lists import Column, list_page

Kinds = Mapping[str, str]
OTHER = "其他"
NONE_HERE = "没有这条提醒，或者它不是写给您的。"


def _filters(kinds: Kinds) -> type[FilterSet]:
    """By words, whether it has been read, by kind and by day; the kinds are those of all fields of work."""

    class NoticeFilter(FilterSet):
        q = CharFilter(field_name="title", lookup_expr="icontains", label="提醒")
        unread = YesNoFilter(field_name="read_at", lookup_expr="isnull", label="未读")
        kind = ChoiceFilter(choices=list(kinds.items()), label="种类", empty_label="全部")
        on = DaySpanFilter(label="日期")

        class Meta:
            model = Notice
            fields: list[str] = []

    return NoticeFilter


def columns(kinds: Kinds, names: Naming) -> tuple[Column, ...]:
    """What the list shows, and exports."""

    def first_line(notice: Notice) -> str:
        return names.text(notice).partition("\n")[0]

    return (
        Column("title", "提醒", str, first_line, Notice.get_absolute_url, css="c-title", sub_label="缘由"),
        Column("read", "状态", _state, tone=lambda notice: "muted" if notice.is_read else "blue", css="c-st"),
        Column("kind", "种类", lambda notice: kinds.get(notice.kind, OTHER)),
        Column("clause", "依据", lambda notice: notice.clause),
        Column("on", "日期", lambda notice: notice.on, css="c-due"),
        Column("letter", "邮件", lambda notice: notice.letter.said),
    )


@require_safe
def notice_list(request: HttpRequest, kinds: Kinds, closing: Closing) -> HttpResponse:
    """What one was told, newest first."""
    require(request.actor, READ_NOTICE)
    naming_some = notices_of(request.actor).exclude(links=[]).select_related(None).only("links")
    return list_page(
        request,
        queryset=notices_of(request.actor),
        columns=columns(kinds, naming(naming_some, closing, request.actor, today())),
        title="提醒",
        filename="提醒",
        filterset=_filters(kinds),
        order=("-created_at",),
        template="notices/list.html",
        context={
            "line": "等您办理的每一步和每天的摘要；只有本人看得到。",
            "unread": unread_count(request.actor),
            "empty": {"text": "有一步等您办理时，会写在这里；登记了电子邮箱的，同时发邮件。"},
        },
    )


@require_safe
def notice_detail(request: HttpRequest, number: int, kinds: Kinds, closing: Closing) -> HttpResponse:
    """One notice in full; looking at it changes nothing, the button marks it as read."""
    notice = _own(request, number)
    names = naming([notice], closing, request.actor, today())
    context = {
        "notice": notice,
        "text": names.text(notice) or notice.title,
        "links": names.links(notice),
        "title": notice.title,
        "kicker": kinds.get(notice.kind, OTHER),
        "badge": {"label": _state(notice), "tone": "muted" if notice.is_read else "blue"},
        "crumbs": [{"label": "提醒", "href": reverse("notices:list")}],
        "rows": [
            {"label": "依据", "value": notice.clause},
            {"label": "日期", "value": notice.on},
            {"label": "写于", "value": notice.created_at},
            {"label": "读于", "value": notice.read_at},
            {"label": "邮件", "value": notice.letter.said, "tone": notice.letter.tone},
        ],
    }
    return render(request, "notices/detail.html", context)


@require_POST
def open_notice(request: HttpRequest, number: int) -> HttpResponse:
    """Mark one's own notice as read and go where it leads."""
    return redirect(read_notice(notice=_own(request, number).pk, actor=request.actor).href)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read and come back to the list."""
    count = read_all_notices(actor=request.actor)
    messages.success(request, f"已把 {count} 条提醒标为已读。" if count else "没有未读的提醒。")
    return redirect("notices:list")


def _own(request: HttpRequest, number: int) -> Notice:
    """One's own notice; somebody else's is as absent as one that never was."""
    try:
        return find_notice(number, request.actor)
    except Notice.DoesNotExist:
        raise Http404(NONE_HERE) from None


def _state(notice: Notice) -> str:
    return "已读" if notice.is_read else "未读"

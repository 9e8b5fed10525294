"""The searches one keeps 收藏的检索: the list, one of them, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lianxi.apps.notices import saved_searches as services
from lianxi.apps.notices.acts import READ_SEARCH, SAVE_SEARCH
from lianxi.apps.notices.models import NAME, Frequency, SavedSearch
from lianxi.apps.search.indexer import wait_for_own
from lianxi.apps.search.replica import replica
from lianxi.composition.questions import kept_address
from lianxi.composition.saved_searches import hits_named, works_found
from lianxi.kernel.access import require
from lianxi.kernel.errors import Refused
from lianxi.shell.search.saved_showing import in_words, proposed_name, shown_search
from lianxi.web.act_pages import act_page
from lianxi.web.day import today

MOST_NEW = 50
NONE_HERE = "没有这个收藏的检索，或者它不是您的。"
_LIST = "shell:saved_searches"


class SavedForm(forms.Form):
    """What a kept search is called, and how soon one is told."""

    name = forms.CharField(label="名称", max_length=NAME, error_messages={"required": "请给它一个名称。"})
    frequency = forms.ChoiceField(
        label="有新结果时", choices=Frequency.choices, initial=Frequency.AT_ONCE, widget=forms.RadioSelect,
        help_text="新入库的、改动后符合的、刚对您开放的，每件只提醒一次；登记了电子邮箱的同时寄一封信。",
    )  # fmt: skip


@require_safe
def saved_list(http: HttpRequest) -> HttpResponse:
    """All one keeps, with what each finds by now."""
    require(http.actor, READ_SEARCH)
    shown = [shown_search(saved, http.actor, today()) for saved in services.saved_by(http.actor)]
    return render(http, "shell/saved_searches.html", {"shown": shown, "most": services.MOST_SAVED})


@require_http_methods(["GET", "POST"])
def save(http: HttpRequest) -> HttpResponse:
    """Keep what the address asks; the name is proposed."""
    require(http.actor, SAVE_SEARCH)
    address, on = kept_address(http.GET), today()
    typed, said = in_words(http.GET, http.actor, on)
    if not typed and not said:
        raise Refused("search_asks", "没有可以收藏的检索。", remedy="请先检索，再点结果上方的“收藏这个检索”。")

    def do(filled: Mapping[str, Any]) -> None:
        if not wait_for_own(replica()):
            raise Refused("index_late", "刚刚保存的制度还没有列入索引。", remedy="请过几秒再点一次。")
        services.save_search(
            **filled, address=address, found=works_found(address, http.actor, on), actor=http.actor, on=on
        )

    initial = {"name": proposed_name(http.GET, http.actor, on), "frequency": Frequency.AT_ONCE}
    return act_page(
        http, SavedForm(http.POST or None, initial=initial), do, title="收藏这个检索", submit="收藏",
        done="已收藏；以后有新的结果，会写在“提醒”里。", back=f"{reverse('shell:search')}?{address}", crumbs=_crumbs(),
        line="；".join(filter(None, (typed, *said))),
    )  # fmt: skip


@require_safe
def saved_detail(http: HttpRequest, number: int) -> HttpResponse:
    """One kept search with what is new; looking at this page changes nothing."""
    saved, on = _own(http, number), today()
    shown = shown_search(saved, http.actor, on)
    hits = hits_named(saved.address, shown.new[:MOST_NEW], http.actor, on) if shown.new else []
    context = {
        "one": shown, "hits": hits, "title": saved.name, "crumbs": _crumbs(),
        "badge": {"label": "已暂停", "tone": "muted"} if saved.paused else None, "rows": _rows(saved, shown),
    }  # fmt: skip
    return render(http, "shell/saved_search.html", context)


@require_POST
def saved_open(http: HttpRequest, number: int) -> HttpResponse:
    """See all it finds; what was new counts as seen."""
    saved = _own(http, number)
    shown = shown_search(saved, http.actor, today())
    services.look_at_search(saved=saved.pk, found=shown.works, actor=http.actor)
    return redirect(shown.results)


@require_http_methods(["GET", "POST"])
def saved_change(http: HttpRequest, number: int) -> HttpResponse:
    """Another name, another frequency."""
    saved = _own(http, number)
    initial = {"name": saved.name, "frequency": saved.frequency}
    return act_page(
        http, SavedForm(http.POST or None, initial=initial),
        lambda filled: services.change_search(saved=saved.pk, **filled, actor=http.actor, on=today()),
        title=f"修改“{saved.name}”", submit="保存", done="已保存。", back=saved.get_absolute_url(),
        crumbs=_crumbs(saved),
    )  # fmt: skip


@require_POST
def saved_pause(http: HttpRequest, number: int) -> HttpResponse:
    """Be told nothing for now."""
    saved = services.pause_search(saved=_own(http, number).pk, actor=http.actor, on=today())
    messages.success(http, f"“{saved.name}”已暂停，不再提醒。")
    return redirect(saved)


@require_POST
def saved_resume(http: HttpRequest, number: int) -> HttpResponse:
    """Be told again from now on."""
    saved, on = _own(http, number), today()
    found = works_found(saved.address, http.actor, on)
    services.resume_search(saved=saved.pk, found=found, actor=http.actor, on=on)
    messages.success(http, f"“{saved.name}”已恢复，从现在起有新结果就提醒。")
    return redirect(saved)


@require_http_methods(["GET", "POST"])
def saved_remove(http: HttpRequest, number: int) -> HttpResponse:
    """Keep it no longer, after asking once more."""
    saved = _own(http, number)
    return act_page(
        http, forms.Form(http.POST or None),
        lambda filled: services.remove_search(saved=saved.pk, actor=http.actor, on=today()),
        title=f"删去“{saved.name}”？", line="删去后不再提醒；已写的提醒留着。", submit="删去",
        done=f"已删去“{saved.name}”。", back=reverse(_LIST), crumbs=_crumbs(saved),
    )  # fmt: skip


def _own(http: HttpRequest, number: int) -> SavedSearch:
    """One's own; somebody else's is as absent as one that never was."""
    try:
        return services.saved_search(number, http.actor)
    except SavedSearch.DoesNotExist:
        raise Http404(NONE_HERE) from None


def _crumbs(saved: SavedSearch | None = None) -> list[dict[str, str]]:
    above = [("检索", reverse("shell:search")), ("收藏的检索", reverse(_LIST))]
    if saved:
        above.append((saved.name, saved.get_absolute_url()))
    return [{"label": label, "href": href} for label, href in above]


def _rows(saved: SavedSearch, shown: Any) -> list[dict[str, object]]:
    return [
        {"label": "检索词", "value": shown.typed or "没有，只按条件"},
        {"label": "条件", "value": "；".join(shown.conditions) or "没有"},
        {"label": "现在找到", "value": "查不了" if shown.works is None else f"{len(shown.works):,} 件"},
        {"label": "有新结果时", "value": saved.get_frequency_display()},
        {"label": "最近看过", "value": saved.looked_at},
        {"label": "收藏于", "value": saved.created_at},
    ]

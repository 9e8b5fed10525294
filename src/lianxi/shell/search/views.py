"""The search page. The titles shown while one types: `suggesting`."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.apps.notices.saved_searches import saved_at
from lianxi.apps.search.asking import DEEPEST, PAGE, Request, Sort
from lianxi.apps.search.finding import NOT_READY, Asked
from lianxi.apps.search.indexer import wait_for_own
from lianxi.apps.search.progress import progress
from lianxi.apps.search.replica import IndexUnfitError, replica
from lianxi.composition.questions import kept_address, request_of
from lianxi.composition.search import asked
from lianxi.kernel.errors import Refused
from lianxi.shell.search.advice import advice
from lianxi.shell.search.choices import choices_for
from lianxi.shell.search.export import LIMIT, as_file, whole
from lianxi.shell.search.forms import FORM, Conditions
from lianxi.shell.search.reading import chips, having, of_page, plain_words, standard_address, without
from lianxi.shell.search.showing import facets, shown_works
from lianxi.web.day import today

INDEX_FAULT = 503
_PATIENCE = 0.5
"""Seconds a reader waits for what has just been saved."""


@require_safe
def search(http: HttpRequest) -> HttpResponse:
    """检索: what is asked stands in the address, all of it."""
    if (address := standard_address(http.GET)) is not None:
        return redirect(f"{http.path}?{address}" if address else http.path)
    given, choices = http.GET, choices_for(http.actor, today())
    conditions = Conditions(given, choices=choices)
    context: dict[str, Any] = {
        "conditions": conditions,
        "typed": given.get("q", ""),
        "form_id": FORM,
        "path": http.path,
        "actions": [] if given else _actions(http),
        "bare": not choices.bodies,
    }
    status = 200
    if conditions.is_valid():
        said = plain_words(conditions, choices.names)
        context["active"] = chips(said, given)
        if wanted := given.get("format"):
            try:
                return _file(http, wanted, conditions, [words for _, _, words in said])
            except Refused as refusal:
                if refusal.guard != NOT_READY:  # while the index is made, the page says so
                    raise
        if context["typed"] or said:
            status = _answer_into(context, http, conditions)
    return render(http, "shell/search.html", context, status=status)


def _file(http: HttpRequest, wanted: str, conditions: Conditions, said: list[str]) -> HttpResponse:
    request = request_of(http.GET.get("q", ""), conditions.cleaned_data, today())
    question = _asked(http, whole(request))
    LIMIT.take(http)
    return as_file(http, wanted, question.found(), request, question.counted().works, said)


def _answer_into(context: dict[str, Any], http: HttpRequest, conditions: Conditions) -> int:
    """Put the answer into what the page shows, or why there is none; the status of the page."""
    try:
        request = request_of(context["typed"], conditions.cleaned_data, today())
        late = not wait_for_own(replica(), _PATIENCE)
        context |= {**_answer(http, request), "late": late, "answered": True}
        context |= _kept(http)
    except Refused as refusal:
        context["refusal"] = refusal
        if refusal.guard == NOT_READY:
            context |= {"waiting": True, "progress": progress(replica().folder)}
            return INDEX_FAULT
    return 200


def _kept(http: HttpRequest) -> dict[str, Any]:
    """The way to keep this search, or to where it is kept; none for visitors, who have nowhere to keep it."""
    if not http.actor.signed_in:
        return {}
    keep = kept_address(http.GET)
    return {"keep": keep, "kept": saved_at(keep, http.actor)}


def _actions(http: HttpRequest) -> list[dict[str, str]]:
    if not http.actor.signed_in:
        return []
    return [{"label": "收藏的检索", "href": reverse("shell:saved_searches"), "icon": "bookmark"}]


@require_safe
def index_state(http: HttpRequest) -> HttpResponse:
    """How far the index is, for a page that waits for it; when it can be asked, the page is to come again."""
    if not _can_be_asked():
        return render(http, "shell/parts/index_state.html", {"progress": progress(replica().folder)})
    return HttpResponse(headers={"HX-Refresh": "true"})


def _can_be_asked() -> bool:
    try:
        replica().view()
    except (IndexUnfitError, FileNotFoundError):
        return False
    return True


def _answer(http: HttpRequest, request: Request) -> dict[str, Any]:
    """Totals, the works of the page, how all hits are spread; the last page where one asks beyond it."""
    first = _asked(http, of_page(request, 1))
    total = first.total()
    pages = Paginator(range(min(total, DEEPEST)), PAGE)
    page = pages.get_page(http.GET.get("page"))
    question = first if page.number == 1 else _asked(http, of_page(request, page.number))
    counted = first.counted()
    return {
        "newest": request.sort is Sort.NEWEST, "other_order": _other_order(http, request),
        "total": total, "found_works": counted.works, "deepest": DEEPEST,
        "beyond": total > DEEPEST, "works": shown_works(question.by_work(), request),
        "facets": facets(counted, http.GET), "page": page, "query": without(http.GET),
        "pages": list(pages.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "advice": [] if total else advice(request, http.GET, lambda other: _asked(http, other).total()),
    }  # fmt: skip


def _other_order(http: HttpRequest, request: Request) -> str:
    return without(http.GET, "sort") if request.sort is Sort.NEWEST else having(http.GET, sort=Sort.NEWEST.value)


def _asked(http: HttpRequest, request: Request) -> Asked:
    return asked(request, http.actor, today())

"""一处引用: what it says, what it was taken for, and the page on which a person says what it means."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxi.apps.rulebook.acts import RESOLVE_CITATION
from lianxi.apps.rulebook.citations.candidates import candidates_of
from lianxi.apps.rulebook.citations.choice_forms import ChoiceForm, ReleaseForm
from lianxi.apps.rulebook.citations.citing import citing_place, meaning_of, seen_citations
from lianxi.apps.rulebook.models import ChoiceScope, Citation, CitedChoice
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.apps.rulebook.services.choosing import choice_of, places_of, release_citation, resolve_citation
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.web.act_pages import REFUSED
from lianxi.web.day import act_day, today

_AROUND = 160


@require_http_methods(["GET", "POST"])
def citation_page(request: HttpRequest, number: int) -> HttpResponse:
    """One citation, for whoever keeps the text that cites; others look at the list."""
    row = seen_citations(request.actor).filter(pk=number, own=False).first()
    if row is None:
        raise Http404("没有这一处引用，或者您不能查看。")
    require(request.actor, RESOLVE_CITATION, body=row.version.work.body_id)
    words = request.GET.get("q", "")[:100]
    form = _form(request, row, words)
    refusal = None
    if request.method == "POST":
        try:
            if done := _done(request, row, form):
                messages.success(request, done)
                return redirect(request.path)
        except Refused as answer:
            refusal = answer
    offered = len(form.fields["target"].choices) > 1
    context = _context(request.actor, row, words) | {"form": form, "refusal": refusal, "offered": offered}
    return render(request, "rulebook/citation.html", context, status=REFUSED if refusal else 200)


def _form(request: HttpRequest, row: Citation, words: str) -> ChoiceForm:
    places = {scope.value: places_of(row, scope).count() for scope in ChoiceScope}
    standing = {scope: choice_of(row, scope) for scope in ChoiceScope}
    given = request.POST if request.method == "POST" and "release" not in request.POST else None
    seen = " ".join(f"{scope.value}:{choice.pk}" for scope, choice in standing.items() if choice)
    candidates = candidates_of(row, request.actor, words)
    return ChoiceForm(
        given, candidates=candidates, places=places, initial={"scope": ChoiceScope.WORK.value, "standing": seen}
    )


def _done(request: HttpRequest, row: Citation, form: ChoiceForm) -> str:
    """Do what was asked for and say so; "" where the form has to be corrected first."""
    if "release" in request.POST:
        return _released(request, row)
    if not form.is_valid():
        return ""
    said = form.cleaned_data
    choice = resolve_citation(
        citation=row, scope=ChoiceScope(said["scope"]), target=said["target"], note=said["note"], why=said["why"],
        standing=form.standing_of(said["scope"]), actor=request.actor, on=act_day(said["on"]).on,
    )  # fmt: skip
    return f"已指定，{choice.rows.count()} 处照此认。自动找到的以后也不会改它。"


def _released(request: HttpRequest, row: Citation) -> str:
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        raise Refused("reason_required", "须说明为什么撤回。", remedy="请填写理由。")
    choice = _choices(row).filter(pk=form.cleaned_data["release"]).first()
    if choice is None:
        raise Refused("record_open", "没有这一项。", remedy="请刷新页面。")
    release_citation(choice=choice, why=form.cleaned_data["why_not"], actor=request.actor, on=today())
    return "已撤回，重新按文号和名称认。"


def _choices(row: Citation) -> Any:
    """All that was ever said of this name and reaches this place."""
    work = row.version.work
    concerned = Q(scope=ChoiceScope.BODY) | Q(work=work, scope=ChoiceScope.WORK) | Q(citation=row)
    return CitedChoice.objects.filter(concerned, body=work.body_id, name=row.name).select_related("target")


def _context(actor: Actor, row: Citation, words: str) -> dict[str, Any]:
    work = row.version.work
    seen = set(visible_works(actor, today()).filter(chosen_as__in=_choices(row)).values_list("pk", flat=True))
    text = Citation.objects.values_list("version__text", flat=True).get(pk=row.pk)
    crumbs = [
        {"label": "引用", "href": reverse("rulebook:citations")},
        {"label": work.title, "href": work.get_absolute_url()},
    ]
    return {
        "row": row, "meaning": meaning_of(row), "place": citing_place(row.provision) or "篇首", "words": words,
        "before": text[max(0, row.start - _AROUND) : row.start].rsplit("\n\n", 1)[-1],
        "marked": text[row.start : row.end],
        "after": text[row.end : row.end + _AROUND].split("\n\n", 1)[0], "crumbs": crumbs,
        "choices": [(one, one.target.title if one.target_id in seen else "") for one in _choices(row)],
        "title": f"“{row.printed[:60]}”指的是哪一件",
    }  # fmt: skip

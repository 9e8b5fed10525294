"""套用修改决定: a decision chosen for a work, tried, confirmed; and the record of what was carried out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lianxi.apps.rulebook.acts import AMEND_RULE
from lianxi.apps.rulebook.amending import finding
from lianxi.apps.rulebook.amending.amending_forms import KEPT, NONE, AmendForm, PrintedForm
from lianxi.apps.rulebook.amending.choosing import base_of, next_day
from lianxi.apps.rulebook.amending.confirming import check_places
from lianxi.apps.rulebook.amending.instruction_rows import kept_effects
from lianxi.apps.rulebook.amending.steps import steps_of, waiting_in
from lianxi.apps.rulebook.amending.trial import Reading, read_decision
from lianxi.apps.rulebook.amending.trial_sheet import sheet_of
from lianxi.apps.rulebook.amending.work_part import PROOF_TONES
from lianxi.apps.rulebook.models import Amendment, ProofState, Version, Work
from lianxi.apps.rulebook.selectors import visible_work
from lianxi.apps.rulebook.services.amending import amend_rule, prove_amendment
from lianxi.apps.rulebook.services.version_order import newest_of
from lianxi.apps.rulebook.works.chosen_text import spans_of
from lianxi.apps.rulebook.works.work_views import crumbs_of, find, part_of
from lianxi.kernel.access import allowed, require
from lianxi.kernel.errors import Refused
from lianxi.web.act_pages import REFUSED
from lianxi.web.day import today
from lianxi.web.limits import RateLimit

LIMIT = RateLimit("rule_amend", 3 * settings.TEXT_CHECKS_PER_MINUTE)


@require_http_methods(["GET", "POST"])
def amend_page(request: HttpRequest, address: str) -> HttpResponse:
    """套用修改决定: without `?decision=` it asks which one; with it the trial, and on POST the act."""
    work = find(request, address)
    require(request.actor, AMEND_RULE, body=work.body_id)
    context: dict[str, Any] = {
        "work": work, "part": part_of(work), "crumbs": crumbs_of(work), "title": "套用修改决定",
        "line": "从决定里读出各项修改，逐项确认，成为新的一版",
    }  # fmt: skip
    if not request.GET.get("decision"):
        return _choose(request, work, context)
    try:
        decision = _decision(request, work)
        LIMIT.take(request)
        return _try(request, work, decision, context | {"decision": decision})
    except Refused as refusal:
        return _choose(request, work, context | {"refusal": refusal})


def _choose(request: HttpRequest, work: Work, context: dict[str, Any]) -> HttpResponse:
    on, words = today(), request.GET.get("q", "").strip()
    context |= {
        "proposed": finding.decisions_on(work, request.actor, on), "q": words,
        "found": finding.works_called(words, request.actor, on, but=work),
    }  # fmt: skip
    return render(request, "rulebook/amending/choose.html", context, status=REFUSED if context.get("refusal") else 200)


def _decision(request: HttpRequest, work: Work) -> Version:
    address = request.GET["decision"]
    address = address if address.startswith("/akn/") else f"/akn/{address}"
    found = newest_of(visible_work(address.rstrip("/"), request.actor, today()))
    if found is None or found.work_id == work.pk:
        raise Refused("version_of_work", "决定和要修改的制度须是两件。", remedy="请重新选。")
    return found


def _try(request: HttpRequest, work: Work, decision: Version, context: dict[str, Any]) -> HttpResponse:
    steps = steps_of(work, decision)
    if steps and not waiting_in(steps) and request.method == "GET":
        return redirect(steps[-1].get_absolute_url())
    spans, day = spans_of(list(work.versions.all())), next_day(work, decision)
    version = base_of(work, day, request.GET.get("base"))
    base = next(one for one in spans if one.version == version)
    others = [one for one in spans if one != base]
    proposed = next((one.version.number for one in others if day and one.first == day), None)
    initial = {"day": day, "how": KEPT if proposed else NONE, "kept": proposed}
    form = AmendForm(request.POST or None, request.FILES or None, versions=others, initial=initial)
    reading = read_decision(decision, base.version)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("step") == "save":
                return _save(request, work, reading, form)
            check_places(work, base.version, decision, form.choice(reading), request.actor, today())
        except Refused as answer:
            refusal = answer
    sheet = sheet_of(reading, form, request.POST)
    context |= {"spans": spans, "base": base, "form": form, "refusal": refusal, "sheet": sheet}
    return render(request, "rulebook/amending/trial.html", context, status=REFUSED if refusal else 200)


def _save(request: HttpRequest, work: Work, reading: Reading, form: AmendForm) -> HttpResponse:
    row = amend_rule(
        work=work, base=reading.base, decision=reading.decision, choice=form.choice(reading),
        actor=request.actor, on=today(),
    )  # fmt: skip
    done = f"形成第{row.version.number}版" if row.made_version else f"证明记在第{row.version.number}版上"
    messages.success(request, f"已套用，{done}：{row.get_proof_display()}。")
    return redirect(row.get_absolute_url())


@require_safe
def amends_page(request: HttpRequest, address: str) -> HttpResponse:
    """决定修改了什么: the texts it names, what the repository has of them, and what was carried out."""
    work, on = find(request, address), today()
    decision = newest_of(work)
    context = {
        "work": work, "decision": decision, "targets": finding.targets_of(decision, request.actor, on),
        "done": finding.amendments_by(work, request.actor, on), "crumbs": crumbs_of(work), "title": "修改了哪些制度",
        "line": work.title, "tones": PROOF_TONES,
    }  # fmt: skip
    return render(request, "rulebook/amending/amends.html", context)


@require_http_methods(["GET", "POST"])
def amendment_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """套用记录: the instructions and the proof of a version; on POST held against the printed text."""
    work = find(request, address)
    rows = Amendment.objects.select_related("version", "base", "decision__work", "work")
    row = rows.filter(work=work, version__number=number).first()
    if row is None:
        raise Http404("这一版没有套用记录。")
    refusal = None
    form = PrintedForm(request.POST or None, request.FILES or None, initial={"how": "file"})
    if request.method == "POST":
        require(request.actor, AMEND_RULE, body=work.body_id)
        try:
            if form.is_valid() and _proven(request, row, form):
                return redirect(row.get_absolute_url())
        except Refused as answer:
            refusal = answer
    seen = finding.may_see_decision(row, request.actor, today())
    context = {
        "work": work, "part": part_of(work), "row": row, "seen": seen, "form": form, "refusal": refusal,
        "badge": {"label": row.get_proof_display(), "tone": PROOF_TONES[ProofState(row.proof)]},
        "instructions": kept_effects(row) if seen else [], "crumbs": crumbs_of(work),
        "title": f"第{row.version.number}版怎样形成", "line": work.title,
        "waiting": len(waiting_in(steps_of(work, row.decision))),
        "keeps": allowed(request.actor, AMEND_RULE, body=work.body_id),
        "provable": allowed(request.actor, AMEND_RULE, body=work.body_id) and row.proof != ProofState.PROVEN,
    }  # fmt: skip
    return render(request, "rulebook/amending/record.html", context, status=REFUSED if refusal else 200)


def _proven(request: HttpRequest, row: Amendment, form: PrintedForm) -> bool:
    printed = form.cleaned_data["printed"]
    if printed is None:
        raise Refused("file_named", "没有选印出的文件。", remedy="请选一个文件。")
    done = prove_amendment(amendment=row, printed=printed, actor=request.actor, on=today())
    messages.success(request, f"已核对：{done.get_proof_display()}。")
    return True

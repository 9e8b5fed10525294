"""Pages: the original of a version chosen or imported, its binding, and confirming what changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxi.apps.mechanisms import acts, binding_sheet, bindings, selectors
from lianxi.apps.mechanisms.forms import BindForm, ConfirmForm, FindWorkForm, OriginalForm
from lianxi.apps.mechanisms.offered_texts import offered_texts
from lianxi.apps.mechanisms.originals import confirm_binding, import_original
from lianxi.apps.mechanisms.text_binding import bind_mechanism
from lianxi.apps.rulebook.acts import RECEIVE_RULES
from lianxi.kernel.access import Actor, allowed, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.binding import Binding
from lianxi.kernel.rules.mechanisms import Mechanism, MechanismVersion
from lianxi.web.act_pages import REFUSED
from lianxi.web.day import today


@require_http_methods(["GET", "POST"])
def original_page(request: HttpRequest, slug: str, effective: date) -> HttpResponse:
    """Choose or hand in the original, see how every clause stands to it, confirm what changed."""
    mechanism, _ = selectors.mechanism_and_circle(slug)
    version = selectors.version_of(mechanism, effective)
    require(request.actor, acts.IMPORT_ORIGINAL, circle=version.circle)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    filled, do = _STEPS.get(step, _STEPS["import"])
    form, status = filled(request.POST, request.FILES), 200
    context: dict[str, object] = {"upload": OriginalForm(), "confirmation": ConfirmForm(), "given": form}
    if step:
        context |= {"upload": form} if step == "import" else {"confirmation": form} if step == "confirm" else {}
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, do(request, version, form))
            return redirect("mechanisms:original", slug, f"{effective:%Y-%m-%d}")
        except Refused as refusal:
            context["refusal"], status = refusal, REFUSED
    context |= _shown(version, request.actor)
    context |= _offers(request, mechanism, version, proposing=not context["kept"])
    return render(request, "mechanisms/original.html", context, status=status)


def _imported(request: HttpRequest, version: MechanismVersion, form: forms.Form) -> str:
    file = form.cleaned_data["file"]
    done = import_original(
        slug=version.slug, effective=version.effective, content=file.read(), name=file.name, actor=request.actor,
        on=today(),
    )  # fmt: skip
    if not done.new:
        return "这个文件就是现行的原文，没有改动。"
    return f"原文已导入，{_outcome(version, done.binding)}"


def _bound(request: HttpRequest, version: MechanismVersion, form: forms.Form) -> str:
    said = form.cleaned_data
    done = bind_mechanism(
        slug=version.slug, effective=version.effective, address=said["address"], number=said["number"],
        note=said["note"], actor=request.actor, on=today(),
    )  # fmt: skip
    if not done.new:
        return "绑定的就是这一版，没有改动。"
    return f"已绑定《{done.row.version.title}》第{done.row.version.number}版，{_outcome(version, done.binding)}"


def _confirmed(request: HttpRequest, version: MechanismVersion, form: forms.Form) -> str:
    binding = confirm_binding(
        slug=version.slug, effective=version.effective, note=form.cleaned_data["note"], actor=request.actor, on=today()
    )
    return f"已确认，{_outcome(version, binding)}"


_STEPS: dict[str, tuple[type[forms.Form], Callable[[HttpRequest, MechanismVersion, forms.Form], str]]] = {
    "import": (OriginalForm, _imported),
    "bind": (BindForm, _bound),
    "confirm": (ConfirmForm, _confirmed),
}


def _outcome(version: MechanismVersion, binding: Binding) -> str:
    checks = binding_sheet.rules_to_check(version, binding)
    return f"{len(checks)} 条规则待核。" if checks else "没有规则待核。"


def _offers(
    request: HttpRequest, mechanism: Mechanism, version: MechanismVersion, *, proposing: bool
) -> dict[str, object]:
    """The works one can bind to: those looked for, else those that fit; and whether one may take a text in."""
    search = FindWorkForm(request.POST if request.method == "POST" else request.GET)
    said = search.cleaned_data["find"] if search.is_valid() else ""
    wanted = bool(said.strip()) or proposing
    offers, more = offered_texts(mechanism, version, said, request.actor, today()) if wanted else ([], False)
    takes_in = any(allowed(request.actor, RECEIVE_RULES, body=held.body) for held in request.actor.roles)
    return {
        "search": search, "said": said, "offers": offers, "more": more,
        "intake": reverse("rulebook:intake") if takes_in else "",
    }  # fmt: skip


def _shown(version: MechanismVersion, actor: Actor) -> dict[str, object]:
    """The page as it stands: the binding in full and the originals imported so far."""
    bound = bindings.bound_on(version, actor, today())
    address = reverse("mechanisms:version", args=[version.slug, version.effective.isoformat()])
    return {
        "version": version,
        "crumbs": [
            {"label": "机制与规则", "href": reverse("mechanisms:list")},
            {"label": version.title, "href": address},
        ],
        "bound": bound,
        "kept": bound is not None and bound.original is None,
        "binding": binding_sheet.binding_card(version, bound, every=True),
        "changed": binding_sheet.changed_lines(version, bound),
        "originals": selectors.originals_of(version),
    }

"""Pages: the original of a version imported, its binding, and confirming what changed."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxi.apps.mechanisms import acts, binding_sheet, bindings, selectors
from lianxi.apps.mechanisms.forms import ConfirmForm, OriginalForm
from lianxi.apps.mechanisms.originals import confirm_binding, import_original
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.binding import Binding
from lianxi.kernel.rules.mechanisms import MechanismVersion
from lianxi.web.day import today


@require_http_methods(["GET", "POST"])
def original_page(request: HttpRequest, slug: str, effective: date) -> HttpResponse:
    """Hand in the original, see how every clause stands to it, confirm what changed."""
    mechanism, _ = selectors.mechanism_and_circle(slug)
    version = selectors.version_of(mechanism, effective)
    require(request.actor, acts.IMPORT_ORIGINAL, circle=version.circle)
    confirms = request.POST.get("step") == "confirm"
    upload = OriginalForm(*(() if confirms else (request.POST or None, request.FILES or None)))
    confirmation = ConfirmForm(request.POST if confirms else None)
    form = confirmation if confirms else upload
    context: dict[str, object] = {"upload": upload, "confirmation": confirmation}
    if form.is_bound and form.is_valid():
        try:
            said = _confirmed(request, version, form) if confirms else _imported(request, version, form)
            messages.success(request, said)
            return redirect("mechanisms:original", slug, f"{effective:%Y-%m-%d}")
        except Refused as refusal:
            context["refusal"] = refusal
    return render(request, "mechanisms/original.html", context | _shown(version, request.actor))


def _imported(request: HttpRequest, version: MechanismVersion, form: OriginalForm) -> str:
    file = form.cleaned_data["file"]
    done = import_original(
        slug=version.slug, effective=version.effective, content=file.read(), name=file.name, actor=request.actor,
        on=today(),
    )  # fmt: skip
    if not done.new:
        return "这个文件就是现行的原文，没有改动。"
    return f"原文已导入，{_outcome(version, done.binding)}"


def _confirmed(request: HttpRequest, version: MechanismVersion, form: ConfirmForm) -> str:
    binding = confirm_binding(
        slug=version.slug, effective=version.effective, note=form.cleaned_data["note"], actor=request.actor, on=today()
    )
    return f"已确认，{_outcome(version, binding)}"


def _outcome(version: MechanismVersion, binding: Binding) -> str:
    checks = binding_sheet.rules_to_check(version, binding)
    return f"{len(checks)} 条规则待核。" if checks else "没有规则待核。"


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
        "binding": binding_sheet.binding_card(version, bound, every=True),
        "changed": binding_sheet.changed_lines(version, bound),
        "originals": selectors.originals_of(version),
    }

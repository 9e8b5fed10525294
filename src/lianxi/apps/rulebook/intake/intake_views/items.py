"""一份文件: left the text with its places, right what is to be confirmed; new, or the next version of a work alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lianxi.apps.files.selectors import open_bytes_of, owned_file
from lianxi.apps.files.services import record_download
from lianxi.apps.rulebook.acts import ERASE_ITEM
from lianxi.apps.rulebook.intake.intake_forms import ItemForm
from lianxi.apps.rulebook.intake.intake_views.shared import INTAKE, batch_of
from lianxi.apps.rulebook.intake.item_sheet import accepted_of, fields_of, findings_of, initial_of
from lianxi.apps.rulebook.intake.likeness import alike_works
from lianxi.apps.rulebook.intake.marked_text import MOST, marks_of, pieces
from lianxi.apps.rulebook.intake.proposed import particulars
from lianxi.apps.rulebook.models import Batch, Item, ItemState, Work
from lianxi.apps.rulebook.services.admitting import admit_item, decline_item
from lianxi.apps.rulebook.services.erasing import ERASABLE, erase_item
from lianxi.apps.rulebook.services.version_order import newest_of
from lianxi.apps.rulebook.texts.compare_process import compare_texts
from lianxi.apps.rulebook.texts.comparison_sheet import comparison_sheet
from lianxi.apps.rulebook.texts.given_texts import given
from lianxi.apps.rulebook.texts.repaired_files import attachment
from lianxi.kernel.access import Actor, allowed
from lianxi.kernel.errors import Refused
from lianxi.web.act_pages import REFUSED
from lianxi.web.day import today

_OPEN = (ItemState.READ, ItemState.SAME)
_DECLINABLE = (*_OPEN, ItemState.FAILED)
SAME_NAMED = 5


@require_http_methods(["GET", "POST"])
def item_page(request: HttpRequest, uuid: UUID, position: int) -> HttpResponse:
    """一份文件: confirm it, or leave it out with a reason."""
    batch = batch_of(request, uuid)
    item = _item(batch, position)
    near = alike_works(item.text, batch.body_id) if item.state in _OPEN else item.near
    typed = request.POST if request.POST.get("step") == "admit" else None  # what else can be asked for has no fields
    form = ItemForm(typed, item=item, near=near, initial=initial_of(item, near))
    refusal = None
    if request.method == "POST":
        try:
            if _decided(request, item, form):
                return redirect(_address(item))
        except Refused as answer:
            refusal = answer
            item = _item(batch, position)  # somebody else may have been first
    context = _context(item, form, near, request.actor) | {"refusal": refusal, "asked": request.POST}
    return render(request, "rulebook/item.html", context, status=REFUSED if refusal else 200)


def _item(batch: Batch, position: int) -> Item:
    found: Item = get_object_or_404(batch.items.select_related("version__work", "batch__body"), position=position)
    return found


def _address(item: Item) -> str:
    return reverse("rulebook:item", args=[item.batch_id, item.position])


def _decided(request: HttpRequest, item: Item, form: ItemForm) -> bool:
    """Do what was asked for; False where the form has to be corrected first."""
    if request.POST.get("step") == "decline":
        decline_item(item=item, why=request.POST.get("why_not", ""), actor=request.actor, on=today())
        messages.success(request, f"“{item.path}”不入库，原件留在这一批里。")
        return True
    if request.POST.get("step") == "erase":
        _erase(request, item)
        return True
    if not form.is_valid():
        return False
    version = admit_item(
        item=item, said=particulars(form.values()), accepted=accepted_of(request.POST, item), work=form.work(),
        actor=request.actor, on=today(),
    )  # fmt: skip
    messages.success(request, f"“{version.title}”已入库（第{version.number}版）。")
    return True


def _erase(request: HttpRequest, item: Item) -> None:
    same = erase_item(item=item, why=request.POST.get("why_erase", ""), actor=request.actor, on=today())
    messages.success(request, f"“{item.path}”的内容已删去，只留文件名、SHA-256 和理由。")
    for one in same[:SAME_NAMED]:
        messages.warning(request, f"同样的文件还在“{one.batch.name}”里：{one.path}，没有动它。")
    if len(same) > SAME_NAMED:
        messages.warning(request, f"还有 {len(same) - SAME_NAMED} 份同样的文件，请按文件名查找。")


def _context(item: Item, form: ItemForm, near: Sequence[Mapping[str, Any]], actor: Actor) -> dict[str, Any]:
    proposals, findings = item.proposals.get("proposals", []), item.report.get("findings", [])
    return {
        "item": item, "batch": item.batch, "form": form, "near": near, "open": item.state in _OPEN,
        "declinable": item.state in _DECLINABLE, "fields": list(fields_of(item, form)),
        "doubts": item.proposals.get("doubts", []), "findings": findings_of(item),
        "pieces": list(pieces(item.text, marks_of(proposals, findings))), "cut": max(0, len(item.text) - MOST),
        "crumbs": [INTAKE, {"label": item.batch.name, "href": item.batch.get_absolute_url()}],
        "next": _next(item), "erasable": _may_erase(item, actor),
    }  # fmt: skip


def _may_erase(item: Item, actor: Actor) -> bool:
    there = item.file is not None or bool(item.text)
    return there and item.state in ERASABLE and allowed(actor, ERASE_ITEM, body=item.batch.body_id)


def _next(item: Item) -> str:
    """Address of the next file that waits for a person; "" where there is none."""
    waiting = item.batch.items.filter(state__in=_OPEN).exclude(pk=item.pk)
    found = waiting.filter(position__gt=item.position).order_by("position").first() or waiting.first()
    return reverse("rulebook:item", args=[item.batch_id, found.position]) if found else ""


@require_safe
def against_page(request: HttpRequest, uuid: UUID, position: int, work: int) -> HttpResponse:
    """与库中的比对: the newest version of a work alike beside the file."""
    item = _item(batch_of(request, uuid), position)
    kept = get_object_or_404(Work, pk=work, body=item.batch.body_id)
    version = newest_of(kept)
    context: dict[str, Any] = {
        "item": item, "work": kept, "version": version,
        "crumbs": [INTAKE, {"label": item.batch.name, "href": item.batch.get_absolute_url()},
                   {"label": item.path.rsplit("/", 1)[-1], "href": _address(item)}],
    }  # fmt: skip
    texts = [given(f"库中第{version.number}版", version.text), given(item.path.rsplit("/", 1)[-1], item.text)]
    roles = [{"role": role, "name": one.name} for role, one in zip(("旧", "新"), texts, strict=True)]
    try:
        context |= {"sheet": comparison_sheet(texts, compare_texts(texts, {}), {}), "texts": roles}
    except Refused as refusal:
        context["refusal"] = refusal
    return render(request, "rulebook/item_against.html", context)


@require_safe
def item_file(request: HttpRequest, uuid: UUID, position: int) -> HttpResponse:
    """原件: the file as it came, byte for byte."""
    item = _item(batch_of(request, uuid), position)
    if item.file is None:
        raise Http404("没有存下这个文件。")
    stored = owned_file(item.file, item.batch.get_absolute_url())
    record_download(file=stored, actor=request.actor, on=today())
    with open_bytes_of(stored) as content:
        return attachment(content.read(), stored.name, "application/octet-stream")

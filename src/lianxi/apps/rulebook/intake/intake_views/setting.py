"""成批填写: kind, unit, visibility and issuer of many files at once, looked at before it is done."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lianxi.apps.rulebook.intake.intake_views.shared import INTAKE, batch_of
from lianxi.apps.rulebook.intake.setting_forms import SettingFilter, SettingForm, known_in
from lianxi.apps.rulebook.intake.setting_sheet import (
    Known,
    Row,
    cells_of,
    changes,
    filtered,
    open_rows,
    packed,
    unpacked,
)
from lianxi.apps.rulebook.models import Batch
from lianxi.apps.rulebook.services.setting import Outcome, check_values, set_items
from lianxi.kernel.errors import Refused
from lianxi.web.act_pages import REFUSED
from lianxi.web.day import today

PER_PAGE = 50
SHOWN = 100
APPLY = "apply"
_TOLD = 5


@require_http_methods(["GET", "POST"])
def setting_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """成批填写: filter, choose, say what; see what would change; then do it."""
    batch = batch_of(request, uuid)
    known, every = known_in(batch), open_rows(batch)
    asked = SettingFilter(request.GET, known=known, auto_id="find_%s")
    rows = filtered(every, asked.cleaned_data) if asked.is_valid() else []
    form = SettingForm(request.POST or None, known=known)
    context = _context(request, batch, rows, len(every), known) | {"form": form, "asked": asked}
    if request.method == "POST" and form.is_valid():
        picked = _picked(request, batch, rows)
        context["picked"] = picked
        values = {name: value for name, value in form.cleaned_data.items() if value}
        try:
            if request.POST.get("step") == APPLY:
                done = set_items(
                    batch=batch, positions=picked, values=values, seen=_seen(request), actor=request.actor,
                    on=today(),
                )  # fmt: skip
                _tell(request, done)
                return redirect(request.get_full_path())
            context |= _preview(batch, [row for row in every if row.position in picked], values, known)
        except Refused as refusal:
            context["refusal"] = refusal
    return render(request, "rulebook/setting.html", context, status=REFUSED if "refusal" in context else 200)


def _preview(batch: Batch, picked: Sequence[Row], values: dict[str, str], known: Known) -> dict[str, Any]:
    """What would become of the chosen files; or a refusal where nothing is chosen or a value cannot be."""
    check_values(batch, values, today())
    if not picked:
        raise Refused("items_chosen", "还没有选文件。", remedy="请勾选要填写的文件，或者勾选“筛选出的全部”。")
    found = changes(picked, values, known)
    changed = [one for one in found if one.fields]
    return {
        "changes": changed[:SHOWN], "more": max(0, len(changed) - SHOWN), "changed": len(changed),
        "same": len(found) - len(changed), "chosen": packed(one.row.position for one in changed),
        "seen": json.dumps({one.row.position: one.row.mark for one in changed}),
    }  # fmt: skip


def _picked(request: HttpRequest, batch: Batch, rows: Sequence[Row]) -> set[int]:
    """The files chosen: all that the filter shows, or those ticked; on the second step those that were looked at."""
    if request.POST.get("step") == APPLY:
        return unpacked(request.POST.get("chosen", ""), batch.items.count())
    if request.POST.get("all"):
        return {row.position for row in rows}
    return {int(pick) for pick in request.POST.getlist("pick") if pick.isdecimal()}


def _seen(request: HttpRequest) -> dict[int, str]:
    """The marks of the files when they were looked at."""
    try:
        said = json.loads(request.POST.get("seen", ""))
        return {int(position): str(mark) for position, mark in said.items()}
    except (ValueError, AttributeError):
        return {}


def _tell(request: HttpRequest, done: Outcome) -> None:
    if done.changed:
        messages.success(request, f"已填写 {done.changed} 份。信息齐全、没有存疑的，可以回到这一批按类确认。")
    if done.left:
        told = "；".join(f"“{path}”{why}" for path, why in done.left[:_TOLD])
        more = f"；另有 {len(done.left) - _TOLD} 份" if len(done.left) > _TOLD else ""
        messages.warning(request, f"{len(done.left)} 份没有改：{told}{more}。")


def _context(request: HttpRequest, batch: Batch, rows: Sequence[Row], every: int, known: Known) -> dict[str, Any]:
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [(row, cells_of(row, known)) for row in page.object_list]
    query = request.GET.copy()
    query.pop("page", None)
    return {
        "batch": batch, "page": page, "pages": list(page.paginator.get_elided_page_range(page.number, on_each_side=1)),
        "path": request.path, "query": query.urlencode(), "count": len(rows), "every": every,
        "title": "成批填写", "line": f"{batch.name}：待确认的 {every} 份；选几份，一次填好几项，再按类确认",
        "crumbs": [INTAKE, {"label": batch.name, "href": batch.get_absolute_url()}], "here": request.get_full_path(),
    }  # fmt: skip

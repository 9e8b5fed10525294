"""入库批次: where each file stands, the reading while it goes on, and what can be done by class."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

from lianxi.apps.jobs.models import Job
from lianxi.apps.jobs.services import cancel_job
from lianxi.apps.rulebook.intake.batch_sheet import CLEAR, LOOK, TABS, Sheet, batch_sheet, health_by_unit, row_of
from lianxi.apps.rulebook.intake.intake_views.shared import INTAKE, batch_of
from lianxi.apps.rulebook.intake.table import rows_amiss
from lianxi.apps.rulebook.models import Batch, BatchState, Item, ItemState
from lianxi.apps.rulebook.services.admitting import admit_what_is_clear, decline_item
from lianxi.apps.rulebook.services.receiving import read_batch
from lianxi.kernel.errors import Refused
from lianxi.web.act_pages import REFUSED
from lianxi.web.day import today
from lianxi.web.wording import cn_date

PER_PAGE = 50
SECONDS = 20
"""How long one click may take files in by class; what is left takes another click."""
WAITING_NAMED = 8
DECLINABLE = (ItemState.FAILED.value, ItemState.SAME.value)


@require_http_methods(["GET", "POST"])
def batch_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """入库批次: what came in and where each file stands; while it is read, htmx asks for the state alone."""
    batch = batch_of(request, uuid)
    job = Job.objects.filter(uuid=batch.job).first() if batch.job else None
    if request.htmx and request.method == "GET":
        return _state(request, batch, job)
    refusal = None
    if request.method == "POST":
        try:
            _do(request, batch, job)
            return redirect(f"{batch.get_absolute_url()}{_same_tab(request)}")
        except Refused as answer:
            refusal = answer
    context = _context(request, batch, job) | {"refusal": refusal}
    return render(request, "rulebook/batch.html", context, status=REFUSED if refusal else 200)


def _same_tab(request: HttpRequest) -> str:
    show = request.GET.get("show", "")
    return f"?show={show}" if show in TABS else ""


def _state(request: HttpRequest, batch: Batch, job: Job | None) -> HttpResponse:
    """How far the reading is; when it has ended, the page is asked for anew."""
    response = render(request, "rulebook/batch_state.html", _progress(batch, job))
    patch_vary_headers(response, ["HX-Request"])
    if not (job and job.is_open):
        response["HX-Refresh"] = "true"
    return response


def _progress(batch: Batch, job: Job | None) -> dict[str, Any]:
    total = batch.items.count()
    waiting = batch.items.filter(state=ItemState.WAITING).count()
    done = total - waiting
    return {
        "batch": batch, "job": job, "total": total, "done": done, "waiting": waiting,
        "percent": round(100 * done / total) if total else 0, "reading": bool(job and job.is_open),
    }  # fmt: skip


def _context(request: HttpRequest, batch: Batch, job: Job | None) -> dict[str, Any]:
    sheet = batch_sheet(batch)
    show = request.GET.get("show", "")
    show = show if sheet.tabs.get(show) else sheet.first
    page = Paginator(sheet.tabs[show], PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [row_of(item) for item in page.object_list]
    every = [item for items in sheet.tabs.values() for item in items]
    return _progress(batch, job) | {
        "sheet": sheet, "show": show, "show_name": TABS[show][0], "page": page, "path": request.path,
        "pages": list(page.paginator.get_elided_page_range(page.number, on_each_side=1)), "query": f"show={show}",
        "settable": len(sheet.tabs[CLEAR]) + len(sheet.tabs[LOOK]) + len(sheet.tabs[ItemState.SAME.value]) > 1,
        "clear": len(sheet.tabs[CLEAR]), "declinable": show in DECLINABLE, "crumbs": [INTAKE],
        "health": health_by_unit(every), "line": _line(batch, sheet), "unused": _unused(batch, sheet, every),
    }  # fmt: skip


def _unused(batch: Batch, sheet: Sheet, every: list[Item]) -> list[str]:
    """Rows of the table of which no file came, once all that came has been opened."""
    return [] if sheet.tabs[ItemState.WAITING.value] else rows_amiss(batch.table, (one.path for one in every))


def _line(batch: Batch, sheet: Sheet) -> str:
    files = sum(len(items) for items in sheet.tabs.values())
    handed_in = f"{batch.body.short_name}，{batch.person}于{cn_date(batch.on)}上传"
    return f"{handed_in}，{files} 份；{BatchState(batch.state).label}"


def _do(request: HttpRequest, batch: Batch, job: Job | None) -> None:
    """What was asked for; an unknown wish does nothing."""
    step, on = request.POST.get("step"), today()
    if step == "read":
        read_batch(batch=batch, actor=request.actor, on=on)
    elif step == "stop" and job:
        cancel_job(job=job, actor=request.actor, on=on)
        messages.info(request, "已停下。读好的都在，没有读的等着；点“接着读”就从停下的地方继续。")
    elif step == "admit":
        _admit(request, batch)
    elif step in DECLINABLE:
        _decline(request, batch, step)


def _admit(request: HttpRequest, batch: Batch) -> None:
    """All that is clear, one by one, as long as somebody may wait."""
    until, admitted, left = time.monotonic() + SECONDS, 0, 0
    waiting: list[str] = []
    for item in batch_sheet(batch).tabs[CLEAR]:
        if time.monotonic() > until:
            left += 1
        elif why := admit_what_is_clear(item=item, actor=request.actor, on=today()):
            waiting.append(f"“{item.path}”没有入库：{'；'.join(why)}")
        else:
            admitted += 1
    more = f"还有 {left} 份，请再点一次。" if left else ""
    messages.success(request, f"已确认入库 {admitted} 份。{more}")
    for said in waiting[:WAITING_NAMED]:
        messages.warning(request, said)
    if len(waiting) > WAITING_NAMED:
        messages.warning(request, f"另有 {len(waiting) - WAITING_NAMED} 份没有入库，请逐份打开。")


def _decline(request: HttpRequest, batch: Batch, state: str) -> None:
    """All of one class, for one reason, as long as somebody may wait; one that somebody else decides is theirs."""
    until, declined, left = time.monotonic() + SECONDS, 0, 0
    taken: list[str] = []
    for item in batch.items.filter(state=state).defer("text"):
        if time.monotonic() > until:
            left += 1
            continue
        try:
            decline_item(item=item, why=request.POST.get("why", ""), actor=request.actor, on=today())
            declined += 1
        except Refused as refusal:
            if refusal.guard != "item_open":
                raise
            taken.append(refusal.reason)
    more = f"还有 {left} 份，请再点一次。" if left else ""
    messages.success(request, f"已办理 {declined} 份：不入库。{more}")
    for said in taken[:WAITING_NAMED]:
        messages.warning(request, said)

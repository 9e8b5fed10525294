"""入库: files handed in, tried first or taken at once; the batches so far."""

from __future__ import annotations

import time
from itertools import islice
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lianxi.apps.rulebook.intake import table
from lianxi.apps.rulebook.intake.batch_sheet import row_of
from lianxi.apps.rulebook.intake.intake_forms import ReceiveForm
from lianxi.apps.rulebook.intake.intake_views.shared import bodies_taking_in
from lianxi.apps.rulebook.intake.trial import try_files
from lianxi.apps.rulebook.intake.uploads import opened_uploads
from lianxi.apps.rulebook.models import Batch, ItemState
from lianxi.apps.rulebook.selectors import visible_batches
from lianxi.apps.rulebook.services.receiving import open_batch, read_batch, receive_file, receive_unreadable
from lianxi.apps.rulebook.texts.reading_process import place
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.web.act_pages import REFUSED
from lianxi.web.day import today

PER_PAGE = 20
MOST_TRIED, TRYING_SECONDS = 40, 30
FAULTS_TOLD = 20
TRY = "try"


@require_http_methods(["GET", "POST"])
def intake_page(request: HttpRequest) -> HttpResponse:
    """入库: hand files in, or see what would become of them; the batches of one's bodies."""
    kept = bodies_taking_in(request.actor)
    form = ReceiveForm(request.POST or None, request.FILES or None, kept=kept)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("step") == TRY:
                context |= _tried(form)
            else:
                return redirect(_taken(request, form))
        except Refused as refusal:
            context["refusal"] = refusal
    context |= _batches(request)
    return render(request, "rulebook/receive.html", context, status=REFUSED if "refusal" in context else 200)


def _batches(request: HttpRequest) -> dict[str, Any]:
    open_items = Q(items__state__in=[ItemState.READ, ItemState.SAME, ItemState.FAILED, ItemState.WAITING])
    found = visible_batches(request.actor).annotate(
        files=Count("items"), waiting=Count("items", filter=open_items)
    )  # fmt: skip
    page = Paginator(found.order_by("-created"), PER_PAGE).get_page(request.GET.get("page"))
    pages = list(page.paginator.get_elided_page_range(page.number, on_each_side=1))
    return {"page": page, "pages": pages, "path": request.path}


def _tried(form: ReceiveForm) -> dict[str, Any]:
    """What would come in: as many as can be read while somebody waits; nothing is stored."""
    given, until = form.cleaned_data["table"], time.monotonic() + TRYING_SECONDS
    files = opened_uploads(form.cleaned_data["files"])
    rows = []
    with place():
        for item in try_files(islice(files, MOST_TRIED), given.rows, form.cleaned_data["body"], form.defaults()):
            rows.append(row_of(item))
            if time.monotonic() > until:
                break
    left = sum(1 for _ in files)
    lost = [] if left else table.rows_amiss(given.rows, (row["item"].path for row in rows))
    return {"tried": rows, "untried": left, "faults": [*given.faults, *lost]}


def _taken(request: HttpRequest, form: ReceiveForm) -> Batch:
    """Every file into a new batch, one that cannot be taken with the reason; then they are read in the background."""
    said, on, actor = form.cleaned_data, today(), request.actor
    given: table.Given = said["table"]
    batch = open_batch(
        body=said["body"], name=form.batch_name(), actor=actor, on=on, defaults=form.defaults(), table=given.rows,
        no_secrets=said["no_secrets"],
    )  # fmt: skip
    for file in said["files"]:
        _take(batch, file, given, actor)
    for fault in given.faults[:FAULTS_TOLD]:
        messages.warning(request, f"随附表格{fault}")
    if (more := len(given.faults) - FAULTS_TOLD) > 0:
        messages.warning(request, f"随附表格另有 {more} 处没有用上；要看全部，请先“只试读，不存”。")
    return read_batch(batch=batch, actor=actor, on=on)


def _take(batch: Batch, file: Any, given: table.Given, actor: Actor) -> None:
    on, name = today(), file.name
    if batch.items.filter(path=name).exists():  # two files of one name from different folders
        name = f"{batch.items.count() + 1}-{name}"
    try:
        row = table.row_of(given.rows, file.name)
        receive_file(batch=batch, path=name, content=file.file, actor=actor, on=on, given=row)
    except Refused as refusal:
        receive_unreadable(batch=batch, path=name, why=refusal, actor=actor, on=on)

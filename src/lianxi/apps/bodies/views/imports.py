"""Importing people from a table: upload, look, confirm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from lianxi.apps.bodies import selectors
from lianxi.apps.bodies.acts import IMPORT_PEOPLE, keeper_of
from lianxi.apps.bodies.forms import UploadForm
from lianxi.apps.bodies.models import ImportState, PeopleImport
from lianxi.apps.bodies.people_table.columns import COLUMNS, template_file
from lianxi.apps.bodies.people_table.lines import PersonLine, RowFault
from lianxi.apps.bodies.people_table.plans import ADDED, CHANGED, SAME
from lianxi.apps.bodies.services.imports import FAULTY, Preview, import_people, read_upload, upload_people
from lianxi.apps.bodies.views.shared import bodies_kept
from lianxi.apps.jobs.models import Job
from lianxi.exporters.xlsx import write_xlsx
from lianxi.importers.xlsx import LIMITS
from lianxi.kernel.access import require
from lianxi.kernel.errors import Refused
from lianxi.web.act_pages import REFUSED
from lianxi.web.lists import XLSX_TYPE

RECENT = 10
PER_PAGE = 50
TABS = ((FAULTY, "有错"), (ADDED, "新增"), (CHANGED, "变更"), (SAME, "不变"))
TONES = {FAULTY: "red", ADDED: "green", CHANGED: "blue", SAME: "muted"}
CRUMBS = ({"label": "人员", "href": "/people/"}, {"label": "从表格导入", "href": "/people/import/"})


@require_http_methods(["GET", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """从表格导入: choose a file; a file that cannot be read is not kept."""
    kept = bodies_kept(request.actor, IMPORT_PEOPLE)
    form, refusal = UploadForm(request.POST or None, request.FILES or None, kept=kept), None
    if request.method == "POST" and form.is_valid():
        table = form.cleaned_data["table"]
        try:
            content = table.read(LIMITS.size + 1)
            upload, _ = upload_people(
                body=form.cleaned_data["body"], content=content, name=table.name, actor=request.actor
            )
            return redirect(upload)
        except Refused as answer:
            refusal = answer
    context = {
        "form": form, "refusal": refusal, "kept": kept, "columns": COLUMNS, "crumbs": CRUMBS[:1],
        "recent": PeopleImport.objects.filter(body__in=kept).select_related("body")[:RECENT],
    }  # fmt: skip
    return render(request, "bodies/import.html", context, status=REFUSED if refusal else 200)


@require_safe
def template_download(request: HttpRequest) -> HttpResponse:
    """The template to fill in, with the posts of the body."""
    kept = bodies_kept(request.actor, IMPORT_PEOPLE)
    body = next((body for body in kept if body.code == request.GET.get("body")), kept[0])
    posts = [post.name for post in selectors.posts_for(body)]
    return _download(template_file(body.short_name, posts), f"人员表模板（{body.short_name}）.xlsx")


@require_http_methods(["GET", "POST"])
def preview_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """预览: what would be added, changed, is the same, or faulty; nothing is stored before it is confirmed."""
    upload = _upload(request, uuid)
    refusal = None
    if request.method == "POST":
        try:
            upload = import_people(
                upload=upload, take_right=request.POST.get("take") == "right", seen=request.POST.get("seen", ""),
                actor=request.actor,
            )  # fmt: skip
            messages.success(request, "已导入。" if upload.state == ImportState.DONE else "行数较多，已转入后台导入。")
            return redirect(upload)
        except Refused as answer:
            refusal = answer
    preview = read_upload(upload, request.actor)
    job = Job.objects.filter(uuid=upload.job).first() if upload.job else None
    context = {
        "upload": upload, "preview": preview, "refusal": refusal, "job": job, "crumbs": CRUMBS,
        "importable": upload.state != ImportState.DONE and not (job and job.is_open),
        "tiles": _tiles(preview, upload), **_tab(request, preview),
    }  # fmt: skip
    response = render(request, "bodies/import_preview.html", context, status=REFUSED if refusal else 200)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def faults_download(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The faulty rows as they were filled in, with a column 问题: correct them and upload them again."""
    upload = _upload(request, uuid)
    preview = read_upload(upload, request.actor)
    said: dict[int, list[str]] = {}
    for fault in preview.faults:
        said.setdefault(fault.row, []).append(f"{fault.column}：{fault.message}" if fault.column else fault.message)
    rows = [[*preview.table.texts[row], "\n".join(faults)] for row, faults in sorted(said.items())]
    header = [*(column.label for column in COLUMNS), "问题"]
    return _download(write_xlsx("有错的行", header, rows), f"有错的行（{upload.file_name}）.xlsx")


def _upload(request: HttpRequest, uuid: UUID) -> PeopleImport:
    upload = get_object_or_404(PeopleImport.objects.select_related("body__region"), pk=uuid)
    require(request.actor, IMPORT_PEOPLE, body=keeper_of(upload.body))
    return upload


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "no-store"
    return response


def _tiles(preview: Preview, upload: PeopleImport) -> list[dict[str, Any]]:
    done = bool(upload.counts)
    counts = upload.counts if done else preview.counts
    return [
        {
            "label": word,
            "value": counts.get(what, 0),
            "unit": "行",
            "href": "" if done else f"?show={what}",
            "tone": "red" if what == FAULTY and counts.get(what) else "muted",
        }
        for what, word in TABS
    ]


def _tab(request: HttpRequest, preview: Preview) -> dict[str, Any]:
    """The rows of one tab, a page of them."""
    counts = preview.counts
    first = next((what for what, _ in TABS if counts[what]), SAME)
    show = request.GET.get("show") if request.GET.get("show") in dict(TABS) else first
    rows = _faulty(preview) if show == FAULTY else _right(preview, show)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "show": show, "page": page, "pages": list(page.paginator.get_elided_page_range(page.number, on_each_side=1)),
        "path": request.path, "tabs": [(what, word, counts[what]) for what, word in TABS], "tone": TONES[show],
    }  # fmt: skip


def _faulty(preview: Preview) -> Sequence[dict[str, Any]]:
    rows: dict[int, list[RowFault]] = {}
    for fault in preview.faults:
        rows.setdefault(fault.row, []).append(fault)
    return [{"row": row, "name": preview.table.texts[row][0], "faults": faults} for row, faults in rows.items()]


def _right(preview: Preview, what: str) -> Sequence[dict[str, Any]]:
    return [
        {"row": planned.line.row, "line": planned.line, "days": _days(planned.line), "details": planned.details}
        for planned in preview.plan.planned
        if planned.what == what
    ]


def _days(line: PersonLine) -> str:
    def said(day: date | None) -> str:
        return day.isoformat() if day else ""

    return f"{said(line.start)} 至 {said(line.end) or '今'}" if line.start else ""

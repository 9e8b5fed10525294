"""Pages: work calendars, loading one, and the deadline calculator."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from lianxi.apps.mechanisms import selectors
from lianxi.apps.mechanisms.calendar_services import CalendarPreview, load_calendar, preview_calendar
from lianxi.apps.mechanisms.forms import CalendarFileForm, DeadlineForm
from lianxi.apps.mechanisms.models import CalendarYear
from lianxi.apps.mechanisms.months import month_sheets
from lianxi.kernel.errors import DefinitionError, Refused
from lianxi.kernel.rules.deadlines import due_date
from lianxi.kernel.rules.explanations import explain
from lianxi.web.day import today
from lianxi.web.lists import Column, list_page
from lianxi.web.wording import WEEKDAYS

_COLUMNS = (
    Column("year", "年份", lambda row: f"{row.year}年", href=CalendarYear.get_absolute_url, css="c-title num"),
    Column("off", "放假", lambda row: row.counts["off"], css="num"),
    Column("on", "调休上班", lambda row: row.counts["on"], css="num"),
    Column("workdays", "全年工作日", lambda row: row.counts["workdays"], css="num"),
    Column("source", "来源", lambda row: row.source, css="c-lead"),
    Column("version", "版本", lambda row: row.version, css="num"),
    Column(
        "loaded", "导入", lambda row: row.loaded_on, sub=lambda row: row.loaded_by, sub_label="导入人", css="num c-due"
    ),
)


@require_GET
def calendars(request: HttpRequest) -> HttpResponse:
    """The years in force, newest first."""
    may = selectors.may_load_calendar(request.actor)
    actions = [
        {"label": "导入节假日安排", "href": reverse("mechanisms:load_calendar"), "icon": "upload", "primary": True}
    ]
    return list_page(
        request,
        queryset=selectors.years_in_force(),
        columns=_COLUMNS,
        title="工作日历",
        filename="工作日历",
        context={
            "line": "放假与调休以国务院办公厅的通知为准；没有列出的年份，凡涉及的期限都标为“暂定”。",
            "actions": actions if may else [],
        },
    )


@require_GET
def calendar_year(request: HttpRequest, year: int) -> HttpResponse:
    """One year as twelve sheets, with its history."""
    if not 2000 <= year <= 2099:
        raise Http404
    on, history = today(), selectors.history_of(year)
    row = history[0] if history else None
    load = {"label": "导入这一年的安排", "href": reverse("mechanisms:load_calendar")}
    context = {
        "title": f"{year}年工作日历",
        "line": row.source if row else "尚未导入",
        "crumbs": _crumbs(),
        "actions": [
            {"label": f"{other}年", "href": reverse("mechanisms:calendar_year", args=[other])}
            for other in (year - 1, year + 1)
        ],
        "year": year,
        "row": row,
        "history": history,
        "sheets": month_sheets(year, selectors.work_calendar(), on),
        "weekdays": [name[-1] for name in WEEKDAYS],
        "load": load if selectors.may_load_calendar(request.actor) else None,
    }
    return render(request, "mechanisms/calendar_year.html", context)


@require_http_methods(["GET", "POST"])
def load_calendar_page(request: HttpRequest) -> HttpResponse:
    """Choose a file, look at what it would move, then load it."""
    selectors.require_may_load_calendar(request.actor)
    form = CalendarFileForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form, "crumbs": _crumbs()}
    if form.is_bound and form.is_valid():
        content, name = form.cleaned_data["content"], form.cleaned_data["name"] or "节假日安排.toml"
        try:
            if request.POST.get("step") == "load":
                loaded = load_calendar(content=content, file_name=name, actor=request.actor, on=today())
                said = f"{loaded.table.year}年的安排已导入，{len(loaded.moved)} 个期限随之变动并留下记录。"
                messages.success(request, said)
                return redirect("mechanisms:calendar_year", loaded.table.year)
            preview = preview_calendar(content=content, file_name=name, on=today())
            context |= {"preview": preview, "facts": _facts(preview), "text": content.decode("utf-8-sig"), "name": name}
        except DefinitionError as error:
            context["faults"] = error.faults
        except Refused as refusal:
            context["refusal"] = refusal
    return render(request, "mechanisms/calendar_load.html", context)


def _crumbs() -> list[dict[str, str]]:
    return [{"label": "工作日历", "href": reverse("mechanisms:calendars")}]


def _facts(preview: CalendarPreview) -> list[dict[str, object]]:
    table = preview.table
    off = "、".join(f"{day.day:%m-%d}（{day.name}）" for day in table.holidays)
    on = "、".join(f"{day.day:%m-%d}（{day.name}）" for day in table.make_up_workdays)
    return [
        {"label": "来源", "value": table.source},
        {"label": "公布日期", "value": table.published},
        {"label": f"放假 {len(table.holidays)} 天", "value": off},
        {"label": f"调休上班 {len(table.make_up_workdays)} 天", "value": on},
        {"label": "取代", "value": f"版本 {preview.replaces.version}" if preview.replaces else "无（这一年首次导入）"},
    ]


@require_GET
def deadline(request: HttpRequest) -> HttpResponse:
    """Count a period and say how; the question is in the address, nothing is stored."""
    asked = bool(request.GET)
    form = DeadlineForm(request.GET if asked else None, initial={"start": today()})
    context: dict[str, object] = {"form": form, "title": "期限推算"}
    if asked and form.is_valid():
        try:
            due = due_date(form.rule, form.cleaned_data["start"], selectors.work_calendar())
            context |= {"due": due, "story": explain(due)}
        except Refused as refusal:
            context["refusal"] = refusal
    return render(request, "mechanisms/deadline.html", context)

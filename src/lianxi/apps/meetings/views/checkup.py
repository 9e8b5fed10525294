"""Pages: conferences held against the mechanism 机制体检, the verdicts on one, and one that only the record knows."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lianxi.apps.mechanisms.selectors import law, mechanism_and_circle
from lianxi.apps.meetings.entries import Entry, circles_listed, entries_seen, entry_seen
from lianxi.apps.meetings.facts import judged, judged_all, version_under
from lianxi.apps.meetings.forms_checkup import CircleForm
from lianxi.apps.meetings.selectors import mechanism_of
from lianxi.apps.meetings.verdict_sheet import (
    HOW_TO_READ,
    NO_MECHANISM,
    CircleSheet,
    VerdictLine,
    circle_sheet,
    tiles,
    verdict_lines,
)
from lianxi.web.day import today
from lianxi.web.lists import Column, list_page
from lianxi.web.wording import cn_date

MANY = 500
_VERDICT_COLUMNS = (
    Column("rule", "规则", lambda line: line.verdict.label, css="c-title"),
    Column("verdict", "判断", lambda line: line.answer, tone=lambda line: line.tone, css="c-st"),
    Column("force", "约束力", lambda line: line.force, css="c-no"),
    Column("clause", "条款", lambda line: line.verdict.clause.number, sub=lambda line: str(line.verdict.clause),
           sub_label="出处", href=lambda line: line.clause_href),
    Column("why", "说明", lambda line: line.verdict.why),
    Column("needs_check", "待核", lambda line: line.judged.needs_check),
)  # fmt: skip
_COLUMNS = (
    Column("circle", "联席圈", lambda line: line.circle),
    Column("year", "年份", lambda line: line.entry.year, css="num"),
    Column("conference", "会议", lambda line: line.entry.title, href=lambda line: line.href),
    *_VERDICT_COLUMNS,
)


@require_GET
def checkup(request: HttpRequest) -> HttpResponse:
    """Every conference one may see against every rule of its version."""
    chosen = request.GET.get("circle", "")
    if chosen and chosen not in circles_listed():
        raise Http404(chosen)
    sheets, lines = _sheets(request, chosen)
    return list_page(
        request, queryset=lines, columns=_COLUMNS, title="机制体检", filename="机制体检", per_page=MANY,
        template="meetings/checkup.html",
        context={
            "line": "每一次会议，逐条与当时有效的机制对照；每个判断都写明条款和理由。", "sheets": sheets,
            "tiles": tiles(lines), "how": HOW_TO_READ, "no_mechanism": NO_MECHANISM,
            "form": CircleForm(initial={"circle": chosen}),
        },
    )  # fmt: skip


@require_GET
def verdicts(request: HttpRequest, slug: str) -> HttpResponse:
    """The verdicts on one conference, with clause, reason and, where it was imported, the original."""
    entry = entry_seen(slug, request.actor, today())
    lines = verdict_lines(entry, law().circles[entry.circle].name, judged(entry, today(), request.actor))
    return list_page(
        request, queryset=lines, columns=_VERDICT_COLUMNS, title=f"{entry.title}：机制体检", per_page=MANY,
        filename=f"机制体检-{slug}", template="meetings/verdicts.html",
        context={
            **_above(entry), "entry": entry, "lines": lines, "tiles": tiles(lines), "how": HOW_TO_READ,
            "no_mechanism": NO_MECHANISM, "line": _judged_by(entry),
            "crumbs": [
                {"label": "机制体检", "href": reverse("meetings:checkup")},
                {"label": entry.title, "href": entry.get_absolute_url()},
            ],
        },
    )  # fmt: skip


def record_page(request: HttpRequest, entry: Entry) -> HttpResponse:
    """A conference that was not run here: what is on record, with its source, and the verdicts."""
    lines = verdict_lines(entry, law().circles[entry.circle].name, judged(entry, today(), request.actor))
    context = {
        **_above(entry), "title": entry.title, "entry": entry, "lines": lines, "facts": _facts(entry),
        "badge": {"label": "补录" if entry.conference else entry.stage_label, "tone": "muted"},
        "line": "只写有出处的；没有记载的不补写。", "how": HOW_TO_READ, "no_mechanism": NO_MECHANISM,
        "judged_by": _judged_by(entry), "crumbs": [{"label": "联席会议", "href": reverse("meetings:list")}],
    }  # fmt: skip
    return render(request, "meetings/record.html", context)


def _sheets(request: HttpRequest, chosen: str) -> tuple[list[CircleSheet], list[VerdictLine]]:
    """The matrix of every circle, and all its verdicts in one list."""
    on = today()
    sheets, every = [], []
    for slug, found in entries_seen(request.actor, on, [chosen] if chosen else []).items():
        circle, answers = law().circles[slug], judged_all(found, on, request.actor)
        lines = [(entry, verdict_lines(entry, circle.name, answers[entry.slug])) for entry in found]
        sheets.append(circle_sheet(slug, circle.name, circle.sample, circle.parties.short_names, lines))
        every += [line for _, told in lines for line in told]
    return sheets, every


def _above(entry: Entry) -> dict[str, object]:
    circle = law().circles[entry.circle]
    return {"kicker": circle.name + ("（示例）" if circle.sample else "")}


def _judged_by(entry: Entry) -> str:
    """Which version the conference is held against."""
    version = version_under(entry, mechanism_and_circle(mechanism_of(entry.circle))[0])
    if version is None:
        return f"{NO_MECHANISM}，没有可对照的规则。"
    known = "" if version.text_known else "；条文不详，一律无法判断"
    return f"与{cn_date(version.effective)}的版本对照{known}。"


def _facts(entry: Entry) -> list[dict[str, object]]:
    """What is on record, and plainly where nothing is."""
    names, kept = law().circles[entry.circle].parties.short_names, entry.conference or entry.record
    host = names.get(entry.host or "", entry.host or "") or "没有记载"
    return [
        {"label": "次数", "value": f"第{entry.ordinal}次" if entry.ordinal else "不计次数或没有记载"},
        {"label": "时间", "value": entry.when, "note": "" if entry.held_from else "月日没有记载"},
        {"label": "承办", "value": host},
        {"label": "地点", "value": (kept.place if kept else "") or "没有记载"},
        {"label": "性质", "value": "例会" if entry.slot else "临时召开，不占轮次"},
        {"label": "通知", "value": (entry.conference and entry.conference.notice_sent_on) or "没有记载"},
        {"label": "来源", "value": kept.source if kept else ""},
        *([{"label": "说明", "value": kept.note}] if kept and kept.note else []),
    ]  # fmt: skip

"""引用待核: the staleness list with its export, and one row of it with old and new text."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.apps.rulebook.acts import READ_SHARED_RULE
from lianxi.apps.rulebook.citations.citing import seen_citations
from lianxi.apps.rulebook.citations.row_filters import RowFilterSet, Rows
from lianxi.apps.rulebook.citations.staleness import Finding, StaleCitation, stale_citations
from lianxi.apps.rulebook.works.work_list import day_of
from lianxi.kernel.access import require
from lianxi.kernel.texts.compare import Piece, redline
from lianxi.kernel.texts.staleness import Reason, Verdict
from lianxi.web.act_pages import DAY
from lianxi.web.lists import Column, list_page
from lianxi.web.wording import cn_date

TONES = {Verdict.KEEP: "green", Verdict.REVISE: "gold", Verdict.REPEAL: "red", Verdict.VOID: "red"}
_LINE = "被引用的废止、失效、届满、修改、换了条号或者版本的，引用它的每一处有效条文都在这里；按所看的那一天推算"
_EMPTY = {
    "title": "没有待核的引用",
    "text": "引用的制度有了变动，引用它的条文会列在这里。",
    "icon": "check-check",
}


class StaleFilter(RowFilterSet):
    """By body, unit, reason, verdict, and the rule that is cited."""

    body = django_filters.ChoiceFilter(label="入库机构", empty_label="全部")
    unit = django_filters.ChoiceFilter(label="责任单位", empty_label="全部")
    reason = django_filters.ChoiceFilter(
        label="原因", choices=[(one.value, one.label) for one in Reason], empty_label="全部"
    )
    verdict = django_filters.ChoiceFilter(
        label="建议", choices=[(one.value, one.label) for one in Verdict], empty_label="全部"
    )
    work = django_filters.ChoiceFilter(label="被引用的制度", empty_label="全部")
    on = django_filters.DateFilter(label="看哪一天", widget=DAY)
    kept = {
        "body": lambda row, code: row.citing.body_id == code,
        "unit": lambda row, key: str(row.citing.unit_id) == key,
        "reason": lambda row, reason: Reason(reason) in row.reasons,
        "verdict": lambda row, verdict: row.verdict == verdict,
        "work": lambda row, address: row.cited.address == address,
    }

    def __init__(self, data: Any = None, queryset: Rows | None = None, **kwargs: Any) -> None:
        rows = queryset if queryset is not None else Rows()
        super().__init__(data, queryset=rows, **kwargs)
        works = [row.citing for row in rows]
        self.choose_from("body", ((work.body_id, work.body.short_name) for work in works))
        self.choose_from("unit", ((work.unit_id, work.unit.name) for work in works if work.unit))
        self.choose_from("work", ((row.cited.address, row.cited.title) for row in rows))


def _unit(row: StaleCitation) -> str | None:
    return row.citing.unit.name if row.citing.unit else None


def _joined(values: list[str]) -> str:
    return "；".join(dict.fromkeys(filter(None, values)))


def _why(row: StaleCitation) -> str:
    return _joined([one.stale.why for one in row.findings])


def _instruments(row: StaleCitation) -> str:
    return _joined([one.stale.instrument for one in row.findings])


def _address(row: StaleCitation) -> str:
    return f"{reverse('rulebook:stale_one', args=[row.citation.pk])}?on={row.on.isoformat()}"


_CITING = (
    Column(
        "citing", "引用的制度", lambda row: row.citing.title, css="c-title", href=_address,
        sub=lambda row: row.place, sub_label="条文",
    ),
    Column(
        "cited", "被引用的制度", lambda row: row.cited.title, href=lambda row: row.cited.get_absolute_url(),
        sub=lambda row: row.citation.words, sub_label="所指条文",
    ),
    Column("reason", "原因", lambda row: _joined([one.stale.reason.label for one in row.findings]), sub=_instruments,
           sub_label="依据的文件"),
    Column("day", "变动日", lambda row: row.day, css="c-no"),
    Column("verdict", "建议", lambda row: row.verdict.label, tone=lambda row: TONES[row.verdict], css="c-st"),
    Column("unit", "责任单位", _unit, sub=lambda row: row.citing.body.short_name, sub_label="入库机构"),
)  # fmt: skip
_TEXTS = (
    Column("printed", "引用的词句", lambda row: row.citation.printed),
    Column("then", "原条文", lambda row: _joined([_said(one.then) for one in row.findings])),
    Column("now", "现条文", lambda row: _joined([_said(one.now) for one in row.findings])),
    Column("why", "理由", _why),
)


def _said(wording: Any) -> str:
    return f"{wording.place}　{wording.text}" if wording else ""


@require_safe
def stale_list(request: HttpRequest) -> HttpResponse:
    """引用待核; a file has the wordings and the reasons besides."""
    require(request.actor, READ_SHARED_RULE)
    rows = Rows(stale_citations(request.actor, day_of(request)))
    columns = _CITING + _TEXTS if request.GET.get("format") else _CITING
    context = {"line": _LINE, "empty": _EMPTY}
    return list_page(
        request, queryset=rows, columns=columns, title="引用待核", filename="引用待核", filterset=StaleFilter,
        context=context,
    )  # fmt: skip


@require_safe
def stale_page(request: HttpRequest, number: int) -> HttpResponse:
    """One citation that is stale: what it says, what it cites then and now, what is proposed and why."""
    require(request.actor, READ_SHARED_RULE)
    day = day_of(request)
    found = stale_citations(request.actor, day, seen_citations(request.actor).filter(pk=number))
    if not found:
        raise Http404("这一天没有这一处待核的引用，或者您不能查看。")
    row = found[0]
    return render(request, "rulebook/stale.html", {"row": row, "rows": _facts(row, day), "findings": _shown(row)})


def _facts(row: StaleCitation, day: date) -> list[dict[str, object]]:
    cited, citing = row.cited, row.citing
    return [
        {"label": "引用的制度", "value": citing.title, "href": citing.get_absolute_url(), "note": row.place},
        {"label": "被引用的", "value": cited.title, "href": cited.get_absolute_url(), "note": row.citation.words},
        {"label": "引用方式", "value": row.citation.get_kind_display(), "note": f"印作“{row.citation.printed}”"},
        {"label": "责任单位", "value": _unit(row), "note": citing.body.short_name},
        {"label": "建议", "value": row.verdict.label, "tone": TONES[row.verdict], "note": f"按{cn_date(day)}推算"},
    ]


def _shown(row: StaleCitation) -> list[dict[str, object]]:
    return [
        {"stale": one.stale, "tone": TONES[one.stale.verdict], "then": one.then, "now": one.now, "pieces": _pieces(one)}
        for one in row.findings
    ]


def _pieces(finding: Finding) -> tuple[Piece, ...]:
    """The redline of the two wordings; none where one is missing."""
    return redline(finding.then.text, finding.now.text) if finding.then and finding.now else ()

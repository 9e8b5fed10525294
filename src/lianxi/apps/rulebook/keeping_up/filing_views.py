"""Page of 备案: every version that has to be filed, in time, late, overdue or not to be told, with the clause."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lianxi.apps.rulebook.acts import READ_SHARED_RULE
from lianxi.apps.rulebook.citations.row_filters import RowFilterSet, Rows
from lianxi.apps.rulebook.keeping_up.filing_duties import FilingDuty, filing_duties
from lianxi.apps.rulebook.keeping_up.review_views import NO_UNIT
from lianxi.apps.rulebook.keeping_up.sums import Sums, with_sums
from lianxi.apps.rulebook.keeping_up.tones import STATE_TONES
from lianxi.apps.rulebook.works.work_list import day_of, to_library
from lianxi.kernel.access import require
from lianxi.kernel.rules.filings import FilingState
from lianxi.loaders.rule_kinds import kind_names
from lianxi.web.act_pages import DAY
from lianxi.web.lists import Column, list_page

_STATES = [(one.value, one.label, STATE_TONES[one]) for one in FilingState]
SUMS = Sums("state", lambda row: row.state.value, _STATES, whole="应当备案")


class FilingFilter(RowFilterSet):
    """By words of the title, state, kind, body, unit and the year the period began."""

    title = django_filters.CharFilter(label="名称里的字")
    state = django_filters.ChoiceFilter(
        label="备案情况", choices=[(value, label) for value, label, _ in _STATES], empty_label="全部"
    )
    kind = django_filters.ChoiceFilter(label="种类", empty_label="全部")
    body = django_filters.ChoiceFilter(label="入库机构", empty_label="全部")
    unit = django_filters.ChoiceFilter(label="责任单位", empty_label="全部")
    year = django_filters.NumberFilter(label="公布年份", min_value=1949, max_value=2099)
    on = django_filters.DateFilter(label="看哪一天", widget=DAY)
    kept = {
        "title": lambda row, words: all(word in row.title for word in words.split()),
        "state": lambda row, state: row.state == state,
        "kind": lambda row, code: row.kind == code,
        "body": lambda row, code: row.body == code,
        "unit": lambda row, key: (str(row.unit) if row.unit else NO_UNIT) == key,
        "year": lambda row, year: row.basis is not None and row.basis.year == int(year),
    }

    def __init__(self, data: Any = None, queryset: Rows | None = None, **kwargs: Any) -> None:
        rows, kinds = queryset if queryset is not None else Rows(), kind_names()
        super().__init__(data, queryset=rows, **kwargs)
        self.choose_from("kind", ((row.kind, kinds.get(row.kind, row.kind)) for row in rows))
        self.choose_from("body", ((row.body, row.body_name) for row in rows))
        self.choose_from("unit", (_unit(row) for row in rows))


def _unit(row: FilingDuty) -> tuple[object, str]:
    return (row.unit, f"{row.body_name}　{row.unit_name}") if row.unit else (NO_UNIT, "（未定责任单位）")


def _version(row: FilingDuty) -> str:
    return f"第{row.number}版" + (f"，{row.document_number}" if row.document_number else "")


def _filed(row: FilingDuty) -> date | None:
    return row.filing.on_day if row.filing else None


def _with_whom(row: FilingDuty) -> str:
    return "，".join(filter(None, (row.filing.recipient, row.filing.number))) if row.filing else ""


def _columns() -> tuple[Column, ...]:
    kinds = kind_names()
    return (
        Column(
            "title", "名称", lambda row: row.title, css="c-title", href=lambda row: row.href, sub=_version,
            sub_label="版本",
        ),
        Column("kind", "种类", lambda row: kinds.get(row.kind, row.kind), css="c-hide c-short"),
        Column("basis", "起算日", lambda row: row.basis, css="c-no", sub=lambda row: row.start, sub_label="从哪天起算"),
        Column("due", "期限末日", lambda row: row.due, css="c-due"),
        Column(
            "state", "情况", lambda row: row.state.label, tone=lambda row: STATE_TONES[row.state], css="c-st",
            sub=_how_late, sub_label="迟了几天",
        ),
        Column("filed", "备案日期", _filed, sub=_with_whom, sub_label="报送机关和文号"),
        Column(
            "unit", "责任单位", lambda row: row.unit_name or None, sub=lambda row: row.body_name, sub_label="入库机构",
            css="c-unit",
        ),
    )  # fmt: skip


def _how_late(row: FilingDuty) -> str:
    return f"迟{row.filing.late}天" if row.filing and row.filing.late else ""


_TOLD = (Column("why", "判断", lambda row: row.why), Column("clause", "依据", lambda row: row.clause))


@require_safe
def filing_page(request: HttpRequest) -> HttpResponse:
    """备案; a file has the reasons and the clauses besides."""
    require(request.actor, READ_SHARED_RULE)
    rows = Rows(filing_duties(request.actor, day_of(request)))
    exported = bool(request.GET.get("format"))
    tiles = [] if exported else SUMS.tiles(request, FilingFilter, rows)
    response = list_page(
        request, queryset=rows, columns=_columns() + _TOLD if exported else _columns(), title="备案", filename="备案",
        filterset=FilingFilter, template="rulebook/upkeep.html",
        context={
            "line": "每一版从公布之日起算，当天不计；登记时的判断记下以后不再改动。期限和应备的种类各有依据",
            "tiles": tiles,
            "empty": {
                "title": "没有应当备案的制度", "text": "法规、决定、规章、规范性文件入库以后，会列在这里。",
                "action": to_library(),
            },
        },
    )  # fmt: skip
    return with_sums(request, response, tiles)

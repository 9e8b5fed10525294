"""引用待核: the staleness list with its export, and one row of it with old and new text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

import django_filters
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.apps.bodies.models import Body, Unit
from lianxi.apps.rulebook.acts import READ_SHARED_RULE, RECORD_REVIEW
from lianxi.apps.rulebook.citations.citing import seen_citations
from lianxi.apps.rulebook.citations.row_filters import RowFilterSet, Rows
from lianxi.apps.rulebook.citations.staleness import (
    AT_ONCE,
    Finding,
    StaleCitation,
    StaleRow,
    shown_stale,
    stale_rows,
)
from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.apps.rulebook.works.work_list import day_of
from lianxi.kernel.access import PUBLIC, Actor, allowed, require
from lianxi.kernel.texts.compare import Piece, redline
from lianxi.kernel.texts.staleness import Reason, Verdict
from lianxi.web.act_pages import DAY
from lianxi.web.day import today
from lianxi.web.lists import Column, list_page
from lianxi.web.wording import cn_date

TONES = {Verdict.KEEP: "green", Verdict.REVISE: "gold", Verdict.REPEAL: "red", Verdict.VOID: "red"}
_LINE = "被引用的废止、失效、届满、修改、换了条号或者版本的，引用它的每一处有效条文都在这里；按所看的那一天推算"
CHOICES = 200
"""Rules that can be chosen from, of those that are cited: more would make a form nobody finds anything in."""
_EMPTY = {
    "title": "没有待核的引用",
    "text": "引用的制度有了变动，引用它的条文会列在这里。",
    "icon": "check-check",
}


class StaleRows(Rows):
    """Stale citations of a day; what is shown of one is fetched for those of a page, or of a portion of a file."""

    def __init__(self, rows: Iterable[StaleRow] = (), actor: Actor = PUBLIC, on: date = date.min) -> None:
        super().__init__(rows)
        self._actor, self._on = actor, on

    @property
    def light(self) -> Iterator[StaleRow]:
        """The rows as they are counted."""
        return super().__iter__()

    def those(self, passes: Callable[[StaleRow], bool]) -> StaleRows:
        """The rows that pass."""
        return StaleRows(filter(passes, self.light), self._actor, self._on)

    def none(self) -> StaleRows:
        """No rows."""
        return StaleRows()

    def __getitem__(self, places: Any) -> Any:
        """A page, with all that is shown."""
        return shown_stale(self._actor, self._on, [row.key for row in super().__getitem__(places)])

    def __iter__(self) -> Iterator[Any]:
        """All of them, with all that is shown, a portion at a time."""
        for at in range(0, len(self), AT_ONCE):
            yield from self[at : at + AT_ONCE]


class StaleQuestion(Rows):
    """What a day's list is asked for, until the filter has said of whose rules."""

    def __init__(self, actor: Actor, on: date) -> None:
        super().__init__()
        self.actor, self.on = actor, on

    def of(self, body: str, unit: str) -> StaleRows:
        """Of a body or a unit, or of all where they are ""; nothing else is looked at."""
        rows = seen_citations(self.actor)
        rows = rows.filter(version__work__body=body) if body else rows
        rows = rows.filter(version__work__unit=unit) if unit else rows
        return StaleRows(stale_rows(self.actor, self.on, rows), self.actor, self.on)


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

    def __init__(self, data: Any = None, queryset: Any = None, **kwargs: Any) -> None:
        super().__init__(data, queryset=queryset, **kwargs)
        seen = visible_works(queryset.actor, today())
        bodies = Body.objects.filter(pk__in=seen.values("body"))
        units = Unit.objects.filter(pk__in=seen.values("unit")).select_related("body")
        self.choose_from("body", bodies.values_list("pk", "short_name"))
        self.choose_from("unit", ((unit.pk, f"{unit.body.short_name}　{unit.name}") for unit in units))
        self.queryset: StaleRows = queryset.of(self._chosen("body"), self._chosen("unit"))
        self._cited = {work.address: work for work in most_cited(self.queryset.light, self.data.get("work", ""))}
        self.choose_from("work", ((address, work.title) for address, work in self._cited.items()))

    def _chosen(self, name: str) -> str:
        """What is chosen, where it can be; what cannot be is refused by the form, and lists nothing."""
        said = str(self.data.get(name, ""))
        return said if said in dict(self.filters[name].extra["choices"]) else ""

    def filter_queryset(self, rows: Rows) -> Rows:
        """Verdicts last: only for them the wordings of all that is left have to be read."""
        said, found = self.form.cleaned_data, self.queryset
        if said["reason"]:
            found = found.those(lambda row: Reason(said["reason"]) in row.reasons)
        if said["work"]:
            key = self._cited[said["work"]].pk
            found = found.those(lambda row: row.cited == key)
        if said["verdict"]:
            proposed = {row.citation.pk for row in found if row.verdict == said["verdict"]}
            found = found.those(lambda row: row.key in proposed)
        return found


def most_cited(rows: Iterable[StaleRow], chosen: str) -> Iterable[Work]:
    """The works most rows are about, and the one chosen by its address where there is a row about it."""
    many = Counter(row.cited for row in rows)
    first = [key for key, _ in many.most_common(CHOICES)]
    works = list(Work.objects.filter(pk__in=first))
    if chosen and chosen not in {work.address for work in works}:
        works += [work for work in Work.objects.filter(address=chosen) if work.pk in many]
    return works


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
    Column("unit", "责任单位", _unit, sub=lambda row: row.citing.body.short_name, sub_label="入库机构", css="c-unit"),
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
    rows = StaleQuestion(request.actor, day_of(request))
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
    found = shown_stale(request.actor, day, [number])
    if not found:
        raise Http404("这一天没有这一处待核的引用，或者您不能查看。")
    row = found[0]
    context = {
        "row": row, "rows": _facts(row, day), "findings": _shown(row),
        "keeps": allowed(request.actor, RECORD_REVIEW, body=row.citing.body_id),
    }  # fmt: skip
    return render(request, "rulebook/stale.html", context)


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

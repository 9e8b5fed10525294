"""Page of 清理: rules by the newest conclusion since a day, with sums that add up, and an export that comes back in."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.apps.rulebook.acts import READ_SHARED_RULE, RECORD_REVIEW
from lianxi.apps.rulebook.citations.row_filters import RowFilterSet, Rows
from lianxi.apps.rulebook.keeping_up.review_list import NONE, Reviewed, reviewed_rules
from lianxi.apps.rulebook.keeping_up.review_table import columns_to_fill
from lianxi.apps.rulebook.keeping_up.sums import Sums, with_sums
from lianxi.apps.rulebook.keeping_up.tones import CONCLUSION_TONES
from lianxi.apps.rulebook.works.standings import TONES
from lianxi.apps.rulebook.works.work_list import day_of, to_library
from lianxi.kernel.access import allowed, require
from lianxi.kernel.rules.reviews import Conclusion
from lianxi.loaders.rule_kinds import kind_names
from lianxi.loaders.upkeep_rules import load_upkeep_rules
from lianxi.web.act_pages import DAY
from lianxi.web.lists import Column, list_page
from lianxi.web.wording import cn_date

_NONE = "未作结论"
_STATES = [*((one.value, one.label, CONCLUSION_TONES[one]) for one in Conclusion), (NONE, _NONE, "blue")]
SUMS = Sums("conclusion", lambda row: row.state, _STATES)
_LABELS = {value: label for value, label, _ in _STATES}
_BADGES = {value: tone for value, _, tone in _STATES}
NO_UNIT = "none"


class ReviewFilter(RowFilterSet):
    """Since which day, and of the rules those with a conclusion, of a body, unit or kind, with something left open."""

    since = django_filters.DateFilter(label="自哪一天以来", widget=DAY)
    conclusion = django_filters.ChoiceFilter(
        label="结论", choices=[(value, label) for value, label, _ in _STATES], empty_label="全部"
    )
    body = django_filters.ChoiceFilter(label="入库机构", empty_label="全部")
    unit = django_filters.ChoiceFilter(label="责任单位", empty_label="全部")
    kind = django_filters.ChoiceFilter(label="种类", empty_label="全部")
    open = django_filters.ChoiceFilter(
        label="是否落实", choices=[("true", "结论还没有落实"), ("never", "从来没有清理过")], empty_label="全部"
    )
    on = django_filters.DateFilter(label="看哪一天", widget=DAY)
    kept = {
        "conclusion": lambda row, state: row.state == state,
        "body": lambda row, code: row.work.body_id == code,
        "unit": lambda row, key: (str(row.work.unit_id) if row.work.unit_id else NO_UNIT) == key,
        "kind": lambda row, code: row.work.kind == code,
        "open": lambda row, said: row.open if said == "true" else row.newest is None,
    }

    def __init__(self, data: Any = None, queryset: Rows | None = None, **kwargs: Any) -> None:
        rows = queryset if queryset is not None else Rows()
        super().__init__(data, queryset=rows, **kwargs)
        works, kinds = [row.work for row in rows], kind_names()
        self.choose_from("body", ((work.body_id, work.body.short_name) for work in works))
        self.choose_from("unit", (unit_choice(work.unit_id, work.unit and work.unit.name, work) for work in works))
        self.choose_from("kind", ((work.kind, kinds.get(work.kind, work.kind)) for work in works))


def unit_choice(key: int | None, name: str | None, work: Any) -> tuple[object, str]:
    """Units of several bodies bear the same name: each is named with its body; rules without one can be chosen too."""
    return (key, f"{work.body.short_name}　{name}") if key else (NO_UNIT, "（未定责任单位）")


def _newest_day(row: Reviewed) -> date | None:
    return row.newest.on_day if row.newest else None


def _newest_words(row: Reviewed) -> str:
    return row.newest.get_conclusion_display() if row.newest else "没有清理过"


def _left_open(row: Reviewed) -> str:
    return f"结论是{_newest_words(row)}，还没有登记" if row.open else ""


_COLUMNS = (
    Column(
        "title", "名称", lambda row: row.work.title, css="c-title", href=lambda row: row.work.get_absolute_url(),
        sub=_left_open, sub_label="没有落实",
    ),
    Column("state", "现结论", lambda row: _LABELS[row.state], tone=lambda row: _BADGES[row.state], css="c-st"),
    Column("newest", "最近一次清理", _newest_day, sub=_newest_words, sub_label="那次的结论", css="c-due"),
    Column(
        "status", "效力", lambda row: row.status.label, tone=lambda row: TONES[row.status]
    ),
    Column(
        "unit", "责任单位", lambda row: row.work.unit.name if row.work.unit else None,
        sub=lambda row: row.work.body.short_name, sub_label="入库机构", css="c-unit",
    ),
)  # fmt: skip


@require_safe
def review_page(request: HttpRequest) -> HttpResponse:
    """清理: `?since=` the day since which a conclusion counts; without it the usual interval of each kind does."""
    require(request.actor, READ_SHARED_RULE)
    day, since = day_of(request), since_of(request)
    rows = Rows(reviewed_rules(request.actor, day, since))
    exported = bool(request.GET.get("format"))
    tiles = [] if exported else SUMS.tiles(request, ReviewFilter, rows)
    columns = _COLUMNS + columns_to_fill(lambda row: row.work, lambda row: row.current) if exported else _COLUMNS
    response = list_page(
        request, queryset=rows, columns=columns, title="清理", filename="清理", filterset=ReviewFilter,
        template="rulebook/upkeep.html",
        context={
            "line": _line(since), "tiles": tiles, "actions": _actions(request),
            "empty": {"title": "没有要清理的制度", "text": "库里有了有效的制度，会列在这里。", "action": to_library()},
        },
    )  # fmt: skip
    return with_sums(request, response, tiles)


def since_of(request: HttpRequest) -> date | None:
    """The day chosen; None where none, or no day, is given."""
    try:
        return date.fromisoformat(request.GET.get("since", ""))
    except ValueError:
        return None


def _line(since: date | None) -> str:
    chosen = f"自{cn_date(since)}以来" if since else usual_intervals()
    return f"看现行有效的和其间作过结论的制度：{chosen}。结论只是意见，修改、废止、宣布失效要由文件来定"


def usual_intervals() -> str:
    """The interval of each kind that has one, with its source."""
    names, rules = kind_names(), load_upkeep_rules().reviews
    told = [f"{names.get(kind, kind)}近{rule.months}个月" for rule in rules for kind in sorted(rule.kinds)]
    sources = dict.fromkeys(rule.source.split("：", maxsplit=1)[0] for rule in rules)
    others = "其他种类没有规定间隔，不限时间" if told else "没有规定间隔，不限时间"
    return "，".join([*told, others]) + (f"；间隔依据{'、'.join(sources)}" if sources else "")


def _actions(request: HttpRequest) -> list[dict[str, str]]:
    log = {"label": "历次结论", "href": reverse("rulebook:conclusions"), "icon": "history"}
    if not any(allowed(request.actor, RECORD_REVIEW, body=held.body) for held in request.actor.roles):
        return [log]
    return [
        {"label": "从表格登记结论", "href": reverse("rulebook:reviews_from_table"), "icon": "file-spreadsheet"},
        log,
    ]

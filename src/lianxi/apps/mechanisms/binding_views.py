"""Page 条款绑定: every clause with its rules, the words they ask for, and what the text says on the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.apps.mechanisms import binding_sheet, bindings, selectors
from lianxi.apps.mechanisms.binding_sheet import NEEDS_CHECK, BoundLine
from lianxi.apps.mechanisms.bindings import Bound
from lianxi.kernel.rules.clauses import Rule
from lianxi.kernel.rules.mechanisms import MechanismVersion
from lianxi.kernel.texts.compare import Piece, redline
from lianxi.web.day import today
from lianxi.web.lists import Column, list_page
from lianxi.web.wording import cn_date

MANY = 400


@dataclass(frozen=True)
class ClauseRow:
    """One clause: its rules, what they ask for, what the text says, and how it stands.

    href: the provision on the page of the work; checks: why rules on it are 待核; pieces: what changed since it was
    confirmed, word by word, none where nothing did.
    """

    line: BoundLine
    rules: tuple[Rule, ...]
    href: str
    checks: tuple[str, ...]

    @property
    def words(self) -> str:
        """The words the rules ask for."""
        return "、".join(dict.fromkeys(word for rule in self.rules for word in rule.must_contain))

    @property
    def labels(self) -> str:
        """The rules by name."""
        return "、".join(rule.label for rule in self.rules)

    @property
    def why(self) -> str:
        """The reasons why rules are 待核, else what is known of the clause."""
        return " ".join(self.checks) or self.line.bound.why

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """From the words confirmed last to those of the day; a provision that is gone is struck as a whole."""
        bound = self.line.bound
        return redline(bound.before, bound.text) if bound.before else ()


_COLUMNS = (
    Column("clause", "条款", lambda row: row.line.bound.number, css="c-no"),
    Column("state", "状况", lambda row: row.line.label, tone=lambda row: row.line.tone, css="c-st"),
    Column("rules", "规则", lambda row: row.labels, css="c-title"),
    Column("check", NEEDS_CHECK, lambda row: "是" if row.checks else ""),
    Column("words", "要有的词句", lambda row: row.words),
    Column("now", "现在的条文", lambda row: row.line.bound.text),
    Column("before", "上次确认的条文", lambda row: row.line.bound.before),
    Column("why", "说明", lambda row: row.why),
)


@require_safe
def binding_page(request: HttpRequest, slug: str, effective: date) -> HttpResponse:
    """条款绑定, of today or of the day asked for."""
    mechanism, _ = selectors.mechanism_and_circle(slug)
    version, day = selectors.version_of(mechanism, effective), _day(request)
    bound = bindings.bound_on(version, request.actor, day)
    rows = list(_rows(version, bound)) if bound else []
    action = binding_sheet.original_action(version, request.actor)
    return list_page(
        request, queryset=rows, columns=_COLUMNS, title="条款绑定", filename=f"条款绑定-{slug}-{effective}",
        template="mechanisms/clauses_bound.html", per_page=MANY,
        context={
            "line": _line(version, bound, day), "rows": rows, "bound": bound, "version": version, "day": day,
            "card": binding_sheet.binding_card(version, bound), "on_day": request.GET.get("on", ""),
            "actions": [action | {"icon": "link"}] if action else [],
            "crumbs": [
                {"label": "机制与规则", "href": reverse("mechanisms:list")},
                {"label": version.title, "href": _address(version)},
            ],
        },
    )  # fmt: skip


def _rows(version: MechanismVersion, bound: Bound) -> Iterator[ClauseRow]:
    for one in bound.binding.clauses:
        rules = tuple(rule for rule in version.rules if rule.clause == one.number)
        yield ClauseRow(BoundLine(one), rules, bound.link_of(one), tuple(_checks(bound, rules)))


def _checks(bound: Bound, rules: Iterable[Rule]) -> list[str]:
    """Each reason once."""
    return list(dict.fromkeys(filter(None, (bound.binding.needs_check(rule) for rule in rules))))


def _line(version: MechanismVersion, bound: Bound | None, day: date) -> str:
    head = f"{cn_date(version.effective)}版"
    if bound is None:
        return f"{head}；还没有绑定原文，规则照常适用，只是没有与原文核对。"
    if bound.held is None and bound.original is None:
        return f"{head}；所依的原文不对您公开，这里只说哪些规则待核。"
    return f"{head}；与{bound.name}逐条核对，按{cn_date(day)}的文本"


def _address(version: MechanismVersion) -> str:
    return reverse("mechanisms:version", args=[version.slug, version.effective.isoformat()])


def _day(request: HttpRequest) -> date:
    """The day looked at; today where none, or no day, is given."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today()

"""各单位体检: how the texts of each unit stand, counted over all rules one may see; every figure opens its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Avg, Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.apps.rulebook import selectors
from lianxi.apps.rulebook.acts import READ_SHARED_RULE
from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.works import standings
from lianxi.apps.rulebook.works.work_list import FULL_SCORE, to_library
from lianxi.kernel.access import Actor, require
from lianxi.web.day import today
from lianxi.web.lists import Column, list_page

NO_UNIT = "（未定责任单位）"


@dataclass(frozen=True)
class UnitHealth:
    """One unit, or the rules of a body for which no unit answers.

    average:   points of the newest versions in the check-up, of 100.
    found:     rules whose newest version has damage that was left in it.
    untouched: rules nobody has come back to since they were taken in.
    """

    body: str
    body_name: str
    unit: int | None
    unit_name: str
    works: int
    average: float
    found: int
    untouched: int

    def rows(self, **more: str) -> str:
        """Where the rules behind a figure are listed."""
        whose = {"unit": str(self.unit)} if self.unit else {"without_unit": "true"}
        return f"{reverse('rulebook:works')}?{urlencode({'body': self.body, **whose, **more})}"


def health_of_units(actor: Actor) -> list[UnitHealth]:
    """A row for each unit of which `actor` sees a rule, by body and name."""
    seen = Work.objects.filter(pk__in=selectors.visible_works(actor, today()).values("pk"))
    left = standings.untouched(seen).values("pk")
    grouped = standings.with_newest_score(seen).order_by()
    rows = grouped.values("body", "body__short_name", "unit", "unit__name").annotate(
        works=Count("pk"), average=Avg("score"), found=Count("pk", filter=Q(score__lt=FULL_SCORE)),
        left=Count("pk", filter=Q(pk__in=left)),
    )  # fmt: skip
    made = [
        UnitHealth(
            row["body"], row["body__short_name"], row["unit"], row["unit__name"] or NO_UNIT, row["works"],
            round(row["average"] or 0, 1), row["found"], row["left"],
        )
        for row in rows
    ]  # fmt: skip
    return sorted(made, key=lambda one: (one.body, one.unit is None, one.unit_name))


def _rows(**more: str) -> Callable[[UnitHealth], str]:
    return lambda one: one.rows(**more)


_COLUMNS = (
    Column(
        "unit", "责任单位", lambda one: one.unit_name, css="c-title", sub=lambda one: one.body_name, sub_label="机构"
    ),
    Column("works", "制度", lambda one: one.works, css="num", href=_rows()),
    Column("average", "平均得分", lambda one: f"{one.average:g}", css="num"),
    Column("found", "有损坏", lambda one: one.found, css="num", href=_rows(findings="true")),
    Column("untouched", "入库后没有更新", lambda one: one.untouched, css="num", href=_rows(untouched="true")),
)  # fmt: skip


@require_safe
def health_page(request: HttpRequest) -> HttpResponse:
    """各单位体检."""
    require(request.actor, READ_SHARED_RULE)
    return list_page(
        request, queryset=health_of_units(request.actor), columns=_COLUMNS, title="各单位体检", filename="各单位体检",
        context={
            "line": "只算您能看到的制度；得分是最新一版入库时的体检得分，没有更新指没有新版本、也没有登记过效力事件",
            "crumbs": [{"label": "制度库", "href": reverse("rulebook:works")}],
            "empty": {
                "title": "还没有制度", "text": "制度入库以后，这里按责任单位列出体检的情况。", "action": to_library(),
            },
        },
    )  # fmt: skip

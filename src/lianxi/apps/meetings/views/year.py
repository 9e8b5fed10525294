"""Page: a year of conferences 年度安排, drawn and as a table, and what each party has done."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lianxi.apps.meetings.body_steps import steps_matrix
from lianxi.apps.meetings.selectors import ConferenceState
from lianxi.apps.meetings.year_plan import conferences_in, share, year_rows
from lianxi.web.day import today

FIRST_YEAR, LAST_YEAR = 1949, 2200


@require_GET
def this_year(request: HttpRequest) -> HttpResponse:
    """The year in which today lies."""
    return redirect("meetings:year", today().year)


@require_GET
def year_page(request: HttpRequest, year: int) -> HttpResponse:
    """The conferences of a year as bars, the same as a table, and parties against steps."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(str(year))
    on = today()
    running = [one for one in conferences_in(request.actor, year, on) if not one.recorded]
    context = {
        "title": f"{year}年安排", "year": year, "months": range(1, 13),
        "line": "按环节和日子画出各次会议；时段和最迟通知日由机制推算。",
        "rows": year_rows(request.actor, year, on), "now": f"{share(on, year):.2f}" if on.year == year else "",
        "progress": [_progress(ConferenceState(one, on)) for one in running],
        "actions": [_link(year - 1, "上一年", "chevron-left"), _link(year + 1, "下一年", "chevron-right")],
    }  # fmt: skip
    return render(request, "meetings/year.html", context)


def _progress(state: ConferenceState) -> dict[str, object]:
    one = state.conference
    return {"conference": one, "circle": one.circle.name, "stage": one.step.label, "matrix": steps_matrix(state)}


def _link(year: int, label: str, icon: str) -> dict[str, str]:
    return {"label": f"{label}（{year}）", "href": reverse("meetings:year", args=[year]), "icon": icon}

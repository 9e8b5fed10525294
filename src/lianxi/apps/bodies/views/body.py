"""The page of one body: what it may adopt, its terms and sittings, its seats on a day, its circles."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.apps.bodies import selectors
from lianxi.apps.bodies.acts import SET_UNIT_MEMBERS, keeper_of
from lianxi.apps.bodies.circle_history import said_span
from lianxi.apps.bodies.models import Body, Sitting, Term
from lianxi.apps.bodies.views.shared import SAMPLE, day_looked_at
from lianxi.kernel.access import allowed
from lianxi.web.day import today


@require_safe
def body_page(request: HttpRequest, code: str) -> HttpResponse:
    """机构. Open to everybody, but for the names in the seats."""
    body = get_object_or_404(selectors.bodies(), pk=code)
    on = day_looked_at(request)
    sees = selectors.sees_seats(request.actor, body, today())
    keeps = selectors.may_keep(request.actor, body)
    term = selectors.term_on(body, on)
    context = {
        "body": body,
        "badge": SAMPLE if body.sample else None,
        "kicker": f"{body.region.get_level_display()} · {body.get_kind_display()}",
        "on": on,
        "is_today": on == today(),
        "instruments": selectors.instruments_on(body, on),
        "facts": _facts(body, term),
        "terms": [
            (term, [_item(term, sitting, keeps) for sitting in _sittings(term)]) for term in selectors.terms_of(body)
        ],
        "term_now": term,
        "units": selectors.units_on(body, on),
        "may_staff": allowed(request.actor, SET_UNIT_MEMBERS, body=keeper_of(body)),
        "sees_seats": sees,
        "seats": selectors.seats_on(body, on) if sees else [],
        "may_keep": keeps,
        "memberships": [(m, said_span(m)) for m in body.memberships.select_related("circle").order_by("start")],
        "siblings": Body.objects.filter(region=body.region).exclude(pk=body.pk),
        "crumbs": [{"label": "机构", "href": reverse("bodies:list")}],
    }
    return render(request, "bodies/body.html", context)


def _facts(body: Body, term: Term | None) -> list[dict[str, Any]]:
    region = body.region
    return [
        {"label": "代码", "value": body.code},
        {
            "label": "行政区划",
            "value": f"{region.name}（{region.code}）",
            "href": f"{reverse('bodies:regions')}?code={region.code}",
        },
        {"label": "类别", "value": region.kind},
        {"label": "级别", "value": region.get_level_display()},
        {"label": "简称", "value": body.short_name},
        {"label": "本届", "value": term and str(term), "note": "届数未核" if term and not term.verified else ""},
    ]


def _sittings(term: Term) -> list[Sitting]:
    """The newest first; what was prefetched is turned, not asked for again."""
    return sorted(term.sittings.all(), key=lambda sitting: -sitting.number)


def _item(term: Term, sitting: Sitting, keeps: bool) -> dict[str, Any]:
    return {
        "when": sitting.held_on,
        "title": f"{sitting}",
        "text": sitting.note,
        "clause": sitting.source,
        "state": "done",
        "flag": "" if sitting.verified else "未核",
        "href": reverse("bodies:change_sitting", args=[term.body_id, term.number, sitting.number]) if keeps else "",
    }

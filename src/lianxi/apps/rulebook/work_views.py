"""Pages of a work: what it says on a day, and what happened to it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.apps.rulebook import selectors
from lianxi.kernel.errors import Refused
from lianxi.web.day import today


@require_safe
def work_page(request: HttpRequest, address: str) -> HttpResponse:
    """制度: a work one may not see looks exactly like one that is not there."""
    on = today()
    try:
        work = selectors.visible_work(f"/akn/{address}", request.actor, on)
    except Refused as refusal:
        raise Http404(refusal.reason) from None
    version = selectors.version_on(work, on) or work.versions.order_by("-number").first()
    context = {"work": work, "version": version, "standing": selectors.standing_of(work, on), "on": on}
    return render(request, "rulebook/work.html", context)

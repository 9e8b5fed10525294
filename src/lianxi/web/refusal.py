"""A refused act becomes an answer that explains itself: a page, or the box alone for htmx."""

from __future__ import annotations

from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from lianxi.kernel.errors import Refused
from lianxi.web.contention import others_first

FORBIDDEN, UNAVAILABLE = 403, 503


def refused(request: HttpRequest, refusal: Refused, status: int = FORBIDDEN) -> HttpResponse:
    """The refusal with reason, remedy and source."""
    return page_or_box(request, "shell/refused.html", "shell/parts/refusal.html", {"refusal": refusal}, status)


def page_or_box(request: HttpRequest, page: str, box: str, context: dict[str, Any], status: int) -> HttpResponse:
    """The whole page; for htmx the box alone, put inside its target so that the next answer finds it still there."""
    if not request.headers.get("HX-Request"):
        return render(request, page, context, status=status)
    response = render(request, box, context, status=status)
    response["HX-Reswap"] = "innerHTML"
    return response


class RefusalMiddleware(MiddlewareMixin):
    """Answer for any view that lets `Refused` pass through, and for acts that met another at the same moment."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return refused(request, exception)
        if isinstance(exception, OperationalError) and (refusal := others_first(exception)):
            return refused(request, refusal, UNAVAILABLE)
        return None

"""A refused act becomes an answer that explains itself: a page, or the box alone for htmx."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from lianxi.kernel.errors import Refused

FORBIDDEN = 403


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Status 403 with reason, remedy and source."""
    template = "shell/parts/refusal.html" if request.headers.get("HX-Request") else "shell/refused.html"
    return render(request, template, {"refusal": refusal}, status=FORBIDDEN)


class RefusalMiddleware(MiddlewareMixin):
    """Answer for any view that lets `Refused` pass through."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refused(request, exception) if isinstance(exception, Refused) else None

"""Sums above a list 合计: how many of its rows stand in each state, each number a link; they add up to the whole.

They are counted over all that the filters let through but for the one of the
state, and follow the filters also where htmx fetches the table alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from lianxi.apps.rulebook.citations.row_filters import RowFilterSet, Rows

State = tuple[str, str, str]
"""Value in the address, Chinese name, tone."""


@dataclass(frozen=True)
class Sums:
    """What is counted. field: name of the filter by state; state_of: that of a row; states: all, in their order."""

    field: str
    state_of: Callable[[Any], str]
    states: Sequence[State]
    whole: str = "共"

    def tiles(self, request: HttpRequest, filters: type[RowFilterSet], rows: Rows) -> list[dict[str, object]]:
        """The whole and every state, as shell/parts/tiles.html shows them."""
        chosen = request.GET.copy()
        for name in (self.field, "page", "format"):
            chosen.pop(name, None)
        asked = filters(chosen or None, queryset=rows, request=request)
        kept = asked.qs if not asked.is_bound or asked.is_valid() else Rows()
        many: Mapping[str, int] = Counter(self.state_of(row) for row in kept)
        made = [self._tile(request, self.whole, len(kept), {}, "muted")]
        for value, label, tone in self.states:
            shown = tone if many.get(value) else "muted"
            made.append(self._tile(request, label, many.get(value, 0), {self.field: value}, shown))
        return made

    def _tile(
        self, request: HttpRequest, label: str, many: int, more: Mapping[str, str], tone: str
    ) -> dict[str, object]:
        query = request.GET.copy()
        for name in (self.field, "page"):
            query.pop(name, None)
        query.update(dict(more))
        return {
            "label": label,
            "value": many,
            "unit": "件",
            "tone": tone,
            "href": f"{request.path}?{query.urlencode()}",
        }


def with_sums(request: HttpRequest, response: HttpResponse, tiles: Sequence[Mapping[str, object]]) -> HttpResponse:
    """The answer with the sums to be put in their place, where the table was fetched alone."""
    if request.headers.get("HX-Request") and response.has_header("HX-Push-Url"):
        part = render_to_string("rulebook/sums.html", {"tiles": tiles, "apart": True}, request=request)
        response.content += part.encode()
    return response

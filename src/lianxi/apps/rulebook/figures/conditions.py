"""条件统计: the rules under conditions one chooses, counted by what one chooses."""

from __future__ import annotations

from django.http import HttpRequest

from lianxi.apps.rulebook.figures.cards import Figure
from lianxi.apps.rulebook.figures.dimensions import DIMENSIONS, counted
from lianxi.apps.rulebook.figures.filters import ConditionFilter
from lianxi.apps.rulebook.figures.pictures import bars
from lianxi.apps.rulebook.figures.stock import Stock

USUAL = "kind"


def condition_box(request: HttpRequest, stock: Stock) -> tuple[Figure, ConditionFilter]:
    """The card and its form; nothing is counted while the form cannot be understood."""
    filters = ConditionFilter(request.GET, queryset=stock.works, request=request)
    chosen, by = {}, USUAL
    if filters.is_valid():
        by = filters.form.cleaned_data["by"] or USUAL
        said = filters.form.cleaned_data.items()
        chosen = {name: request.GET[name] for name, value in said if name != "by" and value not in (None, "")}
    keys = set(filters.qs.values_list("pk", flat=True)) if filters.is_valid() else set()
    held = [one for one in stock.held if one.key in keys]
    rows, label = counted(held, DIMENSIONS[by], stock.on, chosen), DIMENSIONS[by].label
    says = f"符合条件的共{len(held)}件，按{label}分"
    empty = "没有符合条件的制度，请放宽条件。"
    return Figure("conditions", "条件统计", says, (label, "制度（件）"), rows, bars(rows), empty=empty), filters

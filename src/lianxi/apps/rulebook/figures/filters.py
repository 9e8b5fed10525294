"""Conditions of figures: those of the list of rules, and those only figures need, for rows and for counting."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.http import HttpRequest

from lianxi.apps.bodies.models import Region
from lianxi.apps.rulebook import selectors
from lianxi.apps.rulebook.figures.dimensions import DIMENSIONS
from lianxi.apps.rulebook.figures.months import month_of
from lianxi.apps.rulebook.figures.standing import AHEAD, BANDS, lapses
from lianxi.apps.rulebook.figures.stock import Held, Stock
from lianxi.apps.rulebook.models import Item, ItemState, Work
from lianxi.apps.rulebook.works import standings
from lianxi.apps.rulebook.works.work_list import WorkFilter, day_of
from lianxi.kernel.access import PUBLIC
from lianxi.web.day import today

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_BANDS = [(band, "100分" if low == high else f"{low}—{high}分") for band, (low, high) in BANDS.items()]


def stock_of(request: HttpRequest) -> Stock:
    """What the one who asks may see, looked at as of `?on=`."""
    return Stock(request.actor, today(), day_of(request))


def _regions(request: HttpRequest | None) -> QuerySet[Region]:
    """Only regions of which one sees a rule."""
    seen = selectors.visible_works(request.actor if request else PUBLIC, today())
    return Region.objects.filter(pk__in=seen.values("region"))


def _month(label: str) -> django_filters.CharFilter:
    widget = forms.TextInput(attrs={"type": "month"})
    field = django_filters.CharFilter(label=label, method="in_month", widget=widget)
    field.extra["validators"] = [RegexValidator(_MONTH, "请写成 2024-05 这样的年月。")]
    return field


class FigureFilter(WorkFilter):
    """The conditions of the list of rules, and use, region, months, terms that run out, marks of the check-up."""

    outward = django_filters.ChoiceFilter(
        label="对外、内部", choices=[("true", "对外行权"), ("false", "内部管理")], method="of_use", empty_label="全部"
    )
    region = django_filters.ModelChoiceFilter(label="行政区划", queryset=_regions, empty_label="全部")
    begun = _month("开始施行的月份")
    ended = _month("终止的月份")
    admitted = _month("入库的月份")
    lapsing = django_filters.ChoiceFilter(
        label="即将届满", choices=[(str(one), f"{one}个月内") for one in AHEAD], method="that_lapse", empty_label="全部"
    )
    score = django_filters.ChoiceFilter(label="体检得分", choices=_BANDS, method="with_mark", empty_label="全部")
    binding = django_filters.BooleanFilter(label="有效", method="that_bind", widget=forms.HiddenInput)
    over = django_filters.BooleanFilter(label="已经终止", method="that_are_over", widget=forms.HiddenInput)
    without_region = django_filters.BooleanFilter(
        label="未写行政区划", field_name="region", lookup_expr="isnull", widget=forms.HiddenInput
    )

    def of_use(self, works: QuerySet[Work], name: str, value: str) -> QuerySet[Work]:
        """Towards others, or for the own house."""
        return works.filter(outward=value == "true")

    def in_month(self, works: QuerySet[Work], name: str, value: str) -> QuerySet[Work]:
        """By the month in which it began, ended or came in."""
        return self._that(works, lambda held: bool(day := getattr(held, name)) and month_of(day) == value)

    def that_lapse(self, works: QuerySet[Work], name: str, value: str) -> QuerySet[Work]:
        """In force on the day looked at, and running out within so many months."""
        day = day_of(self.request)
        return self._that(works, lambda held: lapses(held, day, int(value)))

    def that_bind(self, works: QuerySet[Work], name: str, value: bool) -> QuerySet[Work]:
        """In force on the day looked at, changed or not."""
        return self._that(works, lambda held: held.standing.status.binds is value)

    def that_are_over(self, works: QuerySet[Work], name: str, value: bool) -> QuerySet[Work]:
        """No longer in force on the day looked at."""
        return self._that(works, lambda held: held.standing.status.is_over is value)

    def with_mark(self, works: QuerySet[Work], name: str, value: str) -> QuerySet[Work]:
        """By the check-up of the newest version."""
        return standings.with_newest_score(works).filter(score__range=BANDS[value])

    def _that(self, works: QuerySet[Work], test: Callable[[Held], bool]) -> QuerySet[Work]:
        """Those that pass, by the same reading as the figures; told by the shorter list of keys."""
        held = stock_of(self.request).held
        found = [one.key for one in held if test(one)]
        if len(found) * 2 <= len(held):
            return works.filter(pk__in=found)
        return works.exclude(pk__in={one.key for one in held} - set(found))


class ConditionFilter(FigureFilter):
    """The condition box: the conditions one chooses from, and by what is counted."""

    by = django_filters.ChoiceFilter(
        label="按什么统计", choices=[(name, one.label) for name, one in DIMENSIONS.items()], method="as_it_is",
        empty_label=None,
    )  # fmt: skip

    class Meta:
        model = Work
        fields = ["kind", "body", "unit", "outward", "region", "year", "status", "visibility", "by"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.filters) - set(self.Meta.fields):
            del self.filters[name]
        if "visibility" not in self.filters:
            by = self.filters["by"]
            by.extra["choices"] = [one for one in by.extra["choices"] if one[0] != "visibility"]


class ItemFilter(django_filters.FilterSet):
    """Files of batches by where they stand."""

    path = django_filters.CharFilter(label="文件名里的字", lookup_expr="contains")
    state = django_filters.ChoiceFilter(label="状态", choices=ItemState.choices, empty_label="全部")

    class Meta:
        model = Item
        fields = ["path", "state"]

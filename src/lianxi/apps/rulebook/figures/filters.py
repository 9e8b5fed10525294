"""Conditions of figures: those of the list of rules, and those only figures need, for rows and for counting."""

from __future__ import annotations

import re
from typing import Any

import django_filters
from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.http import HttpRequest

from lianxi.apps.bodies.models import Region
from lianxi.apps.rulebook import selectors
from lianxi.apps.rulebook.figures.dimensions import DIMENSIONS
from lianxi.apps.rulebook.figures.months import days_of
from lianxi.apps.rulebook.figures.standing import AHEAD, BANDS
from lianxi.apps.rulebook.figures.stock import Stock
from lianxi.apps.rulebook.models import Item, ItemState, Work
from lianxi.apps.rulebook.works import standings
from lianxi.apps.rulebook.works.work_list import WorkFilter, day_of
from lianxi.kernel.access import PUBLIC
from lianxi.kernel.texts.lapsing import lapsing_days
from lianxi.kernel.texts.validity import Status
from lianxi.web.day import today

_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
_ALL = frozenset(status.value for status in Status)
_BINDING = frozenset(status.value for status in Status if status.binds)
_OVER = frozenset(status.value for status in Status if status.is_over)
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
        first, last = days_of(value)
        if name == "admitted":
            return works.filter(created_on__range=(first, last))
        if name == "begun":
            return self._that(works, begun__range=(first, last))
        return self._that(works, status__in=_OVER, since__range=(first, last))

    def that_lapse(self, works: QuerySet[Work], name: str, value: str) -> QuerySet[Work]:
        """In force on the day looked at, and running out within so many months."""
        days = lapsing_days(day_of(self.request), int(value))
        return self._that(works, status__in=_BINDING, until__range=days)

    def that_bind(self, works: QuerySet[Work], name: str, value: bool) -> QuerySet[Work]:
        """In force on the day looked at, changed or not."""
        return self._that(works, status__in=_BINDING if value else _ALL - _BINDING)

    def that_are_over(self, works: QuerySet[Work], name: str, value: bool) -> QuerySet[Work]:
        """No longer in force on the day looked at."""
        return self._that(works, status__in=_OVER if value else _ALL - _OVER)

    def with_mark(self, works: QuerySet[Work], name: str, value: str) -> QuerySet[Work]:
        """By the check-up of the newest version."""
        return standings.with_newest_score(works).filter(score__range=BANDS[value])

    def _that(self, works: QuerySet[Work], **said: object) -> QuerySet[Work]:
        """Those of which this is said of the stretch into which the day looked at falls, as the figures read it."""
        return works.filter(pk__in=standings.on_day(day_of(self.request)).filter(**said).values("work"))


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

"""Filters of lists: one for spans of days, and the filters in force put into words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.forms import CheckboxInput, DateInput, Field, Select
from django_filters import BooleanFilter, DateFromToRangeFilter, FilterSet
from django_filters.widgets import DateRangeWidget, SuffixedMultiWidget

from lianxi.web.wording import shown


class DaySpanWidget(DateRangeWidget):
    """Two day fields, each with a name of its own for screen readers."""

    suffixes = ["from", "to"]

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        widgets = [DateInput(format="%Y-%m-%d", attrs={"type": "date", "aria-label": end}) for end in ("起日", "止日")]
        SuffixedMultiWidget.__init__(self, widgets, attrs)


class DaySpanFilter(DateFromToRangeFilter):
    """From day to day, both included 起止日期: ``<name>_from`` and ``<name>_to`` in the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, widget=DaySpanWidget, **kwargs)


class YesNoFilter(BooleanFilter):
    """全部, 是 or 否."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, widget=Select(choices=[("", "全部"), ("true", "是"), ("false", "否")]), **kwargs)


def unused(filters: FilterSet | None) -> set[str]:
    """Names of the fields in which nothing was chosen."""
    if filters is None or not filters.is_bound or not filters.is_valid():
        return set()
    return {name for name, value in filters.form.cleaned_data.items() if value in (None, "")}


def filters_in_words(filters: FilterSet | None) -> list[str]:
    """One entry for each filter in force, to head an export and explain an empty list: ``级别：县级``."""
    if filters is None or not filters.is_bound or not filters.is_valid():
        return []
    said = (
        (field.label, _in_words(field, filters.form.cleaned_data.get(name)))
        for name, field in filters.form.fields.items()
    )
    return [f"{label}：{words}" for label, words in said if words]


def _in_words(field: Field, value: Any) -> str:
    """What was chosen, as the form shows it; "" where nothing was."""
    if value in (None, "") or value == []:
        return ""
    if isinstance(value, bool):
        return "" if not value and isinstance(field.widget, CheckboxInput) else shown(value)
    if isinstance(value, slice):
        return _span_in_words(value.start, value.stop)
    if isinstance(value, QuerySet | list | tuple):
        return "、".join(_in_words(field, item) for item in value)
    if isinstance(value, Model):
        return str(value)
    return _label_of(field, value) or shown(value)


def _span_in_words(start: Any, stop: Any) -> str:
    """From one day (or number) to another, or open at one end."""
    first, last = (value.date() if isinstance(value, datetime) else value for value in (start, stop))
    if first is None:
        return f"{shown(last)} 止"
    return f"{shown(first)} 起" if last is None else f"{shown(first)} 至 {shown(last)}"


def _label_of(field: Field, value: Any) -> str:
    """Label of a choice, "" where the field has no choices or groups them."""
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ()) if isinstance(label, str)}
    return choices.get(str(value), "")

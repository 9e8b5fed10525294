"""The filters in force, put into words: they head an export and explain an empty list."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from django.forms import Field
from django_filters import FilterSet

from lianxi.web.wording import shown


def filters_in_words(filters: FilterSet | None) -> list[str]:
    """One entry for each filter in force: ``机构：三亚市人大常委会``."""
    if filters is None or not filters.is_bound or not filters.is_valid():
        return []
    said = (
        (field.label, _in_words(field, filters.form.cleaned_data.get(name)))
        for name, field in filters.form.fields.items()
    )
    return [f"{label}：{words}" for label, words in said if words]


def _in_words(field: Field, value: Any) -> str:
    """What was chosen, as the form shows it; "" where nothing was."""
    if value in (None, "", False) or value == []:
        return ""
    if isinstance(value, slice):
        return f"{shown(value.start)} 至 {shown(value.stop)}"
    if isinstance(value, QuerySet | list | tuple):
        return "、".join(_in_words(field, item) for item in value)
    if isinstance(value, Model):
        return str(value)
    return _label_of(field, value) or shown(value)


def _label_of(field: Field, value: Any) -> str:
    """Label of a choice, "" where the field has no choices or groups them."""
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ()) if isinstance(label, str)}
    return choices.get(str(value), "")

"""Template words of lianxi, built into every template (settings: TEMPLATES builtins)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString

from lianxi.web import wording

register = template.Library()

_CONTROLS = (
    (forms.CheckboxInput, "form-check-input"),
    ((forms.RadioSelect, forms.CheckboxSelectMultiple), ""),
    ((forms.Select, forms.SelectMultiple), "form-select"),
)


@register.filter
def cn_date(day: date | None) -> str:
    """{{ day|cn_date }} → 2024年9月20日."""
    return wording.cn_date(day) if day else wording.NOTHING


@register.filter
def cn_day(day: date | None) -> str:
    """{{ day|cn_day }} → 9月20日."""
    return wording.cn_day(day) if day else wording.NOTHING


@register.filter
def weekday(day: date | None) -> str:
    """{{ day|weekday }} → 星期五."""
    return wording.cn_weekday(day) if day else ""


@register.filter
def cn_moment(moment: datetime | None) -> str:
    """{{ moment|cn_moment }} → 2024年9月20日 10:42."""
    return wording.cn_moment(moment) if moment else wording.NOTHING


@register.filter
def shown(value: object) -> str:
    """{{ value|shown }}: dates in Chinese, 是/否, a dash for nothing."""
    return wording.shown(value)


@register.filter
def iso(day: date | None) -> str:
    """{{ day|iso }} → 2024-09-20, for the datetime attribute and date fields."""
    return day.isoformat() if day else ""


@register.filter
def control(field: BoundField) -> SafeString:
    """{{ field|control }}: the field's control with the class its kind of widget needs."""
    widget = field.field.widget
    named = next((css for kinds, css in _CONTROLS if isinstance(widget, kinds)), "form-control")
    own = widget.attrs.get("class", "")
    wrong = "is-invalid" if field.errors else ""
    return field.as_widget(attrs={"class": " ".join(filter(None, (own, named, wrong)))})


@register.filter
def is_check(field: BoundField) -> bool:
    """Whether the field is a single box to tick, whose label follows it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_group(field: BoundField) -> bool:
    """Whether the field has several controls, which need a fieldset instead of a label."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.MultiWidget)


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: object) -> str:
    """{% query page=2 format=None %}: this page's query with some parameters set, or dropped (None)."""
    params = context["request"].GET.copy()
    for name, value in changes.items():
        params.pop(name, None)
        if value is not None:
            params[name] = str(value)
    for name in [name for name, value in params.items() if not value]:
        del params[name]
    return f"?{params.urlencode()}"

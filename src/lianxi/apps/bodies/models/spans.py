"""Spans of days, as all models of this app keep them.

Every span is half-open: it holds from `start` (or `valid_from`) and no longer
on `end` (or `valid_to`), so that a successor starts on the very day its
predecessor ends. An unknown day is null, never a guess.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q


def ends_after_start(name: str, start: str = "start", end: str = "end") -> models.CheckConstraint:
    """A span with both days known must be at least one day long."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{start}__isnull": True}) | Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": F(start)}),
        violation_error_message="止期应晚于起期。",
    )


def not_blank(name: str, field: str = "name") -> models.CheckConstraint:
    """A name that is there says something."""
    return models.CheckConstraint(name=name, condition=~Q(**{field: ""}), violation_error_message="名称不能为空。")


def covers(start: date | None, end: date | None, on: date) -> bool:
    """Whether a half-open span holds on a day; an unknown start reaches back, a missing end goes on."""
    return (start is None or start <= on) and (end is None or on < end)


def spans(on: date, start: str = "start", end: str = "end") -> Q:
    """`covers` as a query."""
    return (Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": on})) & (
        Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": on})
    )

"""Rows of `CalendarYear` and the kernel's `YearTable`: one value, two shapes."""

from __future__ import annotations

from datetime import date
from typing import Any

from lianxi.apps.mechanisms.models import CalendarYear
from lianxi.kernel.rules.calendars import CalendarDay, YearTable


def table_of(row: CalendarYear) -> YearTable:
    """The kernel's table of a row."""
    content = row.content
    return YearTable(
        year=row.year,
        version=row.version,
        source=row.source,
        days=tuple(CalendarDay(date.fromisoformat(d["date"]), d["workday"], d["name"]) for d in content["days"]),
        published=date.fromisoformat(content["published"]) if content["published"] else None,
        note=content["note"],
    )


def content_of(table: YearTable) -> dict[str, Any]:
    """What a row keeps of a table, as plain JSON."""
    return {
        "published": table.published.isoformat() if table.published else None,
        "note": table.note,
        "days": [{"date": d.day.isoformat(), "workday": d.workday, "name": d.name} for d in table.days],
    }

"""A day in an address: 2023-08-23."""

from __future__ import annotations

from datetime import date


class DayConverter:
    """Turns ``2023-08-23`` into a date; anything that is no day is no address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else value.isoformat()

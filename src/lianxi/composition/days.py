"""What is to be done when a new day has begun."""

from __future__ import annotations

from datetime import date

from lianxi.apps.mechanisms.services import keep_dates


def begin_day(on: date) -> None:
    """Let every field of work that keeps dates look ahead from `on`; doing it twice changes nothing."""
    keep_dates(on=on)

"""What is to be done when a new day has begun."""

from __future__ import annotations

from datetime import date

from lianxi.apps.mechanisms.services import keep_dates
from lianxi.composition.digests import ask_for_digests
from lianxi.composition.saved_searches import ask_to_watch


def begin_day(on: date) -> None:
    """Let every field of work that keeps dates look ahead, ask the kept searches again, and ask for the digests.

    Doing it twice changes nothing.
    """
    keep_dates(on=on)
    ask_to_watch(on, at_once=True)
    ask_for_digests(on)

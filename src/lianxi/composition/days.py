"""What is to be done when a new day has begun."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from lianxi.apps.mechanisms.services import keep_dates
from lianxi.apps.search.pruning import prune_changes
from lianxi.composition.digests import ask_for_digests
from lianxi.composition.saved_searches import ask_to_watch


def begin_day(on: date) -> None:
    """Let every field of work that keeps dates look ahead, ask the kept searches again, ask for the digests, and let
    go of changes the index was told of long ago (by the clock of the machine, which noted them).

    Doing it twice changes nothing.
    """
    keep_dates(on=on)
    ask_to_watch(on, at_once=True)
    ask_for_digests(on)
    prune_changes(timezone.now() - timedelta(days=settings.INDEX_LOG_DAYS))

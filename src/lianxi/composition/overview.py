"""Which fields of work show a card on the home page, in the order of the screen."""

from __future__ import annotations

from datetime import date

from lianxi.apps.mechanisms import overview as mechanisms
from lianxi.apps.rulebook.works import overview as rulebook
from lianxi.kernel.access import Actor
from lianxi.web.overview import Overview

SOURCES = (mechanisms.overviews, rulebook.overviews)


def cards(actor: Actor, on: date) -> list[Overview]:
    """Every card for `actor`, or for a visitor."""
    return [card for source in SOURCES for card in source(actor, on)]

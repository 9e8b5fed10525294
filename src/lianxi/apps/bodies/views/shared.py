"""What the pages of this field share: the bodies one keeps, and the day looked at."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from lianxi.apps.bodies import selectors
from lianxi.apps.bodies.models import Body
from lianxi.kernel.access import Act, Actor, require
from lianxi.web.day import today

SAMPLE = {"label": "示例", "tone": "gold"}


def bodies_kept(actor: Actor, act: Act) -> list[Body]:
    """Bodies for which `actor` may do `act`, or a refusal that says who may."""
    kept = selectors.kept_by_actor(actor)
    if not kept:
        require(actor, act, body=actor.body)
    return kept


def day_looked_at(request: HttpRequest) -> date:
    """`?on=2023-08-23`, else today. Looking at another day is reading, not an act; a slip of the pen means today."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today()

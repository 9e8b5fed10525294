"""The wheel on the home page: of the actor's circles, or of all that are public."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from lianxi.apps.mechanisms import selectors, sheets
from lianxi.apps.mechanisms.bindings import checks_of
from lianxi.kernel.access import Actor
from lianxi.web.overview import Overview

TURNS_SHOWN = 4


def overviews(actor: Actor, on: date) -> list[Overview]:
    """One card for every mechanism of the actor's circles; for visitors one for every mechanism."""
    circles = selectors.circles_of_actor(actor, on)
    mechanisms = [selectors.mechanism_and_circle(slug)[0] for slug in selectors.slugs()]
    shown = [one.slug for one in mechanisms if not actor.body or one.circle in circles]
    return [Overview("mechanisms/overview.html", "mechanisms/mechanisms.css", _card(slug, actor, on)) for slug in shown]


def _card(slug: str, actor: Actor, on: date) -> dict[str, object]:
    mechanism, circle = selectors.mechanism_and_circle(slug)
    version = mechanism.in_force(on) or mechanism.versions[0]
    turns = selectors.turns_of(slug, first=on.year - 1, last=on.year + TURNS_SHOWN)
    lines = sheets.turn_lines(turns, circle, on)
    checks = len(checks_of(version, actor, on))
    place = next((number for number, line in enumerate(lines) if line.next), len(lines))
    following = lines[place] if place < len(lines) else None
    return {
        "slug": slug,
        "checks": checks,
        "binding": reverse("mechanisms:binding", args=[slug, version.effective.isoformat()]) if checks else "",
        "title": version.title,
        "circle": circle.name + ("（示例）" if circle.sample else ""),
        "members": circle.parties.name_on(on) or f"{len(circle.parties.on(on))}家",
        "wheel": sheets.picture(version, circle, turns, on),
        "hub": ("下一次", following.host) if following else ("轮流", "承办"),
        "items": [_item(line) for line in lines[max(place - 1, 0) : place + TURNS_SHOWN]],
    }


def _item(line: sheets.TurnLine) -> dict[str, str]:
    """A turn as shell/parts/timeline.html shows it."""
    return {
        "when": f"{line.turn.year}年",
        "title": f"{line.host or line.nobody}{'承办' if line.host else ''}",
        "text": " · ".join(filter(None, (line.slot, line.ordinal, line.when))),
        "state": "now" if line.next else "done" if line.turn.record else "next",
        "flag": "下一次" if line.next else "",
    }

"""The card of the repository on the home page: how many rules one may see, and the newest of them."""

from __future__ import annotations

from datetime import date

from lianxi.apps.rulebook import selectors
from lianxi.apps.rulebook.works import standings
from lianxi.kernel.access import Actor
from lianxi.web.overview import Overview
from lianxi.web.wording import cn_date

_NEWEST = 6


def overviews(actor: Actor, on: date) -> list[Overview]:
    """One card, or none while there is no rule that `actor`, or a visitor, may see."""
    works = selectors.visible_works(actor, on)
    count = works.count()
    if not count:
        return []
    newest = []
    for work in standings.with_lives(works).order_by("-created", "-pk")[:_NEWEST]:
        status = standings.standing_in(work, on).status
        version = standings.version_in(work, on)
        since = f"{cn_date(version.commences)}施行" if version and version.commences else "施行日期未定"
        newest.append(
            {
                "title": work.title,
                "href": work.get_absolute_url(),
                "line": f"{work.issuer}，{since}",
                "status": status.label,
                "tone": standings.TONES[status],
            }
        )
    card = {"title": "制度库" if actor.body else "公开的制度", "count": count, "newest": newest}
    return [Overview("rulebook/works_overview.html", "rulebook/works.css", card)]

"""Terms that run out soon and filings that come due, for whoever keeps the rules of a body."""

from __future__ import annotations

from datetime import date

from lianxi.apps.rulebook.acts import RECORD_HAPPENING
from lianxi.apps.rulebook.citations.watch import SOON, lapsing
from lianxi.apps.rulebook.keeping_up.due import filings_due
from lianxi.kernel.access import Actor, allowed
from lianxi.web.due import DueItem
from lianxi.web.wording import cn_date


def due_items(actor: Actor, on: date) -> list[DueItem]:
    """Of the own body: rules that lapse within three months, and versions that have to be filed."""
    return [*_lapsing(actor, on), *filings_due(actor, on)]


def _lapsing(actor: Actor, on: date) -> list[DueItem]:
    """To be renewed, revised or left to end."""
    mine = {held.body for held in actor.roles if allowed(actor, RECORD_HAPPENING, body=held.body)}
    if not mine:
        return []
    return [
        DueItem(
            title=f"有效期将满：{one.work.title}",
            why=f"最后一天是{cn_date(one.day)}；续期、修改还是到期失效，须在那以前定。" if one.day else "",
            clause=one.clause,
            href=one.work.get_absolute_url(),
            due=one.day,
            action="去看这件制度",
            field="制度",
        )
        for one in lapsing(actor, on, SOON, mine)
    ]

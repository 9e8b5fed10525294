"""Filings that come due, for whoever keeps the rules of a body."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from lianxi.apps.rulebook.acts import RECORD_FILING
from lianxi.apps.rulebook.keeping_up.filing_duties import FilingDuty, filing_duties
from lianxi.kernel.access import Actor, allowed
from lianxi.kernel.rules.filings import FilingState
from lianxi.web.due import DueItem

NEAR = 15
"""Days ahead in which a filing that comes due is shown: half of the usual period."""
_FIELD = "制度"


def filings_due(actor: Actor, on: date) -> list[DueItem]:
    """Of the own bodies: each filing that comes due soon, and all that are overdue as one item a body."""
    bodies = {held.body for held in actor.roles if allowed(actor, RECORD_FILING, body=held.body)}
    return list(_items(filing_duties(actor, on, bodies), on)) if bodies else []


def _items(duties: list[FilingDuty], on: date) -> Iterator[DueItem]:
    overdue: dict[str, list[FilingDuty]] = {}
    for one in duties:
        if one.state is FilingState.OVERDUE:
            overdue.setdefault(one.body, []).append(one)
        elif one.state is FilingState.OPEN and one.due and (one.due - on).days <= NEAR:
            yield DueItem(
                title=f"备案期限将满：{one.title}", why=one.why, clause=one.clause, href=one.href, due=one.due,
                provisional=one.provisional, action="去登记备案", field=_FIELD,
            )  # fmt: skip
    for body, late in overdue.items():
        yield _overdue(body, late)


def _overdue(body: str, late: list[FilingDuty]) -> DueItem:
    """One item for all: rules taken in from earlier years would else bury what is due today."""
    first = late[0]
    query = urlencode({"state": FilingState.OVERDUE.value, "body": body})
    return DueItem(
        title=f"逾期没有备案记录的{len(late)}件", clause=first.clause, due=first.due, action="去看清单", field=_FIELD,
        why=f"最早的一件是“{first.title}”，{first.why}已经备案的，请补登记备案日期。",
        href=f"{reverse('rulebook:filings')}?{query}",
    )  # fmt: skip

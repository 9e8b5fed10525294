"""Rows an act begins from: somebody else may have taken them out since the page was opened.

Acts lock in one order, so that none waits for another that waits for it: a batch before its files, these before
a work, and that before its versions, events and amendments; of a body at most the row without its key, so that others
may still refer to it.
"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

from lianxi.kernel.errors import Refused

Row = TypeVar("Row", bound=Model)


def still_there(rows: QuerySet[Row], key: object) -> Row:
    """The row of that key among `rows`, locked if they are; `Refused` where it is no more."""
    found = rows.filter(pk=key).order_by().first()
    if found is None:
        name = rows.model._meta.verbose_name
        raise Refused("still_there", f"这一项（{name}）刚被别人撤出，已不在库中。", remedy="请刷新页面。")
    return found

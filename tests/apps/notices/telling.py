"""A notice as the tests tell it."""

from __future__ import annotations

from typing import Any

from lianxi.apps.notices.models import Notice
from lianxi.apps.notices.services import Recipients, notify
from lianxi.kernel.access import Role
from tests.apps.accounts.people import TODAY, A

CLERKS = frozenset({Role.CLERK})
OFFICE = frozenset({Role.CLERK, Role.OFFICE_HEAD})


def tell(to: Recipients | None = None, **more: Any) -> int:
    """Tell the clerk and the office head of 甲 to answer, or somebody something else."""
    told = {"title": "请填报回执", "text": "会议九月召开。", "href": "/circles/", "clause": "示例办法第三条"}
    told |= {"kind": "receipt", "on": TODAY} | more
    return notify(to=to or Recipients((A,), OFFICE), **told)


def names() -> list[str]:
    """Who was told, in order."""
    return sorted(Notice.objects.values_list("account__username", flat=True))

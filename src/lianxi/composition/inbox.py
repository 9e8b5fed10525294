"""What the frame of every page shows of the inbox, the kinds of notices all fields write, and what they may name."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from lianxi.apps.notices.models import DIGEST
from lianxi.apps.notices.new_hits import KIND as NEW_HITS
from lianxi.apps.notices.selectors import unread_count
from lianxi.apps.rulebook.selectors import closed_pages
from lianxi.kernel.access import Actor

__all__ = ["KINDS", "closing", "unread_count"]

# code as given to `notify(kind=…)` → Chinese name
KINDS: dict[str, str] = {
    DIGEST: "每日摘要",
    NEW_HITS: "收藏的检索",
    "host": "承办",
    "topics": "议题",
    "call": "会议通知",
    "receipt": "回执",
    "meeting": "开会",
    "minutes": "纪要",
    "follow_up": "交办事项",
    "stage": "环节",
}


def closing(pages: Collection[str], actor: Actor, on: date) -> frozenset[str]:
    """Of these permalinks, those that lead to something `actor` may not see on a day."""
    return closed_pages(pages, actor, on)

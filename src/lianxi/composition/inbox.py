"""What the frame of every page shows of the inbox, and the kinds of notices all fields of work write."""

from __future__ import annotations

from lianxi.apps.notices.models import DIGEST
from lianxi.apps.notices.new_hits import KIND as NEW_HITS
from lianxi.apps.notices.selectors import unread_count

__all__ = ["KINDS", "unread_count"]

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

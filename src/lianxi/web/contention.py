"""Two acts at the same moment 同时办理: what a database says when one of them has to be done again."""

from __future__ import annotations

from lianxi.kernel.errors import Refused

_AGAIN = frozenset({"40P01", "40001"})
"""SQLSTATE of PostgreSQL: each waits for the other (deadlock_detected), serialization_failure."""


def others_first(error: Exception) -> Refused | None:
    """What to say where nothing was wrong but the moment, and so nothing was changed; None for any other error.

    error: of the database, as Django raises it.
    """
    if getattr(error.__cause__, "sqlstate", None) not in _AGAIN and "is locked" not in str(error):
        return None
    return Refused(
        "others_first", "同一时刻有人在办理与此相连的事，等了一阵仍没有轮到。这一次没有办理，也没有改动。",
        remedy="请再办一次：在页面上按“刷新”，选择重新提交，填写的内容会一并再交。",
    )  # fmt: skip

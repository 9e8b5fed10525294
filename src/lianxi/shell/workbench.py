"""How the things that are due look on the workbench."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lianxi.web.due import DueItem

SOON = 7


@dataclass(frozen=True)
class DueLine:
    """One line of the workbench: the item, how many days are left in words, and how pressing that is."""

    item: DueItem
    left: str
    tone: str


def due_lines(items: Iterable[DueItem], on: date) -> list[DueLine]:
    """Late first, then by day; what has no day comes last."""
    in_order = sorted(items, key=lambda item: (item.due or date.max, item.title))
    return [DueLine(item, *_pressing(item.days_left(on), provisional=item.provisional)) for item in in_order]


def _pressing(days: int | None, *, provisional: bool) -> tuple[str, str]:
    """Words and tone. Nobody is called late on a day that is not certain yet."""
    if days is None:
        return "", "muted"
    if days < 0:
        return (f"暂算已过 {-days} 天", "gold") if provisional else (f"逾期 {-days} 天", "red")
    words = "今天到期" if days == 0 else f"剩 {days} 天"
    return f"暂算{words}" if provisional else words, "gold" if days <= SOON else "blue"

"""How the things that are due look on the workbench."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lianxi.web.due import DueItem
from lianxi.web.wording import cn_day

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
    return [DueLine(item, *_pressing(item, item.days_left(on))) for item in in_order]


def due_tiles(lines: list[DueLine]) -> list[dict[str, object]]:
    """How much there is, how much of it presses, and what comes first, for parts/tiles.html."""
    dated = [line for line in lines if line.item.due]
    late = sum(line.tone == "red" for line in lines)
    soon = sum(line.tone == "gold" for line in lines)
    waiting = len(lines) - len(dated)
    unsure = sum(line.item.provisional for line in lines)
    first = dated[0] if dated else None
    return [
        {"label": "待办", "value": len(lines), "unit": "件", "note": f"其中 {waiting} 件等您处理", "tone": "blue"},
        {"label": "临近与逾期", "value": soon + late, "unit": "件", "note": f"逾期 {late} 件，{SOON} 天内到期 {soon} 件",
         "tone": "red" if late else "gold" if soon else "muted"},
        {"label": "最近的期限", "value": cn_day(first.item.due) if first and first.item.due else "—", "unit": "",
         "note": first.item.title if first else "没有已定日期的事项", "tone": "teal"},
        {"label": "暂定的日期", "value": unsure, "unit": "个", "note": "所涉年份的节假日安排尚未导入" if unsure else "都已确定",
         "tone": "gold" if unsure else "green"},
    ]  # fmt: skip


def _pressing(item: DueItem, days: int | None) -> tuple[str, str]:
    """Words and tone. Nobody is called late on a day that is not certain, or that the clause only calls usual."""
    provisional = item.provisional
    if days is None:
        return "", "muted"
    if days < 0 and item.binding and not provisional:
        return f"逾期 {-days} 天", "red"
    if days < 0:
        return f"{'暂算' if provisional else ''}已过 {-days} 天", "gold"
    words = "今天到期" if days == 0 else f"剩 {days} 天"
    return f"暂算{words}" if provisional else words, "gold" if days <= SOON else "blue"

"""How the things that are due look on the workbench."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lianxi.web.due import SOON, DueItem
from lianxi.web.wording import cn_day


@dataclass(frozen=True)
class DueLine:
    """One line of the workbench: the item, how many days are left in words, and how pressing that is."""

    item: DueItem
    left: str
    tone: str


def due_lines(items: Iterable[DueItem], on: date) -> list[DueLine]:
    """What is late or near first, then what waits for the person without a day, then the rest by day."""
    in_order = sorted(items, key=lambda item: (_rank(item, on), item.due or date.max, item.title))
    return [DueLine(item, *_pressing(item, on)) for item in in_order]


def _rank(item: DueItem, on: date) -> int:
    """Somebody's yes that others wait for must not stand below a conference of next year."""
    days = item.days_left(on)
    if days is not None and days <= SOON:
        return 0
    return 1 if item.action and days is None else 2


def due_tiles(lines: list[DueLine]) -> list[dict[str, object]]:
    """How much there is, how much of it presses, and what comes first, for parts/tiles.html."""
    dated = [line for line in lines if line.item.due]
    late = sum(line.tone == "red" for line in lines)
    soon = sum(line.tone == "gold" for line in lines)
    unsure = sum(line.item.provisional for line in lines)
    first = dated[0] if dated else None
    pressing = "red" if late else "gold" if soon else "muted"
    return [
        _tile("待办", len(lines), "件", f"其中 {len(lines) - len(dated)} 件等您处理", "blue"),
        _tile("临近与逾期", soon + late, "件", f"逾期 {late} 件，{SOON} 天内到期 {soon} 件", pressing),
        _first_tile(first),
        _tile("暂定的日期", unsure, "个", "待导入节假日安排" if unsure else "都已确定", "gold" if unsure else "green"),
    ]


def _first_tile(first: DueLine | None) -> dict[str, object]:
    """The day that comes first; how far off it is tells of which year it is."""
    if first is None or first.item.due is None:
        return _tile("最近的期限", "—", "", "无", "teal")
    return _tile("最近的期限", cn_day(first.item.due), "", f"{first.left}：{first.item.title}", "teal")


def _tile(label: str, value: object, unit: str, note: str, tone: str) -> dict[str, object]:
    return {"label": label, "value": value, "unit": unit, "note": note, "tone": tone}


def _pressing(item: DueItem, on: date) -> tuple[str, str]:
    """Words and tone."""
    days, provisional = item.days_left(on), item.provisional
    if days is None:
        return "", "muted"
    if item.is_late(on):
        return f"逾期 {-days} 天", "red"
    if days < 0:
        return f"{'暂算' if provisional else ''}已过 {-days} 天", "gold"
    words = "今天到期" if days == 0 else f"剩 {days} 天"
    return f"暂算{words}" if provisional else words, "gold" if days <= SOON else "blue"

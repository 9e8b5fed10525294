"""How rules stand: by status on the day, begun and ended by month, terms that run out, marks of the check-up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from lianxi.apps.rulebook.figures.cards import Cell, Figure, rows_at
from lianxi.apps.rulebook.figures.dimensions import DIMENSIONS, counted
from lianxi.apps.rulebook.figures.months import last_months, month_of
from lianxi.apps.rulebook.figures.pictures import bars, columns
from lianxi.apps.rulebook.figures.stock import Held, Stock
from lianxi.kernel.texts.lapsing import lapses_within
from lianxi.kernel.texts.validity import Status
from lianxi.web.charts import ANSWERED, DONE, OPEN, TROUBLE, WAITING
from lianxi.web.wording import cn_date

AHEAD = (3, 6, 12)
"""Months ahead in which a term that runs out is counted."""
BANDS: Mapping[str, tuple[int, int]] = {
    "100": (100, 100), "90-99": (90, 99), "80-89": (80, 89), "60-79": (60, 79), "0-59": (0, 59),
}  # fmt: skip
"""Marks of the check-up, from and to, both included."""
_COLOURS = {
    Status.UNDATED: DONE, Status.PENDING: "#3A8A9C", Status.IN_FORCE: "#22694A", Status.AMENDED: OPEN,
    Status.REPEALED: TROUBLE, Status.VOID: TROUBLE, Status.EXPIRED: WAITING,
}  # fmt: skip


def lapses(held: Held, day: date, months: int) -> bool:
    """Whether a rule in force runs out within so many months of a day."""
    return held.until is not None and held.status.binds and lapses_within(held.until, day, months)


def by_status(stock: Stock) -> Figure:
    """效力."""
    rows = counted(stock.held, DIMENSIONS["status"], stock.on)
    says = f"到{cn_date(stock.day)}有效、已修改、已废止、失效、届满的各有多少件"
    colours = {status.label: colour for status, colour in _COLOURS.items()}
    return Figure("status", "效力状态", says, ("效力", "制度（件）"), rows, bars(rows, colours))


def trend(stock: Stock) -> Figure:
    """新施行与终止, two years back."""
    begun = Counter(month_of(one.begun) for one in stock.held if one.begun)
    ended = Counter(month_of(one.ended) for one in stock.held if one.ended)
    rows = [
        (
            Cell(month), Cell(begun[month], rows_at({"begun": month}, stock.on)),
            Cell(ended[month], rows_at({"ended": month}, stock.on)),
        )
        for month in last_months(stock.day)
    ]  # fmt: skip
    picture = columns(rows, ("新施行", "终止"), (OPEN, TROUBLE))
    says = "近两年每个月有多少件开始施行，多少件废止、失效或者届满"
    return Figure("trend", "施行与终止", says, ("月份", "新施行", "终止"), rows, picture, wide=True)


def expiring(stock: Stock) -> Figure:
    """即将届满."""
    rows = [
        (
            Cell(f"{months}个月内"),
            Cell(
                sum(lapses(one, stock.day, months) for one in stock.held),
                rows_at({"lapsing": str(months)}, stock.on),
            ),
        )
        for months in AHEAD
    ]
    colours = {f"{months}个月内": colour for months, colour in zip(AHEAD, (TROUBLE, WAITING, ANSWERED), strict=True)}
    says = f"从{cn_date(stock.day)}起三个月、六个月、一年内有效期届满的；后一项含前一项"
    return Figure("expiring", "即将届满", says, ("期间", "制度（件）"), rows, bars(rows, colours))


def health(stock: Stock) -> Figure:
    """体检得分."""
    rows = [
        (
            Cell("100分" if low == high else f"{low}—{high}分"),
            Cell(sum(low <= one.score <= high for one in stock.held), rows_at({"score": band}, stock.on)),
        )
        for band, (low, high) in BANDS.items()
    ]
    colours = {
        str(row[0].value): colour for row, colour in zip(rows, (OPEN, ANSWERED, DONE, WAITING, TROUBLE), strict=True)
    }
    says = "每件最新一版入库时的文本体检得分，满分是没有发现损坏"
    return Figure("health", "体检得分", says, ("得分", "制度（件）"), rows, bars(rows, colours))

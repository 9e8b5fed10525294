"""Which figures there are, in the order of the page, and which stand on one wall screen together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from lianxi.apps.rulebook.figures import activity, citing, holdings, standing, upkeep
from lianxi.apps.rulebook.figures.cards import Figure, at_day, rows_at
from lianxi.apps.rulebook.figures.stock import Stock

FIGURES: Mapping[str, Callable[[Stock], Figure | None]] = {
    "newest": activity.newest,
    "status": standing.by_status,
    "trend": standing.trend,
    "expiring": standing.expiring,
    "stale": citing.stale,
    "reviewed": upkeep.reviewed,
    "reviewyears": upkeep.review_years,
    "filed": upkeep.filed,
    "filedbody": upkeep.filed_by_body,
    "body": holdings.by_body,
    "unit": holdings.by_unit,
    "kind": holdings.by_kind,
    "year": holdings.by_year,
    "outward": holdings.by_use,
    "region": holdings.by_region,
    "visibility": holdings.by_visibility,
    "health": standing.health,
    "admission": holdings.by_admission,
    "intake": activity.intake,
    "cited": citing.most_cited,
    "network": citing.network,
    "operations": activity.operations,
    "log": activity.log,
}
SCREENS = (
    ("newest", "status", "kind", "trend", "expiring", "body"),
    ("admission", "unit", "health", "year", "outward", "region"),
    ("network", "cited", "stale", "log", "intake", "visibility"),
    ("reviewed", "reviewyears", "filed", "filedbody"),
)
_SOON = 6


def figures_of(stock: Stock, names: Iterable[str] = FIGURES) -> list[Figure]:
    """The cards one may see."""
    return [figure for name in names if (figure := FIGURES[name](stock)) is not None]


def tiles_of(stock: Stock) -> list[dict[str, Any]]:
    """The four numbers above all."""
    held = stock.held
    binding = [one for one in held if one.status.binds]
    tiles = [
        _tile("制度", len(held), at_day("rulebook:works", stock.on)),
        _tile("其中有效的", len(binding), rows_at({"binding": "true"}, stock.on), "有效和已修改"),
        _tile("六个月内届满", sum(standing.lapses(one, stock.day, _SOON) for one in held),
              rows_at({"lapsing": str(_SOON)}, stock.on)),
    ]  # fmt: skip
    ended = sum(one.ended is not None for one in held)
    return [*tiles, _tile("已经终止", ended, rows_at({"over": "true"}, stock.on), "废止、失效和届满")]


def _tile(label: str, value: int, href: str, note: str = "") -> dict[str, Any]:
    return {"label": label, "value": value, "unit": "件", "href": href, "note": note, "tone": "muted"}

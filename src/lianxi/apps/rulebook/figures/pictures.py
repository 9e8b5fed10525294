"""Pictures of figures as plain options for ECharts; a bar or point that is clicked opens its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lianxi.apps.rulebook.figures.cards import Row
from lianxi.web.charts import OPEN

MOST_BARS = 12
"""Bars in one picture; the table beside it has all."""
LARGE = 18
"""Size of letters on a wall, pixels."""
_GRID = {"left": 8, "right": 36, "top": 8, "bottom": 4, "containLabel": True}


def _point(row: Row, at: int, colour: str | None = None) -> dict[str, object]:
    point: dict[str, object] = {"name": str(row[0].value), "value": row[at].value, "href": row[at].href}
    return point | ({"itemStyle": {"color": colour}} if colour else {})


def bars(rows: Sequence[Row], colours: Mapping[str, str] | None = None) -> dict[str, object]:
    """Lying bars, the first rows on top; for names that are long."""
    told, colour = rows[:MOST_BARS], colours or {}
    return {
        "grid": _GRID,
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "xAxis": {"type": "value", "minInterval": 1, "splitNumber": 3},
        "yAxis": {
            "type": "category", "inverse": True, "data": [str(row[0].value) for row in told],
            "axisLabel": {"width": 170, "overflow": "truncate"},
        },
        "series": [{
            "type": "bar", "barMaxWidth": 16, "itemStyle": {"color": OPEN},
            "label": {"show": True, "position": "right"},
            "data": [_point(row, 1, colour.get(str(row[0].value))) for row in told],
        }],
    }  # fmt: skip


def stacked(rows: Sequence[Row], names: Sequence[str], colours: Sequence[str]) -> dict[str, object]:
    """Lying bars of several parts each, one for each column of the table behind the first."""
    plain = bars(rows)
    series = [
        {
            "name": name, "type": "bar", "stack": "all", "barMaxWidth": 16, "itemStyle": {"color": colour},
            "data": [_point(row, at) for row in rows[:MOST_BARS]],
        }
        for at, (name, colour) in enumerate(zip(names, colours, strict=True), start=1)
    ]  # fmt: skip
    return plain | {"grid": _GRID | {"top": 36}, "legend": {"top": 0, "left": 0}, "series": series}


def columns(rows: Sequence[Row], names: Sequence[str], colours: Sequence[str]) -> dict[str, object]:
    """Standing columns along time, one series for each column of the table behind the first."""
    return {
        "grid": _GRID | {"top": 36 if len(names) > 1 else 12, "right": 12},
        "legend": {"show": len(names) > 1, "top": 0, "left": 0},
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "xAxis": {"type": "category", "data": [str(row[0].value) for row in rows]},
        "yAxis": {"type": "value", "minInterval": 1, "splitNumber": 3},
        "series": [
            {
                "name": name, "type": "bar", "barMaxWidth": 18, "itemStyle": {"color": colour},
                "data": [_point(row, at) for row in rows],
            }
            for at, (name, colour) in enumerate(zip(names, colours, strict=True), start=1)
        ],
    }  # fmt: skip


def ring(rows: Sequence[Row], colours: Sequence[str]) -> dict[str, object]:
    """Shares of a whole, for a few names."""
    return {
        "color": list(colours),
        "tooltip": {"trigger": "item", "formatter": "{b}：{c}（{d}%）"},
        "series": [{
            "type": "pie", "radius": ["46%", "72%"], "label": {"formatter": "{b}\n{c}"},
            "data": [_point(row, 1) for row in rows],
        }],
    }  # fmt: skip


def enlarged(option: Mapping[str, Any]) -> dict[str, Any]:
    """The same picture with letters that can be read across a room."""
    made: dict[str, Any] = {**option, "textStyle": {"fontSize": LARGE}}
    for axis in ("xAxis", "yAxis"):
        if axis in made:
            label = made[axis].get("axisLabel", {})
            wider = {"width": 240} if "width" in label else {}
            made[axis] = {**made[axis], "axisLabel": {**label, **wider, "fontSize": LARGE}}
    if "legend" in made:
        made["legend"] = made["legend"] | {"textStyle": {"fontSize": LARGE}}
    made["series"] = [one | {"label": {**one.get("label", {}), "fontSize": LARGE}} for one in made["series"]]
    return made

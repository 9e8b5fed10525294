"""Charts of mechanisms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lianxi.apps.mechanisms.sheets import TurnLine
from lianxi.kernel.rules.rotation import TurnSource
from lianxi.web.charts import DONE, OPEN, Chart


def hosting_chart(lines: Sequence[TurnLine], names: Sequence[str]) -> Chart:
    """How often each party hosts in the years shown: what is on record, and what the wheel foresees."""
    held = Counter(line.host for line in lines if line.turn.source is TurnSource.HELD)
    foreseen = Counter(line.host for line in lines if line.turn.source is TurnSource.PREDICTED)
    series = (("有记录", held, DONE), ("推算", foreseen, OPEN))
    return Chart(
        id="hosting",
        title="各家承办次数",
        note="轮流承办，次数应当相近",
        source="本页各轮次；没有记载承办方的会议不计入",
        header=("承办方", "有记录", "推算", "合计"),
        rows=[(name, held[name], foreseen[name], held[name] + foreseen[name]) for name in names],
        option={
            "legend": {"top": 0, "left": 0},
            "grid": {"left": 8, "right": 24, "top": 36, "bottom": 4, "containLabel": True},
            "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
            "xAxis": {"type": "value", "minInterval": 1},
            "yAxis": {"type": "category", "inverse": True, "data": list(names)},
            "series": [
                {
                    "name": label,
                    "type": "bar",
                    "stack": "times",
                    "barWidth": 14,
                    "itemStyle": {"color": colour},
                    "data": [counted[name] for name in names],
                }
                for label, counted, colour in series
            ],
        },
    )

"""A chart as plain data 图表: what the browser draws, and the same figures as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Finished work recedes, open work is strong, waiting is gold, trouble is red.
DONE, ANSWERED, OPEN, WAITING, TROUBLE = "#C9D9EC", "#86ABD8", "#1F5AA6", "#D9A441", "#A61E22"


@dataclass(frozen=True)
class Chart:
    """One chart with its table twin, for readers without script, screen readers and print.

    id:     unique on the page, a valid HTML id.
    option: ECharts option of plain values only (string formatters; no functions, the policy forbids them).
    header, rows: the figures that are drawn, in full.
    source: where the figures come from, one Chinese sentence.
    """

    id: str
    title: str
    option: Mapping[str, object]
    header: Sequence[str]
    rows: Sequence[Sequence[object]]
    source: str = ""
    note: str = ""

    @property
    def option_id(self) -> str:
        """Id of the element that carries the option to the browser."""
        return f"{self.id}-option"

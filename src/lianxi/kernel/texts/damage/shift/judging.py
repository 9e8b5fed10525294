"""Judging what a search found 判断: whether there is a shift at all, how sure its original is, and what to say of it."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.damage.shift.likelihood import Likelihood
from lianxi.kernel.texts.damage.shift.search import Task, Way

_LEAST_GAIN = 10.0
_FITS_WELL = 5.5


@dataclass(frozen=True, slots=True)
class Searched:
    """The ways found for one span; `stop` is the place to which all of them were read."""

    text: str
    start: int
    task: Task
    stop: int
    ways: tuple[Way, ...]
    told: bool

    def fits_well(self, likelihood: Likelihood) -> bool:
        if not self.ways:
            return False
        best = self.ways[0]
        return best.cost / (len(best.made) + self.stop - best.end) <= _FITS_WELL

    def readings(self) -> list[tuple[str, float, Way]]:
        """Different readings of the text to `stop`, cheapest first, with costs"""
        found: dict[str, Way] = {}
        for way in self.ways:
            found.setdefault(way.made + self.text[way.end : self.stop], way)
        return [(k, w.cost, w) for k, w in found.items()]


def as_it_stands(searched: Searched, likelihood: Likelihood) -> float:
    first, second = searched.task.before
    cost = 0.0
    for char in searched.text[searched.start : searched.stop]:
        cost += likelihood.cost(first, second, char)
        first, second = second, likelihood.number(char)
    return cost


def judged(searched: Searched, likelihood: Likelihood) -> Finding | None:
    found = searched.readings()
    if not found:
        return None
    gain = as_it_stands(searched, likelihood) - found[0][1]
    if gain < _LEAST_GAIN:
        return None
    way = found[0][2]
    margin = found[1][1] - found[0][1] if len(found) > 1 else 16.0
    note = f"gain {gain:.1f} margin {margin:.1f} n {len(way.made)} mean {way.cost / (len(way.made) + searched.stop - way.end):.1f} {'dropped' if way.dropped else ''} {'orphan' if way.orphan else ''}{' unmarked' if way.unmarked else ''}{' eaten' if way.eaten else ''}{' told' if searched.told else ''}"
    total = sum(exp(found[0][1] - c) for _, c, _ in found)
    return Finding(Damage.GBK_SHIFT, searched.start, way.end, searched.text[searched.start:way.end], way.made, 1/total, note, tuple((w.made, round(exp(found[0][1]-c)/total,3)) for _,c,w in found[:5]))

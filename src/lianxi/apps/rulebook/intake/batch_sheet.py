"""A batch as its page shows it 批次: counts, rows of one tab, findings by unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from lianxi.apps.rulebook.intake.proposed import proposed, unclear, unit_named
from lianxi.apps.rulebook.models import Batch, Item, ItemState

CLEAR, LOOK = "clear", "look"
TABS = {
    CLEAR: ("齐全无疑", "green"),
    LOOK: ("须人看过", "gold"),
    ItemState.SAME.value: ("已在库中", "muted"),
    ItemState.FAILED.value: ("读不出", "red"),
    ItemState.WAITING.value: ("等待读取", "blue"),
    ItemState.ADMITTED.value: ("已入库", "green"),
    ItemState.DECLINED.value: ("不入库", "muted"),
    ItemState.OPENED.value: ("解开的压缩包", "muted"),
}


@dataclass(frozen=True)
class Sheet:
    """The items of a batch by tab, in order."""

    tabs: dict[str, list[Item]]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Tabs that are not empty: code, name, how many."""
        return [(code, TABS[code][0], len(items)) for code, items in self.tabs.items() if items]

    @property
    def first(self) -> str:
        """The tab to begin with."""
        return next((code for code, items in self.tabs.items() if items), LOOK)


def batch_sheet(batch: Batch) -> Sheet:
    """Every item under its tab; texts are not loaded."""
    tabs: dict[str, list[Item]] = {code: [] for code in TABS}
    for item in batch.items.defer("text").select_related("version__work"):
        item.batch = batch
        tabs[tab_of(item)].append(item)
    return Sheet(tabs)


def tab_of(item: Item) -> str:
    """Where an item stands."""
    if item.state != ItemState.READ:
        return str(item.state)
    return LOOK if unclear(item) else CLEAR


def row_of(item: Item) -> dict[str, Any]:
    """One line of the list."""
    known = proposed(item) if item.report else None
    return {
        "item": item, "title": known.values.get("title", "") if known else "", "tone": TABS[tab_of(item)][1],
        "why": unclear(item) if item.state == ItemState.READ else (),
        "score": item.report.get("score"), "findings": len(item.report.get("findings", ())),
    }  # fmt: skip


@dataclass
class UnitHealth:
    """What the check-up found in the files of one unit, or of one issuer where no unit is named."""

    name: str
    files: int = 0
    failed: int = 0
    score: int = 0
    findings: int = 0
    sure: int = 0
    classes: Counter[str] = field(default_factory=Counter)

    @property
    def mean(self) -> int | None:
        """Mean points of the files that were read."""
        return round(self.score / (self.files - self.failed)) if self.files > self.failed else None

    @property
    def most(self) -> list[tuple[str, int]]:
        """The three commonest classes of damage."""
        return self.classes.most_common(3)


def health_by_unit(items: Iterable[Item]) -> Sequence[UnitHealth]:
    """One row for each unit, the worst first."""
    rows: dict[str, UnitHealth] = {}
    for item in items:
        if item.state in (ItemState.WAITING, ItemState.OPENED) or item.erased:
            continue
        values = proposed(item).values
        unit = unit_named(item.batch, values.get("unit_key", ""))
        name = unit or values.get("unit") or values.get("issuer") or "（没有读出单位）"
        _count(rows.setdefault(name, UnitHealth(name)), item)
    return sorted(rows.values(), key=lambda row: (row.mean is None, row.mean or 0, row.name))


def _count(row: UnitHealth, item: Item) -> None:
    row.files += 1
    if not item.report:
        row.failed += 1
        return
    row.score += item.report["score"]
    row.findings += len(item.report["findings"])
    row.sure += sum(one["sure"] for one in item.report["findings"])
    row.classes.update(one["label"] for one in item.report["findings"])

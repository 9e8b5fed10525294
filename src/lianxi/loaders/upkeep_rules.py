"""data/upkeep_rules.toml → how often rules are gone through, and by when they are filed; every fault named at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from lianxi.kernel.errors import DefinitionError, Fault
from lianxi.kernel.rules.clauses import Force
from lianxi.kernel.rules.deadlines import LONGEST, DeadlineRule, Roll, Unit
from lianxi.kernel.rules.filings import FilingRule, Start
from lianxi.kernel.rules.reviews import ReviewRule
from lianxi.loaders.regions import Definition
from lianxi.loaders.rule_kinds import load_rule_kinds
from lianxi.loaders.table_rows import read_rows, repeated, row_key, unknown_sections
from lianxi.loaders.toml_files import definitions_root, read_toml

FILE = "data/upkeep_rules.toml"
_Text = Annotated[str, Field(min_length=1, max_length=300)]


class _Row(Definition):
    model_config = Definition.model_config | {"strict": False}


class ReviewRow(_Row):
    """One [[reviews]] as the file gives it."""

    kinds: Annotated[tuple[str, ...], Field(min_length=1)]
    months: Annotated[int, Field(ge=1, le=LONGEST[Unit.MONTH])]
    force: Force
    source: _Text

    def as_rule(self) -> ReviewRule:
        """For the kernel."""
        return ReviewRule(frozenset(self.kinds), self.months, self.force, self.source)


class FilingRow(_Row):
    """One [[filings]] as the file gives it."""

    kinds: Annotated[tuple[str, ...], Field(min_length=1)]
    effective: date
    amount: Annotated[int, Field(ge=1)]
    unit: Unit
    roll: Roll = Roll.NONE
    starts: Annotated[tuple[Start, ...], Field(min_length=1)]
    clause: _Text
    note: Annotated[str, Field(max_length=300)] = ""

    def as_rule(self) -> FilingRule:
        """For the kernel."""
        deadline = DeadlineRule(self.amount, self.unit, self.roll, clause=self.clause)
        return FilingRule(frozenset(self.kinds), self.effective, deadline, self.starts, self.note)


@dataclass(frozen=True)
class UpkeepRules:
    """What is asked of whoever keeps rules 看管制度的参数; of each kind at most one of the `reviews`."""

    reviews: tuple[ReviewRule, ...]
    filings: tuple[FilingRule, ...]


@lru_cache(maxsize=4)
def load_upkeep_rules(root: Path | None = None) -> UpkeepRules:
    """The parameters; `DefinitionError` with every fault of the file."""
    at = root or definitions_root()
    content = read_toml(at / FILE, at)
    reviews, faults = read_rows(ReviewRow, content, "reviews", FILE)
    rows, more = read_rows(FilingRow, content, "filings", FILE)
    kinds = {kind.code for kind in load_rule_kinds(root)}
    faults += [*more, *unknown_sections(content, ["reviews", "filings"], FILE)]
    faults += [*_unfit_reviews(reviews, kinds), *_unfit(rows, kinds)]
    if faults:
        raise DefinitionError(tuple(faults))
    return UpkeepRules(tuple(row.as_rule() for row in reviews.values()), tuple(row.as_rule() for row in rows.values()))


def _unfit_reviews(rows: dict[int, ReviewRow], kinds: set[str]) -> list[Fault]:
    """Kinds that are not there, and two intervals for one kind."""
    named = [(index, kind) for index, row in rows.items() for kind in row.kinds]
    strange = [
        Fault(FILE, row_key("reviews", index, "kinds"), f"data/rule_kinds.toml 里没有种类“{kind}”，请核对拼写。")
        for index, kind in named
        if kind not in kinds
    ]
    return [*strange, *repeated(named, "reviews", "kinds", FILE)]


def _unfit(rows: dict[int, FilingRow], kinds: set[str]) -> list[Fault]:
    """Periods no rule can mean, kinds that are not there, and two rows for one kind from one day."""
    faults, seen = list[Fault](), dict[tuple[str, date], int]()
    for index, row in rows.items():
        if row.amount > LONGEST[row.unit]:
            faults.append(Fault(FILE, row_key("filings", index, "amount"), f"{row.amount} 太长，请核对数和单位。"))
        for kind in row.kinds:
            if kind not in kinds:
                message = f"data/rule_kinds.toml 里没有种类“{kind}”，请核对拼写。"
                faults.append(Fault(FILE, row_key("filings", index, "kinds"), message))
            first = seen.setdefault((kind, row.effective), index)
            if first != index:
                message = f"种类“{kind}”从{row.effective}起已有第{first + 1}项，请删去一处或改正。"
                faults.append(Fault(FILE, row_key("filings", index, "kinds"), message))
    return faults

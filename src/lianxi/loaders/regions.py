"""data/regions.toml → regions 行政区划, with every fault named at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from lianxi.kernel.errors import DefinitionError, Fault
from lianxi.loaders.table_rows import read_rows, repeated, row_key, unknown_sections
from lianxi.loaders.toml_files import definitions_root, read_toml

FILE = "data/regions.toml"
Code = Annotated[str, Field(pattern=r"^[0-9]{6}$")]
Name = Annotated[str, Field(min_length=1, max_length=60)]
ShortName = Annotated[str, Field(min_length=1, max_length=20)]
Remark = Annotated[str, Field(max_length=300)]


class Definition(BaseModel):
    """A row of a definition file: no unknown keys, never changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def ends_after(start: date | None, end: date | None) -> bool:
    """Whether a span with both days known is at least one day long."""
    return start is None or end is None or end > start


class FormerNameRow(Definition):
    """A name or code a region used to bear 旧名旧码."""

    code: Code
    name: Name
    start: date | None = None
    end: date | None = None
    source: Remark = ""
    note: Remark = ""

    @model_validator(mode="after")
    def _in_order(self) -> FormerNameRow:
        if not ends_after(self.start, self.end):
            raise ValueError(f"end（{self.end}）应晚于 start（{self.start}），请改正。")
        return self


class RegionRow(Definition):
    """One region as the file gives it."""

    code: Code
    name: Name
    short_name: ShortName
    level: Literal["province", "prefecture", "county"]
    kind: Literal["省", "自治区", "直辖市", "地级市", "自治州", "地区", "县级市", "县", "自治县", "市辖区"]
    parent: Code | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successor: Code | None = None
    sample: bool = False
    source: Remark = ""
    note: Remark = ""
    former: tuple[FormerNameRow, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _in_order(self) -> RegionRow:
        if not ends_after(self.valid_from, self.valid_to):
            raise ValueError(f"valid_to（{self.valid_to}）应晚于 valid_from（{self.valid_from}），请改正。")
        if self.successor and not self.valid_to:
            raise ValueError("写了后继 successor，还须写止日 valid_to；止日未查证时请只在 note 里说明。")
        return self


SAMPLE_CODES = "99"
LEVEL_BY_ENDING = (("0000", "province"), ("00", "prefecture"), ("", "county"))


def load_regions(root: Path | None = None) -> tuple[RegionRow, ...]:
    """All regions, parents before their children; or `DefinitionError` with every fault of the file."""
    content = read_toml((root or definitions_root()) / FILE, root or definitions_root())
    rows, faults = read_rows(RegionRow, content, "regions", FILE)
    faults += unknown_sections(content, ("regions",), FILE)
    faults += repeated(((index, row.code) for index, row in rows.items()), "regions", "code", FILE)
    faults += _relations(rows, {str(item.get("code")) for item in content.get("regions", []) if isinstance(item, dict)})
    if not content.get("regions"):
        faults.append(Fault(FILE, "regions", "没有一个行政区划，请至少写一个 [[regions]]。"))
    if faults:
        raise DefinitionError(tuple(faults))
    return tuple(sorted(rows.values(), key=lambda row: (_depth(row), row.code)))


def _depth(row: RegionRow) -> int:
    return ("province", "prefecture", "county").index(row.level)


def _relations(rows: Mapping[int, RegionRow], codes: set[str]) -> list[Fault]:
    """Faults between rows: parents and successors that are not there, levels that the code contradicts."""
    level_of = {row.code: row.level for row in rows.values()}
    faults: list[Fault] = []
    for index, row in rows.items():
        for key, other in (("parent", row.parent), ("successor", row.successor)):
            if other is not None and other not in codes:
                faults.append(
                    Fault(FILE, row_key("regions", index, key), f"没有代码为 {other} 的行政区划，请补上或改正。")
                )
            if other == row.code:
                faults.append(Fault(FILE, row_key("regions", index, key), "不能是自己，请改正。"))
        if row.parent in level_of and level_of[row.parent] == "county":
            faults.append(Fault(FILE, row_key("regions", index, "parent"), f"上级 {row.parent} 是县级，不能再有下级。"))
        faults += _code_says(index, row)
    return faults


def _code_says(index: int, row: RegionRow) -> list[Fault]:
    """Faults between a row and what its code means: the level, and 99… for what is invented."""
    if row.sample != row.code.startswith(SAMPLE_CODES):
        message = f"示例地区的代码以 {SAMPLE_CODES} 开头（GB/T 2260 不用），真实地区不能；请改 code 或 sample。"
        return [Fault(FILE, row_key("regions", index, "sample"), message)]
    level = next(level for ending, level in LEVEL_BY_ENDING if row.code.endswith(ending))
    if row.level != level and not row.sample:
        message = f"代码 {row.code} 按 GB/T 2260 是 {level}，这里写的是 {row.level}，请改正。"
        return [Fault(FILE, row_key("regions", index, "level"), message)]
    return []


def place_names(root: Path | None = None) -> tuple[str, ...]:
    """Every name by which a real region is or was called, full and short, each once: what a text may name."""
    rows = [row for row in load_regions(root) if not row.sample]
    names = (name for row in rows for name in (row.name, row.short_name, *(one.name for one in row.former)))
    return tuple(dict.fromkeys(names))


def region_ranks(root: Path | None = None) -> dict[str, str]:
    """Name of each region → its rank (province, prefecture, county), sample regions among them."""
    return {row.name: row.level for row in load_regions(root)}

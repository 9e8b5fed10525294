"""data/bodies.toml → bodies 机构, what they may adopt 文件形式, posts 职务, known terms 届 and sittings 次会议."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from lianxi.kernel.errors import DefinitionError, Fault
from lianxi.loaders.regions import Code, Definition, Remark, ends_after
from lianxi.loaders.table_rows import read_rows, repeated, row_key, unknown_sections
from lianxi.loaders.toml_files import check, definitions_root, read_toml

FILE = "data/bodies.toml"
SUFFIXES = {"standing_committee": "", "congress": "-congress", "government": "-government"}
Kind = Literal["standing_committee", "congress", "government"]
Number = Annotated[int, Field(ge=1, le=200)]


class InstrumentRow(Definition):
    """A form of document 文种 with the law that allows it."""

    form: Annotated[str, Field(min_length=1, max_length=30)]
    source: Annotated[str, Field(min_length=1, max_length=200)]
    approval: Annotated[str, Field(max_length=100)] = ""
    limits: Annotated[str, Field(max_length=200)] = ""
    verified: bool = True


class Instruments(Definition):
    """The section `[instruments.*]`."""

    instruments: dict[str, InstrumentRow] = {}


class PostRow(Definition):
    """A post 职务 and the kinds of body that have it."""

    name: Annotated[str, Field(min_length=1, max_length=40)]
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1, strict=False)]
    single: bool = False
    source: Annotated[str, Field(max_length=200)] = ""


class SittingRow(Definition):
    """A sitting 次会议 known from a source."""

    number: Number
    held_on: date
    verified: bool = True
    source: Remark = ""
    note: Remark = ""


class TermRow(Definition):
    """A term of office 届 known from a source."""

    number: Number
    start: date | None = None
    end: date | None = None
    verified: bool = True
    source: Remark = ""
    note: Remark = ""
    sittings: tuple[SittingRow, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _in_order(self) -> TermRow:
        if not ends_after(self.start, self.end):
            raise ValueError(f"end（{self.end}）应晚于 start（{self.start}），请改正。")
        numbers = [sitting.number for sitting in self.sittings]
        if len(set(numbers)) < len(numbers):
            raise ValueError("同一届里会议次数重复，请改正。")
        return self


class BodyRow(Definition):
    """One body as the file gives it."""

    code: Annotated[str, Field(pattern=r"^[0-9]{6}(-[a-z]+)?$")]
    name: Annotated[str, Field(min_length=1, max_length=80)]
    short_name: Annotated[str, Field(min_length=1, max_length=40)]
    kind: Kind
    region: Code
    instruments: Annotated[tuple[str, ...], Field(strict=False)] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    note: Remark = ""
    terms: tuple[TermRow, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _in_order(self) -> BodyRow:
        if not ends_after(self.valid_from, self.valid_to):
            raise ValueError(f"valid_to（{self.valid_to}）应晚于 valid_from（{self.valid_from}），请改正。")
        wanted = self.region + SUFFIXES[self.kind]
        if self.code != wanted:
            raise ValueError(f"代码应为 {wanted}（行政区划代码加机构类别的后缀），现为 {self.code}，请改正。")
        return self


@dataclass(frozen=True)
class BodiesFile:
    """What data/bodies.toml holds."""

    bodies: tuple[BodyRow, ...]
    instruments: Mapping[str, InstrumentRow]
    posts: tuple[PostRow, ...]


def load_bodies(root: Path | None = None, *, regions: Collection[str] | None = None) -> BodiesFile:
    """All bodies; or `DefinitionError` with every fault. `regions`: codes that exist, None where they are not known."""
    root = root or definitions_root()
    content = read_toml(root / FILE, root)
    bodies, faults = read_rows(BodyRow, content, "bodies", FILE)
    posts, post_faults = read_rows(PostRow, content, "posts", FILE)
    instruments, instrument_faults = _instruments(content)
    faults += post_faults + instrument_faults
    faults += unknown_sections(content, ("bodies", "instruments", "posts"), FILE)
    faults += repeated(((index, row.code) for index, row in bodies.items()), "bodies", "code", FILE)
    faults += repeated(((index, row.name) for index, row in posts.items()), "posts", "name", FILE)
    known = content.get("instruments", {})
    faults += _relations(bodies, known if isinstance(known, dict) else {}, regions)
    if not content.get("bodies"):
        faults.append(Fault(FILE, "bodies", "没有一个机构，请至少写一个 [[bodies]]。"))
    if faults:
        raise DefinitionError(tuple(faults))
    return BodiesFile(tuple(bodies.values()), instruments, tuple(posts.values()))


def _instruments(content: dict[str, object]) -> tuple[Mapping[str, InstrumentRow], list[Fault]]:
    section = {"instruments": content["instruments"]} if "instruments" in content else {}
    try:
        return check(Instruments, section, FILE).instruments, []
    except DefinitionError as error:
        return {}, list(error.faults)


def _relations(
    bodies: Mapping[int, BodyRow], instruments: Collection[str], regions: Collection[str] | None
) -> list[Fault]:
    """Faults between sections: regions, instruments that are not there, terms given twice."""
    faults: list[Fault] = []
    for index, row in bodies.items():
        if regions is not None and row.region not in regions:
            message = f"data/regions.toml 里没有 {row.region}，请补上或改正。"
            faults.append(Fault(FILE, row_key("bodies", index, "region"), message))
        for name in row.instruments:
            if name not in instruments:
                message = f"没有 [instruments.{name}] 一节，请补上或改正。"
                faults.append(Fault(FILE, row_key("bodies", index, "instruments"), message))
        numbers = [term.number for term in row.terms]
        if len(set(numbers)) < len(numbers):
            faults.append(Fault(FILE, row_key("bodies", index, "terms"), "届数重复，请改正。"))
    return faults

"""data/rule_kinds.toml → kinds of rules 制度种类."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from lianxi.kernel.errors import DefinitionError
from lianxi.kernel.texts.metadata import Certain, RuleKind
from lianxi.loaders.regions import Definition
from lianxi.loaders.table_rows import read_rows, repeated, unknown_sections
from lianxi.loaders.toml_files import definitions_root, read_toml

FILE = "data/rule_kinds.toml"
Words = tuple[Annotated[str, Field(min_length=1, max_length=20)], ...]


Makers = tuple[
    Literal[
        "congress", "congress_office", "government", "government_office", "department", "party", "party_group", "other"
    ],
    ...,
]


class CertainRow(Definition):
    """Signs that together leave no doubt of a kind, as the file gives them."""

    model_config = Definition.model_config | {"strict": False}

    why: Annotated[str, Field(min_length=1, max_length=100)]
    endings: Words = ()
    numbers: Words = ()
    words: Words = ()
    without: Words = ()
    makers: Makers = ()
    beside: Makers = ()
    adopted: bool = False
    approved: bool | None = None
    lawmaking: bool | None = None
    form: Literal["", "articles", "levels"] = ""
    order: bool = False
    lasting: bool | None = None
    several: bool | None = None
    house: bool = False

    def as_certain(self) -> Certain:
        """For the kernel."""
        return Certain(**self.model_dump())


class KindRow(Definition):
    """One kind as the file gives it."""

    model_config = Definition.model_config | {"strict": False}

    code: Annotated[str, Field(pattern=r"^[a-z]{2,12}$")]
    name: Annotated[str, Field(min_length=1, max_length=20)]
    outward: bool
    endings: Words = ()
    adopted: bool | None = None
    numbers: Words = ()
    words: Words = ()
    issuers: Words = ()
    source: Annotated[str, Field(max_length=200)] = ""
    lawmaking: bool = False
    household: Words = ()
    certain: tuple[CertainRow, ...] = ()

    def as_kind(self) -> RuleKind:
        """For the kernel."""
        certain = tuple(row.as_certain() for row in self.certain)
        return RuleKind(
            self.code, self.name, self.endings, self.adopted, self.numbers, self.words, self.issuers, self.outward,
            self.lawmaking, self.household, certain,
        )  # fmt: skip


@lru_cache(maxsize=4)
def load_rule_kinds(root: Path | None = None) -> tuple[RuleKind, ...]:
    """The kinds in the order of the file; `DefinitionError` with every fault."""
    at = root or definitions_root()
    content = read_toml(at / FILE, at)
    rows, faults = read_rows(KindRow, content, "kinds", FILE)
    faults += unknown_sections(content, ["kinds"], FILE)
    faults += repeated(((index, row.code) for index, row in rows.items()), "kinds", "code", FILE)
    if faults:
        raise DefinitionError(tuple(faults))
    return tuple(row.as_kind() for row in rows.values())


def kind_names() -> dict[str, str]:
    """Code of a kind → its Chinese name, in the order of the file."""
    return {kind.code: kind.name for kind in load_rule_kinds()}


def rule_kind(code: str) -> RuleKind:
    """The kind of that code; `KeyError` where there is none."""
    return {kind.code: kind for kind in load_rule_kinds()}[code]

"""`data/demo/rules/upkeep.toml`: conclusions, publications and filings of invented rules."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from lianxi.kernel.rules.reviews import Conclusion
from lianxi.loaders.demo_rules.rows import Body, Words
from lianxi.loaders.regions import Definition
from lianxi.loaders.toml_files import check, definitions_root, read_toml

FILE = "data/demo/rules/upkeep.toml"


class _Row(Definition):
    """body, made: whose rule it is, and the day in its address."""

    model_config = Definition.model_config | {"strict": False}

    body: Body
    made: date
    day: date


class DemoReview(_Row):
    """A conclusion on a rule."""

    conclusion: Conclusion
    reason: Words


class DemoPublication(_Row):
    """The publication of its first version."""

    where: Words


class DemoFiling(_Row):
    """The filing of its first version."""

    recipient: Words
    number: Words


class DemoUpkeep(BaseModel):
    """All of them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reviews: tuple[DemoReview, ...]
    publications: tuple[DemoPublication, ...]
    filings: tuple[DemoFiling, ...]


def load_demo_upkeep() -> DemoUpkeep:
    """What the file says; `DefinitionError` naming what is wrong."""
    root = definitions_root()
    return check(DemoUpkeep, read_toml(root / FILE, root), FILE)

"""The files of `data/demo/rules/` as they are written."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from lianxi.loaders.regions import Definition

Body = Annotated[str, Field(pattern=r"^[0-9]{6}$")]
Words = Annotated[str, Field(min_length=1, max_length=200)]
Visible = Literal["public", "bodies", "circle", "body", "unit", "persons"]
Style = Literal["plain", "chapters", "levels"]


class _Row(Definition):
    model_config = Definition.model_config | {"strict": False}


class Theme(_Row):
    """What a rule is about; its articles are `"1|文字"`, the figure naming the part they stand in."""

    key: Annotated[str, Field(pattern=r"^[a-z]+$")]
    name: Words
    goal: Words
    scope: Words
    dept: Words
    parts: tuple[Words, ...]
    articles: tuple[Annotated[str, Field(pattern=r"^[1-9]\|")], ...]
    committee: bool = False
    internal: bool = False
    party: bool = False
    circle: bool = False

    @property
    def group(self) -> str:
        """Which shared articles go with it."""
        return "internal" if self.internal else "committee" if self.committee else "outward"


class SharedArticles(_Row):
    """Articles of any theme: behind the first two, and before the last."""

    lead: tuple[str, ...]
    tail: tuple[str, ...]


class Shared(_Row):
    """common.toml."""

    outward: SharedArticles
    committee: SharedArticles
    internal: SharedArticles


class Change(_Row):
    """The second version: articles of the theme left out and added, periods changed, on which day in force.

    kept: whether the decision that changed it is in the repository too.
    """

    day: date
    commences: date
    drop: tuple[int, ...] = ()
    add: tuple[int, ...] = ()
    days: int = 0
    kept: bool = False


class End(_Row):
    """What ended it or renewed its term; by: title of the instrument."""

    kind: Literal["repeal", "void", "term"]
    day: date
    by: Words
    number: str = ""
    last_day: date | None = None


class Invented(_Row):
    """An invented rule: a theme as one body has it.

    number: of its document number; 0 for none. use, lead, tail: which articles, counted from 1.
    days:   the period that stands for {days}. cites: themes whose rules of the same body it cites.
    years:  of its term, 0 for none; until: the last day named instead. later: day on which its last article but the
    closing one commences, where that is another day. dirty: damage its file had; mended: taken out on coming in.
    """

    body: Body
    theme: str
    form: Words
    kind: str
    day: date
    commences: date
    admitted: date
    use: tuple[int, ...]
    lead: tuple[int, ...] = ()
    tail: tuple[int, ...] = ()
    number: int = 0
    style: Style = "plain"
    days: int = 10
    years: int = 0
    until: date | None = None
    trial: bool = False
    later: date | None = None
    visibility: Visible = "body"
    circle: str = ""
    readers: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    change: Change | None = None
    ends: tuple[End, ...] = ()
    dirty: Literal["", "width", "hidden", "number"] = ""
    mended: bool = False


class Place(_Row):
    """How a body's documents are numbered."""

    body: Body
    sign: Words
    term: int


class Member(_Row):
    """An account that works in a unit."""

    body: Body
    unit: Words
    account: Words


class Adoption(_Row):
    """One body's adoption of a rule that is written out."""

    body: Body
    day: date
    admitted: date
    caption: str = ""


class WrittenText(_Row):
    """One version as it is written out; of a real rule its gist. admitted: where it came in later than the first."""

    commences: date
    text: str
    caption: str = ""
    instrument: str = ""
    admitted: date | None = None


class Written(_Row):
    """A rule written out; issuer: "" for the body that adopted it. source: where the facts were read."""

    title: Words
    kind: str
    unit: Words
    visibility: Visible
    source: Words
    issuer: str = ""
    adoptions: tuple[Adoption, ...]
    versions: tuple[WrittenText, ...]


class Bound(_Row):
    """A version of a mechanism, and the rule of a body it is bound to: by whom and on which day."""

    slug: Words
    effective: date
    body: Body
    title: Words
    number: int
    day: date
    account: Words

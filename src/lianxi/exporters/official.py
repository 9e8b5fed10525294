"""An official document 公文 as plain values: what it says, without how it looks. `docx` and `pdf` lay it out.

Every text is data: nothing in it is ever read as markup or as source.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4: 一、（一）1.（1）; the number is part of the text."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `indent` sets its first line in by two characters."""

    text: str
    indent: bool = True


@dataclass(frozen=True)
class Pair:
    """A label and what belongs to it, e.g. 出席：甲、乙; the label stands in 黑体."""

    label: str
    text: str


@dataclass(frozen=True)
class Table:
    """A table; the header is repeated on every page. widths: share of each column, any unit."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    caption: str = ""


Block = Heading | Paragraph | Pair | Table


@dataclass(frozen=True)
class OfficialDocument:
    """One document.

    mark:      name of the issuer or of the minutes above the title, in black; "" for none. Never a red head.
    number:    document number 发文字号, "" where none is given.
    addressee: 主送, flush left with a colon; "" for none.
    signature: who signs, one line each, above the date. notes: lines at the foot 版记, e.g. 抄送.
    sample:    样例 stands on every page.
    """

    title: str
    blocks: tuple[Block, ...]
    mark: str = ""
    number: str = ""
    addressee: str = ""
    signature: tuple[str, ...] = ()
    day: date | None = None
    attachments: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())
    sample: bool = False

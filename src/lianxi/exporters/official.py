"""An official document 公文 as plain values: what it says, without how it looks. `docx`, `pdf` and `html` lay it out.

Every text is data: nothing in it is ever read as markup or as source.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

Align = Literal["left", "center", "right"]


class Mark(StrEnum):
    """What happened to a run of words, told apart in black and white too; a legend is for the content to give."""

    DELETED = "deleted"  # 删去: struck through, red
    INSERTED = "inserted"  # 新增: double underline, blue
    MOVED = "moved"  # 移动: wavy underline, teal
    STRONG = "strong"  # 黑体, e.g. the number of an article


@dataclass(frozen=True)
class Run:
    """Words with one mark, or with none."""

    text: str
    mark: Mark | None = None


Words = str | tuple[Run, ...]


def plain(words: Words) -> str:
    """What the words say, deleted ones included, without their marks."""
    return words if isinstance(words, str) else "".join(run.text for run in words)


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4: 一、（一）1.（1）; the number is part of the text. Chapters 章 stand in the center."""

    text: Words
    level: int = 1
    align: Align = "left"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, both its sides even; `indent` sets its first line in by two characters.

    One in the center is a caption, e.g. 题注 below the title: it stands in 楷体
    and is not set in, and neither is one at the right.
    """

    text: Words
    indent: bool = True
    align: Align = "left"


@dataclass(frozen=True)
class Pair:
    """A label and what belongs to it, e.g. 出席：甲、乙; the label stands in 黑体."""

    label: str
    text: str


@dataclass(frozen=True)
class Table:
    """A table; the header is repeated on every page. widths: share of each column, any unit.

    top: for long texts side by side, e.g. 对照表: cells begin at the top, both
    sides of a text are even, and a row may run over several pages.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[float, ...] = ()
    caption: str = ""
    top: bool = False


Block = Heading | Paragraph | Pair | Table


@dataclass(frozen=True)
class OfficialDocument:
    """One document.

    mark:      name of the issuer or of the minutes above the title, in black; "" for none. Never a red head.
    number:    document number 发文字号, "" where none is given.
    addressee: 主送, flush left with a colon; "" for none.
    signature: who signs, one line each, above the date. notes: lines at the foot 版记, e.g. 抄送.
    sample:    样例 stands on every page. landscape: A4 横排, its head at the edge where the sheets are bound.
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
    landscape: bool = False

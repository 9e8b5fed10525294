"""What an amending decision 修改决定 orders: instructions, each for one place of the old text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Act(StrEnum):
    """Kind of instruction (立法技术规范, 修改决定)."""

    REPLACE = "replace"
    RENUMBER = "renumber"
    INSERT = "insert"
    DELETE = "delete"
    SUBSTITUTE = "substitute"
    MERGE = "merge"
    REORDER = "reorder"

    @property
    def label(self) -> str:
        """Chinese term."""
        return _LABELS[self]


_LABELS = {
    Act.REPLACE: "修改为",
    Act.RENUMBER: "改为",
    Act.INSERT: "增加",
    Act.DELETE: "删去",
    Act.SUBSTITUTE: "替换文字",
    Act.MERGE: "合并",
    Act.REORDER: "条文顺序作相应调整",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A provision by its numbers; what is None is not narrowed down.

    article:   key, `12-1` for 第十二条之一.
    paragraph: 款, from 1.
    point:     项, key.
    """

    article: str | None = None
    paragraph: int | None = None
    point: str | None = None

    def within(self, outer: Place) -> Place:
        """第二款 of the article spoken of, 第三项 of its paragraph."""
        if self.article is not None:
            return self
        if self.paragraph is not None:
            return replace(self, article=outer.article)
        return Place(outer.article, outer.paragraph, self.point)

    @property
    def label(self) -> str:
        """As a refusal names it: 第12-1条第2款."""
        parts = ((self.article, "条"), (self.paragraph, "款"), (self.point, "项"))
        return "".join(f"第{number}{unit}" for number, unit in parts if number is not None) or "全文"


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction.

    start, end: its words, in characters of the decision.
    places:     where in the old text, by the old numbers; none where it speaks of the whole text. Of an insertion
                the provision that takes it up, where the decision names one.
    to:         new numbers, one for each place or each provision put in.
    text:       new wording without its quotation marks.
    was:        words that `text` replaces, of a substitution ("" never); `text` is "" where they are struck.
    count:      what is put in: (number, 条 or 款 or 项 or 章).
    law:        title of the text it amends, where the decision names one.
    division:   number of a chapter put in; `to` are its articles and `text` its heading.
    """

    act: Act
    start: int
    end: int
    places: tuple[Place, ...] = ()
    to: tuple[Place, ...] = ()
    text: str = ""
    was: str = ""
    count: tuple[int, str] | None = None
    division: int | None = None
    law: str | None = None

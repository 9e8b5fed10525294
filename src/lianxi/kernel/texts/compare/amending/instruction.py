"""What an amending decision 修改决定 orders: instructions, each for one place of the old text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from lianxi.kernel.texts.numerals import write_number


class Act(StrEnum):
    """Kind of instruction (立法技术规范, 修改决定).

    `REORDER` numbers the articles through, `CONTENTS` brings the table of contents up to date.
    `UNREAD` is a sentence that orders something and could not be read; it is never carried out.
    """

    REPLACE = "replace"
    RENUMBER = "renumber"
    INSERT = "insert"
    DELETE = "delete"
    SUBSTITUTE = "substitute"
    MERGE = "merge"
    SPLIT = "split"
    REORDER = "reorder"
    CONTENTS = "contents"
    UNREAD = "unread"

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
    Act.SPLIT: "分开",
    Act.REORDER: "条文顺序作相应调整",
    Act.CONTENTS: "目录作相应调整",
    Act.UNREAD: "没有读懂",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a text by its numbers; what is None is not narrowed down.

    article:   key, `12-1` for 第十二条之一.
    paragraph: 款, from 1.
    point:     项, key.
    indent:    目, key.
    sentence:  句, from 1; -1 for the last one.
    division:  编 章 节 from the outermost in, ("章", "3"); ("", "附则") for one without a number.
    heading:   only the heading of that division 章名.
    part:      what is no provision: 标题 题注 目录 序言 附件 附件1 落款; 序言 may have a paragraph.
    """

    article: str | None = None
    paragraph: int | None = None
    point: str | None = None
    indent: str | None = None
    sentence: int | None = None
    division: tuple[tuple[str, str], ...] = ()
    heading: bool = False
    part: str | None = None

    def within(self, outer: Place) -> Place:
        """第二款 of the article spoken of, 第三项 of its paragraph."""
        if self.article is not None or self.part is not None:
            return self
        if self.division:
            return self._of_outer_division(outer)
        held = outer if outer.article is not None or outer.part == "序言" else Place()
        if self.paragraph is not None:
            return replace(self, article=held.article, part=held.part)
        if self.point is not None:
            return replace(self, article=held.article, paragraph=held.paragraph)
        if self.indent is not None:
            return replace(self, article=held.article, paragraph=held.paragraph, point=held.point)
        return replace(held, sentence=self.sentence) if self.sentence is not None else self

    def _of_outer_division(self, outer: Place) -> Place:
        """第二节 of the chapter spoken of."""
        rank = _RANKS.index(self.division[0][0]) if self.division[0][0] in _RANKS else 0
        above = tuple(step for step in outer.division if step[0] in _RANKS[:rank]) if not outer.article else ()
        return replace(self, division=above + self.division)

    @property
    def is_article(self) -> bool:
        """A whole article."""
        return self.article is not None and self == Place(self.article)

    @property
    def label(self) -> str:
        """As a refusal names it: 第十二条之一第二款."""
        said = "".join(_named(key, unit) for unit, key in self.division)
        said += f"{self.division[-1][0] or '章'}名" if self.heading and self.division else ""
        said += f"{self.part[:2]}{written(self.part[2:])}" if self.part else ""
        said += _named(self.article, "条") if self.article else ""
        unit = "自然段" if self.part else "款"
        said += _named(str(self.paragraph), unit) if self.paragraph is not None else ""
        said += _named(self.point, "项") if self.point else ""
        said += _named(self.indent, "目") if self.indent else ""
        if self.sentence is not None:
            said += "最后一句" if self.sentence < 0 else _named(str(self.sentence), "句")
        return said or "全文"


_RANKS = "编章节"


def _named(key: str, unit: str) -> str:
    number, *branches = key.split("-")
    if not number.isdecimal():
        return key
    return f"第{written(number)}{unit}" + "".join(f"之{written(branch)}" for branch in branches)


def written(number: str) -> str:
    """`12` → 十二; what is no number, or beyond all numbers of provisions, as it is."""
    return write_number(int(number)) if number.isdecimal() and len(number) <= 8 else number


def printed_number(key: str, unit: str = "条") -> str:
    """`12-1` → 第十二条之一."""
    return _named(key, unit)


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction.

    start, end: its words, in characters of the decision.
    places:     where in the old text, by the old numbers; none where it speaks of the whole text. Of an insertion
                the provision that takes it up or follows it, where the decision names one.
    to:         new numbers, one for each place or each provision put in.
    text:       new wording without its quotation marks.
    was:        words that `text` replaces, of a substitution ("" never); `text` is "" where they are struck.
    among:      further words that the same sentence replaces in the same places; a place need not have all of them.
    besides:    places that a substitution in the whole text leaves alone (除第三条外).
    count:      what is put in: (number, 条 or 款 or 项 or 目 or 句 or 章 or 节 or 编 or 附件).
    after, before: an insertion stands directly after, or before, its place.
    division:   the chapter put in; `to` are its articles and `text` its heading, or all of it.
    references: of `REORDER`, that references to articles follow their new numbers too.
    law:        title of the text it amends, where the decision names one.
    """

    act: Act
    start: int
    end: int
    places: tuple[Place, ...] = ()
    to: tuple[Place, ...] = ()
    text: str = ""
    was: str = ""
    among: tuple[str, ...] = ()
    besides: tuple[Place, ...] = ()
    count: tuple[int, str] | None = None
    after: bool = False
    before: bool = False
    division: Place | None = None
    references: bool = False
    law: str | None = None

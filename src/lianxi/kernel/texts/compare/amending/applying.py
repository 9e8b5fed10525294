"""Applying an amending decision to the old text 修改决定的落实, one instruction after the other.

An instruction that does not fit the text changes nothing and is given back with
the reason: what it leaves open is never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.compare.amending.instruction import Act, Instruction, Place
from lianxi.kernel.texts.compare.amending.model import (
    Article,
    NewChapter,
    Paragraph,
    Point,
    Text,
    ended,
    new_paragraphs,
    printed_number,
)
from lianxi.kernel.texts.compare.amending.numbering import renumber


@dataclass(frozen=True, slots=True)
class Refused:
    """An instruction that was not carried out, and why."""

    instruction: Instruction
    reason: str


@dataclass(frozen=True, slots=True)
class Amended:
    """The text as amended."""

    text: str
    applied: tuple[Instruction, ...]
    not_applied: tuple[Refused, ...]


class _UnfitError(Exception):
    """The instruction does not fit the text; the message says why, in Chinese."""


def apply(instructions: Sequence[Instruction], old_text: str) -> Amended:
    """Carry out the instructions on the old text."""
    work = _Work(Text.of(old_text))
    applied: list[Instruction] = []
    refused: list[Refused] = []
    for instruction in instructions:
        try:
            work.carry_out(instruction)
            applied.append(instruction)
        except _UnfitError as unfit:
            refused.append(Refused(instruction, str(unfit)))
    renumber(work.text, in_order=work.in_order)
    return Amended(work.text.printed(), tuple(applied), tuple(refused))


class _Work:
    """The text under the hands of the decision; provisions are found by their old numbers until the end."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.in_order = False
        self.by_key = {article.key: article for article in text.articles if article.key}
        self.raised: dict[Place, Article] = {}

    def carry_out(self, instruction: Instruction) -> None:
        acts: dict[Act, Callable[[Instruction], None]] = {
            Act.REPLACE: self._replace,
            Act.RENUMBER: self._renumber,
            Act.INSERT: self._insert,
            Act.DELETE: self._delete,
            Act.SUBSTITUTE: self._substitute,
            Act.MERGE: self._merge,
            Act.REORDER: self._reorder,
        }
        acts[instruction.act](instruction)

    def _article(self, place: Place) -> Article:
        article = self.by_key.get(place.article or "")
        if article is None or article.gone:
            raise _UnfitError(f"原文没有{Place(place.article).label}" if place.article else "没有说明是哪一条")
        return article

    def _paragraph(self, place: Place) -> Paragraph:
        article = self._article(place)
        if place.paragraph is None:
            held = [paragraph for paragraph in article.paragraphs if paragraph.points]
            if len(held) != 1:
                raise _UnfitError(f"{place.label}没有写明是第几款，而该条有{len(held)}款分项")
            return held[0]
        found = next((one for one in article.paragraphs if one.number == place.paragraph), None)
        if found is None:
            raise _UnfitError(f"原文没有{Place(place.article, place.paragraph).label}")
        return found

    def _point(self, place: Place) -> tuple[Paragraph, Point]:
        paragraph = self._paragraph(place)
        found = next((one for one in paragraph.points if one.number == place.point), None)
        if found is None:
            raise _UnfitError(f"原文没有{place.label}")
        return paragraph, found

    def _replace(self, instruction: Instruction) -> None:
        if not instruction.text or not instruction.places:
            raise _UnfitError("没有写明是哪一条，或者新的表述没有放在引号里，无法确定到哪里为止")
        first, *more = instruction.places
        if first in self.raised:
            self.raised[first].paragraphs = new_paragraphs(instruction.text, self.raised[first].to)
        elif first.point is not None:
            self._replace_points(instruction)
        elif first.paragraph is not None:
            article = self._article(first)
            olds = [self._paragraph(place) for place in instruction.places]
            news = new_paragraphs(instruction.text)
            if len(news) < len(olds):
                raise _UnfitError(f"新的表述有{len(news)}款，要替换的有{len(olds)}款")
            for old, new in zip(olds, news, strict=False):
                old.lead, old.points, old.tail = new.lead, new.points, new.tail
            at = article.paragraphs.index(olds[-1]) + 1
            article.paragraphs[at:at] = news[len(olds) :]
        elif more:
            raise _UnfitError("一次修改多条，新的表述没有分条")
        else:
            article = self._article(first)
            article.paragraphs = new_paragraphs(instruction.text, first.article)

    def _replace_points(self, instruction: Instruction) -> None:
        olds = [self._point(place)[1] for place in instruction.places]
        news = [line for line in instruction.text.split("\n") if line]
        if len(news) != len(olds):
            raise _UnfitError(f"新的表述有{len(news)}项，要替换的有{len(olds)}项")
        for old, new in zip(olds, news, strict=True):
            old.words = ended(new, old.words[-1:] if old.words[-1:] in "。；" else "；")

    def _renumber(self, instruction: Instruction) -> None:
        if len(instruction.places) != len(instruction.to):
            raise _UnfitError(f"{len(instruction.places)}个编号改为{len(instruction.to)}个，对不上")
        for old, new in zip(instruction.places, instruction.to, strict=True):
            self._give_number(old, new)

    def _give_number(self, old: Place, new: Place) -> None:
        if old.point is not None:
            point = self._point(old)[1]
            point.to = _whole_number(new.point)
        elif old.paragraph is not None and new.paragraph is not None:
            self._paragraph(old).to = new.paragraph
        elif old.paragraph is not None:
            self._paragraph_becomes_article(old, new)
        else:
            self._article(old).to = new.article

    def _paragraph_becomes_article(self, old: Place, new: Place) -> None:
        """第二款改为第十九条."""
        paragraph = self._paragraph(old)
        if not new.article:
            raise _UnfitError(f"没有说明{old.label}改为第几条")
        self._remove(old)
        self.raised[old] = self._new_article(new.article, [paragraph])

    def _new_article(self, key: str, paragraphs: list[Paragraph]) -> Article:
        """An article that gets its place at the end."""
        made = Article(None, printed_number(key), paragraphs, to=key)
        self.text.pieces.append(made)
        return made

    def _remove(self, place: Place) -> None:
        """Take out a provision; an article that nothing is left of goes too."""
        article = self._article(place)
        if place.point is not None:
            paragraph, point = self._point(place)
            paragraph.points.remove(point)
        elif place.paragraph is not None:
            article.paragraphs.remove(self._paragraph(place))
        if place == Place(place.article) or not article.paragraphs:
            article.gone = True
            self.text.pieces.remove(article)

    def _insert(self, instruction: Instruction) -> None:
        assert instruction.count is not None  # noqa: S101 - the reader gives every insertion its count
        unit = instruction.count[1]
        if unit == "条":
            self._insert_articles(instruction)
        elif unit == "款":
            self._insert_paragraphs(instruction)
        elif unit == "项":
            self._insert_points(instruction)
        elif unit == "章" and instruction.division and instruction.to and instruction.text:
            articles = tuple(place.article or "" for place in instruction.to)
            self.text.chapters.append(NewChapter(instruction.division, instruction.text, articles))
        else:
            raise _UnfitError(f"增加{unit}，没有写明名称、序号和所含的条，需要人工落实")

    def _insert_articles(self, instruction: Instruction) -> None:
        if len(instruction.to) != instruction.count[0] if instruction.count else True:
            raise _UnfitError("没有写明新增的条作为第几条")
        wordings = [instruction.text] if len(instruction.to) == 1 else _by_article(instruction.text)
        if len(wordings) != len(instruction.to):
            raise _UnfitError(f"新增{len(instruction.to)}条，新的表述分成{len(wordings)}条")
        for place, wording in zip(instruction.to, wordings, strict=True):
            self._new_article(place.article or "1", new_paragraphs(wording, place.article))

    def _insert_paragraphs(self, instruction: Instruction) -> None:
        article = self._article(instruction.places[0]) if instruction.places else self._article(Place())
        news = new_paragraphs(instruction.text)
        if instruction.to and len(instruction.to) != len(news):
            raise _UnfitError(f"增加{len(instruction.to)}款，新的表述有{len(news)}款")
        for at, paragraph in enumerate(news):
            paragraph.to = instruction.to[at].paragraph if instruction.to else None
        article.paragraphs += news

    def _insert_points(self, instruction: Instruction) -> None:
        paragraph = self._paragraph(instruction.places[0]) if instruction.places else self._paragraph(Place())
        news = [line for line in instruction.text.split("\n") if line]
        if instruction.to and len(instruction.to) != len(news):
            raise _UnfitError(f"增加{len(instruction.to)}项，新的表述有{len(news)}项")
        for at, words in enumerate(news):
            to = _whole_number(instruction.to[at].point) if instruction.to else None
            paragraph.points.append(Point(ended(words, "；"), to=to))

    def _delete(self, instruction: Instruction) -> None:
        for place in instruction.places:
            self._remove(place)

    def _substitute(self, instruction: Instruction) -> None:
        if not instruction.places:
            articles: Iterable[Article] = self.text.articles
            if not sum(_put(article.paragraphs, instruction) for article in articles):
                raise _UnfitError(f"原文没有“{instruction.was}”")
            return
        for place in instruction.places:
            self._substitute_in(place, instruction)

    def _substitute_in(self, place: Place, instruction: Instruction) -> None:
        if place.point is not None:
            point = self._point(place)[1]
            found = instruction.was in point.words
            point.words = point.words.replace(instruction.was, instruction.text)
        elif place.paragraph is not None:
            found = _put([self._paragraph(place)], instruction)
        else:
            found = _put(self._article(place).paragraphs, instruction)
        if not found:
            raise _UnfitError(f"{place.label}没有“{instruction.was}”")

    def _merge(self, instruction: Instruction) -> None:
        key = instruction.to[0].article if instruction.to else instruction.places[0].article
        for place in instruction.places:
            self._paragraph(place) if place.paragraph is not None else self._article(place)
        for place in instruction.places:
            self._remove(place)
        self._new_article(key or "1", new_paragraphs(instruction.text, key))

    def _reorder(self, instruction: Instruction) -> None:
        self.in_order = True


def _put(paragraphs: Sequence[Paragraph], instruction: Instruction) -> bool:
    """Replace the words wherever they stand; whether they did."""
    found = False
    for paragraph in paragraphs:
        for holder in (paragraph, *paragraph.points):
            name = "lead" if isinstance(holder, Paragraph) else "words"
            said: str = getattr(holder, name)
            if instruction.was in said:
                found = True
                setattr(holder, name, said.replace(instruction.was, instruction.text))
        tail = [words.replace(instruction.was, instruction.text) for words in paragraph.tail]
        found, paragraph.tail = found or tail != paragraph.tail, tail
    return found


def _whole_number(key: str | None) -> int | None:
    return int(key) if key is not None and key.isdecimal() else None


def _by_article(wording: str) -> list[str]:
    """A wording of several articles, each with its number at its head."""
    parts: list[list[str]] = []
    for line in wording.split("\n"):
        if line.startswith("第") and "条" in line[:14]:
            parts.append([])
        if parts:
            parts[-1].append(line)
    return ["\n".join(part) for part in parts]

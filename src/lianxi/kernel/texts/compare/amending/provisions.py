"""Articles, paragraphs and points changed as a whole 条款项的修改、删去、改序."""

from __future__ import annotations

import re

from lianxi.kernel.texts.compare.amending.instruction import Instruction, Place
from lianxi.kernel.texts.compare.amending.model import Article, Paragraph
from lianxi.kernel.texts.compare.amending.new_wording import (
    by_article,
    ended,
    new_paragraphs,
    new_points,
    numbered_point,
)
from lianxi.kernel.texts.compare.amending.work import UnfitError, Work

_INDENT = re.compile(r"\d{1,2}[.．、]|[(（]\d{1,2}[)）]|[①-⑳]")


def replace(work: Work, instruction: Instruction) -> None:
    """第三条修改为：“…”."""
    first, *more = instruction.places
    if first in work.raised:
        work.raised[first].paragraphs = new_paragraphs(instruction.text)
    elif first.sentence is not None:
        wording, said, at = work.sentence(first)
        said[at] = ended(instruction.text, "。")
        wording.words, wording.fresh = "".join(said), True
    elif first.indent is not None:
        _replace_indent(work, first, instruction.text)
    elif first.point is not None:
        _replace_points(work, instruction)
    elif first.paragraph is not None:
        _replace_paragraphs(work, instruction)
    elif more:
        _replace_articles(work, instruction)
    elif len(by_article(instruction.text)) > 1:
        raise UnfitError(f"{first.label}的新表述有{len(by_article(instruction.text))}条，没有写明作为第几条")
    else:
        reword(work.article(first), instruction.text)


def reword(article: Article, wording: str) -> None:
    """Give an article new words."""
    article.paragraphs = new_paragraphs(wording)
    for number, paragraph in enumerate(article.paragraphs, 1):
        paragraph.number = number


def _replace_articles(work: Work, instruction: Instruction) -> None:
    parts = by_article(instruction.text)
    articles = [work.article(place) for place in instruction.places]
    if len(parts) != len(articles):
        raise UnfitError(f"一次修改{len(articles)}条，新的表述分成{len(parts)}条")
    for article, (_, words) in zip(articles, parts, strict=True):
        reword(article, words)


def _replace_paragraphs(work: Work, instruction: Instruction) -> None:
    olds = [work.paragraph(place) for place in instruction.places]
    news = new_paragraphs(instruction.text)
    article = work.article(instruction.places[0])
    if len(news) < len(olds):
        raise UnfitError(f"新的表述有{len(news)}款，要替换的有{len(olds)}款")
    for old, new in zip(olds, news, strict=False):
        old.lead, old.points, old.tail = new.lead, new.points, new.tail
    at = next(at for at, one in enumerate(article.paragraphs) if one is olds[-1]) + 1
    article.paragraphs[at:at] = news[len(olds) :]


def _replace_points(work: Work, instruction: Instruction) -> None:
    found = [work.point(place) for place in instruction.places]
    news = new_points(instruction.text)
    if len(news) < len(found):
        raise UnfitError(f"新的表述有{len(news)}项，要替换的有{len(found)}项")
    for (_, old), new in zip(found, news, strict=False):
        words = numbered_point(new.said.words, old.number)
        old.said.words = ended(words, old.said.words[-1:] if old.said.words[-1:] in "。；" else "；")
        old.said.fresh = True
    paragraph, last = found[-1]
    at = next(at for at, one in enumerate(paragraph.points) if one is last) + 1
    paragraph.points[at:at] = news[len(found) :]


def _indents(work: Work, place: Place) -> tuple[list[str], int]:
    """The lines of a point and which of them is the indent."""
    lines = work.point(place)[1].said.words.split("\n")
    at = int(place.indent or 0) if (place.indent or "").isdecimal() else 0
    if not 0 < at < len(lines):
        raise UnfitError(f"原文没有{place.label}")
    return lines, at


def _replace_indent(work: Work, place: Place, text: str) -> None:
    lines, at = _indents(work, place)
    number, own = _INDENT.match(lines[at]), _INDENT.match(text)
    bare = text[own.end() :] if own else text
    lines[at] = ended((number[0] if number else "") + bare, lines[at][-1:])
    work.point(place)[1].said.words = "\n".join(lines)


def delete(work: Work, place: Place) -> None:
    """Take out a provision; an article that nothing is left of goes too."""
    if place.sentence is not None:
        wording, said, at = work.sentence(place)
        wording.words = "".join(said[:at] + said[at + 1 :])
        return
    if place.indent is not None:
        lines, at = _indents(work, place)
        work.point(place)[1].said.words = "\n".join(lines[:at] + lines[at + 1 :])
        return
    article = work.article(place)
    if place.point is not None:
        paragraph, point = work.point(place)
        paragraph.points = [one for one in paragraph.points if one is not point]
    elif place.paragraph is not None:
        remove_paragraph(work, article, work.paragraph(place))
    else:
        work.remove_article(article)


def remove_paragraph(work: Work, article: Article, paragraph: Paragraph) -> None:
    article.paragraphs = [one for one in article.paragraphs if one is not paragraph]
    if not article.paragraphs:
        work.remove_article(article)


def renumber(work: Work, instruction: Instruction) -> None:
    """将第十三条改为第十条; 第二款改为第三款; 第二款改为第十九条; 第五条改为第四条第二款."""
    if len(instruction.places) != len(instruction.to):
        raise UnfitError(f"{len(instruction.places)}个编号改为{len(instruction.to)}个，对不上")
    for place in instruction.places:
        _look_up(work, place)
    for old, new in zip(instruction.places, instruction.to, strict=True):
        _give_number(work, old, new)


def _look_up(work: Work, place: Place) -> None:
    """Refuse before anything is changed."""
    if place.indent is not None or place.sentence is not None:
        raise UnfitError(f"{place.label}改序，需要人工落实")
    if place.point is not None:
        work.point(place)
    elif place.paragraph is not None:
        work.paragraph(place)
    else:
        work.article(place)


def _give_number(work: Work, old: Place, new: Place) -> None:
    if old.point is not None:
        if not whole_number(new.point):
            raise UnfitError(f"没有说明{old.label}改为第几项")
        work.point(old)[1].to = whole_number(new.point)
    elif old.paragraph is not None and new.paragraph is not None and new.article in (None, old.article):
        work.paragraph(old).to = new.paragraph
    elif old.paragraph is not None:
        _raise_paragraph(work, old, new)
    elif new.paragraph is not None:
        _join_article(work, work.article(old), new)
    else:
        work.article(old).to = new.article


def _raise_paragraph(work: Work, old: Place, new: Place) -> None:
    """第二款改为第十九条, or 第三款 of another article."""
    paragraph, article = work.paragraph(old), work.article(old)
    if not new.article:
        raise UnfitError(f"没有说明{old.label}改为第几条")
    if new.paragraph is not None:
        target = _target(work, new.article)
        target.paragraphs.append(paragraph)
        paragraph.to = new.paragraph
    else:
        work.raised[old] = work.new_article(new.article, [paragraph], beside=article)
    remove_paragraph(work, article, paragraph)


def _join_article(work: Work, article: Article, new: Place) -> None:
    """第五条改为第四条第二款."""
    target = _target(work, new.article or "")
    if target is article:
        raise UnfitError(f"第{new.article}条不能并入自己")
    for step, paragraph in enumerate(article.paragraphs):
        paragraph.to = (new.paragraph or 1) + step
    target.paragraphs += article.paragraphs
    work.remove_article(article)


def _target(work: Work, key: str) -> Article:
    """The article that bears a number after the decision."""
    found = next((one for one in work.text.articles if one.to == key), None)
    return found or work.article(Place(key))


def whole_number(key: str | None) -> int | None:
    """`3` → 3; None for what has a branch or no number."""
    return int(key) if key is not None and key.isdecimal() else None

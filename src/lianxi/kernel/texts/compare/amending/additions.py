"""Articles, paragraphs, points and sentences put in 条款项的增加."""

from __future__ import annotations

import re

from lianxi.kernel.texts.compare.amending.instruction import Instruction, Place
from lianxi.kernel.texts.compare.amending.model import Article
from lianxi.kernel.texts.compare.amending.new_wording import (
    by_article,
    ended,
    new_paragraphs,
    new_points,
    numbered_point,
)
from lianxi.kernel.texts.compare.amending.provisions import whole_number
from lianxi.kernel.texts.compare.amending.work import UnfitError, Work

_OTHERS = re.compile(r"(?:[(（][^()（）]{1,6}[)）])?[^，。；]{0,16}其他")


def insert(work: Work, instruction: Instruction) -> None:
    """第五条增加一款，作为第三款：“…”."""
    unit = instruction.count[1] if instruction.count else ""
    adding = {"条": _insert_articles, "款": _insert_paragraphs, "项": _insert_points, "句": _insert_sentence}
    if unit not in adding:
        raise UnfitError(f"增加{unit}，需要人工落实")
    adding[unit](work, instruction)


def _insert_articles(work: Work, instruction: Instruction) -> None:
    holder = instruction.places[0] if instruction.places else None
    number = instruction.count[0] if instruction.count else 1
    parts = by_article(instruction.text)
    to = [place.article for place in instruction.to] or [key for key, _ in parts]
    if not to and holder and (instruction.after or instruction.before):
        to = [None] * number
    wordings = [instruction.text] if len(to) == 1 else [words for _, words in parts]
    if len(to) != number:
        raise UnfitError("没有写明新增的条作为第几条")
    if len(wordings) != len(to):
        raise UnfitError(f"新增{len(to)}条，新的表述分成{len(wordings)}条")
    beside: Article | None = work.article(holder) if holder and holder.article else None
    under = work.division(holder) if holder and holder.division and not holder.article else None
    for key, wording in zip(to, wordings, strict=True):
        made = work.new_article(key, new_paragraphs(wording), beside)
        made.beside, made.after = beside or under, not instruction.before
        beside = made if beside and made.after else beside


def _insert_paragraphs(work: Work, instruction: Instruction) -> None:
    holder = instruction.places[0] if instruction.places else Place()
    article = work.article(holder)
    news = new_paragraphs(instruction.text)
    number = len(instruction.to) or (instruction.count or (1, ""))[0]
    if number != len(news):
        raise UnfitError(f"增加{number}款，新的表述有{len(news)}款")
    at = len(article.paragraphs)
    if holder.paragraph is not None and (instruction.after or instruction.before) and not instruction.to:
        beside = work.paragraph(holder)
        at = next(at for at, one in enumerate(article.paragraphs) if one is beside) + instruction.after
    for step, paragraph in enumerate(news):
        paragraph.to = instruction.to[step].paragraph if instruction.to else None
    article.paragraphs[at:at] = news


def _insert_points(work: Work, instruction: Instruction) -> None:
    holder = instruction.to[0] if instruction.to else instruction.places[0] if instruction.places else Place()
    paragraph = work.paragraph(Place(holder.article, holder.paragraph))
    if not paragraph.points:
        raise UnfitError(f"{holder.label}没有写明是第几款，而该条有0款分项")
    news = new_points(instruction.text)
    number = len(instruction.to) or (instruction.count or (1, ""))[0]
    if number != len(news):
        raise UnfitError(f"增加{number}项，新的表述有{len(news)}项")
    if not instruction.to and _OTHERS.match(paragraph.points[-1].said.words):
        raise UnfitError("没有写明新增的项作为第几项，而最后一项是兜底的“其他”")
    for step, point in enumerate(news):
        point.to = whole_number(instruction.to[step].point) if instruction.to else None
        point.said.words = numbered_point(point.said.words, str(point.to or len(paragraph.points) + 1))
        paragraph.points.append(point)


def _insert_sentence(work: Work, instruction: Instruction) -> None:
    """第一款增加一句，作为第二句：“…”; without a number it comes last."""
    place = instruction.to[0] if instruction.to else instruction.places[0] if instruction.places else Place()
    number = place.sentence if instruction.to else None
    holder = Place(place.article, place.paragraph, place.point)
    wording, said, at = work.sentence(Place(holder.article, holder.paragraph, holder.point, sentence=-1))
    if number is not None and not 0 < number <= at + 2:
        raise UnfitError(f"原文没有那么多句，不能增加{place.label}")
    said.insert(at + 1 if number is None else number - 1, ended(instruction.text, "。"))
    wording.words = "".join(said)
    wording.put_in.append(instruction.text)

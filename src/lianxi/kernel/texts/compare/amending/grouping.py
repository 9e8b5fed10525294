"""Provisions merged 合并 and parted 分开."""

from __future__ import annotations

from lianxi.kernel.texts.compare.amending.instruction import Instruction, Place
from lianxi.kernel.texts.compare.amending.new_wording import by_article, new_paragraphs, new_points
from lianxi.kernel.texts.compare.amending.provisions import delete, reword, whole_number
from lianxi.kernel.texts.compare.amending.work import UnfitError, Work


def merge(work: Work, instruction: Instruction) -> None:
    """将第四条、第五条合并，作为第三条，修改为：“…”; paragraphs of one article become one paragraph."""
    places, to = instruction.places, instruction.to[0] if instruction.to else instruction.places[0]
    if not instruction.text:
        raise UnfitError("合并后的表述没有放在引号里，需要人工落实")
    if to.point is not None:
        _merge_points(work, instruction, to)
    elif to.paragraph is not None and all(place.paragraph is not None for place in places):
        _merge_paragraphs(work, instruction, to)
    else:
        _merge_articles(work, instruction, to)


def _merge_points(work: Work, instruction: Instruction, to: Place) -> None:
    points = [work.point(place)[1] for place in instruction.places]
    news = new_points(instruction.text)
    if len(news) != 1:
        raise UnfitError(f"合并为一项，新的表述有{len(news)}项")
    points[0].said, points[0].to = news[0].said, whole_number(to.point)
    for place in instruction.places[1:]:
        delete(work, place)


def _merge_paragraphs(work: Work, instruction: Instruction, to: Place) -> None:
    paragraphs = [work.paragraph(place) for place in instruction.places]
    news = new_paragraphs(instruction.text)
    if len(news) != 1:
        raise UnfitError(f"合并为一款，新的表述有{len(news)}款")
    first = paragraphs[0]
    first.lead, first.points, first.tail, first.to = news[0].lead, news[0].points, news[0].tail, to.paragraph
    for place in instruction.places[1:]:
        delete(work, place)


def _merge_articles(work: Work, instruction: Instruction, to: Place) -> None:
    """The first whole article among them takes all up and keeps its chapter; without one a new article is made."""
    for place in instruction.places:
        work.paragraph(place) if place.paragraph is not None else work.article(place)
    kept = next((place for place in instruction.places if place.is_article), None)
    first = work.article(kept) if kept else None
    origins = tuple(place.article or "" for place in instruction.places if place.is_article)
    for place in instruction.places:
        if place != kept:
            delete(work, place)
    if first is None:
        work.new_article(to.article, new_paragraphs(instruction.text))
        return
    reword(first, instruction.text)
    first.to, first.origins = to.article if instruction.to else None, origins


def split(work: Work, instruction: Instruction) -> None:
    """将第十条分为两条，作为第十条、第十一条，修改为：“…”; one paragraph becomes two."""
    place = instruction.places[0]
    if not instruction.text:
        raise UnfitError(f"没有写明{place.label}从哪里分开，也没有新的表述")
    if place.paragraph is not None:
        _split_paragraph(work, instruction)
        return
    parts = [words for _, words in by_article(instruction.text)]
    lines = [line for line in instruction.text.split("\n") if line.strip()]
    parts = parts if len(parts) > 1 or len(lines) != len(instruction.to) else lines
    if len(parts) != len(instruction.to) or len(parts) < 2:
        raise UnfitError(f"{place.label}分为{len(instruction.to)}条，新的表述有{len(parts)}条")
    article = work.article(place)
    reword(article, parts[0])
    article.to = instruction.to[0].article
    beside = article
    for to, words in zip(instruction.to[1:], parts[1:], strict=True):
        beside = work.new_article(to.article, new_paragraphs(words), beside)


def _split_paragraph(work: Work, instruction: Instruction) -> None:
    place = instruction.places[0]
    article, old = work.article(place), work.paragraph(place)
    news = new_paragraphs(instruction.text)
    if instruction.to and len(news) != len(instruction.to):
        raise UnfitError(f"{place.label}分为{len(instruction.to)}款，新的表述有{len(news)}款")
    old.lead, old.points, old.tail = news[0].lead, news[0].points, news[0].tail
    at = next(at for at, one in enumerate(article.paragraphs) if one is old) + 1
    for step, paragraph in enumerate([old, *news[1:]]):
        paragraph.to = instruction.to[step].paragraph if instruction.to else paragraph.to
    article.paragraphs[at:at] = news[1:]

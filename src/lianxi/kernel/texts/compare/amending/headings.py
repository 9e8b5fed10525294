"""Chapters and sections put in, taken out, named and numbered anew 编章节的增加、删去、改名、改序."""

from __future__ import annotations

from lianxi.kernel.texts.compare.amending.instruction import Instruction, Place
from lianxi.kernel.texts.compare.amending.model import KINDS, Article, Division
from lianxi.kernel.texts.compare.amending.new_wording import (
    by_article,
    by_heading,
    heading_of,
    heading_words,
    new_paragraphs,
)
from lianxi.kernel.texts.compare.amending.work import UnfitError, Work


def replace(work: Work, instruction: Instruction) -> None:
    """第三章章名修改为“…”; 第三章修改为：“第三章　… 第十条　…” changes all below it too."""
    if len(instruction.places) != 1:
        raise UnfitError("一次修改几个标题，需要人工落实")
    if not instruction.text:
        raise UnfitError("没有写明新的名称")
    division = work.division(instruction.places[0])
    articles = by_article(instruction.text)
    if articles and not instruction.places[0].heading:
        _replace_all(work, division, instruction)
        return
    named = heading_of(instruction.text)
    _name(division, named[2] if named else instruction.text)
    if named and named[1] != division.key:
        division.to = named[1]


def _replace_all(work: Work, division: Division, instruction: Instruction) -> None:
    """A chapter worded anew; its articles, in the same number, keep their places."""
    held = [piece for piece in work.text.held_by(division) if isinstance(piece, Article)]
    parts = by_heading(instruction.text)
    articles = [(key, words) for unit, key, words in parts if unit == "条"]
    if len(articles) != len(held) or any(unit != "条" for unit, _, _ in parts[1:]):
        raise UnfitError(f"原章有{len(held)}条，新的表述有{len(articles)}条，需要人工落实")
    for article, (key, words) in zip(held, articles, strict=True):
        article.paragraphs, article.to = new_paragraphs(words), key
    if parts[0][0] != "条":
        _name(division, parts[0][2])


def _name(division: Division, words: str) -> None:
    division.heading, division.renamed = heading_words(words), True


def insert(work: Work, instruction: Instruction) -> None:
    """增加一章“保障”，作为第二章，包括第四条; 增加一章，作为第五章：“第五章　…　第三十条　…”."""
    unit = instruction.count[1] if instruction.count else "章"
    parts = by_heading(instruction.text)
    name, articles = instruction.text, [(key, words) for kind, key, words in parts if kind == "条"]
    key = instruction.division.division[-1][1] if instruction.division else None
    if parts and parts[0][0] == unit:
        key, name = key or parts[0][1], parts[0][2]
    if not name or not key or any(kind != "条" for kind, _, _ in parts[1:]):
        raise UnfitError(f"增加{unit}，没有写明名称、序号和所含的条，需要人工落实")
    made = Division(KINDS[unit], None, heading_words(name), to=key)
    _place(work, instruction, made, [key for key, _ in articles])
    work.text.new_divisions.append(made)
    for number, words in articles:
        work.new_article(number, new_paragraphs(words)).beside = made


def _place(work: Work, instruction: Instruction, made: Division, articles: list[str]) -> None:
    """Say where the new heading stands."""
    made.articles = tuple(articles) or tuple(place.article or "" for place in instruction.to)
    holder = instruction.places[0] if instruction.places else None
    if holder and holder.article and (instruction.after or instruction.before):
        made.beside, made.after = work.article(holder), instruction.after
    elif holder and holder.division and (instruction.after or instruction.before):
        made.beside, made.after = work.division(holder), instruction.after
    if not made.articles and made.beside is None:
        raise UnfitError(f"增加{made.unit}，没有写明名称、序号和所含的条，需要人工落实")


def delete(work: Work, place: Place) -> None:
    """删去第五章 with its articles; 删去第五章章名 leaves the articles."""
    division = work.division(place)
    held = work.text.held_by(division) if not place.heading else []
    for piece in held:
        if isinstance(piece, Article):
            work.remove_article(piece)
        elif isinstance(piece, Division):
            _remove(work, piece)
    _remove(work, division)


def _remove(work: Work, division: Division) -> None:
    work.lost_divisions.append(division)
    work.text.pieces = [piece for piece in work.text.pieces if piece is not division]


def renumber(work: Work, instruction: Instruction) -> None:
    """将第五章改为第六章."""
    if len(instruction.places) != len(instruction.to):
        raise UnfitError(f"{len(instruction.places)}个编号改为{len(instruction.to)}个，对不上")
    divisions = [work.division(place) for place in instruction.places]
    for division, new in zip(divisions, instruction.to, strict=True):
        if not new.division or new.division[-1][0] != division.unit:
            raise UnfitError(f"{division.number}不能改为{new.label}，需要人工落实")
        division.to = new.division[-1][1]


def merge(work: Work, instruction: Instruction) -> None:
    """第二章与第三章合并为第二章，章名修改为“…”."""
    if not instruction.text or not instruction.to:
        raise UnfitError("合并后的名称和序号没有写明，需要人工落实")
    first, *more = [work.division(place) for place in instruction.places]
    named = heading_of(instruction.text)
    _name(first, named[2] if named else instruction.text)
    first.to = instruction.to[0].division[-1][1] if instruction.to[0].division else None
    for division in more:
        _remove(work, division)

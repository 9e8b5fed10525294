"""New numbers at the end 条文顺序调整: what the decision numbered keeps its number, the rest follows in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from lianxi.kernel.texts.compare.amending.model import (
    Article,
    NewChapter,
    Paragraph,
    Text,
    ended,
    printed_number,
    renumbered_point,
)
from lianxi.kernel.texts.compare.neighbours import longest_in_order
from lianxi.kernel.texts.numerals import NUMERAL, read_number, write_number

_CHAPTER = re.compile(rf"^(?P<before>[ \t\u3000#]*)第(?P<number>[{NUMERAL}]{{1,6}})章", re.MULTILINE)


class _Numbered(Protocol):
    to: int | None


_One = TypeVar("_One", bound=_Numbered)


def renumber(text: Text, *, in_order: bool) -> None:
    """Give articles, paragraphs and points their places and numbers.

    in_order: the decision says 条文顺序作相应调整. It may be left out where it numbers articles itself.
    """
    _articles(text, in_order)
    for chapter in sorted(text.chapters, key=lambda one: one.number):
        _put_in(text, chapter)
    for article in text.articles:
        article.paragraphs = settled(article.paragraphs)
        for paragraph in article.paragraphs:
            _points(paragraph)


def _put_in(text: Text, chapter: NewChapter) -> None:
    """Set the heading of a new chapter, and count the chapters behind it on."""
    at = next((at for at, piece in enumerate(text.pieces) if _is(piece, chapter.articles[0])), len(text.pieces))

    def counted(found: re.Match[str]) -> str:
        number = read_number(found["number"])
        later = number is not None and number >= chapter.number
        return f"{found['before']}第{write_number(number + 1)}章" if number is not None and later else found[0]

    text.pieces = [_CHAPTER.sub(counted, piece) if isinstance(piece, str) else piece for piece in text.pieces]
    text.pieces.insert(at, f"{text.indent}第{write_number(chapter.number)}章　{chapter.heading}\n")


def _is(piece: Article | str, key: str) -> bool:
    return isinstance(piece, Article) and (piece.to or piece.key) == key


def settled(items: Sequence[_One]) -> list[_One]:
    """Items with a new place in it, the others in their order around them."""
    fixed = {item.to: item for item in items if item.to is not None}
    loose = [item for item in items if item.to is None or fixed[item.to] is not item]
    made: list[_One] = []
    while fixed or loose:
        place = len(made) + 1
        if place in fixed:
            made.append(fixed.pop(place))
        elif loose:
            made.append(loose.pop(0))
        else:
            made.append(fixed.pop(min(fixed)))
    return made


def _points(paragraph: Paragraph) -> None:
    changed = any(point.to is not None or point.number is None for point in paragraph.points)
    kept = [point.number for point in paragraph.points]
    if not paragraph.points or (not changed and kept == [str(at) for at in range(1, len(kept) + 1)]):
        return
    paragraph.points = settled(paragraph.points)
    last = len(paragraph.points)
    for at, point in enumerate(paragraph.points, 1):
        point.words = renumbered_point(point.words, at)
        bare = point.words.rstrip("；;。")
        point.words = ended(bare, "。" if at == last and not paragraph.tail else "；")


def _articles(text: Text, in_order: bool) -> None:
    """Whole numbers run through the text; a branch (第十二条之一) stands behind its article."""
    new = [article for article in text.articles if article.key is None]
    numbered = in_order or any(_whole(article.to) for article in text.articles)
    text.pieces = [piece for piece in text.pieces if isinstance(piece, str) or piece.key is not None]
    if numbered:
        _in_order(text, {_whole(article.to): article for article in new if _whole(article.to)})
    _branches(text, [article for article in new if not _whole(article.to)])


def _whole(key: str | None) -> int:
    """The number of an article without branch, 0 of one with a branch or without number."""
    return int(key) if key is not None and key.isdecimal() else 0


def _in_order(text: Text, new: dict[int, Article]) -> None:
    """Number the articles through, the new ones where the decision puts them.

    An article whose new number the decision gives has it, and the count goes on from there; where that leaves a gap
    the comparison with the printed text tells.
    """
    _take_out_of_order(text, new)
    pieces: list[Article | str] = []
    number = 0
    of_new_chapters = {_whole(key) for chapter in text.chapters for key in chapter.articles}
    for piece in text.pieces:
        while isinstance(piece, str) and number + 1 in of_new_chapters and number + 1 in new:
            number += 1
            pieces.append(_numbered(new.pop(number), number))
        if isinstance(piece, Article) and "-" not in (piece.to or piece.key or ""):
            while number + 1 in new:
                number += 1
                pieces.append(_numbered(new.pop(number), number))
            number = _whole(piece.to) or number + 1
            _numbered(piece, number)
        pieces.append(piece)
    last = max((at for at, piece in enumerate(pieces) if isinstance(piece, Article)), default=len(pieces) - 1)
    pieces[last + 1 : last + 1] = [_numbered(new[key], key) for key in sorted(new)]
    text.pieces = pieces


def _take_out_of_order(text: Text, new: dict[int, Article]) -> None:
    """Articles whose given number does not follow those before them stand elsewhere, as new ones do."""
    given = [(at, _whole(one.to)) for at, one in enumerate(text.articles) if _whole(one.to)]
    kept = set(longest_in_order(given))
    articles = text.articles
    for at, number in given:
        if (at, number) not in kept:
            new[number] = articles[at]
            text.pieces.remove(articles[at])


def _numbered(article: Article, number: int) -> Article:
    article.to, article.printed = str(number), printed_number(str(number))
    return article


def _branches(text: Text, new: list[Article]) -> None:
    """第十二条之一 behind 第十二条 and its earlier branches."""
    for article in sorted(new, key=lambda one: [int(part) for part in (one.to or "0").split("-")]):
        key = [int(part) for part in (article.to or "0").split("-")]
        before = [one for one in text.articles if [int(part) for part in (one.to or one.key or "0").split("-")] < key]
        at = text.pieces.index(before[-1]) + 1 if before else len(text.pieces)
        text.pieces.insert(at, article)

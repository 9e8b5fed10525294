"""New numbers at the end 条文顺序调整: what the decision numbered keeps its number, the rest follows in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from lianxi.kernel.texts.compare.amending.chapters import number_divisions, put_in_divisions
from lianxi.kernel.texts.compare.amending.contents import follow_headings
from lianxi.kernel.texts.compare.amending.instruction import printed_number
from lianxi.kernel.texts.compare.amending.model import Article, Division, Paragraph, Part, Text
from lianxi.kernel.texts.compare.amending.new_wording import ended, renumbered_point
from lianxi.kernel.texts.compare.amending.work import Work
from lianxi.kernel.texts.compare.neighbours import longest_in_order


class _Numbered(Protocol):
    to: int | None


_One = TypeVar("_One", bound=_Numbered)


def renumber(work: Work) -> None:
    """Give articles, paragraphs, points and headings their places and numbers; the contents follow.

    Without 条文顺序作相应调整 articles are numbered through where the decision numbers any of them itself.
    """
    _articles(work.text, work.in_order)
    put_in_divisions(work.text)
    number_divisions(work)
    follow_headings(work)
    for article in work.text.articles:
        article.paragraphs = settled(article.paragraphs)
        for paragraph in article.paragraphs:
            _points(paragraph)


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
    """Number the points through, where any was put in, taken out or moved."""
    changed = any(point.to is not None or point.number is None for point in paragraph.points)
    kept = [point.number for point in paragraph.points]
    if not paragraph.points or (not changed and kept == [str(at) for at in range(1, len(kept) + 1)]):
        return
    stopped = [point.said.words.endswith("。") for point in paragraph.points if point.number is not None]
    between = "。" if sum(stopped) > 1 else "；"
    paragraph.points = settled(paragraph.points)
    last = paragraph.points[-1]
    for at, point in enumerate(paragraph.points, 1):
        words = renumbered_point(point.said.words, at)
        if point is last and not paragraph.tail:
            words = ended(words.rstrip("；;"), "。") if words[-1:] in "；;" or words[-1:] not in "。，：" else words
        elif words.endswith("。") and between == "；" and point.number is not None:
            words = words.rstrip("。") + between
        point.said.words = ended(words, between)


def _articles(text: Text, in_order: bool) -> None:
    """Whole numbers run through the text; a branch (第十二条之一) stands behind its article."""
    new = [article for article in text.articles if article.key is None]
    loose = [article for article in new if article.to is None]
    numbered = in_order or bool(loose) or any(_whole(article.to) for article in text.articles)
    text.pieces = [piece for piece in text.pieces if not isinstance(piece, Article) or piece.key is not None]
    for article in loose:
        _put_beside(text, article)
    if numbered:
        _in_order(text, {_whole(article.to): article for article in new if _whole(article.to)})
    _branches(text, [article for article in new if article.to is not None and not _whole(article.to)])


def _put_beside(text: Text, article: Article) -> None:
    """在第十条后增加一条, without a number of its own."""
    at = next((at for at, piece in enumerate(text.pieces) if piece is article.beside), len(text.pieces) - 1)
    text.pieces.insert(at + article.after, article)


def _whole(key: str | None) -> int:
    """The number of an article without branch, 0 of one with a branch or without number."""
    return int(key) if key is not None and key.isdecimal() else 0


def _in_order(text: Text, new: dict[int, Article]) -> None:
    """Number the articles through, the new ones where the decision puts them.

    An article whose new number the decision gives has it, and the count goes on from there; where that leaves a gap
    the comparison with the printed text tells.
    """
    _take_out_of_order(text, new)
    while (late := _overtaken(text, new)) is not None:
        _take_out(text, new, late)
    counted = _Counted(text, new)
    for piece in text.pieces:
        counted.go_on(piece)
    pieces = counted.pieces
    last = max((at for at, piece in enumerate(pieces) if isinstance(piece, Article)), default=len(pieces) - 1)
    pieces[last + 1 : last + 1] = [_numbered(new[key], key) for key in sorted(new)]
    text.pieces = pieces


class _Counted:
    """The pieces so far, numbered; at the end of a chapter a new article may still belong to it."""

    def __init__(self, text: Text, new: dict[int, Article]) -> None:
        self.text, self.new = text, new
        self.pieces: list[Article | Division | Part] = []
        self.number = 0
        self.under: list[Division] = []

    def go_on(self, piece: Article | Division | Part) -> None:
        if isinstance(piece, Division):
            while self.number and self.number + 1 in self.new and self._ends_chapter(self.new[self.number + 1]):
                self._put_next()
            self.under.append(piece)
        elif isinstance(piece, Article) and "-" not in piece.now:
            while self.number + 1 in self.new:
                self._put_next()
            self.number = _whole(piece.to) or self.number + 1
            _numbered(piece, self.number)
        self.pieces.append(piece)

    def _put_next(self) -> None:
        self.number += 1
        self.pieces.append(_numbered(self.new.pop(self.number), self.number))

    def _ends_chapter(self, article: Article) -> bool:
        """Whether an article that comes next stands before the heading that comes next."""
        last = next((piece for piece in reversed(self.pieces) if isinstance(piece, Article)), None)
        if isinstance(article.beside, Division):
            return article.beside in self.text.new_divisions or article.beside in self.under
        if article.beside is not None:
            return article.beside is last if article.after else False
        if last is not None and not isinstance(self.pieces[-1], Division):
            self.text.open_places.append(article)
            return True
        return False


def _take_out_of_order(text: Text, new: dict[int, Article]) -> None:
    """Articles whose given number does not follow those before them stand elsewhere, as new ones do."""
    given = [(at, _whole(one.to)) for at, one in enumerate(text.articles) if _whole(one.to)]
    kept = set(longest_in_order(given))
    articles = text.articles
    for at, number in given:
        if (at, number) not in kept and number not in new:
            _take_out(text, new, articles[at])


def _overtaken(text: Text, new: dict[int, Article]) -> Article | None:
    """An article whose given number those before it have already reached."""
    number, waiting = 0, set(new)
    for article in text.articles:
        if "-" in article.now:
            continue
        while number + 1 in waiting:
            number += 1
        given = _whole(article.to)
        if given and given <= number and given not in waiting:
            return article
        number = given or number + 1
    return None


def _take_out(text: Text, new: dict[int, Article], article: Article) -> None:
    new[_whole(article.to)] = article
    text.pieces = [piece for piece in text.pieces if piece is not article]


def _numbered(article: Article, number: int) -> Article:
    article.to, article.printed = str(number), printed_number(str(number))
    return article


def _branches(text: Text, new: list[Article]) -> None:
    """第十二条之一 behind 第十二条 and its earlier branches."""
    for article in sorted(new, key=lambda one: _order(one.to)):
        before = [one for one in text.articles if _order(one.now) < _order(article.to)]
        at = text.pieces.index(before[-1]) + 1 if before else len(text.pieces)
        text.pieces.insert(at, article)


def _order(key: str | None) -> list[int]:
    return [int(part) for part in (key or "0").split("-")]

"""The old text while it is amended 修改中的文本: articles, paragraphs and points; all between them as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lianxi.kernel.texts.numerals import write_number
from lianxi.kernel.texts.structure import Kind, Node, read_structure, walk

_POINT = re.compile(r"[(（][^()（）\s]{1,6}[)）]")
_ENDS = "。；，：.;,:"


@dataclass(slots=True)
class Point:
    """项: its words with the number, without line end. `number` is its old one, None of a new point."""

    words: str
    number: str | None = None
    to: int | None = None


@dataclass(slots=True)
class Paragraph:
    """款: the words before its points, the points, and what follows them."""

    lead: str
    points: list[Point] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    number: int | None = None
    to: int | None = None


@dataclass(slots=True)
class Article:
    """条. `key` is its old number, None of a new article; `to` the new one, where the decision gives it."""

    key: str | None
    printed: str
    paragraphs: list[Paragraph]
    to: str | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class NewChapter:
    """A chapter put in, with the new numbers of its articles."""

    number: int
    heading: str
    articles: tuple[str, ...]


@dataclass(slots=True)
class Text:
    """Articles and the stretches between them, in order; `indent` stands before the lines of an article."""

    pieces: list[Article | str]
    indent: str
    gap: str
    chapters: list[NewChapter] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Text:
        """Read the old text."""
        pieces: list[Article | str] = []
        at = 0
        nodes = list(_articles(read_structure(text)))
        for node in nodes:
            if text[at : node.start]:
                pieces.append(text[at : node.start])
            pieces.append(_article(node))
            at = node.end
        if text[at:]:
            pieces.append(text[at:])
        before, _, behind = nodes[0].text.partition(nodes[0].number or "第") if nodes else ("", "", "")
        return cls(pieces, before if not before.strip(" \t\u3000") else "", behind.strip("\r\n") or "　")

    @property
    def articles(self) -> list[Article]:
        """The articles in order."""
        return [piece for piece in self.pieces if isinstance(piece, Article)]

    def printed(self) -> str:
        """The text."""
        return "".join(piece if isinstance(piece, str) else self._article(piece) for piece in self.pieces)

    def _article(self, article: Article) -> str:
        lines = [line for paragraph in article.paragraphs for line in _lines(paragraph)]
        head = f"{self.indent}{article.printed}{self.gap}{lines[0] if lines else ''}"
        return "\n".join([head, *(self.indent + line for line in lines[1:])]) + "\n"


def _articles(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.kind is Kind.ARTICLE:
            yield node
        else:
            waiting.extend(reversed(node.children))


def _article(node: Node) -> Article:
    paragraphs = [
        _paragraph(child, number) for number, child in enumerate(node.children, 1) if child.kind is Kind.PARAGRAPH
    ]
    return Article(node.key, node.number or "", paragraphs)


def _paragraph(node: Node, number: int) -> Paragraph:
    made = Paragraph(_trimmed(node.text), number=number)
    for child in node.children:
        words = _trimmed("".join(inner.text for inner in walk(child)))
        if child.kind is Kind.POINT:
            made.points.append(Point(words, child.key))
        else:
            made.tail.append(words)
    return made


def _trimmed(words: str) -> str:
    return "\n".join(line.strip(" \t\u3000\u00a0\r") for line in words.strip().split("\n") if line.strip())


def _lines(paragraph: Paragraph) -> list[str]:
    said = [paragraph.lead, *(point.words for point in paragraph.points), *paragraph.tail]
    return [line for words in said for line in words.split("\n") if line]


def new_paragraphs(wording: str, article: str | None = None) -> list[Paragraph]:
    """Paragraphs of a quoted wording; a line that begins with （一） is a point of the one before."""
    made: list[Paragraph] = []
    for line in wording.split("\n"):
        words = line.strip(" \t\u3000\u00a0\r")
        if not words:
            continue
        if _POINT.match(words) and made:
            made[-1].points.append(Point(words))
        else:
            made.append(Paragraph(words))
    number = printed_number(article) if article else ""
    if made and number and made[0].lead.startswith(number):
        made[0].lead = made[0].lead[len(number) :].lstrip(" \t\u3000\u00a0")
    return made


def renumbered_point(words: str, number: int) -> str:
    """A point's words under a number."""
    return _POINT.sub(f"（{write_number(number)}）", words, count=1) if _POINT.match(words) else words


def ended(words: str, end: str) -> str:
    """Words with a mark at their end, if they have none."""
    return words if words[-1:] in _ENDS else words + end


def printed_number(key: str) -> str:
    """`12-1` → 第十二条之一."""
    number, *branches = key.split("-")
    return f"第{write_number(int(number))}条" + "".join(f"之{write_number(int(branch))}" for branch in branches)

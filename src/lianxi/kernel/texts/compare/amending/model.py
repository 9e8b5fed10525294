"""The old text while it is amended 修改中的文本: parts, headings and articles in order; all between them as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lianxi.kernel.texts.compare.amending.instruction import Place, printed_number
from lianxi.kernel.texts.structure import Kind


@dataclass(slots=True)
class Wording:
    """Words of the text. `fresh`: the decision wrote them; `put_in`: words that it set into old ones."""

    words: str
    fresh: bool = False
    put_in: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Point:
    """项: its words with the number and its indents, without line end. `number` is its old one, None of a new point."""

    said: Wording
    number: str | None = None
    to: int | None = None


@dataclass(slots=True)
class Paragraph:
    """款: the words before its points, the points, and what follows them.

    origin: where it stood in the old text; None of a new one.
    to:     its new number, where the decision gives it.
    """

    lead: Wording
    points: list[Point] = field(default_factory=list)
    tail: list[Wording] = field(default_factory=list)
    number: int | None = None
    to: int | None = None
    origin: Place | None = None

    @property
    def wordings(self) -> list[Wording]:
        """All that it says, in order."""
        return [self.lead, *(point.said for point in self.points), *self.tail]


@dataclass(slots=True, eq=False)
class Article:
    """条.

    key:     its old number, None of a new article; `to` the new one, where the decision gives it.
    printed: its number; `gap` what stands between that and its words, a heading in brackets included.
    origins: the old numbers of all articles it was made from.
    old:     its words before the decision.
    beside:  what a new one stands directly after, or before; the heading under which it stands.
    """

    key: str | None
    printed: str
    paragraphs: list[Paragraph]
    gap: str | None = None
    to: str | None = None
    gone: bool = False
    origins: tuple[str, ...] = ()
    old: str = ""
    beside: Article | Division | None = None
    after: bool = True

    @property
    def now(self) -> str:
        """Its number as it stands now."""
        return self.to or self.key or ""


@dataclass(slots=True, eq=False)
class Division:
    """编 章 节: `key` its old number, None of a new one; `bare` carries words and no number (附则).

    raw: its line as printed, with line end; None of a new one. `lead` are the blank lines before it.
    to:  its new number, where the decision gives it.
    articles, beside, after: the new numbers of the articles below a new one, or what it stands next to.
    """

    kind: Kind
    key: str | None
    heading: str
    raw: str | None = None
    lead: str = ""
    to: str | None = None
    bare: bool = False
    renamed: bool = False
    articles: tuple[str, ...] = ()
    beside: Article | Division | None = None
    after: bool = True

    @property
    def unit(self) -> str:
        return UNITS[self.kind]

    @property
    def number(self) -> str:
        """第三章, "" where it carries none."""
        key = self.to or self.key
        return printed_number(key, self.unit) if key else ""

    @property
    def changed(self) -> bool:
        """Whether the decision made it read otherwise."""
        return self.raw is None or self.renamed or (self.to is not None and self.to != self.key)

    def printed(self, indent: str) -> str:
        """The heading as it reads now, with the blanks it had."""
        if self.raw is None:
            return f"{indent}{self.number}　{self.heading}\n"
        return renamed(self, self.raw) if self.changed else self.raw


def renamed(division: Division, line: str) -> str:
    """A line that names the heading, with its present number and words."""
    found = _LINE.match(line)
    if found is None:
        return line
    words = division.heading if division.renamed else found["words"] or ""
    between = found["between"] or ("　" if division.number else "")
    return found["front"] + division.number + between + words + found["end"]


_LINE = re.compile(
    r"(?P<front>[ \t\u3000\u00a0#]*)(?:第[^编章节\n]{1,8}(?:分编|[编章节]))?(?P<between>[ \t\u3000\u00a0]*)"
    r"(?P<words>\S[^\n]*?)?(?P<end>\s*)\Z"
)
UNITS = {Kind.PART: "编", Kind.SUBPART: "分编", Kind.CHAPTER: "章", Kind.SECTION: "节"}
KINDS = {unit: kind for kind, unit in UNITS.items()}


@dataclass(slots=True, eq=False)
class Part:
    """What is neither heading nor article: title, caption, contents, preamble, attachment, signature."""

    kind: Kind
    said: Wording
    name: str | None = None
    key: str | None = None


@dataclass(slots=True)
class Text:
    """Its pieces in order; `indent` stands before the lines of an article, `gap` between number and words.

    new_divisions: headings that find their place at the end.
    open_places: new articles of which the decision does not say in which of two chapters they stand.
    """

    pieces: list[Article | Division | Part]
    indent: str
    gap: str
    new_divisions: list[Division] = field(default_factory=list)
    open_places: list[Article] = field(default_factory=list)

    @property
    def articles(self) -> list[Article]:
        """The articles in order."""
        return [piece for piece in self.pieces if isinstance(piece, Article)]

    @property
    def divisions(self) -> list[Division]:
        """The headings in order."""
        return [piece for piece in self.pieces if isinstance(piece, Division)]

    def parts(self, kind: Kind) -> list[Part]:
        """The parts of a kind."""
        return [piece for piece in self.pieces if isinstance(piece, Part) and piece.kind is kind]

    def lines(self) -> Iterator[tuple[str, Wording | None]]:
        """The text line by line or piece by piece, each with the wording it is from."""
        for piece in self.pieces:
            if isinstance(piece, Article):
                yield from self._lines_of(piece)
            elif isinstance(piece, Division):
                yield piece.lead + piece.printed(self.indent), None
            else:
                yield piece.said.words, piece.said

    def _lines_of(self, article: Article) -> Iterator[tuple[str, Wording | None]]:
        head = f"{self.indent}{article.printed}{self.gap if article.gap is None else article.gap}"
        for paragraph in article.paragraphs:
            for wording in paragraph.wordings:
                for line in wording.words.split("\n"):
                    if line:
                        yield f"{head}{line}\n", wording
                        head = self.indent
        if head != self.indent:
            yield f"{head}\n", None

    def printed(self) -> str:
        """The text."""
        return "".join(line for line, _ in self.lines())

    def held_by(self, division: Division) -> list[Article | Division | Part]:
        """What stands under a heading, down to the next one of its rank."""
        at = next(at for at, piece in enumerate(self.pieces) if piece is division)
        held: list[Article | Division | Part] = []
        for piece in self.pieces[at + 1 :]:
            if isinstance(piece, Division) and RANKS.index(piece.kind) <= RANKS.index(division.kind):
                break
            if isinstance(piece, Part) and piece.kind in (Kind.ATTACHMENT, Kind.SIGNATURE, Kind.FOOTER):
                break
            held.append(piece)
        return held


RANKS = (Kind.PART, Kind.SUBPART, Kind.CHAPTER, Kind.SECTION)

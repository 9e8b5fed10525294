"""Lines of law text as blocks of an official document 排版: what a line is says where and in which type it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lianxi.apps.rulebook.documents.places import Places
from lianxi.exporters.official import Block, Heading, Mark, Paragraph, Run
from lianxi.kernel.texts.structure import Kind, Node

_LINE_END = re.compile(r"\r\n?|\n")
_HASHES = re.compile(r"\s*#{1,6}[ \t\u3000]+")
_NUMBERED = frozenset({Kind.ARTICLE, Kind.ATTACHMENT})
_SECOND = frozenset({Kind.SECTION, Kind.SUBPART})
_LABEL_OF_TOC = re.compile(r"目\s*[录次]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a text with one mark.

    source: the text they are taken from. position: of their first character in it.
    """

    text: str
    mark: Mark | None
    source: Places
    position: int

    @property
    def is_blank(self) -> bool:
        """Whether nothing of it is printed."""
        return not self.text.strip()


Line = list[Stretch]


def lines_of(stretches: Iterable[Stretch]) -> Iterator[Line]:
    """The stretches cut at their line ends; blank lines are left out."""
    line: Line = []
    for stretch in stretches:
        at = 0
        for found in _LINE_END.finditer(stretch.text):
            line.append(_cut(stretch, at, found.start()))
            if not all(one.is_blank for one in line):
                yield line
            line, at = [], found.end()
        line.append(_cut(stretch, at, len(stretch.text)))
    if not all(one.is_blank for one in line):
        yield line


def lay_out(lines: Iterable[Line]) -> Iterator[Block]:
    """A block for each line."""
    for line in lines:
        yield _block(line)


def _cut(stretch: Stretch, start: int, end: int) -> Stretch:
    return replace(stretch, text=stretch.text[start:end], position=stretch.position + start)


def _block(line: Line) -> Block:
    """The block of a line; its first words that stay say what it is, or its first words if none do."""
    filled = [one for one in line if not one.is_blank]
    first = next((one for one in filled if one.mark is not Mark.DELETED), filled[0])
    position = first.position + len(first.text) - len(first.text.lstrip())
    node, begins = first.source.at(position), first.source.begins(position)
    words = _words(_with_strong_number(line, first, node) if begins and node.kind in _NUMBERED else line)
    if node.kind is Kind.TEXT and first.source.is_before_title(position):
        return Paragraph(words, align="center")
    laid_out = _BY_KIND.get(node.kind, _paragraph)
    return laid_out(words, node, begins)


def _words(line: Sequence[Stretch]) -> tuple[Run, ...]:
    return tuple(Run(one.text, one.mark) for one in line if one.text)


def _with_strong_number(line: Line, first: Stretch, node: Node) -> Line:
    """第X条 in 黑体 and one blank of full width behind it, where nothing happened to the number."""
    number, words = node.number or "", first.text.lstrip()
    if first.mark or not number or not words.startswith(number):
        return line
    rest = words[len(number) :]
    gap = "\u3000" if rest[:1].isspace() and node.kind is Kind.ARTICLE else rest[: len(rest) - len(rest.lstrip())]
    made = [
        replace(first, text=number, mark=Mark.STRONG),
        replace(first, text=gap + rest.lstrip(), position=first.position + len(number)),
    ]
    at = next(place for place, one in enumerate(line) if one is first)
    return [*line[:at], *made, *line[at + 1 :]]


def _plain(words: Sequence[Run]) -> str:
    return "".join(run.text for run in words)


def _without_hashes(words: tuple[Run, ...]) -> tuple[Run, ...]:
    """Without the marks of a heading in Markdown."""
    found = _HASHES.match(words[0].text)
    return (Run(words[0].text[found.end() :], words[0].mark), *words[1:]) if found else words


def _paragraph(words: tuple[Run, ...], node: Node, begins: bool) -> Block:
    return Paragraph(words)


def _heading(level: int) -> Callable[[tuple[Run, ...], Node, bool], Block]:
    def laid_out(words: tuple[Run, ...], node: Node, begins: bool) -> Block:
        return Heading(_without_hashes(words), level, "center") if begins else Paragraph(words)

    return laid_out


def _title(words: tuple[Run, ...], node: Node, begins: bool) -> Block:
    return Heading(_without_hashes(words), 1, "center")


def _caption(words: tuple[Run, ...], node: Node, begins: bool) -> Block:
    return Paragraph(words, align="center")


def _contents(words: tuple[Run, ...], node: Node, begins: bool) -> Block:
    return Heading(words, 1, "center") if _LABEL_OF_TOC.fullmatch(_plain(words).strip()) else Paragraph(words)


def _level(words: tuple[Run, ...], node: Node, begins: bool) -> Block:
    """A heading where the line says no more than number and heading; words that follow keep it a paragraph."""
    said = "".join(_plain(words).split()).strip("#*")
    alone = begins and node.heading and said == "".join(f"{node.number}{node.heading}".split())
    depth = sum(part.startswith("lvl_") for part in node.eid.split("__"))
    return Heading(_without_hashes(words), min(depth, 4)) if alone else Paragraph(words)


def _attachment(words: tuple[Run, ...], node: Node, begins: bool) -> Block:
    return Paragraph(words, indent=not begins)


def _flush(words: tuple[Run, ...], node: Node, begins: bool) -> Block:
    return Paragraph(words, indent=False)


def _signature(words: tuple[Run, ...], node: Node, begins: bool) -> Block:
    return Paragraph(words, align="right")


def _preamble(words: tuple[Run, ...], node: Node, begins: bool) -> Block:
    """主送 stands at the edge."""
    return Paragraph(words, indent=not (begins and _plain(words).rstrip().endswith(("：", ":"))))


_BY_KIND: dict[Kind, Callable[[tuple[Run, ...], Node, bool], Block]] = {
    Kind.TITLE: _title,
    Kind.CAPTION: _caption,
    Kind.TOC: _contents,
    **dict.fromkeys((Kind.PART, Kind.CHAPTER), _heading(1)),
    **dict.fromkeys(_SECOND, _heading(2)),
    Kind.LEVEL: _level,
    Kind.ATTACHMENT: _attachment,
    Kind.SIGNATURE: _signature,
    Kind.FOOTER: _flush,
    Kind.PREAMBLE: _preamble,
}

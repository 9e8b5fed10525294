"""New wording that a decision gives 新的表述: taken apart into articles, paragraphs and points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.compare.amending.model import Paragraph, Point, Wording
from lianxi.kernel.texts.numerals import NUMERAL, read_ordinal_key, write_number

_N = f"[{NUMERAL}]"
_BLANKS = " \t\u3000\u00a0\r"
_POINT = re.compile(rf"[(（]{_N}{{1,6}}[)）]")
_INDENT = re.compile(r"(?:\d{1,2}[.．、]|[(（]\d{1,2}[)）]|[①-⑳])")
_ARTICLE = re.compile(rf"第(?P<number>{_N}{{1,12}}条(?:之{_N}{{1,4}})?)(?P<gap>[{_BLANKS}]*)")
_CITED = re.compile(r"第|规定|[的、，。和及至与或所中]")
_HEADING = re.compile(rf"(?:第(?P<number>{_N}{{1,6}})(?P<unit>[编章节]))[{_BLANKS}]*(?P<words>\S.*)?\Z")
_ENDS = "。；，：.;,:！？"


def new_paragraphs(wording: str) -> list[Paragraph]:
    """Paragraphs of a quoted wording; a line that begins with （一） is a point of the one before.

    The number of the article at its head (第三条　…) is no part of it.
    """
    made: list[Paragraph] = []
    for line in wording.split("\n"):
        words = line.strip(_BLANKS)
        words = _without_number(words) if not made else words
        if not words:
            continue
        if made and _POINT.match(words):
            made[-1].points.append(Point(Wording(words, fresh=True)))
        elif made and made[-1].points and _INDENT.match(words):
            made[-1].points[-1].said.words += "\n" + words
        else:
            made.append(Paragraph(Wording(words, fresh=True)))
    if made and not made[-1].points:
        made[-1].lead.words = ended(made[-1].lead.words, "。")
    return made


def new_points(wording: str) -> list[Point]:
    """Points of a quoted wording; lines that begin with 1. belong to the one before."""
    made: list[Point] = []
    for line in wording.split("\n"):
        words = line.strip(_BLANKS)
        if made and _INDENT.match(words):
            made[-1].said.words += "\n" + words
        elif words:
            made.append(Point(Wording(words, fresh=True)))
    return made


def _without_number(words: str) -> str:
    found = _ARTICLE.match(words)
    if not found or (not found["gap"] and _CITED.match(words, found.end())):
        return words
    return words[found.end() :]


def by_article(wording: str) -> list[tuple[str, str]]:
    """A wording of several articles: (key, wording with its number) of each; headings between them go with none."""
    return [(key, words) for kind, key, words in by_heading(wording) if kind == "条"]


def by_heading(wording: str) -> list[tuple[str, str, str]]:
    """A wording with headings and articles: (unit, key, words), 章 with the words of its heading."""
    parts: list[tuple[str, str, list[str]]] = []
    for line in wording.split("\n"):
        words = line.strip(_BLANKS)
        if named := heading_of(words):
            parts.append((*named[:2], [named[2]]))
        elif (found := _ARTICLE.match(words)) and (found["gap"] or not _CITED.match(words, found.end())):
            parts.append(("条", read_ordinal_key(found["number"]) or "", [words]))
        elif parts and words:
            parts[-1][2].append(words)
    return [(unit, key, "\n".join(lines)) for unit, key, lines in parts]


def heading_of(words: str) -> tuple[str, str, str] | None:
    """第三章　保障 → (章, 3, 保障)."""
    found = _HEADING.match(words)
    if not found or words[-1:] in "。；":
        return None
    return found["unit"], read_ordinal_key(found["number"]) or "", heading_words(found["words"] or "")


def heading_words(said: str) -> str:
    """附　则 → 附则; between words one blank stays."""
    words = said.split()
    return ("" if all(len(word) == 1 for word in words) else " ").join(words)


def renumbered_point(words: str, number: int) -> str:
    """A point's words under a number."""
    return _POINT.sub(f"（{write_number(number)}）", words, count=1) if _POINT.match(words) else words


def numbered_point(words: str, key: str | None) -> str:
    """Words of a point with its number, if they have none."""
    if _POINT.match(words) or key is None or not key.isdecimal():
        return words
    return f"（{write_number(int(key))}）{words}"


def ended(words: str, end: str) -> str:
    """Words with a mark at their end, if they have none."""
    return words if words[-1:] in _ENDS or not words else words + end


def sentences(words: str) -> list[str]:
    """The sentences 句 of a paragraph, each with its stop."""
    return list(_sentences(words))


def _sentences(words: str) -> Iterator[str]:
    begun = 0
    for found in re.finditer(r"。[”」]?", words):
        yield words[begun : found.end()]
        begun = found.end()
    if words[begun:]:
        yield words[begun:]

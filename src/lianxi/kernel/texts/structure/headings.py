"""Headings of provisions 条标: 第三条　【适用范围】…, 第三条（适用范围）, 第三条 适用范围, bold words in front."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.structure.contents import heading_words
from lianxi.kernel.texts.structure.lines import Line
from lianxi.kernel.texts.structure.node import Kind

_SPACE = " \t\u3000\u00a0"
_BRACKETED = re.compile(
    rf"[*{_SPACE}]*(?:【([^】]{{1,40}})】|［([^］]{{1,40}})］|〔([^〕]{{1,40}})〕|\[([^\]]{{1,40}})\])[*{_SPACE}:：]*"
)
# Shanghai and others print the heading of an article in round brackets right after its number.
_ROUND = re.compile(rf"[*{_SPACE}]*[（(]([^（）()，。；]{{2,30}})[）)][*{_SPACE}:：]*")
_BOLD = re.compile(rf"[{_SPACE}]*([^*]{{1,40}}?)[。：:{_SPACE}]*\*\*[{_SPACE}]*")
_FIRST = re.compile(rf"[*{_SPACE}:：、．]*")
_NUMBERED = re.compile(r"[一二三四五六七八九十\d]+$")
_WITHIN = frozenset("。；！？")
# A purpose clause, or the clause on entry into force: the beginning of a sentence, never a heading.
_SENTENCE = re.compile(r"为了|為了|[本该該].{1,12}?自(?:.{0,12}[起日]|.{0,2}[0-9])|自[^，]{1,14}(?:之日)?起")
_LONGEST_ALONE, _LONGEST_LEVEL = 30, 60


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands on the first line of a provision: its heading, and where its text begins in the line's content."""

    heading: str | None
    text_from: int


def heads_alone(lines: Sequence[Line]) -> bool:
    """Whether the articles of a document carry headings on lines of their own.

    Half of them at least have words alone behind the number, and other lines are
    longer: where hardly any is, the lines are broken at a width.
    """
    articles = [line for line in lines if line.mark and line.mark.kind is Kind.ARTICLE and not line.mark.cited]
    alone = [len(line.content) for line in articles if line.rest and _stands_alone(line)]
    longest = max(alone, default=0) + 1
    longer = sum(len(line.content) > longest for line in lines)
    broken = len(alone) > 2 and longer * 10 < len(lines)
    written = [line for line in articles if line.rest and not line.quoted]
    return len(alone) * 2 >= len(written) and not broken


def article_opening(line: Line, following: Line | None, *, alone: bool) -> Opening:
    """Heading and text of an article's first line.

    Where `alone` allows it, words alone on the line head it when a sentence follows below.
    """
    at = line.mark.length if line.mark else 0
    said = line.content
    if found := _BRACKETED.match(said, at):
        return Opening(heading_words(found[found.lastindex or 0]), found.end())
    if (found := _ROUND.match(said, at)) and not _NUMBERED.match(found[1]):
        return Opening(heading_words(found[1]), found.end())
    if found := _bold(said, at):
        return Opening(heading_words(found[1]), found.end())
    rest = line.rest
    alone = alone and bool(rest) and _stands_alone(line)
    if alone and following is not None and following.mark is None and following.closed and not following.quoted:
        return Opening(heading_words(rest), len(said))
    first = _FIRST.match(said, at)
    return Opening(None, first.end() if first else at)


def _stands_alone(line: Line) -> bool:
    """Whether the words behind the number may be a heading: few, without a stop, no beginning of a sentence."""
    rest = line.rest
    short = len(rest) <= _LONGEST_ALONE and not line.closed and not set(rest) & set("，。；：,;")
    return short and not _SENTENCE.match(rest)


def _bold(said: str, at: int) -> re.Match[str] | None:
    """Words set in bold before the text; their opening marks were taken off with those of the line."""
    return _BOLD.match(said, at) if said.find("**", at) > at else None


def level_heading(line: Line) -> str | None:
    """The heading of a level 一、…: words that end no sentence, or bold ones before the text."""
    at = line.mark.length if line.mark else 0
    if found := _bold(line.content, at):
        return heading_words(found[1])
    rest = line.rest
    if not rest or len(rest) > _LONGEST_LEVEL or line.closed or rest[-1] in "，、," or set(rest) & _WITHIN:
        return None
    return heading_words(rest)

"""Headings of provisions 条标: 第三条　【适用范围】…, 第三条（适用范围）, 第三条 适用范围, bold words in front."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lianxi.kernel.texts.structure.contents import heading_words
from lianxi.kernel.texts.structure.lines import Line

_SPACE = " \t\u3000\u00a0"
_BRACKETED = re.compile(
    rf"[*{_SPACE}]*(?:【([^】]{{1,40}})】|［([^］]{{1,40}})］|〔([^〕]{{1,40}})〕|\[([^\]]{{1,40}})\])[*{_SPACE}:：]*"
)
# Shanghai and others print the heading of an article in round brackets right after its number.
_ROUND = re.compile(rf"[*{_SPACE}]*[（(]([^（）()，。；]{{2,30}})[）)][*{_SPACE}:：]*")
_BOLD = re.compile(rf"[{_SPACE}]*([^*]{{1,40}}?)[。：:{_SPACE}]*\*\*[{_SPACE}]*")
_FIRST = re.compile(rf"[*{_SPACE}:：、]*")
_NUMBERED = re.compile(r"[一二三四五六七八九十\d]+$")
_WITHIN = frozenset("。；！？")
_LONGEST_ALONE, _LONGEST_LEVEL = 30, 60


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands on the first line of a provision: its heading, and where its text begins in the line's content."""

    heading: str | None
    text_from: int


def article_opening(line: Line, following: Line | None) -> Opening:
    """Heading and text of an article's first line; words alone on the line head it when a sentence follows below."""
    at = line.mark.length if line.mark else 0
    said = line.content
    if found := _BRACKETED.match(said, at):
        return Opening(heading_words(found[found.lastindex or 0]), found.end())
    if (found := _ROUND.match(said, at)) and not _NUMBERED.match(found[1]):
        return Opening(heading_words(found[1]), found.end())
    if found := _bold(said, at):
        return Opening(heading_words(found[1]), found.end())
    rest = line.rest
    alone = 0 < len(rest) <= _LONGEST_ALONE and not line.closed and not set(rest) & set("，。；：,;")
    if alone and following is not None and following.mark is None and following.closed and not following.quoted:
        return Opening(heading_words(rest), len(said))
    first = _FIRST.match(said, at)
    return Opening(None, first.end() if first else at)


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

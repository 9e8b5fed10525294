"""Provisions run together on one line 连排: cut where the numbering goes on and a sentence has just ended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lianxi.kernel.texts.numerals import NUMERAL
from lianxi.kernel.texts.structure.lines import Line, make_line
from lianxi.kernel.texts.structure.marks import Mark, Style, follows, read_mark
from lianxi.kernel.texts.structure.node import DIVISIONS, Kind

_ACTS = "(?:通过|批准|公布|修正|修订|发布)"
_TITLE_AND_CAPTION = re.compile(rf"[^（(。；]{{4,60}}?(?=[（(][^（()]{{0,3}}\d{{4}}年[^。；]{{6,600}}{_ACTS}[）)])")
_AFTER_CAPTION = re.compile(rf"{_ACTS}[）)][ \t\u3000]{{0,8}}(?=第一[编編章节節条條])")
_HEAD_LINES = 60
_UNIT_AFTER = re.compile(rf"(?:[。！？!?][”」』）)]?[ \t\u3000]{{0,8}}|[ \t\u3000]{{1,8}})(?=第[ \u3000]?[{NUMERAL}])")
_ITEM_AFTER = re.compile(r"[：:；;。][ \t\u3000]{0,8}(?=[（(一二三四五六七八九十0-9０-９])")
_OPENING, _CLOSING = "“「『《", "”」』》"


def split_run_on(text: str, lines: list[Line]) -> list[Line]:
    """The same lines with those cut that hold more than one provision; each later part is marked `run_on`."""
    article: tuple[int, ...] | None = None
    pieces: list[Line] = []
    head = [part for line in lines[:_HEAD_LINES] for part in _parts(text, line, _captioned(line))]
    for line in (*head, *lines[_HEAD_LINES:]):
        article = _article_of(line, article)
        if line.quoted:
            pieces.append(line)
            continue
        for part in _parts(text, line, _units(line, article)):
            article = _article_of(part, article)
            pieces.extend(_split_items(text, part, in_article=article is not None))
    return pieces


def _split_items(text: str, line: Line, *, in_article: bool) -> list[Line]:
    pieces = _after_number(text, line)
    if not _ITEM_AFTER.search(line.content):
        return pieces
    for style in (Style.CHINESE, Style.CHINESE_BRACKET, Style.FIGURE):
        bracketed = style == Style.CHINESE_BRACKET
        pieces = [
            part
            for piece in pieces
            for part in _parts(
                text, piece, _items(piece, style, enumerated=bracketed and (in_article or _is_top(piece)))
            )
        ]
    return pieces


def _is_top(line: Line) -> bool:
    return line.mark is not None and line.mark.style == Style.CHINESE


def _article_of(line: Line, before: tuple[int, ...] | None) -> tuple[int, ...] | None:
    """Number of the last article begun, after this line."""
    mark = line.mark
    if mark is None or mark.kind is not Kind.ARTICLE or mark.cited or line.quoted:
        return before
    return mark.ordinal


def _parts(text: str, line: Line, cuts: list[int]) -> list[Line]:
    if not cuts:
        return [line]
    places = [line.start, *(line.said + cut for cut in cuts), line.end]
    return [
        make_line(text[start:end], start, run_on=index > 0 or line.run_on)
        for index, (start, end) in enumerate(pairwise(places))
    ]


def _captioned(line: Line) -> list[int]:
    """Where a caption begins behind its title, and where the body begins behind the caption."""
    found = None if line.mark or line.quoted else _TITLE_AND_CAPTION.match(line.plain)
    after = _AFTER_CAPTION.search(line.plain)
    return [found.end() for found in (found, after) if found]


def _units(line: Line, article: tuple[int, ...] | None) -> list[int]:
    """Where in a line a further article begins, or a division that an article follows."""
    cuts: list[int] = []
    pending: int | None = None
    heading = line.mark is not None and line.mark.kind in DIVISIONS
    for at, mark, after_sentence in _outside_quotes(line.content):
        stands_free = after_sentence or heading
        if mark.kind in DIVISIONS:
            pending = at if stands_free else None
        elif follows(article, mark.ordinal) and (stands_free or pending is not None):
            cuts.extend([at] if pending is None else [pending, at])
            article, pending, heading = mark.ordinal, None, False
    return cuts


def _outside_quotes(content: str) -> Iterator[tuple[int, Mark, bool]]:
    """Units that begin after a sentence, or after a space, and outside quotation marks and titles."""
    depth = seen = 0
    if content.find("第", 1) < 0:
        return
    for found in _UNIT_AFTER.finditer(content):
        between = content[seen : found.end()]
        depth = max(0, depth + sum(map(between.count, _OPENING)) - sum(map(between.count, _CLOSING)))
        seen = found.end()
        mark = read_mark(content, found.end())
        if mark and not mark.cited and depth == 0:
            yield found.end(), mark, not found[0][0].isspace()


def _after_number(text: str, line: Line) -> list[Line]:
    """A line in two where the first point follows the number of its article at once: 第三条（一）…"""
    mark = line.mark
    if mark is None or mark.kind is not Kind.ARTICLE or mark.cited:
        return [line]
    rest = line.content[mark.length :]
    at = len(line.content) - len(rest.lstrip())
    item = read_mark(line.content, at)
    if item is None or item.style is None or item.cited or item.ordinal != (1,):
        return [line]
    number, point = _parts(text, line, [at])
    point.run_on = False
    return [number, point]


def _items(line: Line, style: Style, *, enumerated: bool) -> list[int]:
    """Where a list goes on within a line; two items of it at least.

    The line begins with an item of that style (一、…。二、…), or, where
    `enumerated`, the list begins after a colon (…：（一）…；（二）…).
    """
    mark = line.mark
    own = mark is not None and mark.style == style
    if not (own or enumerated):
        return []
    last = mark.ordinal[0] if mark and own else 0
    cuts: list[int] = []
    for found in _ITEM_AFTER.finditer(line.content):
        item = read_mark(line.content, found.end())
        if item is None or item.style != style or item.cited or item.ordinal != (last + 1,):
            continue
        if last == 0 and found[0][0] not in "：:":
            continue
        last += 1
        cuts.append(found.end())
    return cuts if len(cuts) + own >= 2 else []

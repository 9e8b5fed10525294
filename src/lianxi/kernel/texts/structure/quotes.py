"""Quoted wording 引文: the new text that an amending decision sets between quotation marks.

一、将第三条修改为：“第三条　…” — each quoted paragraph opens the marks anew and
only the last one closes them. What stands inside is a provision of another
document and never one of this.
"""

from __future__ import annotations

import re

from lianxi.kernel.texts.structure.closing import is_closing
from lianxi.kernel.texts.structure.lines import Line, make_line
from lianxi.kernel.texts.structure.marks import Style, follows, read_mark
from lianxi.kernel.texts.structure.node import Kind

_OPENING, _CLOSING, _STRAIGHT = "“「『", "”」』", '"'
_WORDS = "改为|修改|增加|作为|补充|替换|表述|即|如下|内容为|恢复"
"""How an amending decision leads into new wording (立法技术规范, 修改决定)."""
_NEW_WORDING = re.compile(rf"(?:{_WORDS})[^：:“「]{{0,60}}[：:][ \t\u3000]*(?=[“「『\"])")
_LEADS_IN = re.compile(rf"(?:{_WORDS})[^：:]{{0,60}}[：:]$")
_OPENS = re.compile(f"[{_OPENING}{_STRAIGHT}]")
_CLOSES = re.compile(f"[{_CLOSING}{_STRAIGHT}]")
_FARTHEST = 400


def split_quotes(text: str, lines: list[Line]) -> list[Line]:
    """The same lines with quoted ones marked; a line that leads into a quotation is cut before the marks.

    New wording set without marks (…修改为： and below it 第三条　…) counts as
    quoted too, as far as the next item of the decision.
    """
    pieces = [piece for line in lines for piece in _cut(text, line)]
    closes = _next_closing(pieces)
    opened = unmarked = False
    item: tuple[int, ...] | None = None
    before: Line | None = None
    for index, line in enumerate(pieces):
        if line.blank:
            continue
        top = _top_item(line)
        if item and ((top and follows(item, top)) or is_closing(line)):
            opened = unmarked = False
        unmarked = unmarked or (item is not None and _is_unmarked_wording(line, before))
        marked = opened or _begins(line, before)
        line.quoted = marked or unmarked
        opened = marked and _open_after(line.content, opened) and closes[index] - index <= _FARTHEST
        item = top if top and not line.quoted else item
        before = line
    return pieces


def _top_item(line: Line) -> tuple[int, ...] | None:
    """The number of an item 一、 of the decision."""
    mark = line.mark
    return mark.ordinal if mark and mark.style == Style.CHINESE and not mark.cited else None


def _is_unmarked_wording(line: Line, before: Line | None) -> bool:
    """An article below …修改为： that no quotation marks enclose."""
    begins = line.mark is not None and line.mark.kind is Kind.ARTICLE and not line.mark.cited
    return begins and before is not None and _LEADS_IN.search(before.plain[-80:]) is not None


def _cut(text: str, line: Line) -> tuple[Line, ...]:
    """A line such as 一、第三条修改为：“第三条 …” in two, where the quotation reaches its end."""
    found = _NEW_WORDING.search(line.plain) if _OPENS.search(line.content) else None
    if not found:
        return (line,)
    at = line.said + found.end()
    quoted = line.content[found.end() :]
    if not (_open_after(quoted, opened=False) or quoted.rstrip("。；;，.")[-1:] in _CLOSING + _STRAIGHT):
        return (line,)
    rest = make_line(text[at : line.end], at)
    rest.quoted = True
    return make_line(text[line.start : at], line.start), rest


def _begins(line: Line, before: Line | None) -> bool:
    """Whether a line opens a quoted paragraph."""
    if line.quoted:
        return True
    if line.content[0] not in _OPENING + _STRAIGHT:
        return False
    if before is not None and (before.quoted or _LEADS_IN.search(before.plain[-80:])):
        return True
    mark = read_mark(line.content, 1)
    return mark is not None and not mark.cited


def _open_after(content: str, opened: bool) -> bool:
    """Whether the quotation marks are open at the end of a line; marks at its front open them anew."""
    depth, said = int(opened), content
    if opened and content[:1] in _OPENING + _STRAIGHT:
        said = content[1:]
    for found in re.finditer(f"[{_OPENING}{_CLOSING}{_STRAIGHT}]", said):
        if found[0] in _OPENING or (found[0] in _STRAIGHT and depth == 0):
            depth += 1
        else:
            depth = max(0, depth - 1)
    return depth > 0


def _next_closing(lines: list[Line]) -> list[int]:
    """For each line the number of the next one, or itself, with closing marks."""
    nearest, found = len(lines) + _FARTHEST + 1, []
    for index in range(len(lines) - 1, -1, -1):
        found.append(nearest)
        if _CLOSES.search(lines[index].content):
            nearest = index
    return found[::-1]

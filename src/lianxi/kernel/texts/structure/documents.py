"""Several documents in one file 多篇: where the next one begins.

A new document begins with a title that a caption follows; with a Markdown
heading of the rank of the last title; with a title below a signature when the
numbering starts anew. Anything less begins none.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lianxi.kernel.texts.structure.closing import is_attachment, is_date_line
from lianxi.kernel.texts.structure.front import caption_end, is_title_like, is_toc_label, is_typed_title, read_front
from lianxi.kernel.texts.structure.lines import Line

_NEAR, _SHORTEST_TITLE, _MORE_OF_A_TITLE = 12, 4, 2
_ENDS = frozenset("。；")


def find_documents(lines: list[Line]) -> tuple[int, ...]:
    """First lines of all documents but the first, in order."""
    found: list[int] = []
    front = read_front(lines, 0, len(lines))
    rank = lines[front.title[0]].hashes if front.title else 0
    state = _State(rank)
    for at in range(front.body, len(lines)):
        line = lines[at]
        if line.blank:
            continue
        if state.body and _begins(lines, at, state):
            found.append(at)
            state = _State(line.hashes)
        state.see(line)
    return tuple(found)


class _State:
    """What has been seen of the document: its title's rank, any body, the last filled line."""

    def __init__(self, rank: int) -> None:
        self.rank = rank
        self.body = False
        self.last: Line | None = None

    def see(self, line: Line) -> None:
        numbered = line.mark is not None and not line.mark.cited and not line.quoted
        self.body = self.body or numbered or line.last in _ENDS
        self.last = line


def _begins(lines: list[Line], at: int, state: _State) -> bool:
    """Whether a document begins with the title at `at`."""
    line = lines[at]
    if line.quoted or not is_title_like(line) or is_attachment(line):
        return False
    if _captioned(lines, at) and (line.hashes or len(line.content) >= _SHORTEST_TITLE):
        return True
    if line.hashes:
        return line.hashes <= state.rank
    if state.last is None or not (is_date_line(state.last) or state.last.content[:1] in "（(抄"):
        return False
    following = next((lines[index] for index in _filled(lines, at)), None)
    if following is not None and _is_first_unit(following):
        return True
    return _ends_typed(lines, at) and _starts_anew(lines, at)


def _ends_typed(lines: list[Line], at: int) -> bool:
    """Whether the line, or one of the next two that carry its title on, ends in the name of a kind of document."""
    for index in (at, *islice(_filled(lines, at), _MORE_OF_A_TITLE)):
        if not is_title_like(lines[index]):
            return False
        if is_typed_title(lines[index]):
            return True
    return False


def _is_first_unit(line: Line) -> bool:
    """第一章 or 第一条, or a table of contents."""
    mark = line.mark
    return is_toc_label(line) or (mark is not None and mark.style is None and not mark.cited and mark.ordinal == (1,))


def _filled(lines: list[Line], at: int) -> Iterator[int]:
    return (index for index in range(at + 1, min(len(lines), at + 1 + 3 * _NEAR)) if not lines[index].blank)


def _captioned(lines: list[Line], at: int) -> bool:
    """Whether a caption follows the line, with at most three lines of the same title in between."""
    for step, index in enumerate(_filled(lines, at)):
        if caption_end(lines, index, len(lines)):
            return True
        if step >= 3 or not is_title_like(lines[index]) or lines[index].hashes:
            return False
    return False


def _starts_anew(lines: list[Line], at: int) -> bool:
    """Whether the next number below a title is a first one."""
    for step, index in enumerate(_filled(lines, at)):
        mark = lines[index].mark
        if is_toc_label(lines[index]):
            return True
        if mark and not mark.cited:
            return mark.ordinal == (1,)
        if step > _NEAR:
            return False
    return False

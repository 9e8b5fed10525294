"""Outlines 条目: one document of a text file, cut into the items by which its clauses are cited.

A file may hold several documents one after another. The one wanted is found by
its title; it ends where the heading of the next one stands. Headings may carry
`#` marks or stand bare on a line of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import zip_longest

CAPTION, PREAMBLE = "题注", "序"

_NUMERALS = "[〇零一二三四五六七八九十百]+"
_HEADING = re.compile(r"(#{1,6})\s*(.*?)\s*#*$")
_QUOTED_OR_LISTED = re.compile(r"^(?:[-+>]\s+)+")
_TOP = re.compile(rf"(?:({_NUMERALS})\s*[、.．]|(第{_NUMERALS}条))\s*(.*)$")
_SUB = re.compile(rf"[（(]\s*({_NUMERALS})\s*[）)]\s*(.*)$")
_CHAPTER = re.compile(rf"第{_NUMERALS}[编章节]")
_ANNEX = re.compile(r"^附件?[0-9一二三四五六七八九十]*:?")
_SENTENCE_ENDS, _CLOSED = "。；！？;!?", "）)〕]】"
_LONGEST_HEADING = 60


@dataclass(frozen=True)
class Item:
    """One item of a document 条目.

    number: as clauses are cited: 题注, 序, 一, 三(二), 第三条; a number that comes
        again carries which time it is.
    line:   number of its first line in the file, counted from 1.
    """

    number: str
    line: int
    text: str

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the wording; line breaks, spaces and full or half width do not count."""
        return sha256(squeezed(self.text).encode()).hexdigest()


@dataclass(frozen=True)
class _Line:
    """One line of the file: its number, how many `#` it carries, and what it says."""

    number: int
    level: int
    content: str

    @property
    def is_item(self) -> bool:
        return bool(_TOP.match(self.content) or _SUB.match(self.content))


@dataclass
class _Draft:
    """An item while its lines are still being read; `top` marks one of the first rank (一、)."""

    number: str
    line: int
    top: bool
    parts: list[str] = field(default_factory=list)

    def is_bare_heading(self, following: _Draft | None) -> bool:
        """Whether it only stands over its sub-items and says nothing itself."""
        heads = following is not None and not following.top
        return self.top and heads and len(self.parts) <= 1 and not "".join(self.parts).endswith(tuple(_SENTENCE_ENDS))


def squeezed(text: str) -> str:
    """A text for comparison: without white space, full-width forms as half-width ones."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def find_title(text: str, title: str) -> int:
    """Number of the line where the document of that title begins; 0 where the file has none."""
    lines = _lines(text)
    return next((lines[first].number for first, _ in _titles(lines, title)), 0)


def read_items(text: str, title: str) -> tuple[Item, ...]:
    """The items of the document `title` 条目, in their order; empty where the file has no such document.

    Where the title stands more than once (a list of contents, say), the place
    with the most items counts.
    """
    lines = _lines(text)
    places = list(_titles(lines, title))
    again = [*(first for first, _ in places[1:]), len(lines)]
    found = [_document(lines[:end], *place) for place, end in zip(places, again, strict=True)] if places else []
    return max(map(_items, found), key=len, default=())


def _lines(text: str) -> list[_Line]:
    raw = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [_line(number, line) for number, line in enumerate(raw, start=1)]


def _line(number: int, raw: str) -> _Line:
    said = raw.replace("**", "").strip()
    heading = _HEADING.match(said)
    level, content = (len(heading[1]), heading[2]) if heading else (0, _QUOTED_OR_LISTED.sub("", said))
    return _Line(number, level, content.strip())


def _titles(lines: list[_Line], title: str) -> Iterator[tuple[int, int]]:
    """Where the title stands, alone on its line or spread over several: its first line, and the one after it."""
    wanted = squeezed(title)
    for first, line in enumerate(lines):
        said = ""
        for after in range(first, len(lines) if line.content else 0):
            said += squeezed(lines[after].content)
            bare = _ANNEX.sub("", said).strip("《》")
            if bare == wanted:
                yield first, after + 1
            if bare == wanted or not wanted.startswith(bare):
                break


def _document(lines: list[_Line], first: int, after: int) -> list[_Line]:
    """The lines below the title as far as the heading of the next document."""
    level, numbered = lines[first].level, False
    for index in range(after, len(lines)):
        line = lines[index]
        if _opens_another(line, level) or (level == 0 and numbered and _stands_alone(line, lines[index - 1])):
            return lines[after:index]
        numbered = numbered or line.is_item
    return lines[after:]


def _opens_another(line: _Line, level: int) -> bool:
    """A marked heading of the title's rank or above; under a bare title, any marked heading without a number."""
    return 0 < line.level <= (level or line.level) and not line.is_item


def _stands_alone(line: _Line, before: _Line) -> bool:
    """Whether an unmarked line looks like the heading of a document: short, no number, no end of a sentence."""
    said = line.content
    if not said or line.is_item or _CHAPTER.match(said) or len(said) > _LONGEST_HEADING:
        return False
    if said[0] in "（(" or said[-1] in _SENTENCE_ENDS + "，、：,:":
        return False
    return not before.content or (before.content[-1] in _SENTENCE_ENDS and not re.search("[，、：；。,]", said))


def _items(lines: list[_Line]) -> tuple[Item, ...]:
    filled = [line for line in lines if line.content and not _CHAPTER.match(line.content)]
    start = next((index for index, line in enumerate(filled) if line.is_item), len(filled))
    return (*_front(filled[:start]), *_numbered(filled[start:]))


def _front(lines: list[_Line]) -> Iterator[Item]:
    """What stands between the title and the first number: the caption in brackets, then the preamble."""
    close = -1
    if lines and lines[0].content[0] in "（(〔[【":
        close = next((index for index, line in enumerate(lines) if line.content[-1] in _CLOSED), -1)
    for number, part in ((CAPTION, lines[: close + 1]), (PREAMBLE, lines[close + 1 :])):
        if part:
            yield Item(number, part[0].number, "\n".join(line.content for line in part))


def _numbered(lines: list[_Line]) -> Iterator[Item]:
    drafts: list[_Draft] = []
    top = ""
    for line in lines:
        if found := _TOP.match(line.content):
            top = found[1] or found[2]
            drafts.append(_Draft(top, line.number, True, [found[3]] if found[3] else []))
        elif found := _SUB.match(line.content):
            drafts.append(_Draft(f"{top}({found[1]})", line.number, False, [found[2]] if found[2] else []))
        else:
            drafts[-1].parts.append(line.content)
    seen: dict[str, int] = {}
    for draft, following in zip_longest(drafts, drafts[1:]):
        if draft.is_bare_heading(following):
            continue
        times = seen[draft.number] = seen.get(draft.number, 0) + 1
        yield Item(draft.number + (f"〔第{times}处〕" if times > 1 else ""), draft.line, "\n".join(draft.parts))

"""Lines of a text 行: what each says without indent and Markdown marks, and whether it ends what it says.

Texts copied from PDF or old pages break a line after so many characters; such a
line and the next belong together (domain notes M).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lianxi.kernel.texts.characters import simplified
from lianxi.kernel.texts.structure.marks import READING, Mark, read_mark

ENDS = frozenset("。！？!?；;：:…")
"""Characters that end a sentence, a clause of an enumeration, or what leads into one."""

_CLOSING = "”’」』）)〕】》\"'*_ \t\u3000\u00a0"
_SPACES = " \t\u3000\u00a0\ufeff\u200b\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_FRONT = re.compile(rf"[{_SPACES}]*(?:(?P<hashes>#{{1,6}})(?!#)[{_SPACES}]*|(?:[>+\-*]{_SPACES[0]})+)?[{_SPACES}]*")
_LABEL = re.compile(r"【(?:章名|节名|題注|题注|条文|章|节)】[ \t\u3000]*")
_PAGE = re.compile(r"(?:[-—–－·•]{1,2} ?)?(?:第 ?)?\d{1,4}(?: ?页(?:[ ,，]?共 ?\d{1,4} ?页)?)?(?: ?[-—–－·•]{1,2})?$")
_LONG, _FEW, _LONGEST_PAGE_NUMBER = 18, 6, 24
_INDENTS = frozenset(" \t\u3000\u00a0")


@dataclass(slots=True)
class Line:
    """One line, or the part of a line in which a further provision begins.

    start, end: with its line break.
    said:       place where its words begin.
    content:    the words, without indent, Markdown marks and trailing space; "" for a page number.
    plain:      the content in simplified characters, of the same length.
    bare:       the same without readings of characters (條(tiáo)例 → 条例), which some converted pages carry.
    last:       the last character that is no closing bracket or quotation mark.
    hashes:     how many `#` it carries.
    mark:       the number with which it begins, if any.
    run_on:     it stands on the line of the provision before it.
    quoted:     it lies between quotation marks that opened in it or before.
    """

    start: int
    end: int
    said: int
    content: str
    plain: str
    bare: str
    last: str
    hashes: int
    indented: bool
    mark: Mark | None
    run_on: bool
    quoted: bool = False

    @property
    def blank(self) -> bool:
        return not self.content

    @property
    def rest(self) -> str:
        """What stands after the number."""
        return self.content[self.mark.length :].strip(_SPACES + "*") if self.mark else self.content

    @property
    def closed(self) -> bool:
        """Whether the line ends a sentence or leads into an enumeration."""
        return self.last in ENDS


def read_lines(text: str) -> list[Line]:
    """The lines of a text; together they are the text."""
    lines: list[Line] = []
    at = 0
    for raw in text.splitlines(keepends=True):
        lines.append(make_line(raw, at))
        at += len(raw)
    return lines


def make_line(raw: str, at: int, *, run_on: bool = False) -> Line:
    """The line `raw` that begins at `at`."""
    front = _FRONT.match(raw)
    said = front.end() if front else 0
    hashes = len(front["hashes"] or "") if front else 0
    if raw.startswith("**", said):
        said += 2
    if label := _LABEL.match(raw, said):
        said = label.end()
    content = _without_marks(raw[said:], hashes)
    plain = simplified(content)
    bare = READING.sub("", plain) if "(" in plain else plain
    last = content.rstrip(_CLOSING)[-1:]
    indented = raw[:1] in _INDENTS
    return Line(at, at + len(raw), at + said, content, plain, bare, last, hashes, indented, read_mark(content), run_on)


def _without_marks(said: str, hashes: int) -> str:
    content = said.rstrip(_SPACES)
    if hashes:
        content = content.rstrip("#").rstrip(_SPACES)
    if content.endswith("**") and content.count("**") % 2:
        content = content[:-2].rstrip(_SPACES)
    return "" if len(content) < _LONGEST_PAGE_NUMBER and _PAGE.match(content) else content


@dataclass(frozen=True, slots=True)
class Wrapping:
    """Whether the lines of a text are broken at a certain width.

    width:    characters of a full line; 0 where lines are whole paragraphs.
    indented: new paragraphs are indented, so that a line at the margin continues one.
    """

    width: int
    indented: bool

    def is_full(self, line: Line) -> bool:
        return self.width > 0 and len(line.content) + 2 * line.indented >= self.width - 3


def find_wrapping(lines: Iterable[Line]) -> Wrapping:
    """How the lines of a text are broken: many of one length that end no sentence."""
    filled = [line for line in lines if len(line.content) >= _LONG and not line.hashes]
    open_ended = [line for line in filled if not line.closed]
    if len(open_ended) < _FEW or len(open_ended) * 10 < len(filled) * 3:
        return Wrapping(0, indented=False)
    lengths = Counter(len(line.content) + 2 * line.indented for line in open_ended)
    width = max(lengths, key=lambda size: sum(lengths[size + step] for step in range(-2, 3)))
    near = sum(lengths[width + step] for step in range(-3, 4))
    if near * 10 < len(open_ended) * 5:
        return Wrapping(0, indented=False)
    starts = [line for line in filled if line.mark and not line.mark.cited]
    indented = sum(line.indented for line in starts) * 10 > len(starts) * 8
    margin = sum(not line.indented for line in filled)
    return Wrapping(width, indented=indented and bool(starts) and margin * 4 > len(filled))

"""Paragraphs from printed lines 段落: a line runs on when it is full and the next one is not indented."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from lianxi.importers.pdf.columns import Placed
from lianxi.importers.pdf.lines import Line

_HANGS = 1.2  # characters by which punctuation may stick out of the measure, so that other lines seem short
_INDENT = 0.8
_NARROWEST = 12  # characters: a column of text is not narrower, so that shorter lines are never full
_GAP = 1.7  # how much farther than usual the next line may stand
_STARTS = re.compile(
    r"第[一二三四五六七八九十百零〇\d]{1,6}[编章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,3}[.．、](?!\d)|附件|[①-⑳]"
)
_ALONE = re.compile(
    r"[\u4e00-\u9fff]{2,12}\s?[〔［\[（(]\s?(?:19|20)\d\d\s?[〕］\])）]\s?第?\s?\d{1,5}\s?号"
    r"|[12〇○零一二][\d〇○零一二三四五六七八九]{3}\s?年\s?[\d一二三四五六七八九十]{1,2}\s?月\s?[\d一二三四五六七八九十]{1,3}\s?日"
)
"""What fills a line by itself, 文号 or 成文日期 (GB/T 9704 7.2.5, 7.3.5): it continues no line before it."""
_NOT_FIRST = "…—，。、；：！？）》〉”’】〕％%,.;:!?)"
_ENDS = "。；：！？”"


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line with its page, its place in the page's order of reading, and the column it belongs to."""

    page: int
    columns: int
    placed: Placed


@dataclass(slots=True)
class PrintedParagraph:
    """Lines that belong together; `heading` where they are printed larger than the text."""

    lines: list[PrintedLine] = field(default_factory=list)
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """The left and right edge of a column and the usual step from line to line."""

    left: float
    right: float
    step: float


Measures = dict[tuple[int, int], Measure]
"""By the number of columns of a page and the column."""


def paragraphs_of(lines: Sequence[PrintedLine]) -> list[PrintedParagraph]:
    """The paragraphs of a document in their order; they run on over columns and pages."""
    measures = _measures(lines)
    usual = _usual_size(lines)
    indented = _indents(lines, measures)
    found: list[PrintedParagraph] = []
    for line in lines:
        last = found[-1].lines[-1] if found else None
        if last is not None and _runs_on(last, line, measures, indented=indented):
            found[-1].lines.append(line)
        else:
            found.append(PrintedParagraph([line], line.placed.line.size > 1.15 * usual))
    return found


def _runs_on(
    before: PrintedLine, after: PrintedLine, measures: dict[tuple[int, int], Measure], *, indented: bool
) -> bool:
    first, second = before.placed.line, after.placed.line
    here, there = measures[_column(before)], measures[_column(after)]
    if first.table or second.table or "\t" in first.text or "\t" in second.text:  # a row of a table
        return False
    if abs(first.size - second.size) > 0.08 * first.size or _STARTS.match(second.text):
        return False
    if _ALONE.fullmatch(second.text.strip()):
        return False
    if first.right + _first_unit(second) + _HANGS * first.size < here.right:  # there was room for more
        return False
    if second.left > there.left + _INDENT * second.size and abs(second.left - first.left) > 0.3 * second.size:
        return False
    if not indented and first.text[-1:] in _ENDS:
        return False
    same = before.page == after.page and before.placed.column == after.placed.column
    return not same or second.middle - first.middle <= _GAP * here.step


def _first_unit(line: Line) -> float:
    """Width of what cannot be parted at the beginning of a line: a Latin word, or a character with its punctuation."""
    end = 1
    glyphs = line.glyphs
    if _is_latin(glyphs[0].char):
        while end < len(glyphs) and _is_latin(glyphs[end].char):
            end += 1
    while end < len(glyphs) and glyphs[end].char in _NOT_FIRST:
        end += 1
    return glyphs[end - 1].right - glyphs[0].left


def _is_latin(char: str) -> bool:
    return not char.isspace() and char < "\u0250"


def _column(line: PrintedLine) -> tuple[int, int]:
    return line.columns, line.placed.column


def _measures(lines: Sequence[PrintedLine]) -> Measures:
    """For each kind of column over the whole document: the last page may hold three short lines."""
    groups: dict[tuple[int, int], list[PrintedLine]] = defaultdict(list)
    for line in lines:
        groups[_column(line)].append(line)
    return {column: _measure(_of_text(held)) for column, held in groups.items()}


def _of_text(lines: list[PrintedLine]) -> list[PrintedLine]:
    """The lines that are no tables, where there are any."""
    return [line for line in lines if not line.placed.line.table] or lines


def _measure(lines: Sequence[PrintedLine]) -> Measure:
    lefts = Counter(round(line.placed.line.left / 2) * 2 for line in lines)
    often = [left for left, count in lefts.items() if count >= max(2, len(lines) * 0.04)] or list(lefts)
    sizes = [line.placed.line.size for line in lines]
    steps = [
        after.placed.line.middle - before.placed.line.middle
        for before, after in pairwise(lines)
        if before.page == after.page and after.placed.line.middle > before.placed.line.middle
    ]
    left, size = min(often), median(sizes)
    right = max(_right([line.placed.line.right for line in lines], size), left + _NARROWEST * size)
    return Measure(left, right, median(steps) if steps else 0.0)


def _right(rights: list[float], size: float) -> float:
    """The right edge several lines reach; a single one may stick out, such as an address at the foot of a print."""
    rights = sorted(rights, reverse=True)
    wanted = max(2, len(rights) // 25)
    for at in range(len(rights) - wanted + 1):
        if rights[at] - rights[at + wanted - 1] <= size:
            return rights[at]
    return rights[0]


def _usual_size(lines: Sequence[PrintedLine]) -> float:
    """The size most characters are printed in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.placed.line.size, 1)] += len(line.placed.line.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _indents(lines: Sequence[PrintedLine], measures: Measures) -> bool:
    """Whether paragraphs of this document begin with an indent of about two characters."""
    count = sum(
        1.2 < (line.placed.line.left - measures[_column(line)].left) / max(line.placed.line.size, 1) < 3.2
        for line in lines
    )
    return count >= max(2, len(lines) * 0.05)

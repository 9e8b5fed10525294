"""What `docx`, `pdf` and `html` do alike before they lay a document out: clean text, title lines, widths, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby
from math import ceil
from operator import itemgetter
from unicodedata import east_asian_width

from lianxi.exporters.official import Block, Heading, OfficialDocument, Pair, Paragraph, Run, Table, Words, plain
from lianxi.exporters.sheets import POINTS_PER_MM, UPRIGHT

SMALL_FROM_COLUMNS = 5  # tables from here on are set in 小四 instead of 四号
CENTRED_UP_TO = 8  # columns whose cells are all this short are centred
CENTRED_IN_LONG_TABLES = 4  # the same where long texts stand side by side
KEPT_LINES = 6  # rows of long texts estimated to be higher than this may run over to the next page
CELL_PADDING = 4  # points on each side of a cell
LONGEST_LABEL = 8  # labels up to here have their lines hang behind the colon

# Not allowed in XML, or turning the direction of what follows: shown as a box instead of lost.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_NUMERIC = re.compile(r"[-+−]?[\d,]*\.?\d+%?")
_BREAK_AFTER = ("的", "》", "、", "，", "联席会议", "委员会", "常委会", "办公室", "会议", "关于召开", "关于印发")
_BREAK_BEFORE = ("关于", "《", "联席会议", "第")
_NEVER_FIRST = "的》、，。；：）”’％年月日次届号"
_NEVER_LAST = "《（“‘第"


def printable(text: str) -> str:
    """`text` with □ for every character no document may hold, one kind of line end, and spaces for tabs."""
    plain = re.sub(r"\r\n?|[\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    return _UNPRINTABLE.sub("□", plain)


def cleaned(document: OfficialDocument) -> OfficialDocument:
    """The document with every text printable; a paragraph of several lines becomes several paragraphs."""
    return replace(
        document,
        title=printable(document.title).strip(), mark=_one_line(document.mark), number=_one_line(document.number),
        addressee=_one_line(document.addressee).rstrip("：:"), blocks=tuple(_blocks(document.blocks)),
        signature=_lines(document.signature), attachments=_lines(document.attachments), notes=_lines(document.notes),
    )  # fmt: skip


def runs(words: Words) -> tuple[Run, ...]:
    """The words as runs, one at least."""
    return (Run(words),) if isinstance(words, str) else words or (Run(""),)


def lines(words: Words) -> list[Words]:
    """The lines of printable words, each without blanks at its ends; one at least."""
    if isinstance(words, str):
        return [line.strip() for line in words.split("\n")]
    found: list[list[Run]] = [[]]
    for run in words:
        first, *rest = run.text.split("\n")
        found[-1].append(Run(first, run.mark))
        found += [[Run(line, run.mark)] for line in rest]
    return [_stripped(line) for line in found]


def title_lines(title: str, room: int = UPRIGHT.title_chars) -> list[str]:
    """The title in lines of about the same length, broken where a word ends as far as can be told 回行."""
    return [line for part in title.split("\n") if part.strip() for line in _balanced(part.strip(), room)]


def caption_inset(caption: Words, room: int) -> float:
    """By how many characters a caption is set in on both sides, so that its lines become about as long; 0 for one line.

    No line end is put into it: who reads the file back finds the caption whole.
    """
    lines_of_it = title_lines(plain(caption), room)
    if len(lines_of_it) < 2:
        return 0.0
    return max((room - max(map(chars, lines_of_it)) - 1) / 2, 0.0)


def chars(text: str) -> float:
    """Width of a text in full-width characters."""
    return sum(1.0 if east_asian_width(char) in "WFA" else 0.5 for char in text)


def cn_date(day: date) -> str:
    """2024年9月20日, as a date of signing is written 成文日期."""
    return f"{day.year}年{day.month}月{day.day}日"


def mark_size(mark: str, width: float = UPRIGHT.width) -> float:
    """Size in points at which the mark above the title fills one line of `width` millimetres at most."""
    return round(min(36.0, max(16.0, (width * POINTS_PER_MM - 8) / max(chars(mark), 1))), 1)


def attachment_lines(names: tuple[str, ...]) -> list[tuple[str, str]]:
    """What stands before each attachment, and its name 附件说明: numbered when there are several."""
    if len(names) == 1:
        return [("附件：", names[0])]
    return [(f"{'附件：' if number == 1 else '　　　'}{number}. ", name) for number, name in enumerate(names, start=1)]


def hang(pair: Pair) -> float:
    """By how many characters further lines hang behind the colon of a pair; 0 where the label is long."""
    width = chars(pair.label) + 1
    return width if width <= LONGEST_LABEL + 1 else 0.0


def shares(table: Table) -> list[float]:
    """Share of each column in the width of the table, adding up to 1."""
    columns = columns_of(table)
    given = [max(float(width), 0.0) for width in table.widths[:columns]]
    widths = [width or 1.0 for width in given] + [1.0] * (columns - len(given))
    return [width / sum(widths) for width in widths]


def alignments(table: Table) -> list[str]:
    """left, center or right for each column: numbers right, short texts in the middle."""
    short = CENTRED_IN_LONG_TABLES if table.top else CENTRED_UP_TO
    rows = full_rows(table)
    return [_alignment([plain(row[index]) for row in rows], short) for index in range(columns_of(table))]


def columns_of(table: Table) -> int:
    return max([len(table.header), *(len(row) for row in table.rows)], default=1) or 1


def full_rows(table: Table) -> list[list[Words]]:
    """The rows, each with as many cells as the table has columns."""
    columns = columns_of(table)
    return [[*row, *[""] * (columns - len(row))] for row in table.rows]


def full_header(table: Table) -> list[str]:
    """The header with as many cells as the table has columns; [] for a table without header."""
    return [*table.header, *[""] * (columns_of(table) - len(table.header))] if table.header else []


def cell_size(table: Table) -> int:
    """四号 (14 pt), or 小四 (12 pt) where many columns share the width."""
    return 12 if columns_of(table) >= SMALL_FROM_COLUMNS else 14


def kept_rows(table: Table, width: float) -> list[bool]:
    """Which rows stay on one page: all but the high ones of long texts. width: of the table in millimetres."""
    inner = [share * width * POINTS_PER_MM - 2 * CELL_PADDING for share in shares(table)]
    rooms = [max(int(points / cell_size(table)), 1) for points in inner]
    return [not table.top or _height(row, rooms) <= KEPT_LINES for row in full_rows(table)]


def _height(row: list[Words], rooms: list[int]) -> int:
    """Lines of the highest cell, estimated. rooms: characters on a line of each."""
    cells = zip(row, rooms, strict=True)
    return max(sum(ceil(chars(line) / room) for line in plain(cell).split("\n")) for cell, room in cells)


def _one_line(text: str) -> str:
    return " ".join(printable(text).split("\n")).strip()


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in map(_one_line, texts) if line)


def _blocks(blocks: Iterable[Block]) -> Iterable[Block]:
    for block in blocks:
        match block:
            case Heading():
                yield replace(block, text=_words(block.text, " "), level=min(max(block.level, 1), 4))
            case Paragraph():
                yield from (replace(block, text=line) for line in lines(_words(block.text)))
            case Pair():
                yield Pair(_one_line(block.label).rstrip("：:"), printable(block.text).strip())
            case Table():
                yield replace(
                    block, header=tuple(printable(cell).strip() for cell in block.header),
                    rows=tuple(tuple(map(_words, row)) for row in block.rows), caption=_one_line(block.caption),
                )  # fmt: skip


def _words(words: Words, line_end: str = "\n") -> Words:
    """Printable words without blanks at their ends."""
    if isinstance(words, str):
        return printable(words).replace("\n", line_end).strip()
    return _stripped([Run(printable(run.text).replace("\n", line_end), run.mark) for run in words])


def _stripped(said: Iterable[Run]) -> tuple[Run, ...]:
    """Without blanks at the ends; neighbours with the same mark are one run, and none is empty."""
    marked = [(char, run.mark) for run in said for char in run.text]
    whole = "".join(char for char, _ in marked)
    inner = marked[len(whole) - len(whole.lstrip()) : len(whole.rstrip())]
    return tuple(Run("".join(char for char, _ in group), mark) for mark, group in groupby(inner, itemgetter(1)))


def _alignment(cells: list[str], short: float) -> str:
    said = [cell for cell in cells if cell]
    if said and all(_NUMERIC.fullmatch(cell) for cell in said) and any(len(cell) > 3 for cell in said):
        return "right"
    return "center" if all(chars(cell) <= short for cell in said) else "left"


def _balanced(text: str, room: int) -> list[str]:
    count = ceil(chars(text) / room)
    if count <= 1:
        return [text]
    end = _best_break(text, chars(text) / count, room)
    return [text[:end].rstrip(), *_balanced(text[end:].lstrip(), room)]


def _best_break(text: str, wanted: float, room: int) -> int:
    """Where the first line ends: near `wanted`, rather after a word, never where a line must not end or begin."""
    fitting = [end for end in range(1, len(text)) if chars(text[:end]) <= room]
    return min(fitting, key=lambda end: abs(chars(text[:end]) - wanted) + _ugliness(text[:end], text[end:]))


def _ugliness(before: str, after: str) -> float:
    cost = 0.0 if before.endswith(_BREAK_AFTER) or after.startswith(_BREAK_BEFORE) else 4.0
    torn = before[-1].isascii() and before[-1].isalnum() and after[0].isascii() and after[0].isalnum()
    if torn or after[0] in _NEVER_FIRST or before[-1] in _NEVER_LAST:
        cost += 100
    return cost + (5.0 if before.count("《") > before.count("》") else 0.0)

"""What a copy says of its own passing 通过信息: caption, number of the announcement, date below the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from lianxi.kernel.texts.dates import find_dates
from lianxi.kernel.texts.document_numbers import find_document_numbers
from lianxi.kernel.texts.numerals import NUMERAL
from lianxi.kernel.texts.same_text.passing import Field, Mask, read_passing
from lianxi.kernel.texts.same_text.sittings import Sitting, written


@dataclass(frozen=True, slots=True)
class Front:
    """What was read.

    body:     who passed it, as its caption names it; None where it does not.
    masks:    places in the caption, in the number of the announcement, of a date alone on its line.
    sittings: wordings of the caption's sittings (第八届人民代表大会常务委员会第十三次会议) and where in each
              the numbers stand.
    days:     the caption's days, as written.
    """

    body: str | None
    masks: tuple[Mask, ...]
    sittings: tuple[Sitting, ...]
    days: tuple[str, ...]


_LINES, _LONGEST = 24, 600
_VERB = re.compile("通过|批准|公布|修正|修订|发布")
_BARE = re.compile(rf"[{NUMERAL}0-9]{{4}}年[^。；]{{4,400}}(?:通过|批准|公布|修正|修订|施行)\Z")
_NUMERALS = re.compile(f"[{NUMERAL}0-9]{{1,8}}")
_CODE = re.compile(r"[〔(（\[［]|第(?=[^届会]*号)")


def read_front(text: str) -> Front:
    """Read a copy, levelled line by line."""
    masks: list[Mask] = []
    sittings: dict[Sitting, None] = {}
    body: str | None = None
    first = len(text)
    for start, end in _caption_places(text):
        passing = read_passing(text[start:end])
        if passing is None:
            continue
        masks += (Mask(start + one.start, start + one.end, one.field) for one in passing.masks)
        first, body = min(first, start), body or passing.body
        sittings |= dict.fromkeys(chain.from_iterable(map(written, passing.sittings)))
    days = tuple(text[mask.start : mask.end].replace("\n", "") for mask in masks if mask.field is Field.DATE)
    masks += _number_masks(text, first)
    masks += _dates_alone(text)
    return Front(body, tuple(masks), tuple(sittings), days)


def _caption_places(text: str) -> Iterator[tuple[int, int]]:
    """Brackets that fill whole lines, and bare lines from a date to a verb, near the top."""
    at, opened = 0, -1
    for line in text.split("\n", _LINES)[:_LINES]:
        if line[:1] in ("(", "（"):
            opened = at
        if opened >= 0:
            if line[-1:] in (")", "）"):
                if at + len(line) - opened <= _LONGEST and _VERB.search(text, opened, at + len(line)):
                    yield opened, at + len(line)
                opened = -1
        elif len(line) <= _LONGEST and _BARE.match(line):
            yield at, at + len(line)
        at += len(line) + 1


def _number_masks(text: str, caption: int) -> Iterator[Mask]:
    """The number of an announcement or document that ends a line above the caption."""
    lines = text[:caption].split("\n", _LINES)[:_LINES]
    joined, shift = "".join(lines), 0
    ends = {}
    for count, line in enumerate(lines):
        shift += len(line)
        ends[shift] = count
    for number in find_document_numbers(joined) if "号" in joined else ():
        if number.end not in ends:
            continue
        code = _CODE.search(joined, number.start, number.end)
        for found in _NUMERALS.finditer(joined, code.start() if code else number.start, number.end):
            before = sum(1 for end in ends if end <= found.start())
            yield Mask(found.start() + before, found.end() + before, Field.NUMBER)


def _dates_alone(text: str) -> Iterator[Mask]:
    """Dates that stand alone on a line, below a signature or a title."""
    at = 0
    for line in text.split("\n"):
        if 6 <= len(line) <= 24 and line[-1] in "日)）":
            bare = line.strip("()（）")
            found = find_dates(bare)
            if found and (found[0].start, found[-1].end) == (0, len(bare)):
                yield Mask(at, at + len(line), Field.DATE)
        at += len(line) + 1

"""Where a shift is 错位之处: found by counting frequent characters, without a model.

Read one byte late, official text turns into rare characters and marks; put back
by one byte, rare characters that stand there turn into frequent ones. Ordinary
text after a question mark does the opposite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.characters import is_cjk
from lianxi.kernel.texts.damage.shift.double_bytes import char_of, code_of, full_width_code
from lianxi.kernel.texts.damage.shift.frequent import weight
from lianxi.kernel.texts.damage.shift.notes import note_end, tail

LOST = "?\ufffd"
"""What a page shows for a byte it could not read."""

# A mark, then garbage: a character, a half-width mark before one, before an orphan's mark or before a byte that
# looks like ASCII, or the tail of a note. Three marks in a row stand for a word taken out.
_BEGINS = re.compile(
    r"[?\ufffd](?!\?\?)(?=[^\x00-\x7f]|[!-/:-@](?:[^\x00-\x7f]|\?|[@-~][^\x00-\x7f])|[(（]?[a-zü]{0,5}[^\x00-\x7f])"
)
# "\ufffd" in UTF-8, twice, read as GBK (锟斤拷): another damage.
_REPLACED = "斤拷"
# How far a span may run (the longest seen has 20 characters), and how far the balance may fall before giving up.
_LONGEST = 400
_GIVEN_UP = -2.5
_CARRIED = -1.5
# What a rare character costs that the repair would bring in.
_RARE = -0.5
# What it costs to take a bracket or quotation mark for garbage: text may well begin with one.
_QUOTED = 0.4
_SURE_BALANCE = 1.0


def shift_spans(text: str) -> Iterator[tuple[int, int]]:
    """Shifted spans, each with its "?" marks and what is left of a pinyin note, in the order of the text."""
    for start, end, balance in candidates(text):
        if balance >= _SURE_BALANCE:
            yield start, end


def candidates(text: str) -> Iterator[tuple[int, int, float]]:
    """Places that may be shifted: start, end and how much the repair gains in frequent characters."""
    free = 0
    for found in _BEGINS.finditer(text):
        if found.start() < free:
            continue
        end, balance = _balance(text, found.end())
        if balance > 0 and _REPLACED not in text[found.start() : end]:
            free = end
            yield found.start(), end, balance


def _balance(text: str, after: int) -> tuple[int, float]:
    """The end of the best span whose garbage begins at `after`, and its gain."""
    said, at = tail(text, after)
    balance = best = 1.0 if said else 0.0
    best_end, pending = at, -1
    limit = min(len(text), at + _LONGEST)
    while at < limit and balance > max(best + _GIVEN_UP, _GIVEN_UP):
        char = text[at]
        code = code_of(char)
        if code is None:
            code = full_width_code(char) if char < "@" and (pending < 0 or char not in LOST) else None
            if code is None or not _goes_on(text, at):
                break
        balance += _gain(char, pending, code[0])
        pending, at = code[1], note_end(text, at + 1)
        if balance > best:
            best, best_end = balance, at
    return _closed(text, (best_end, best), (at, balance), pending)


def _closed(text: str, best: tuple[int, float], last: tuple[int, float], pending: int) -> tuple[int, float]:
    """The span with what closes it: a second byte that looks like ASCII, or a mark for the orphan.

    A mark is evidence enough to carry the span over a character or two that a
    page dropped on the way.
    """
    at, balance = last
    if pending < 0 or at >= len(text) or balance < best[1] + _CARRIED:
        return best
    char = text[at]
    if "@" <= char <= "~":
        fixed = char_of(pending, ord(char))
        return (at + 1, balance + weight(fixed)) if fixed and weight(fixed) else best
    if char in LOST:
        return tail(text, at + 1)[1], max(best[1], balance) + 1
    return best


def _goes_on(text: str, at: int) -> bool:
    """Whether a half-width mark stands inside the garbage rather than behind it."""
    follows = text[at + 1 : at + 2]
    return bool(follows) and (follows in LOST or code_of(follows) is not None or "@" <= follows <= "~")


def _gain(char: str, pending: int, lead: int) -> float:
    """What reading `char` one byte earlier gains."""
    lost = weight(char) if is_cjk(char) or "０" <= char <= "９" else _QUOTED if char in "“”（）《》" else 0.0
    if pending < 0:
        return -lost
    fixed = char_of(pending, lead)
    return (weight(fixed) or _RARE if fixed else 2 * _RARE) - lost

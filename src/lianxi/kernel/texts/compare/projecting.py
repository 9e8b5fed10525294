"""Units found in one form of a text, put on another form of it whose words are the same 换形取位.

White space and characters without width carry no meaning, but the structure
of a text is read from its lines and numbers: a heading run into the line
before, or a character without width inside 第二条, would hide a provision.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lianxi.kernel.texts.compare.units import Unit
from lianxi.kernel.texts.compare.words import places


def same_words(old: str, new: str, before: tuple[Unit, ...], after: tuple[Unit, ...]) -> tuple[tuple[Unit, ...], ...]:
    """The units of two texts whose words are the same, as the one says them that shows more of them."""
    olds, news = places(old), places(new)
    if len(olds) != len(news):
        return before, after
    if len(before) >= len(after):
        return before, tuple(_projected(before, olds, news, new)) or after
    return tuple(_projected(after, news, olds, old)) or before, after


def _projected(units: Iterable[Unit], from_: Sequence[int], to: Sequence[int], text: str) -> Iterator[Unit]:
    """The units at the places of the same words in another text."""

    def there(at: int) -> int:
        count = bisect_left(from_, at)
        return 0 if count == 0 else to[count] if count < len(to) else len(text)

    for unit in units:
        start, end = there(unit.start), there(unit.end)
        body = there(unit.end - len(unit.body)) if unit.body else end
        number = unit.number
        if number and (at := unit.text.find(number)) >= 0:
            number = text[there(unit.start + at) : there(unit.start + at + len(number))].strip()
        said = text[start:end]
        yield replace(unit, start=start, end=end, number=number, text=said, body=text[max(body, start) : end])

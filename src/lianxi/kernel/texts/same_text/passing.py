"""A caption of a copy 题注: where its day, its body and the numbers of its sitting stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from lianxi.kernel.texts.captions import EventKind, read_caption
from lianxi.kernel.texts.numerals import NUMERAL, read_number


class Field(StrEnum):
    """Kind of what may differ by rule."""

    BODY = "body"
    DATE = "date"
    TERM = "term"
    SESSION = "session"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Mask:
    """A place whose words may differ."""

    start: int
    end: int
    field: Field


@dataclass(frozen=True, slots=True)
class Passing:
    """What a caption says.

    body:     of the first event that names one.
    sittings: 届 and 次 of its events.
    """

    masks: tuple[Mask, ...]
    body: str | None
    sittings: tuple[tuple[int, int], ...]


_N = f"[{NUMERAL}]"
_STANDARD = re.compile(
    rf"[(（\s]?(?P<date>{_N}{{4}}年{_N}{{1,3}}月{_N}{{1,3}}日)(?P<body>[\u4e00-\u9fff]{{2,20}}?)"
    rf"第(?P<term>{_N}{{1,4}})届(?:人民代表大会(?:常务委员会)?|人大(?:常委会)?)第(?P<session>{_N}{{1,4}})次会议(?:通过|批准)[)）]?"
)
"""The commonest form, event by event (立法技术规范); anything else goes to the reader of captions."""
_FIELDS = {
    "body": Field.BODY,
    "date": Field.DATE,
    "term": Field.TERM,
    "session": Field.SESSION,
    "presidium_session": Field.SESSION,
    "number": Field.NUMBER,
}
_KINDS = frozenset({EventKind.ADOPT, EventKind.APPROVE, EventKind.PUBLISH})


@lru_cache(maxsize=4096)
def read_passing(words: str) -> Passing | None:
    """Read the words of a caption; None where no event with its day is in them."""
    return _standard(words) or _as_read(words)


def _standard(words: str) -> Passing | None:
    found: list[re.Match[str]] = []
    at = 0
    while at < len(words):
        event = _STANDARD.match(words, at)
        if event is None:
            return None
        found.append(event)
        at = event.end()
    masks = tuple(
        Mask(*event.span(name), _FIELDS[name]) for event in found for name in ("date", "body", "term", "session")
    )
    sittings = [(read_number(event["term"]), read_number(event["session"])) for event in found]
    return Passing(masks, found[0]["body"] if found else None, tuple(_known(sittings)))


def _known(sittings: list[tuple[int | None, int | None]]) -> Iterator[tuple[int, int]]:
    for term, session in sittings:
        if term is not None and session is not None:
            yield term, session


def _as_read(words: str) -> Passing | None:
    caption = read_caption(words)
    masks: list[Mask] = []
    at = 0
    for part in caption.script:
        if part.event >= 0 and part.field in _FIELDS:
            masks.append(Mask(at, at + len(part.printed), _FIELDS[part.field]))
        at += len(part.printed)
    if not any(mask.field is Field.DATE for mask in masks):
        return None
    passing = [event for event in caption.events if event.kind in _KINDS]
    body = next((event.body for event in passing if event.body and len(event.body) > 1), None)
    return Passing(tuple(masks), body, tuple(_known([(event.term, event.session) for event in passing])))

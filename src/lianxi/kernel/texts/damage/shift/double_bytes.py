"""Pairs of bytes 双字节: the GBK code of a character, and which codes a page may have dropped.

GBK (GB 18030-2022, two-byte part): lead 81–FE, trail 40–FE without 7F. Codes of
no character and of the private zones (AAA1–AFFE, F8A1–FEFE, A140–A7A0, which
Unicode shows as U+E000–E765) are what web pages delete.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

LEADS = range(0x81, 0xFF)
TRAILS = tuple(trail for trail in range(0x40, 0xFF) if trail != 0x7F)
# Half-width characters that a page made from full-width ones: code A3 and the ASCII code with its high bit set.
_FULL_WIDTH_LEAD = 0xA3
_SPACE = (0xA1, 0xA1)

Pair = tuple[int, int]


@cache
def _tables() -> tuple[dict[str, Pair], dict[Pair, str], dict[int, tuple[int, ...]]]:
    """Character → code, code → character, and for each lead the trails of codes that may be dropped."""
    pairs: dict[str, Pair] = {}
    chars: dict[Pair, str] = {}
    dropped: dict[int, list[int]] = {}
    for lead in LEADS:
        for trail in TRAILS:
            code = bytes((lead, trail))
            pairs[code.decode("gb18030", "replace")] = (lead, trail)
            char = code.decode("gbk", "replace")
            if len(char) == 1 and char != "\ufffd":
                pairs[char] = (lead, trail)
                chars[lead, trail] = char
            else:
                dropped.setdefault(lead, []).append(trail)
    pairs.pop("\ufffd", None)
    return pairs, chars, {lead: tuple(trails) for lead, trails in dropped.items()}


def code_of(char: str) -> Pair | None:
    """The two bytes of a character, private ones included; None where GBK has none."""
    return _tables()[0].get(char)


def char_of(lead: int, trail: int) -> str | None:
    """The character of two bytes; None for private and unassigned codes."""
    return _tables()[1].get((lead, trail))


def full_width_code(char: str) -> Pair | None:
    """The code of the full-width form of a half-width character."""
    if char == " ":
        return _SPACE
    return (_FULL_WIDTH_LEAD, ord(char) | 0x80) if "!" <= char <= "~" else None


@cache
def dropped_leads() -> frozenset[int]:
    """Leads of codes that a page may have dropped."""
    return frozenset(_tables()[2])


@cache
def chars_with_trail(trail: int) -> tuple[str, ...]:
    """All characters whose second byte is this one: what a lost first byte may have been."""
    return _existing((lead, trail) for lead in LEADS)


@cache
def chars_with_lead(lead: int) -> tuple[str, ...]:
    """All characters whose first byte is this one: what an orphan may have been part of."""
    return _existing((lead, trail) for trail in TRAILS)


@cache
def chars_before_dropped(lead: int) -> tuple[str, ...]:
    """Characters of this first byte whose second byte began a dropped code."""
    return _existing((lead, trail) for trail in sorted(dropped_leads()))


@cache
def chars_behind_dropped(dropped: int, trail: int) -> tuple[str, ...]:
    """Characters of this second byte whose first byte ended a dropped code that began with `dropped`."""
    return _existing((lead, trail) for lead in _tables()[2].get(dropped, ()))


def may_end_dropped(dropped: int, lead: int) -> bool:
    """Whether a dropped code can have had these two bytes."""
    return lead in _tables()[2].get(dropped, ())


def _existing(pairs: Iterable[Pair]) -> tuple[str, ...]:
    chars = _tables()[1]
    return tuple(chars[pair] for pair in pairs if pair in chars)

"""Notes between characters 夹注: pinyin that a page put in after counting bytes, whole or as a tail.

The page searched for characters byte by byte: the second byte of one character
and the first of the next can look like a character of its list, whose note then
splits the second one. So a tail names the lost byte (域?qū)ν = 域 + 8C + ν,
for 驅 is F2 8C and 域 ends in F2).
"""

from __future__ import annotations

import re

_LETTERS = "a-züɡɑ" + "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_TONED = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ]")
_NOTE = re.compile(f"[(（]([{_LETTERS}]{{1,7}})[)）]")
_TAIL = re.compile(f"[(（]?([{_LETTERS}]{{1,7}})[)）]")


def note_end(text: str, at: int) -> int:
    """Where a whole note that begins at `at` ends; `at` itself where there is none."""
    found = _NOTE.match(text, at)
    return found.end() if found and _TONED.search(found[1]) else at


def tail(text: str, at: int) -> tuple[str, int]:
    """The syllable of a note's tail at `at` (its bracket was eaten) and where it ends; "" where there is none."""
    found = _TAIL.match(text, at)
    return (found[1], found.end()) if found and _TONED.search(found[1]) else ("", at)


def without_notes(text: str) -> str:
    """The text without whole notes."""
    return _NOTE.sub(lambda found: "" if _TONED.search(found[1]) else found[0], text)

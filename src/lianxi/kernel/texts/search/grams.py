"""What is indexed: overlapping pairs of characters 二字组, and the distinct characters for keywords of one.

A keyword of two characters is one pair, a longer one a row of pairs that
overlap. Between two stretches stands a token of its own, so that no row
crosses 。；：！？ or the end of a line.
"""

from __future__ import annotations

import re
from operator import add

BREAK = "\ue000"
"""The token between two stretches. Pairs have two characters, this one has one: they cannot be taken for each other."""
_BOUNDARY = re.compile(r"[。;:!?\s\u1680\u2028\u2029]+")


def stretches(normal: str) -> list[str]:
    """The stretches of a text normalised by `SEARCH` that a keyword may occur in."""
    return [stretch for stretch in _BOUNDARY.split(normal) if stretch]


def overlapping_pairs(normal: str) -> list[str]:
    """The pairs of each stretch in order, a `BREAK` between two stretches; a stretch of one character has none."""
    pairs: list[str] = []
    for stretch in stretches(normal):
        if len(stretch) < 2:
            continue
        if pairs:
            pairs.append(BREAK)
        pairs += map(add, stretch, stretch[1:])
    return pairs


def distinct_characters(normal: str) -> list[str]:
    """Each character that occurs, once, in order of first occurrence."""
    return list(dict.fromkeys("".join(stretches(normal))))

"""How alike two wordings are 相似度, and how much of one stands in another 包含度."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz, process

GRAM = 6
"""Length of the pieces by which containment is measured (texts.md 4)."""

_LARGEST_TABLE = 16_000_000
"""Characters times characters up to which two wordings are compared one by one; longer ones by their pieces."""
_ALL_PAIRS = 40_000
_FEW, _COMMON, _CANDIDATES = 3, 60, 24


def grams(words: str, size: int = GRAM) -> frozenset[str]:
    """All pieces of `size` characters; a shorter wording is one piece."""
    return frozenset(words[at : at + size] for at in range(max(1, len(words) - size + 1)))


def likeness(one: str, other: str, least: float = 0.0) -> float:
    """Share of characters in common and in order, 0 to 100; 0 where it is less than `least`."""
    if len(one) * len(other) <= _LARGEST_TABLE:
        return fuzz.ratio(one, other, score_cutoff=least)
    pieces, others = grams(one), grams(other)
    return 200.0 * len(pieces & others) / (len(pieces) + len(others))


def most_alike(words: str, others: Sequence[str], least: float) -> float:
    """Likeness of the most similar of the others; 0 where none comes up to `least`."""
    near = [other for other in others if len(words) * len(other) <= _LARGEST_TABLE]
    found = process.extractOne(words, near, scorer=fuzz.ratio, score_cutoff=least)
    return found[1] if found else 0.0


def containment(part: frozenset[str], whole: frozenset[str]) -> float:
    """Share of the part's pieces that stand in the whole, 0 to 1."""
    return len(part & whole) / len(part) if part else 0.0


def candidates(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of positions worth comparing: all of them, or of very many those that share rare pieces."""
    if len(old) * len(new) <= _ALL_PAIRS:
        return [(one, other) for one in range(len(old)) for other in range(len(new))]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for position, words in enumerate(new):
        for piece in grams(words, _FEW):
            places[piece].append(position)
    found: list[tuple[int, int]] = []
    for position, words in enumerate(old):
        shared: Counter[int] = Counter()
        for piece in grams(words, _FEW):
            if len(at := places.get(piece, ())) <= _COMMON:
                shared.update(at)
        found += [(position, other) for other, _ in shared.most_common(_CANDIDATES)]
    return found

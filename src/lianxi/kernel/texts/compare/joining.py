"""Merges 合并 and splits 拆分: several units whose wording stands, piece by piece, in one of the other side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lianxi.kernel.texts.compare.likeness import GRAM, containment, grams

Joined = tuple[tuple[int, ...], int, float]

_SHORTEST = GRAM + 4
_SHARE, _OWN_SHARE = 0.55, 0.45
"""How much of a part must be found again, and how much of that may not stand in the other part as well."""
_COMMON = 40


def find_joined(
    free: Sequence[int],
    parts: Sequence[str],
    wholes: Sequence[str],
    partner: Mapping[int, int],
    free_wholes: Sequence[int],
) -> Iterator[Joined]:
    """Groups of positions in `parts` whose wording one position of `wholes` unites.

    free:        parts without a partner; at least one of them is in every group.
    partner:     part → whole it was changed into; it joins the group if it stands there too.
    free_wholes: wholes without a partner.
    """
    home = {whole: part for part, whole in partner.items()}
    open_wholes = [*home, *free_wholes]
    index = _index(wholes, open_wholes)
    found: defaultdict[int, list[int]] = defaultdict(list)
    pieces = {part: grams(parts[part]) for part in free if len(parts[part]) >= _SHORTEST}
    for part, own in pieces.items():
        whole = _best_home(own, index, wholes)
        if whole is not None:
            found[whole].append(part)
    for whole, members in found.items():
        first = home.get(whole)
        group = sorted([*members, first] if first is not None else members)
        if len(group) > 1:
            coverage = _coverage([grams(parts[part]) for part in group], grams(wholes[whole]))
            if coverage:
                yield tuple(group), whole, round(100.0 * coverage, 1)


def _index(wholes: Sequence[str], positions: Sequence[int]) -> dict[str, list[int]]:
    index: defaultdict[str, list[int]] = defaultdict(list)
    for position in positions:
        for piece in grams(wholes[position]):
            index[piece].append(position)
    return index


def _best_home(own: frozenset[str], index: Mapping[str, list[int]], wholes: Sequence[str]) -> int | None:
    shared: Counter[int] = Counter()
    for piece in own:
        if len(at := index.get(piece, ())) <= _COMMON:
            shared.update(at)
    if not shared:
        return None
    whole, count = max(shared.items(), key=lambda item: (item[1], -item[0]))
    return whole if count >= _SHARE * len(own) else None


def _coverage(group: Sequence[frozenset[str]], united: frozenset[str]) -> float:
    """Share of the whole that the parts make up; 0 where one of them has nothing of its own there.

    Phrases that parts have in common (法律责任 reads alike from article to article) count for none of them.
    """
    common = Counter(piece for pieces in group for piece in pieces)
    for pieces in group:
        own = sum(1 for piece in pieces & united if common[piece] == 1)
        if own < _OWN_SHARE * len(pieces):
            return 0.0
    return containment(united, frozenset(common))

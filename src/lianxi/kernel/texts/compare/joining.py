"""Merges 合并 and splits 拆分: several units whose wording stands, piece by piece, in one of the other side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from rapidfuzz import fuzz

from lianxi.kernel.texts.compare.likeness import GRAM, containment, grams

Joined = tuple[tuple[int, ...], int, float]

_SHORTEST = GRAM + 4
_SHARE, _OWN_SHARE = 0.55, 0.45
"""How much of a part must be found again, and how much of that may not stand in the other part as well."""
_STANDS, _OVERLAP = 85.0, 0.3
"""Likeness of a part and its place in the whole, and what of that place another part may claim."""
_NEAR, _NEARLY_ALL = 3, 0.8
_TELLING = 5
"""Pieces that few wholes have, from which a part's home is found; with fewer of them all its pieces count."""
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
        whole = _best_home(part, own, index, wholes)
        if whole is not None:
            found[whole].append(part)
    for whole, members in found.items():
        first = home.get(whole)
        group = sorted([*members, first] if first is not None else members)
        kept = _together(_standing(group, parts, wholes[whole]), parts, grams(wholes[whole]))
        if len(kept) > 1 and any(part in pieces for part in kept):
            united = frozenset().union(*(grams(parts[part]) for part in kept))
            yield tuple(kept), whole, round(100.0 * containment(grams(wholes[whole]), united), 1)


def _index(wholes: Sequence[str], positions: Sequence[int]) -> dict[str, list[int]]:
    index: defaultdict[str, list[int]] = defaultdict(list)
    for position in positions:
        for piece in grams(wholes[position]):
            index[piece].append(position)
    return index


def _best_home(part: int, own: frozenset[str], index: Mapping[str, list[int]], wholes: Sequence[str]) -> int | None:
    """The whole that has most of a part's telling pieces, of several the nearest, if it has enough of all."""
    telling = [at for piece in own if 0 < len(at := index.get(piece, ())) <= _COMMON]
    if len(telling) < _TELLING:
        telling = [index[piece] for piece in own if piece in index]
    shared = Counter(chain.from_iterable(telling))
    if not shared:
        return None
    whole, count = max(shared.items(), key=lambda item: (item[1], -abs(item[0] - part)))
    if count >= _SHARE * len(own):
        return whole
    return whole if len(own & grams(wholes[whole])) >= _SHARE * len(own) else None


def _standing(group: Sequence[int], parts: Sequence[str], whole: str) -> list[int]:
    """The parts of a group that each have wording of their own in the whole, or a place of their own.

    Phrases that parts have in common (法律责任 reads alike from article to article) count for none of them.
    """
    pieces = {part: grams(parts[part]) for part in group}
    common = Counter(chain.from_iterable(pieces.values()))
    united = grams(whole)
    kept = [
        part
        for part in group
        if sum(1 for piece in pieces[part] & united if common[piece] == 1) >= _OWN_SHARE * len(pieces[part])
    ]
    if len(kept) == len(group):
        return kept
    places: list[tuple[int, int]] = []
    for _, part, start, end in sorted(_places(group, parts, whole), reverse=True):
        taken = sum(max(0, min(end, to) - max(start, at)) for at, to in places)
        if taken <= _OVERLAP * (end - start):
            places.append((start, end))
            kept.append(part)
    return sorted(set(kept))


def _together(group: Sequence[int], parts: Sequence[str], united: frozenset[str]) -> list[int]:
    """Neighbours, and what comes from afar only if nearly all of it is there."""
    return [
        part
        for part in group
        if any(0 < abs(part - other) <= _NEAR for other in group)
        or containment(grams(parts[part]), united) >= _NEARLY_ALL
    ]


def _places(group: Sequence[int], parts: Sequence[str], whole: str) -> Iterator[tuple[float, int, int, int]]:
    """Where in the whole each part reads most alike."""
    for part in group:
        found = fuzz.partial_ratio_alignment(parts[part], whole, score_cutoff=_STANDS)
        if found and len(parts[part]) <= len(whole):
            yield found.score, part, found.dest_start, found.dest_end

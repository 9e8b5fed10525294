"""Where the rules of a network are drawn: computed here, so that the picture fits every frame and never differs.

Rules that cite each other draw near and all push each other off (Fruchterman and Reingold 1991, with their grid:
only near ones push); a weak pull to the middle keeps together what no citation ties.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

Place = tuple[float, float]
_ROUNDS = 90
_REACH = 2.0
"""Up to this distance rules push each other off; 1 is the distance at which two that cite each other come to rest."""
_PULL = 0.06
_FIRST_STEP, _LAST_STEP = 1.0, 0.02
_GOLDEN = math.pi * (3 - math.sqrt(5))


def places(keys: Sequence[int], edges: Iterable[tuple[int, int]]) -> Mapping[int, Place]:
    """A place for each key, x and y from 0 to 1; the same keys and edges always get the same places."""
    return _placed(tuple(keys), tuple(sorted({(min(pair), max(pair)) for pair in edges if pair[0] != pair[1]})))


@lru_cache(maxsize=64)
def _placed(keys: tuple[int, ...], pairs: tuple[tuple[int, int], ...]) -> Mapping[int, Place]:
    at = _start(keys, pairs)
    for turn in range(_ROUNDS):
        step = _FIRST_STEP * (_LAST_STEP / _FIRST_STEP) ** (turn / _ROUNDS)
        at = {key: _moved(at[key], force, step) for key, force in _forces(at, pairs).items()}
    return _to_unit_square(at)


def _start(keys: Sequence[int], pairs: Sequence[tuple[int, int]]) -> dict[int, Place]:
    """On a spiral, the most tied in the middle."""
    ties = Counter(key for pair in pairs for key in pair)
    ordered = sorted(keys, key=lambda key: (-ties[key], key))
    return {
        key: (math.sqrt(rank) * math.cos(rank * _GOLDEN), math.sqrt(rank) * math.sin(rank * _GOLDEN))
        for rank, key in enumerate(ordered)
    }


def _forces(at: dict[int, Place], pairs: Sequence[tuple[int, int]]) -> dict[int, Place]:
    forces = {key: [-_PULL * x, -_PULL * y] for key, (x, y) in at.items()}
    for one, other in _near(at):
        dx, dy = at[one][0] - at[other][0], at[one][1] - at[other][1]
        away = max(dx * dx + dy * dy, 1e-4)
        if away < _REACH * _REACH:
            for key, sign in ((one, 1), (other, -1)):
                forces[key][0] += sign * dx / away
                forces[key][1] += sign * dy / away
    for one, other in pairs:
        dx, dy = at[one][0] - at[other][0], at[one][1] - at[other][1]
        distance = math.hypot(dx, dy)
        for key, sign in ((one, -1), (other, 1)):
            forces[key][0] += sign * dx * distance
            forces[key][1] += sign * dy * distance
    return {key: (x, y) for key, (x, y) in forces.items()}


def _near(at: dict[int, Place]) -> Iterator[tuple[int, int]]:
    """Each pair once, of those one square of the grid and the squares around it."""
    squares: dict[tuple[int, int], list[int]] = {}
    for key, (x, y) in at.items():
        squares.setdefault((math.floor(x / _REACH), math.floor(y / _REACH)), []).append(key)
    for (column, row), here in squares.items():
        around = [key for dx, dy in product((-1, 0, 1), repeat=2) for key in squares.get((column + dx, row + dy), ())]
        yield from ((one, other) for one in here for other in around if one < other)


def _moved(place: Place, force: Place, step: float) -> Place:
    strength = math.hypot(*force)
    share = min(strength, step) / strength if strength else 0.0
    return place[0] + force[0] * share, place[1] + force[1] * share


def _to_unit_square(at: dict[int, Place]) -> dict[int, Place]:
    xs, ys = sorted(x for x, _ in at.values()), sorted(y for _, y in at.values())
    return {key: (_share(x, xs), _share(y, ys)) for key, (x, y) in at.items()}


def _share(value: float, ordered: Sequence[float]) -> float:
    """Where a value lies between the least and the greatest; in the middle where they do not differ."""
    width = ordered[-1] - ordered[0]
    return (value - ordered[0]) / width if width > 1e-9 else 0.5

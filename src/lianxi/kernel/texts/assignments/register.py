"""A register of units 单位名录: printed names matched to full ones, with how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from lianxi.kernel.texts.assignments.unit_names import plain_name

_ALIAS, _SHORT, _LIKE = 0.99, 0.9, 0.88
_CUTOFF, _CLEAR = 86.0, 4.0
_LEVELS = "省市县区州旗镇乡"


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the register and how sure it is, 0 to 1."""

    name: str
    confidence: float


class UnitRegister:
    """Full names of units, and other names each is known by.

    A printed name is matched by, in this order: the name itself (1.0); an alias
    (0.99); an abbreviation, whose characters all stand in the full name in their
    order, if only one name or one clearly closest fits (0.9: 省发展改革委 =
    示例省发展和改革委员会); likeness (at most 0.88). Two names that fit alike give none.
    """

    def __init__(self, names: Iterable[str], aliases: Mapping[str, str] | None = None) -> None:
        self._names = {plain_name(name): name for name in names if plain_name(name)}
        self._aliases = {plain_name(alias): name for alias, name in (aliases or {}).items()}
        self._seen: dict[str, Match | None] = {}

    def match(self, printed: str) -> Match | None:
        """The unit a printed name means, or None where none or more than one fits."""
        said = plain_name(printed)
        if said not in self._seen:
            self._seen[said] = self._match(said)
        return self._seen[said]

    def _match(self, said: str) -> Match | None:
        if said in self._names:
            return Match(self._names[said], 1.0)
        if said in self._aliases:
            return Match(self._aliases[said], _ALIAS)
        return self._abbreviated(said) or self._alike(said)

    def _abbreviated(self, said: str) -> Match | None:
        """The name that holds all characters of `said` in order and its level (省, 市) before them."""
        if len(said) < 3:
            return None
        fitting = sorted((len(name), name) for name in self._names if _shortens(said, name))
        if not fitting or (len(fitting) > 1 and fitting[0][0] == fitting[1][0]):
            return None
        return Match(self._names[fitting[0][1]], _SHORT if len(fitting) == 1 else _SHORT - 0.1)

    def _alike(self, said: str) -> Match | None:
        found = process.extract(said, list(self._names), scorer=fuzz.ratio, limit=2, score_cutoff=_CUTOFF)
        if not found or (len(found) > 1 and found[0][1] - found[1][1] < _CLEAR) or _other_level(said, found[0][0]):
            return None
        return Match(self._names[found[0][0]], round(_LIKE * found[0][1] / 100, 3))


def _shortens(said: str, name: str) -> bool:
    rest = iter(name)
    return all(char in rest for char in said) and said[-1] in name[-6:] and not _other_level(said, name)


def _other_level(said: str, name: str) -> bool:
    """省财政厅 is no short form of a city's 财政局: the level said first must be in the full name before its office."""
    return said[0] in _LEVELS and said[0] not in name[:12]

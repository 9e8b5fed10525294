"""Judging what a search found 判断: whether there is a shift at all, and how sure its original is.

The thresholds come from benchmarks/shift_repair.py, which damages held-out text
in thousands of ways: they are set so that no sure proposal was ever wrong there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import exp, inf

from lianxi.kernel.texts.damage.shift.double_bytes import code_of, dropped_leads, full_width_code
from lianxi.kernel.texts.damage.shift.likelihood import Likelihood
from lianxi.kernel.texts.damage.shift.notes import without_notes
from lianxi.kernel.texts.damage.shift.recoding import explains
from lianxi.kernel.texts.damage.shift.ways import LACUNA, Task, Way

# Nats by which the original must read better than what stands there.
LEAST_GAIN = 10.0
# What a sure original needs: so much better than any other, no character that fits badly, none of many.
_SURE_COST, _SURE_SEARCHED_COST, _SURE_GAIN = 13.0, 7.0, 16.0
_SUSPECT_COST = 8.5
# By how many characters were searched: none, the first, the last as well (wrong ones reached 3.9 and 5.3).
_SURE_MARGIN = (6.5, 6.5, 8.5)
# So many characters must be computed where none, one or two were searched.
_CERTAIN = (1, 1, 2)
# Marks before which pages were seen to lose a byte and count anew: ， 、 ！ ； ？ (domain notes M 2).
_CAUSES = frozenset(((0xA3, 0xAC), (0xA1, 0xA2), (0xA3, 0xA1), (0xA3, 0xBB), (0xA3, 0xBF)))
_SUREST, _UNSURE = 0.97, 0.85
# The model is too sure of itself by about this factor.
_TEMPERATURE = 2.0
# Below this share of readings a character counts as unknown.
_LIKELY = 0.45
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """One original, with its share among all that were found."""

    made: str
    way: Way
    cost: float
    share: float


@dataclass(frozen=True, slots=True)
class Searched:
    """The ways found for one span; `stop` is the place to which all of them were read.

    told:  the lost byte was told by what is left of a pinyin note.
    drops: the page may have dropped characters of the private zones.
    """

    text: str
    start: int
    task: Task
    stop: int
    ways: tuple[Way, ...]
    told: bool
    drops: bool

    def readings(self) -> tuple[Reading, ...]:
        """Different originals, likeliest first; two ways that make the same text count once."""
        different: dict[str, Reading] = {}
        for way in self.ways:
            for cost, made in way.originals():
                key = made + self.text[way.end : self.stop]
                if key not in different or cost < different[key].cost:
                    different[key] = Reading(made, way, cost, exp((self.ways[0].cost - cost) / _TEMPERATURE))
        total = sum(one.share for one in different.values())
        ordered = sorted(different.values(), key=lambda one: one.cost)
        return tuple(replace(one, share=one.share / total) for one in ordered)

    def gain(self, likelihood: Likelihood) -> float:
        """Nats by which the likeliest original reads better than what stands there."""
        cost, (first, second) = 0.0, self.task.before
        for char in without_notes(self.text[self.start : self.stop]):
            cost += likelihood.cost(first, second, char)
            first, second = second, likelihood.number(char)
        return cost - self.ways[0].cost


@dataclass(frozen=True, slots=True)
class Judged:
    """What is proposed: characters of which nothing is known stand as □.

    suspect:  computed characters that read so badly that the page may have dropped a pair there.
    open_end: the orphan may have begun a dropped pair: one more character may have stood at the end.
    """

    proposal: str
    confidence: float
    best: Reading
    others: tuple[tuple[str, float], ...]
    suspect: str
    open_end: bool


def judged(searched: Searched, likelihood: Likelihood) -> Judged | None:
    """The likeliest original and how sure it is; None where what stands there reads as well."""
    readings = searched.readings()
    if not readings or (gain := searched.gain(likelihood)) < LEAST_GAIN:
        return None
    best = readings[0]
    others = tuple((one.made, round(one.share, 3)) for one in readings[1 : _SHOWN + 1])
    margin = readings[1].cost - best.cost if len(readings) > 1 else inf
    sure = (
        (gain >= _SURE_GAIN or (searched.told and not best.way.searched))
        and _is_firm(searched, best.way)
        and margin >= _SURE_MARGIN[len(best.way.searched)]
        and _fits_throughout(searched, best, likelihood)
        and explains(best.made, searched.text, searched.task.at, best.way.end)
    )
    proposal = best.made if sure else _masked(readings)
    confidence = max(0.9, min(_SUREST, best.share)) if sure else min(_UNSURE, best.share)
    suspect = _suspect(searched, best, likelihood)
    return Judged(proposal, round(confidence, 3), best, others, suspect, _has_open_end(searched, best.way))


def _is_firm(searched: Searched, way: Way) -> bool:
    """Whether both ends are known for certain, and enough between them.

    Where a page drops characters of the private zones, one may be missing behind
    the lost byte or before the orphan. Not behind a mark that is known to have
    made the page count anew, or a note that tells the byte; and not before an
    orphan that cannot have begun such a character.
    """
    if way.dropped or way.unmarked or way.eaten or LACUNA in way.made:
        return False
    certain = len(way.made) - len(way.searched)
    if certain < _CERTAIN[len(way.searched)]:
        return False
    return _begins_firmly(searched) and (not way.orphan or _ends_firmly(searched, way))


def _begins_firmly(searched: Searched) -> bool:
    char = searched.text[searched.task.at]
    return not searched.drops or searched.told or (code_of(char) or full_width_code(char)) in _CAUSES


def _ends_firmly(searched: Searched, way: Way) -> bool:
    behind = searched.text[way.end : way.end + 1]
    closed = not behind.isalnum() and not behind.isspace()
    return closed and not _has_open_end(searched, way)


def _has_open_end(searched: Searched, way: Way) -> bool:
    code = code_of(way.made[-1])
    return searched.drops and way.orphan and code is not None and code[1] in dropped_leads()


def _fits_throughout(searched: Searched, best: Reading, likelihood: Likelihood) -> bool:
    """Whether no searched character fits badly, nor any so badly that a dropped pair must be suspected."""
    for index, _, cost in _priced(searched, best, likelihood):
        most = _SURE_SEARCHED_COST if index in best.way.searched else _SURE_COST if searched.drops else inf
        if cost > most:
            return False
    return True


def _suspect(searched: Searched, best: Reading, likelihood: Likelihood) -> str:
    if not searched.drops:
        return ""
    upto = len(best.made)
    return "".join(
        char
        for index, char, cost in _priced(searched, best, likelihood)
        if index < upto and index not in best.way.searched and cost > _SUSPECT_COST
    )


def _priced(searched: Searched, best: Reading, likelihood: Likelihood) -> Iterator[tuple[int, str, float]]:
    """The characters of a reading and of what follows, each with its cost where it stands."""
    first, second = searched.task.before
    for index, char in enumerate(best.made + without_notes(searched.text[best.way.end : searched.stop])):
        yield index, char, likelihood.cost(first, second, char)
        first, second = second, likelihood.number(char)


def _masked(readings: tuple[Reading, ...]) -> str:
    """The likeliest original with □ for every character that most readings have otherwise."""
    made = readings[0].made
    return "".join(char if _support(readings, made, index) >= _LIKELY else LACUNA for index, char in enumerate(made))


def _support(readings: tuple[Reading, ...], made: str, index: int) -> float:
    """Share of the readings that have this character at this place, counted from either end."""
    behind = len(made) - index
    return sum(
        one.share
        for one in readings
        if one.made[index : index + 1] == made[index] or one.made[-behind : len(one.made) - behind + 1] == made[index]
    )

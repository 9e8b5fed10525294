"""From which day each instruction of a decision counts 分步施行: 自…起施行，其中第二项自…起施行.

立法法 62 lets a law commence in parts; of an amending decision the parts are its own items (第二项), or articles of
the text it amends (对第五条的修改). What is named and cannot be found is told as such, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.kernel.texts.compare.amending.instruction import Instruction
from lianxi.kernel.texts.numerals import NUMERAL, read_number
from lianxi.kernel.texts.validity import Commencement, read_validity

_N = f"[（(]?[{NUMERAL}]{{1,5}}[）)]?"
_RUN = re.compile(rf"(?<![条款项目])第{_N}(?:[条项]?[至到、和及与]第?{_N})*(?P<unit>[条项])(?![第之])")
_MEMBER = re.compile(rf"(?P<link>[至到]?)第?(?P<number>{_N})")
_ANY_PLACE = re.compile(rf"第{_N}[条款项目章节]")
_OWN_NUMBER = re.compile(rf"\s*(?:第{_N}条\s*|[{NUMERAL}]{{1,3}}、\s*)(?=本|其|上述)")
_SELF = re.compile(r"本[^，,；;第]{1,4}\Z")
_PART = re.compile(r"其中|但|部分|所列|附件|关于|涉及")
_ITEM = re.compile(rf"^[ \t\u3000]*(?:(?P<top>[{NUMERAL}]{{1,3}})、|[（(](?P<sub>[{NUMERAL}]{{1,3}})[）)])", re.M)
_ARTICLE = re.compile(rf"^[ \t\u3000]*第(?P<article>[{NUMERAL}]{{1,5}})条(?=[ \t\u3000])", re.M)


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A part of a decision that counts from a day of its own.

    day: None where it counts from an event, or no day can be read. words: those of the decision, as they stand.
    """

    day: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Commencing:
    """How the instructions of a decision commence.

    whole:   the day of all that has none of its own; None where the text names none.
    own:     place in the instructions → its own day, where that is another than `whole`.
    unfound: parts of which it cannot be told which instructions they are.
    """

    whole: date | None
    own: dict[int, OwnDay]
    unfound: tuple[OwnDay, ...]


def read_commencing(text: str, instructions: Sequence[Instruction]) -> Commencing:
    """From which day each of the instructions read from a decision counts; what it quotes is not its own."""
    clauses = list(_clauses(text, instructions))
    spoken = [(clause, *_named(text, clause, begun, instructions)) for clause, begun in clauses]
    wholes = [clause for clause, places, named in spoken if not named]
    parts = [(clause, places) for clause, places, named in spoken if named]
    whole = wholes[0].day if wholes else min((one.day for one, _ in parts if one.day), default=None)
    own: dict[int, OwnDay] = {}
    for clause, places in parts:
        if clause.day is None or clause.day != whole or clause.delay:
            own |= dict.fromkeys(places, _own(text, clause))
    unfound = [_own(text, one) for one, places in parts if not places and (one.day is None or one.day != whole)]
    return Commencing(whole, own, tuple(unfound))


def _own(text: str, clause: Commencement) -> OwnDay:
    words = text[clause.start : clause.end].strip()
    return OwnDay(None if clause.delay else clause.day, words)


def _clauses(text: str, instructions: Sequence[Instruction]) -> Iterator[tuple[Commencement, int]]:
    """The clauses on commencement outside of what is quoted, each with where its own words begin."""
    before = 0
    for clause in read_validity(text).commencements:
        if any(one.start < clause.end <= one.end for one in instructions):
            continue
        yield clause, max(clause.start, before)
        before = clause.end


def _named(
    text: str, clause: Commencement, begun: int, instructions: Sequence[Instruction]
) -> tuple[tuple[int, ...], bool]:
    """Places of the instructions a clause speaks of, none where they cannot be told; and whether it names a part."""
    start = text.rfind("自", begun, clause.end)
    said = text[begun : start if start >= 0 else clause.end]
    if own := _OWN_NUMBER.match(said):
        said = said[own.end() :]
    runs = list(_RUN.finditer(said))
    if not runs:
        return (), bool(_ANY_PLACE.search(said) or _PART.search(said))
    found: set[int] = set()
    for run in runs:
        places = _places_of(text, run, said, instructions)
        if not places:
            return (), True
        found |= places
    left = _RUN.sub("", said)
    return (() if _ANY_PLACE.search(left) else tuple(sorted(found))), True


def _places_of(text: str, run: re.Match[str], said: str, instructions: Sequence[Instruction]) -> set[int]:
    """Of 第二项、第三项 or 第二至四项, each of which has to be there; none else."""
    marks = _marks(text, instructions)
    of_amended = said.startswith("的修改", run.end()) or not (marks["article"] or _SELF.search(said, 0, run.start()))
    of_amended = of_amended and run["unit"] == "条"
    kind = "article" if run["unit"] == "条" else "top" if marks["top"] else "article" if marks["article"] else "sub"
    found: set[int] = set()
    for number in _numbers(run[0]):
        mine = {
            at
            for at, one in enumerate(instructions)
            if (_amends(one, number) if of_amended else _standing_under(one.start, marks[kind]) == number)
        }
        if not mine:
            return set()
        found |= mine
    return found


def _numbers(run: str) -> list[int]:
    found: list[int] = []
    for one in _MEMBER.finditer(run):
        number = read_number(one["number"].strip("（）()")) or 0
        found += range(found[-1] + 1, number + 1) if one["link"] and found and number <= found[-1] + 999 else [number]
    return found


def _marks(text: str, instructions: Sequence[Instruction]) -> dict[str, list[tuple[int, int]]]:
    """Where the decision's own items and articles begin, by kind, with their numbers."""
    found: dict[str, list[tuple[int, int]]] = {"top": [], "sub": [], "article": []}
    for pattern in (_ITEM, _ARTICLE):
        for one in pattern.finditer(text):
            kind = one.lastgroup or "top"
            if not any(order.start < one.start() < order.end for order in instructions):
                found[kind].append((one.start(), read_number(one[kind]) or 0))
    return found


def _standing_under(start: int, marks: Sequence[tuple[int, int]]) -> int:
    """Number of the item a word stands in; 0 before the first one."""
    return next((number for at, number in reversed(marks) if at <= start), 0)


def _amends(one: Instruction, article: int) -> bool:
    return any(place.article == str(article) for place in (*one.places, *one.to))

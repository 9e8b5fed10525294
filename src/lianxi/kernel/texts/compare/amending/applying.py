"""Applying an amending decision to the old text 修改决定的落实, one instruction after the other.

An instruction that does not fit the text changes nothing and is given back with
the reason: what it leaves open is never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lianxi.kernel.texts.compare.amending import additions, grouping, headings, parts, provisions
from lianxi.kernel.texts.compare.amending.descent import Descent, descents
from lianxi.kernel.texts.compare.amending.instruction import Act, Instruction, Place
from lianxi.kernel.texts.compare.amending.numbering import renumber
from lianxi.kernel.texts.compare.amending.references import Consequence, with_references
from lianxi.kernel.texts.compare.amending.substituting import substitute
from lianxi.kernel.texts.compare.amending.work import UnfitError, Work


@dataclass(frozen=True, slots=True)
class Refused:
    """An instruction that was not carried out, and why."""

    instruction: Instruction
    reason: str


@dataclass(frozen=True, slots=True)
class Amended:
    """The text as amended.

    applied, not_applied: every instruction, one that names several places once for each place.
    consequences: references to provisions of the text itself that the new numbers concern, changed or only proposed.
    open_places:  new articles of which the decision does not say in which of two chapters they stand.
    doubts:       what a reader should look at, such as a number that is missing now.
    descents:     where each article comes from.
    """

    text: str
    applied: tuple[Instruction, ...]
    not_applied: tuple[Refused, ...]
    consequences: tuple[Consequence, ...] = ()
    open_places: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    descents: tuple[Descent, ...] = ()


def apply(instructions: Sequence[Instruction], old_text: str, *, confirmed: bool | Collection[int] = False) -> Amended:
    """Carry out the instructions on the old text.

    confirmed: whether references follow the new numbers where the decision does not say so: all of them, or
               those of the given positions in `consequences`. The decision's own word counts without it.
    """
    work = Work(old_text)
    applied: list[Instruction] = []
    refused: list[Refused] = []
    for instruction in (one for told in instructions for one in _singly(told)):
        try:
            _carry_out(work, instruction)
            applied.append(instruction)
        except UnfitError as unfit:
            refused.append(Refused(instruction, str(unfit)))
    renumber(work)
    text, consequences = with_references(work, confirmed=confirmed)
    open_places = tuple(article.now for article in work.text.open_places)
    doubts = tuple(_doubts(work))
    return Amended(text, tuple(applied), tuple(refused), consequences, open_places, doubts, descents(work))


def _doubts(work: Work) -> Iterator[str]:
    """Gaps that the new numbers leave, which the old ones did not have."""
    keys = [article.now for article in work.text.articles]
    was = set(work.by_key)
    for before, after in pairwise(key for key in keys if key.isdecimal()):
        missing = [str(number) for number in range(int(before) + 1, int(after))]
        if missing and (work.in_order or any(key in was for key in missing)):
            lacking = "、".join(Place(key).label for key in missing)
            yield f"{Place(before).label}之后是{Place(after).label}，中间缺{lacking}"
    for article in work.text.open_places:
        yield f"决定没有说明{Place(article.now).label}在前一章末还是后一章首，这里放在前一章末"


def _singly(instruction: Instruction) -> Iterator[Instruction]:
    """Words changed and provisions struck in several places: each place for itself, so that one may be refused."""
    if instruction.act in (Act.SUBSTITUTE, Act.DELETE) and len(instruction.places) > 1:
        yield from (replace(instruction, places=(place,)) for place in instruction.places)
    else:
        yield instruction


def _carry_out(work: Work, instruction: Instruction) -> None:
    _ACTS[instruction.act](work, instruction)


def _about(instruction: Instruction) -> Place:
    return instruction.places[0] if instruction.places else Place()


def _replace(work: Work, instruction: Instruction) -> None:
    if not instruction.text or not instruction.places:
        raise UnfitError("没有写明是哪一条，或者新的表述没有放在引号里，无法确定到哪里为止")
    place = _about(instruction)
    if place.part:
        parts.replace(work, instruction)
    elif place.division and not place.article:
        headings.replace(work, instruction)
    else:
        provisions.replace(work, instruction)


def _renumber(work: Work, instruction: Instruction) -> None:
    place = _about(instruction)
    if place.part:
        parts.renumber(work, instruction)
    elif place.division and not place.article:
        headings.renumber(work, instruction)
    else:
        provisions.renumber(work, instruction)


def _insert(work: Work, instruction: Instruction) -> None:
    unit = instruction.count[1] if instruction.count else ""
    if unit in ("编", "章", "节"):
        headings.insert(work, instruction)
    elif unit.startswith("附"):
        parts.insert(work, instruction)
    else:
        additions.insert(work, instruction)


def _delete(work: Work, instruction: Instruction) -> None:
    place = _about(instruction)
    if place.part:
        parts.delete(work, place)
    elif place.division and not place.article:
        headings.delete(work, place)
    else:
        provisions.delete(work, place)


def _merge(work: Work, instruction: Instruction) -> None:
    place = _about(instruction)
    divided = place.division and not place.article
    headings.merge(work, instruction) if divided else grouping.merge(work, instruction)


def _split(work: Work, instruction: Instruction) -> None:
    place = _about(instruction)
    if place.article is None:
        raise UnfitError(f"{place.label}分开，需要人工落实")
    grouping.split(work, instruction)


def _reorder(work: Work, instruction: Instruction) -> None:
    work.in_order = True
    work.references = work.references or instruction.references


def _contents(work: Work, instruction: Instruction) -> None:
    """The contents follow the headings in any case; the decision may say so of a text that has none."""
    work.part(Place(part="目录"))


def _unread(work: Work, instruction: Instruction) -> None:
    raise UnfitError(f"没有读懂这一句，需要人工落实：{instruction.text}")


_ACTS: dict[Act, Callable[[Work, Instruction], None]] = {
    Act.REPLACE: _replace,
    Act.RENUMBER: _renumber,
    Act.INSERT: _insert,
    Act.DELETE: _delete,
    Act.SUBSTITUTE: substitute,
    Act.MERGE: _merge,
    Act.SPLIT: _split,
    Act.REORDER: _reorder,
    Act.CONTENTS: _contents,
    Act.UNREAD: _unread,
}

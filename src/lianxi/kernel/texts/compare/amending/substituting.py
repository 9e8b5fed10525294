"""Words changed wherever they stand 文字替换."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.compare.amending.instruction import Instruction, Place
from lianxi.kernel.texts.compare.amending.model import Article, Division, Part, Wording
from lianxi.kernel.texts.compare.amending.work import UnfitError, Work
from lianxi.kernel.texts.structure import Kind

_LEFT_ALONE = frozenset({Kind.TITLE, Kind.CAPTION, Kind.SIGNATURE, Kind.FOOTER})


def substitute(work: Work, instruction: Instruction) -> None:
    """第三条中的“甲”修改为“乙”; without a place throughout, but for what the decision itself has written.

    The title, the caption and the signature are changed only where the decision names them.
    """
    if not instruction.was:
        raise UnfitError("没有写明要改的文字")
    if not instruction.places or instruction.places[0] == Place():
        _throughout(work, instruction)
        return
    place = instruction.places[0]
    if place.heading or (place.division and place.article is None and _in_heading(work, place, instruction)):
        _in_division(work.division(place), instruction, place)
        return
    wordings = _said_at(work, place)
    found = [wording for wording in wordings if instruction.was in wording.words]
    if not found and not _had_another(work, place, instruction):
        raise UnfitError(f"{place.label}没有“{instruction.was}”")
    for wording in found:
        put(wording, instruction)


def _said_at(work: Work, place: Place) -> list[Wording]:
    if place.sentence is None and place.indent is None:
        return work.wordings(place)
    return [work.point(place)[1].said] if place.indent is not None else [work.sentence(place)[0]]


def _in_heading(work: Work, place: Place, instruction: Instruction) -> bool:
    """第三章“甲”修改为“乙” means its heading, if only that has the words."""
    below = any(instruction.was in wording.words for wording in work.wordings(place))
    return not below and instruction.was in work.division(place).heading


def _had_another(work: Work, place: Place, instruction: Instruction) -> bool:
    """Of several words changed in several places each place need have only one."""
    if not instruction.among or place.article is None:
        return False
    old = work.article(place).old
    return any(word in old for word in instruction.among) and instruction.was not in old


def _throughout(work: Work, instruction: Instruction) -> None:
    spared = {id(wording) for place in instruction.besides for wording in work.wordings(place)}
    found = [one for one in _all(work) if not one.fresh and id(one) not in spared and instruction.was in one.words]
    headings = [one for one in work.text.divisions if instruction.was in one.heading]
    if not found and not headings:
        raise UnfitError(f"原文没有“{instruction.was}”")
    for wording in found:
        put(wording, instruction)
    for division in headings:
        _in_division(division, instruction, Place())


def _all(work: Work) -> Iterator[Wording]:
    for piece in work.text.pieces:
        if isinstance(piece, Article):
            yield from (wording for paragraph in piece.paragraphs for wording in paragraph.wordings)
        elif isinstance(piece, Part) and piece.kind not in _LEFT_ALONE:
            yield piece.said


def _in_division(division: Division, instruction: Instruction, place: Place) -> None:
    if instruction.was not in division.heading:
        raise UnfitError(f"{place.label}没有“{instruction.was}”")
    division.heading, division.renamed = changed(division.heading, instruction), True


def put(wording: Wording, instruction: Instruction) -> None:
    """Change the words of a wording."""
    wording.words = changed(wording.words, instruction)
    if instruction.text:
        wording.put_in.append(instruction.text)


def changed(words: str, instruction: Instruction) -> str:
    """Words with the old ones changed; those that stand within the new ones already are left (行政主管部门)."""
    was, text = instruction.was, instruction.text
    if was not in text:
        return words.replace(was, text)
    either = re.compile(f"{re.escape(text)}|{re.escape(was)}")
    return either.sub(lambda found: text, words)

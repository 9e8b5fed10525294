"""What is no provision changed as a whole 题目、序言、附件的修改、增加、删去."""

from __future__ import annotations

import re

from lianxi.kernel.texts.compare.amending.instruction import Instruction, Place, written
from lianxi.kernel.texts.compare.amending.model import Part, Wording
from lianxi.kernel.texts.compare.amending.work import UnfitError, Work
from lianxi.kernel.texts.numerals import NUMERAL
from lianxi.kernel.texts.structure import Kind

_NUMBER = re.compile(rf"\A(\s*附[件表录图]\s*)([{NUMERAL}]{{1,4}})")


def replace(work: Work, instruction: Instruction) -> None:
    """将题目修改为：“…”; 附件一修改为：“…”; 序言第三自然段修改为：“…”."""
    place = instruction.places[0]
    part = work.part(place)
    if not instruction.text:
        raise UnfitError(f"没有写明{place.label}新的表述")
    if place.part == "标题":
        title = instruction.text.removeprefix("《").removesuffix("》")
        part.said = _like(part.said.words, title)
    elif place.paragraph is not None:
        lines, at = _natural_paragraph(part, place)
        lines[at] = _like(lines[at], instruction.text).words
        part.said = Wording("".join(lines), fresh=True)
    elif part.kind is Kind.ATTACHMENT:
        text = instruction.text
        head, *_ = part.said.words.lstrip().split("\n", 1)
        part.said = Wording(_ended(text if text.startswith("附") else f"{head.rstrip()}\n{text}"), fresh=True)
    else:
        part.said = _like(part.said.words, instruction.text)


def _natural_paragraph(part: Part, place: Place) -> tuple[list[str], int]:
    """The lines of a preamble and which of them is meant; its own heading is not counted."""
    lines = part.said.words.splitlines(keepends=True)
    filled = [at for at, line in enumerate(lines) if line.strip() and "".join(line.split()) not in ("序言", "前言")]
    number = (place.paragraph or 1) - 1
    if not 0 <= number < len(filled):
        raise UnfitError(f"原文没有{place.label}")
    return lines, filled[number]


def _like(old: str, new: str) -> Wording:
    """New words with the blanks that stood around the old ones."""
    bare = old.strip()
    at = old.find(bare) if bare else 0
    return Wording(old[:at] + new + old[at + len(bare) :], fresh=True)


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def insert(work: Work, instruction: Instruction) -> None:
    """增加一个附件，作为附件二：“…”."""
    if not instruction.text or not instruction.count or instruction.count[0] != 1:
        raise UnfitError("新增的附件没有附文，需要人工落实")
    unit = instruction.count[1]
    key = instruction.to[0].part[2:] if instruction.to and instruction.to[0].part else ""
    held = work.text.parts(Kind.ATTACHMENT)
    example = next((found[2] for one in held if (found := _NUMBER.match(one.said.words))), "一")
    head = f"{unit}{_like_number(example, key)}"
    text = instruction.text if instruction.text.startswith(unit) else f"{head}\n{instruction.text}"
    made = Part(Kind.ATTACHMENT, Wording(_ended(text), fresh=True), unit, key)
    before = [one for one in held if not key or not one.key or int(one.key or 0) < int(key)]
    pieces = work.text.pieces
    last = before[-1] if before else None
    at = next((at + 1 for at, piece in enumerate(pieces) if piece is last), None)
    first = next((at for at, piece in enumerate(pieces) if held and piece is held[0]), len(pieces))
    if last is None and pieces and isinstance(pieces[-1], Part) and not pieces[-1].said.words.endswith("\n"):
        pieces[-1].said.words += "\n"
    pieces.insert(first if at is None else at, made)


def renumber(work: Work, instruction: Instruction) -> None:
    """附件二改为附件一."""
    if len(instruction.places) != len(instruction.to) or not all(new.part for new in instruction.to):
        raise UnfitError(f"{instruction.places[0].label}改序，需要人工落实")
    found = [work.part(place) for place in instruction.places]
    if any(part.kind is not Kind.ATTACHMENT for part in found):
        raise UnfitError(f"{instruction.places[0].label}改序，需要人工落实")
    for part, new in zip(found, instruction.to, strict=True):
        old = _NUMBER.match(part.said.words)
        if old:
            part.said.words = old[1] + _like_number(old[2], (new.part or "")[2:]) + part.said.words[old.end() :]


def _like_number(old: str, key: str) -> str:
    return key if old.isdecimal() else written(key)


def delete(work: Work, place: Place) -> None:
    """删去附件二; 删去序言第三自然段."""
    part = work.part(place)
    if place.part in ("标题", "目录"):
        raise UnfitError(f"删去{place.label}，需要人工落实")
    if place.paragraph is not None:
        lines, at = _natural_paragraph(part, place)
        part.said.words = "".join(lines[:at] + lines[at + 1 :])
        return
    work.text.pieces = [piece for piece in work.text.pieces if piece is not part]

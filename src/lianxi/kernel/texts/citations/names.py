"""Names in a text 引用的名称: every place where an instrument, a number or a provision is named, none over another."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from lianxi.kernel.texts.citations.aliases import Aliases, read_tail
from lianxi.kernel.texts.citations.citation import Form
from lianxi.kernel.texts.citations.enumerations import joined
from lianxi.kernel.texts.citations.headings import is_cited, is_heading
from lianxi.kernel.texts.citations.legible import Legible
from lianxi.kernel.texts.citations.marks import find_titles
from lianxi.kernel.texts.citations.name import Ground, Name, bare
from lianxi.kernel.texts.citations.pairing import Title
from lianxi.kernel.texts.citations.provisions import Path, find_runs
from lianxi.kernel.texts.citations.register import TitleRegister
from lianxi.kernel.texts.citations.relative import find_pointers
from lianxi.kernel.texts.citations.unmarked import of_a_run, unmarked
from lianxi.kernel.texts.citations.unmatched import mended
from lianxi.kernel.texts.document_numbers import find_document_numbers

MOST_TOGETHER = 12
"""Titles to which one short name, or short names 分别, may be given."""

_TO_PROVISION = re.compile(r"[ ]?(?:中的|中|的|所列|所附的?|规定的)?[ ]?\Z")


@dataclass(frozen=True, slots=True)
class Names:
    """All names of a text in order, its short names, and its own numbered headings."""

    names: tuple[Name, ...]
    aliases: Aliases
    headings: list[tuple[int, Path]]


def find_names(legible: Legible, register: TitleRegister | None) -> Names:
    """Names in the order of their strength: marks, numbers, register, short names, references by place, provisions."""
    text, ground = legible.plain, Ground(len(legible.plain))
    names = _marked(legible, register, ground)
    names = _numbered(legible, names, ground)
    names += unmarked(legible, register, ground)
    names.sort(key=lambda name: name.start)
    aliases = _defined(text, names)
    names += [
        bare(start, end, Form.ALIAS, called)
        for start, end, called in aliases.uses(text)
        if aliases.at(called, start) and ground.claim(start, end)
    ]
    names += [
        bare(pointer.start, pointer.end, Form.RELATIVE, text[pointer.start : pointer.end], pointer=pointer)
        for pointer in find_pointers(text)
        if ground.claim(pointer.start, pointer.end)
    ]
    names.sort(key=lambda name: name.start)
    names, headings = _with_provisions(text, names, ground)
    return Names(tuple(names), aliases, headings)


def title_of(legible: Legible, title: Title) -> str:
    """The title as it is cited, a lost inner mark put in where its wording shows the place."""
    return mended(legible.name(title.name_start, title.name_end))


def _marked(legible: Legible, register: TitleRegister | None, ground: Ground) -> list[Name]:
    names: list[Name] = []
    for title in find_titles(legible.plain):
        if not ground.claim(title.start, title.end):
            continue
        tail = read_tail(legible, title.end)
        if tail.names:
            ground.take(tail.start, tail.end)
        called = title_of(legible, title)
        registered = register.match(called) if register is not None else None
        names.append(Name(title.start, title.end, Form.MARKED, called, tail, title, registered))
    return names


def _numbered(legible: Legible, names: list[Name], ground: Ground) -> list[Name]:
    """Numbers given to the titles they stand beside; the others are names themselves."""
    starts = [name.start for name in names]
    alone: list[Name] = []
    for number in find_document_numbers(legible.clean):
        index = bisect_right(starts, number.start) - 1
        if index >= 0 and number.start < names[index].tail.end:
            inside = number.start < names[index].end
            if not inside and names[index].number is None:
                names[index] = replace(names[index], number=number)
            continue
        following = index + 1
        if following < len(names) and not legible.plain[number.end : names[following].start].strip(" "):
            names[following] = replace(names[following], number=number)
            ground.take(number.start, number.end)
        elif ground.claim(number.start, number.end):
            alone.append(replace(bare(number.start, number.end, Form.NUMBER, number.printed), number=number))
    return names + alone


def _defined(text: str, names: list[Name]) -> Aliases:
    """The short names given in the brackets after titles; 分别 and 统称 speak of the titles joined before, too."""
    aliases = Aliases()
    joined_from = 0
    for index, name in enumerate(names):
        if index and not joined(text, names[index - 1], name):
            joined_from = index
        group = [one.called for one in names[max(joined_from, index - MOST_TOGETHER + 1) : index + 1]]
        short = name.tail.names
        if name.tail.several and len(short) <= len(group):
            for called, one in zip(group[-len(short) :], short, strict=True):
                aliases.define(one, name.tail.end, (called,))
            continue
        titles = tuple(group) if name.tail.collective else (name.called,)
        for one in short:
            aliases.define(one, name.tail.end, titles)
    return aliases


def _with_provisions(text: str, names: list[Name], ground: Ground) -> tuple[list[Name], list[tuple[int, Path]]]:
    """Runs of provisions given to the name before them; those of no name are names themselves, but for headings."""
    ends = [max(name.end, name.tail.end) for name in names]
    headings: list[tuple[int, Path]] = []
    alone: list[Name] = []
    for run in find_runs(text):
        if not ground.is_free(run.start, run.end):
            continue
        index = bisect_right(ends, run.start) - 1
        near = index >= 0 and run.start - ends[index] <= 6
        if near and names[index].run is None and _TO_PROVISION.match(text[ends[index] : run.start]):
            names[index] = replace(names[index], run=run)
        elif is_heading(text, run):
            headings.append((run.start, run.pieces[0].path))
        elif is_cited(text, run):
            alone.append(of_a_run(text, run, ground))
    return sorted([*names, *alone], key=lambda name: name.start), headings

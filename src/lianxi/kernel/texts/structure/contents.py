"""Tables of contents 目录: where one ends, what it lists, and how that agrees with the headings of the body."""

from __future__ import annotations

import re
from itertools import pairwise

from lianxi.kernel.texts.characters import simplified
from lianxi.kernel.texts.structure.front import is_toc_label
from lianxi.kernel.texts.structure.growing import Entry, Heading
from lianxi.kernel.texts.structure.lines import Line
from lianxi.kernel.texts.structure.node import DIVISIONS, Kind

_LEADER = re.compile(r"[\s.…·．。—\-_]*[（(]?\d{0,4}[）)]?$")
_BARE = re.compile(r"[总附分罚][ \t\u3000]*则$|总[ \t\u3000]*纲$|[序前][ \t\u3000]*言$|附[ \t\u3000]*[件录表]")
_BARE_DIVISIONS = frozenset({"总则", "附则", "分则", "罚则", "总纲"})
_LONGEST, _MOST = 50, 400


def heading_words(said: str) -> str:
    """The words of a heading: 总　则 → 总则; between words one space stays."""
    words = said.replace("*", " ").split()
    return ("" if all(len(word) == 1 for word in words) else " ").join(words)


def is_bare_division(line: Line) -> bool:
    """A heading that carries a customary word and no number: 总则, 附　则, 总纲."""
    likely = "则" in line.bare or "纲" in line.bare
    return likely and line.mark is None and heading_words(line.bare) in _BARE_DIVISIONS


def is_bare_preamble(line: Line) -> bool:
    """序言 or 前言 alone on its line."""
    return "言" in line.bare and line.mark is None and heading_words(line.bare) in ("序言", "前言")


def read_contents(lines: list[Line], at: int, after: int) -> tuple[int, tuple[Heading, ...]]:
    """The table of contents that begins at `at`: the line after its last, and what it lists; (at, ()) where none does.

    Without the word 目录 headings make one if the first comes again after them,
    or if one follows another of its rank with nothing in between.
    """
    labelled = is_toc_label(lines[at])
    listed: list[Heading] = []
    end = at + labelled
    repeated = False
    for index in range(end, min(after, end + _MOST)):
        line = lines[index]
        if line.blank:
            continue
        entry = _listed(line, labelled or bool(listed))
        repeated = entry is not None and bool(listed) and _comes_again(entry, listed[0])
        if entry is None or repeated:
            break
        listed.append(entry)
        end = index + 1
    if labelled and (repeated or len(listed) != 1):
        return end, tuple(listed)
    empty = sum(before[0] is after_it[0] is not Kind.TEXT for before, after_it in pairwise(listed))
    return (end, tuple(listed)) if (repeated and len(listed) > 1) or empty > 1 else (at, ())


def _comes_again(entry: Heading, first: Heading) -> bool:
    return entry[:2] == first[:2] and (entry[1] is not None or entry[2] == first[2])


def _listed(line: Line, begun: bool) -> Heading | None:
    said = line.content
    if len(said) > _LONGEST or line.quoted or line.last in set("。；"):
        return None
    mark = line.mark
    if mark and not mark.cited and (mark.kind in DIVISIONS or mark.kind is Kind.LEVEL):
        return mark.kind, mark.key, _without_leader(line.rest)
    return (Kind.TEXT, None, _without_leader(said)) if begun and mark is None and _BARE.match(line.plain) else None


def _without_leader(said: str) -> str:
    return heading_words(_LEADER.sub("", said[-_LONGEST:]))


def compare_contents(toc: Entry, headings: list[Entry]) -> None:
    """Note on a table of contents what the body has otherwise."""
    listed = [entry for entry in toc.listed if entry[0] in DIVISIONS or entry[0] is Kind.LEVEL]
    kinds = {entry[0] for entry in listed}
    highest = min((entry.style for entry in headings if entry.style is not None), default=None)
    body = [
        (entry.kind, entry.key, entry.heading or "")
        for entry in headings
        if entry.kind in kinds and (entry.kind is not Kind.LEVEL or entry.style == highest)
    ]
    toc.doubts.extend(_differences(listed, body))


def _differences(listed: list[Heading], body: list[Heading]) -> list[str]:
    words = {_same(entry) for entry in body}
    wanted = {_same(entry) for entry in listed}
    missing = [entry for entry in listed if _same(entry) not in words]
    extra = [entry for entry in body if _same(entry) not in wanted]
    doubts: list[str] = []
    for kind, key, said in missing:
        other = next((entry for entry in extra if entry[:2] == (kind, key)), None)
        if other is None:
            doubts.append(f"目录列有“{said}”，正文没有这个标题")
            continue
        extra.remove(other)
        doubts.append(f"目录写“{said}”，正文写“{other[2]}”")
    doubts.extend(f"正文有“{said}”，目录没有列出" for _, key, said in extra if key is not None)
    return doubts


def _same(entry: Heading) -> tuple[str, str | None, str]:
    return entry[0].value, entry[1], simplified("".join(entry[2].split()))

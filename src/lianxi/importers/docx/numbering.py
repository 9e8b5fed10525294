"""The numbers Word makes 自动编号 (numbering.xml): 第%1条, 一、, （%1）, 1.1 — counted as Word counts them.

A list (`w:num`) is one use of a definition (`w:abstractNum`). Lists of the same
definition count on together, unless one says that it starts anew. A level
starts again after any higher level has been used (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lianxi.importers.docx.markup import Element, child, children, is_on, number, value
from lianxi.importers.docx.numerals import write_in
from lianxi.importers.docx.styles import Styles

_PLACE = re.compile(r"%([1-9])")
_CLOSED = "、，。．：；）〕】》」,;:)]"  # after these no gap is printed in a Chinese text
_LEVELS = 9
_CUSTOM_ZERO = re.compile(r"0{1,9}1,")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a definition. `restart`: the level whose use starts it anew, counted from 1; 0 never."""

    start: int
    form: str
    wording: str
    gap: bool
    restart: int | None
    digits_only: bool
    style: str


@dataclass(frozen=True, slots=True)
class NumberedList:
    """One list: its definition, its levels, and the numbers it starts anew with."""

    definition: int
    levels: dict[int, Level]
    anew: dict[int, int]


class Numbering:
    """The lists of a file and how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = _lists(root, styles)
        self._counts: dict[int, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()

    def of_paragraph(self, looks: Element | None) -> str:
        """The number before a paragraph with the gap after it, counting on; "" where it has none.

        looks: the paragraph's `w:pPr`.
        """
        numbering, depth = self._list_of(looks)
        found = self._lists.get(numbering)
        if found is None or depth not in found.levels:
            return ""
        counts = self._count(numbering, found, depth)
        return _written(found.levels, depth, counts)

    def _list_of(self, looks: Element | None) -> tuple[int, int]:
        """List and level of a paragraph, said by itself or by its style; list 0 is none."""
        own, style = child(looks, "numPr"), value(child(looks, "pStyle"))
        numbering, depth = number(value(child(own, "numId"))), number(value(child(own, "ilvl")))
        if numbering is None:
            numbering = next(
                (above.numbering for _, above in self._styles.chain(style) if above.numbering is not None), 0
            )
            depth = self._level_of_style(numbering, style) if depth is None else depth
        return numbering, depth or 0

    def _level_of_style(self, numbering: int, style: str) -> int | None:
        """The level that names the style, else the one it states; else those of the styles it builds on."""
        levels = self._lists[numbering].levels if numbering in self._lists else {}
        for name, above in self._styles.chain(style):
            named = next((depth for depth, level in levels.items() if level.style == name), above.level)
            if named is not None:
                return named
        return None

    def _count(self, numbering: int, found: NumberedList, depth: int) -> dict[int, int]:
        counts = self._counts.setdefault(found.definition, {})
        if depth in found.anew and (numbering, depth) not in self._begun:
            counts[depth] = found.anew[depth] - 1
        self._begun.add((numbering, depth))
        level = found.levels[depth]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for lower in [other for other in counts if other > depth]:
            restart = found.levels[lower].restart if lower in found.levels else None
            if restart is None or depth < restart:
                del counts[lower]
        return counts


def _written(levels: dict[int, Level], depth: int, counts: dict[int, int]) -> str:
    level = levels[depth]

    def number_of(place: re.Match[str]) -> str:
        at = int(place.group(1)) - 1
        if at not in levels:
            return ""
        form = "decimal" if level.digits_only and levels[at].form != "none" else levels[at].form
        return write_in(form, counts.get(at, levels[at].start))

    if level.form == "bullet":
        return ""
    written = _PLACE.sub(number_of, level.wording)
    if not written.strip() or not level.gap or written[-1] in _CLOSED:
        return written
    # Printed laws set a full-width space between 第一条 and its text.
    return written + (" " if written[-1] < "\u2e80" else "\u3000")


def _lists(root: Element | None, styles: Styles) -> dict[int, NumberedList]:
    definitions = {number(value(element, "abstractNumId")): element for element in children(root, "abstractNum")}
    by_style = {value(child(element, "styleLink")): key for key, element in definitions.items() if key is not None}
    uses = {number(value(element, "numId")): element for element in children(root, "num")}
    found: dict[int, NumberedList] = {}
    for key, use in uses.items():
        definition = number(value(child(use, "abstractNumId")))
        if key is None or definition is None or definition not in definitions:
            continue
        if link := value(child(definitions[definition], "numStyleLink")):
            # It only points to a list style: the levels stand in the definition of the list the style names.
            named = number(value(child(uses.get(styles.list_of(link)), "abstractNumId")))
            definition = by_style.get(link, definition) if named is None or named not in definitions else named
        found[key] = _list(definition, definitions[definition], use)
    return found


def _list(definition: int, element: Element, use: Element) -> NumberedList:
    levels = dict(_level(level) for level in children(element, "lvl"))
    anew: dict[int, int] = {}
    for override in children(use, "lvlOverride"):
        depth = number(value(override, "ilvl"))
        if depth is None or not 0 <= depth < _LEVELS:
            continue
        own = child(override, "lvl")
        if own is not None:
            levels[depth] = _level(own)[1]
        start = number(value(child(override, "startOverride")))
        if start is not None:
            anew[depth] = start
            if depth in levels:
                levels[depth] = replace(levels[depth], start=start)
    return NumberedList(definition, levels, anew)


def _level(element: Element) -> tuple[int, Level]:
    depth = number(value(element, "ilvl")) or 0
    start = number(value(child(element, "start")))
    return depth, Level(
        start=1 if start is None else start,
        form=_form(element),
        wording=value(child(element, "lvlText")),
        gap=value(child(element, "suff")) != "nothing",
        restart=number(value(child(element, "lvlRestart"))),
        digits_only=is_on(child(element, "isLgl")),
        style=value(child(element, "pStyle")),
    )


def _form(element: Element) -> str:
    """The format; newer Word wraps formats older ones do not know in a choice and writes "custom" with a pattern."""
    said = child(element, "numFmt")
    if said is None:
        said = child(element, "AlternateContent", "Choice", "numFmt")
    form = value(said) or "decimal"
    return "decimalZero" if form == "custom" and _CUSTOM_ZERO.match(value(said, "format")) else form

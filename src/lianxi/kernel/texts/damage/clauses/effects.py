"""Dates of effect that contradict each other 施行日期矛盾: 本条例自…起施行 said twice with two days.

A provision may come into force later than the rest, and says so of itself
(第三章自…起施行); of the whole document there is one day (立法法61条).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lianxi.kernel.texts.damage.clauses.foreign import KINDS
from lianxi.kernel.texts.damage.clauses.sheet import Document, Sheet
from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.dates import FoundDate

_SUBJECT = re.compile(
    rf"(?:本(?P<own>{'|'.join(KINDS)})|《(?P<title>[^《》\n]{{2,60}})》[^。；\n《》]{{0,80}}?[，,](?:现予公布|现予发布|予以公布)[，,])"
    r"[，,]?(?:从|自|于)"
)
_IN_FORCE = re.compile(r"[\s　]{0,3}(?:起|开始|之日起)?(?:正式)?(?:施行|实施|生效|执行)")


@dataclass(frozen=True, slots=True)
class Effect:
    """A statement of the day from which a document is in force."""

    start: int
    end: int
    day: date


def effects_of(document: Document, sheet: Sheet, dates: tuple[FoundDate, ...]) -> tuple[Effect, ...]:
    """What a document says of its own day of effect, quoted wording left out."""
    beginning = {found.start: found for found in dates if found.day}
    return tuple(_stated(document, sheet, beginning))


def find_effect_contradictions(sheet: Sheet, dates: tuple[FoundDate, ...]) -> Iterator[Finding]:
    """Later statements of the day of effect that differ from the first one."""
    for document in sheet.documents:
        stated = effects_of(document, sheet, dates)
        for other in stated[1:]:
            if other.day != stated[0].day:
                said = sheet.text[stated[0].start : stated[0].end]
                note = f"前面说“{said}”，施行日期不一致。"
                original = sheet.text[other.start : other.end]
                yield Finding(Damage.CONTRADICTION, other.start, other.end, original, None, 0.75, note)


def _stated(document: Document, sheet: Sheet, beginning: dict[int, FoundDate]) -> Iterator[Effect]:
    for found in _SUBJECT.finditer(sheet.text, document.node.start, document.node.end):
        if sheet.quotations.holds(found.start()) or sheet.titles.holds(found.start() + (found["title"] is None) - 1):
            continue
        at = found.end()
        while sheet.text[at : at + 1] in {" ", "\u3000"}:
            at += 1
        day = beginning.get(at)
        in_force = _IN_FORCE.match(sheet.text, day.end) if day else None
        if day and day.day and in_force and (found["title"] is None or document.title.endswith(found["title"])):
            yield Effect(found.start(), in_force.end(), day.day)

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

_OWN = re.compile(rf"本(?:{'|'.join(KINDS)})[，,]?(?:从|自|于)[ 　]{{0,3}}")
_PUBLISHED = re.compile(
    r"《(?P<title>[^《》\n]{2,60})》[^。；\n《》]{0,80}?"
    r"[，,](?:现予公布|现予发布|予以公布|现公布)[，,](?:从|自|于)[ 　]{0,3}"
)
_IN_FORCE = re.compile(r"[ 　]{0,3}(?:起|开始|之日起)?(?:正式)?(?:施行|实施|生效|执行)")


@dataclass(frozen=True, slots=True)
class Effect:
    """A statement of the day from which a document is in force."""

    start: int
    end: int
    day: date


def effects_of(document: Document, sheet: Sheet, dates: tuple[FoundDate, ...]) -> tuple[Effect, ...]:
    """What a document says of its own day of effect, quoted wording left out."""
    stated = _stated(_OWN, sheet, dates, document.start, document.end)
    return tuple(effect for effect, _ in stated if not sheet.quotations.holds(effect.start))


def find_effect_contradictions(sheet: Sheet, dates: tuple[FoundDate, ...]) -> Iterator[Finding]:
    """Statements of the day of effect, a document's own or its announcement's, that differ from the first one."""
    published = [*_stated(_PUBLISHED, sheet, dates, 0, len(sheet.text))]
    for document in sheet.documents:
        announced = [effect for effect, said in published if document.title and document.title.endswith(said["title"])]
        stated = sorted([*effects_of(document, sheet, dates), *announced], key=lambda one: one.start)
        for other in stated[1:]:
            if other.day != stated[0].day:
                said = sheet.text[stated[0].start : stated[0].end]
                note = f"前面说“{said[-40:]}”，施行日期不一致。"
                original = sheet.text[other.start : other.end]
                yield Finding(Damage.CONTRADICTION, other.start, other.end, original, None, 0.75, note)


def _stated(
    pattern: re.Pattern[str], sheet: Sheet, dates: tuple[FoundDate, ...], start: int, end: int
) -> Iterator[tuple[Effect, re.Match[str]]]:
    beginning = {found.start: found for found in dates if found.day}
    for said in pattern.finditer(sheet.text, start, end):
        found = beginning.get(said.end())
        in_force = _IN_FORCE.match(sheet.text, found.end) if found else None
        if found and found.day and in_force:
            yield Effect(said.start(), in_force.end(), found.day), said

"""The check-up of a text 文本体检: every class of damage, one finding a place, and a score with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lianxi.kernel.texts.damage.caution import doubted_behind_lost_bytes
from lianxi.kernel.texts.damage.character_model import CharacterModel
from lianxi.kernel.texts.damage.clauses import find_clause_damage
from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.damage.merging import merged
from lianxi.kernel.texts.damage.mojibake import is_refused
from lianxi.kernel.texts.damage.reading import Reading, read_through
from lianxi.kernel.texts.damage.score import Score, score
from lianxi.kernel.texts.damage.shift import find_shifts, shift_spans
from lianxi.kernel.texts.damage.surface import SURFACE
from lianxi.kernel.texts.structure import Node, read_structure

_SHIFT_SEEN = "“?”处丢了一个字节，其后的字按国标码错了位；这次没有查找原文。"


@dataclass(frozen=True, slots=True)
class CheckUp:
    """What a check-up says.

    findings:  in the order of the text, none overlapping another.
    refused:   so much is unreadable that only figures could be trusted: nothing should be read from it.
    reading:   the text as read through its damage.
    structure: the provision tree of that reading (offsets in `reading.text`).
    """

    text: str
    findings: tuple[Finding, ...]
    score: Score
    refused: bool
    reading: Reading
    structure: Node


def check(text: str, model: CharacterModel | None = None, places: Sequence[str] = ()) -> CheckUp:
    """Look a text over. Nothing is changed.

    With a character `model` the original of shifted spans is searched, helped by
    the names in `places`; without one they are only named. Any string is taken.
    """
    refused = is_refused(text)
    marks = find_marks(text, model, places)
    reading = read_through(text, marks)
    structure = read_structure(reading.text)
    clauses = [] if refused else list(_moved_back(find_clause_damage(reading.text, structure), reading))
    findings = merged([*marks, *clauses], text) if clauses else marks
    return CheckUp(text, findings, score(findings, len(text), refused=refused), refused, reading, structure)


def find_marks(text: str, model: CharacterModel | None = None, places: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Damage to single characters and words, one finding a place; all that `read_through` needs."""
    shifts = find_shifts(text, model, places) if model else tuple(_named(text))
    surface = doubted_behind_lost_bytes((finding for find in SURFACE for finding in find(text)), text)
    return merged([*shifts, *surface], text)


def _named(text: str) -> Iterable[Finding]:
    for start, end in shift_spans(text):
        yield Finding(Damage.GBK_SHIFT, start, end, text[start:end], None, 0.5, _SHIFT_SEEN)


def _moved_back(findings: Iterable[Finding], reading: Reading) -> Iterable[Finding]:
    """Findings of the reading at their places in the original."""
    if reading.made.is_identity:
        yield from findings
        return
    origin = reading.made.origin
    for one in findings:
        start, end = reading.made.back(one.start, one.end)
        yield replace(one, start=start, end=end, original=origin[start:end])

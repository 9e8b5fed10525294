"""Captions that contradict themselves or their text 题注矛盾: order of days, effect before passing, 修订 for 修正.

立法法65条 wants the days of passing and of each change in their order. Effect
before passing is lawful only by way of exception (立法法104条: no retroactive
force), so it is a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lianxi.kernel.texts.captions import Event, EventKind, read_caption
from lianxi.kernel.texts.damage.clauses.effects import effects_of
from lianxi.kernel.texts.damage.clauses.sheet import Document, Sheet
from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.dates import FoundDate
from lianxi.kernel.texts.structure import Kind

_CHANGES = (EventKind.AMEND, EventKind.REVISE)
_WORDS = {"修正": EventKind.AMEND, "修订": EventKind.REVISE}
_VERSION = re.compile(r"[（(](?:\d{4}年?)?(?P<word>修正|修订)(?:本|版|文本)?[）)]\s*$")
_CHANGED = re.compile(r"[^。；\n《》]{0,50}?(?P<word>修正|修订)(?!案|草案|为|的决定)")


@dataclass(frozen=True, slots=True)
class _Told:
    """The caption of a document: where it stands, its events (at their places in the file) and flags on its counts."""

    start: int
    end: int
    events: tuple[tuple[int, int, Event], ...]
    miscounts: tuple[tuple[int, int, str], ...]


def find_caption_contradictions(sheet: Sheet, dates: tuple[FoundDate, ...]) -> Iterator[Finding]:
    """What a caption says against itself, and what its text says against it."""
    for document in sheet.documents:
        told = [*_captions(document)]
        for caption in told:
            for start, end, message in caption.miscounts:
                yield _finding(sheet.text, start, end, 0.65, message)
            yield from _out_of_order(sheet.text, caption)
        if len(told) == 1:
            yield from _effect_against(document, sheet, dates, told[0])
            yield from _other_word(document, dates, told[0])


def _captions(document: Document) -> Iterator[_Told]:
    """The captions of a document; lines of one that stand right below each other are read as one."""
    places: list[tuple[int, int]] = []
    for node in document.nodes:
        if node.kind == Kind.CAPTION:
            joined = bool(places) and places[-1][1] == node.start
            places[-1:] = [(places[-1][0], node.end)] if joined else [*places[-1:], (node.start, node.end)]
    for start, end in places:
        caption = read_caption(document.text[start:end])
        events = tuple((event.start + start, event.end + start, event) for event in caption.events)
        flags = [flag for flag in caption.flags if flag.code == "ordinal"]
        yield _Told(start, end, events, tuple((flag.start + start, flag.end + start, flag.message) for flag in flags))


def _out_of_order(text: str, told: _Told) -> Iterator[Finding]:
    """Changes before the passing or before an earlier change, approvals before what they approve."""
    passed: dict[int, Event] = {}
    changed: dict[int, Event] = {}
    decided: dict[int, Event] = {}
    for start, end, event in told.events:
        before = {EventKind.APPROVE: decided, EventKind.PUBLISH: passed, EventKind.EFFECT: passed}.get(event.kind)
        if event.kind in _CHANGES:
            before = changed if event.group in changed else passed
        other = before.get(event.group) if before is not None else None
        if other and other.date and event.date and event.date < other.date:
            note = (
                f"{event.kind.label}日期早于前面{other.kind.label}的日期（{_day(other.date)}），日期有误或者排列有误。"
            )
            yield _finding(text, start, end, 0.5 if event.kind is EventKind.EFFECT else 0.7, note)
            continue
        if event.kind is EventKind.ADOPT:
            passed.setdefault(event.group, event)
        if event.kind in _CHANGES:
            changed[event.group] = event
        if event.kind in (EventKind.ADOPT, *_CHANGES):
            decided[event.group] = event


def _effect_against(document: Document, sheet: Sheet, dates: tuple[FoundDate, ...], told: _Told) -> Iterator[Finding]:
    """The day of effect in the text against the passing, and against the day of effect in the caption."""
    events = [event for _, _, event in told.events]
    passed = [event.date for event in events if event.kind is EventKind.ADOPT and event.date]
    in_force = [event.date for event in events if event.kind is EventKind.EFFECT and event.date]
    changed = any(event.kind in _CHANGES for event in events)
    for effect in effects_of(document, sheet, dates)[:1]:
        if passed and effect.day < min(passed):
            note = f"施行日期早于题注中通过的日期（{_day(min(passed))}）。"
            yield _finding(sheet.text, effect.start, effect.end, 0.6, note)
        elif len(in_force) == 1 and not changed and in_force[0] != effect.day:
            note = f"题注中的施行日期是{_day(in_force[0])}，与这里不一致。"
            yield _finding(sheet.text, effect.start, effect.end, 0.7, note)


def _other_word(document: Document, dates: tuple[FoundDate, ...], told: _Told) -> Iterator[Finding]:
    """修订 where the caption says 修正 of the same day, or the other way; likewise in the brackets of the title."""
    kinds = {event.date: event.kind for _, _, event in told.events if event.kind in _CHANGES}
    versions = [*_version_words(document)]
    for start, end, kind in versions:
        if kinds and kind not in kinds.values():
            yield _other(document.text, start, end, next(iter(kinds.values())))
    for found in dates:
        inside = document.start <= found.start < document.end and not told.start <= found.start < told.end
        told_as = kinds.get(found.day) if inside and found.day else None
        changed = _CHANGED.match(document.text, found.end) if told_as else None
        if changed and told_as and _WORDS[changed["word"]] is not told_as:
            yield _other(document.text, *changed.span("word"), told_as)


def _version_words(document: Document) -> Iterator[tuple[int, int, EventKind]]:
    for node in document.nodes[:6]:
        if node.kind == Kind.TITLE and (found := _VERSION.search(document.text, node.start, node.end)):
            yield *found.span("word"), _WORDS[found["word"]]


def _other(text: str, start: int, end: int, kind: EventKind) -> Finding:
    note = f"题注说的是{kind.label}，这里说{text[start:end]}（修正改个别条文，修订改全文）。"
    return _finding(text, start, end, 0.55, note)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _finding(text: str, start: int, end: int, confidence: float, note: str) -> Finding:
    return Finding(Damage.CONTRADICTION, start, end, text[start:end], None, confidence, note)

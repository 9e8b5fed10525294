"""Contradictions 前后矛盾: places of which, beside the calendar or each other, one must be wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lianxi.kernel.texts.damage.clauses.calendar_faults import find_calendar_faults
from lianxi.kernel.texts.damage.clauses.caption_conflicts import find_caption_contradictions
from lianxi.kernel.texts.damage.clauses.contents_conflicts import find_contents_contradictions
from lianxi.kernel.texts.damage.clauses.effects import find_effect_contradictions
from lianxi.kernel.texts.damage.clauses.sheet import Sheet
from lianxi.kernel.texts.damage.clauses.sittings import find_sitting_contradictions
from lianxi.kernel.texts.damage.clauses.stated_counts import find_stated_counts
from lianxi.kernel.texts.damage.findings import Finding
from lianxi.kernel.texts.dates import FoundDate, find_dates

# 月…日 or 2023-08-29; that it begins with one of few characters makes it quick to search for.
_DAY = re.compile(r"[月\d](?:(?<=月)[^\n]{0,6}[日号號]|(?<=\d)[-./]\d{1,2}[-./]\d)")


def find_contradictions(sheet: Sheet) -> Iterator[Finding]:
    """Every contradiction found, at the later of its two places, with the other one in the note."""
    dates = tuple(_dates(sheet.text))
    yield from find_calendar_faults(sheet.text, dates)
    yield from find_sitting_contradictions(sheet, dates)
    yield from find_caption_contradictions(sheet, dates)
    yield from find_effect_contradictions(sheet, dates)
    yield from find_stated_counts(sheet)
    yield from find_contents_contradictions(sheet)


def _dates(text: str) -> Iterator[FoundDate]:
    """The dates of the lines that name a day; looking only there is what keeps long texts quick."""
    read_to = 0
    for mark in _DAY.finditer(text):
        if mark.start() < read_to:
            continue
        start = max(text.rfind("\n", read_to, mark.start()) + 1, read_to)
        end = text.find("\n", mark.end())
        read_to = end if end >= 0 else len(text)
        for found in find_dates(text[start:read_to]):
            yield replace(found, start=found.start + start, end=found.end + start)

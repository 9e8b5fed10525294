"""The table of contents 目录 follows the headings that a decision changes."""

from __future__ import annotations

import re

from lianxi.kernel.texts.compare.amending.model import Division, renamed
from lianxi.kernel.texts.compare.amending.work import Work
from lianxi.kernel.texts.structure import Kind

_LEADER = re.compile(r"[\s.…·．—\-_]*[（(]?\d{0,4}[）)]?\s*\Z")
_NUMBER = re.compile(r"第[^编章节]{1,8}(?P<unit>编|章|节|分编)")
_BLANKS = re.compile(r"[ \t\u3000\u00a0]*")


def follow_headings(work: Work) -> None:
    """Bring the lines of the contents up to date; a line that names no heading stays (附件)."""
    tables = work.text.parts(Kind.TOC)
    if not tables or not (work.lost_divisions or any(one.changed for one in work.text.divisions)):
        return
    table = tables[0].said
    lines = table.words.splitlines(keepends=True)
    by_words = {_words(line): line for line in lines}
    listed = {one: by_words[_old_words(one)] for one in _all(work) if _old_words(one) in by_words}
    if not listed:
        return
    kinds = {one.kind for one in listed}
    entries = [_entry(one, listed, lines) for one in work.text.divisions if one.kind in kinds]
    known = set(listed.values())
    places = [at for at, line in enumerate(lines) if line in known]
    kept = [line for line in lines[places[0] : places[-1]] if line not in known and line.strip()]
    table.words = "".join([*lines[: places[0]], *entries, *kept, *lines[places[-1] + 1 :]])
    table.fresh = True


def _all(work: Work) -> list[Division]:
    return [one for one in (*work.text.divisions, *work.lost_divisions) if one.raw is not None]


def _words(line: str) -> str:
    return "".join(_LEADER.sub("", line).split())


def _old_words(division: Division) -> str:
    return "".join((division.raw or "").replace("#", "").split())


def _entry(division: Division, listed: dict[Division, str], lines: list[str]) -> str:
    """The line of a heading as it reads now, set as its old line or as its neighbours' are."""
    line = listed.get(division)
    if line is not None:
        return renamed(division, line) if division.changed else line
    pattern = next((old for one, old in listed.items() if one.kind is division.kind), lines[-1])
    front, number = _BLANKS.match(pattern), _NUMBER.search(pattern)
    between = _BLANKS.match(pattern, number.end()) if number else None
    said = division.number + ((between[0] if between else "") or "　") if division.number else ""
    return (front[0] if front else "") + said + division.heading + "\n"

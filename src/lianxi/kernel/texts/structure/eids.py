"""Position ids 位置标识: art_12-1__para_2__point_3, after the naming convention of Akoma Ntoso.

Articles are numbered through the document, so no chapter stands in their id
(texts.md 3). An id says where a provision stands in this version, nothing more.
"""

from __future__ import annotations

from collections import Counter

from lianxi.kernel.texts.structure.growing import Entry
from lianxi.kernel.texts.structure.node import DIVISIONS, PROVISIONS, Kind

_NAMES = {
    Kind.DOCUMENT: "doc",
    Kind.CHAPTER: "chp",
    Kind.SECTION: "sec",
    Kind.ARTICLE: "art",
    Kind.PARAGRAPH: "para",
    Kind.LEVEL: "lvl",
    Kind.ATTACHMENT: "att",
}
_ONCE = frozenset({Kind.TITLE, Kind.CAPTION, Kind.TOC, Kind.PREAMBLE, Kind.SIGNATURE, Kind.FOOTER})
_WITHOUT_HOLDER = _ONCE | {Kind.ARTICLE}
_BARE = {"总则": "general", "總則": "general", "分则": "special", "分則": "special", "罚则": "penalties",
         "罰則": "penalties", "附则": "final", "附則": "final", "总纲": "principles", "總綱": "principles"}  # fmt: skip
"""Divisions that carry words and no number (附　则)."""


def give_eids(entries: list[Entry]) -> None:
    """Give every entry its id; one that would come twice gets ~2, ~3 … and, if numbered, a doubt."""
    plain_document = _first_with_provisions(entries)
    bases: dict[int, str] = {}
    restarting = _restarting(entries)
    used: Counter[str] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        if entry.parent is None:
            entry.eid, bases[id(entry)] = "doc", ""
            continue
        base = bases[id(entry.parent)]
        prefix = _prefix(entry, base, restarting)
        entry.eid = _unique(entry, prefix + _own(entry, prefix, counts), used)
        if entry.kind in (Kind.DOCUMENT, Kind.ATTACHMENT):
            bases[id(entry)] = "" if entry is plain_document else entry.eid + "__"
        else:
            bases[id(entry)] = base


def _first_with_provisions(entries: list[Entry]) -> Entry | None:
    """The document whose provisions carry no doc_ in their ids: the first that has any."""
    first = next((entry for entry in entries if entry.kind in PROVISIONS), None)
    while first is not None and first.kind is not Kind.DOCUMENT:
        first = first.parent
    return first


def _restarting(entries: list[Entry]) -> bool:
    """Whether 一、二、 start anew in each chapter, so that the chapter must stand in their ids."""
    seen: set[tuple[int, str | None]] = set()
    for entry in entries:
        if entry.kind is Kind.LEVEL and entry.parent is not None and entry.parent.kind in DIVISIONS:
            place = (id(_document(entry)), entry.key)
            if place in seen:
                return True
            seen.add(place)
    return False


def _document(entry: Entry) -> Entry:
    while entry.parent is not None and entry.kind not in (Kind.DOCUMENT, Kind.ATTACHMENT):
        entry = entry.parent
    return entry


def _prefix(entry: Entry, base: str, restarting: bool) -> str:
    parent = entry.parent
    if parent is None or parent.kind is Kind.DOCUMENT or entry.kind in _WITHOUT_HOLDER:
        return base
    if parent.kind is Kind.ATTACHMENT or (parent.kind in DIVISIONS and entry.kind is Kind.LEVEL and not restarting):
        return base
    return parent.eid + "__"


def _own(entry: Entry, prefix: str, counts: Counter[tuple[str, str]]) -> str:
    if entry.eid:
        return entry.eid
    name = _NAMES.get(entry.kind, entry.kind.value)
    if entry.key is not None:
        return f"{name}_{entry.key}"
    if entry.kind in DIVISIONS and entry.heading in _BARE:
        return f"{name}_{_BARE[entry.heading]}"
    if entry.kind is Kind.LEVEL:
        name = "head"
    counts[prefix, name] += 1
    number = counts[prefix, name]
    return name if entry.kind in _ONCE and number == 1 else f"{name}_{number}"


def _unique(entry: Entry, eid: str, used: Counter[str]) -> str:
    used[eid] += 1
    if used[eid] == 1:
        return eid
    if entry.number:
        entry.doubts.append(f"编号“{entry.number}”在这里重复出现")
    while used[f"{eid}~{used[eid]}"]:
        used[eid] += 1
    again = f"{eid}~{used[eid]}"
    used[again] += 1
    return again

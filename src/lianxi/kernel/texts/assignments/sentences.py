"""Sentences that assign a task without a bracket: 由市水务局牵头，市财政局配合。 牵头单位：市水务局。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lianxi.kernel.texts.assignments.lists import Listed, read_list
from lianxi.kernel.texts.assignments.roles import LABEL

# A sentence that only assigns closes a clause with its verb.
_CLOSING = re.compile(
    r"(?:(?:牵头|负责)(?:抓总|督导|推进|组织|落实|实施|负责|协调|办理|指导|督促)?|主办|承办|[分会协]办|配合|参与|参加"
    r"|(?<=[局委厅部办院府门位司市县区镇别])(?:组织|共同|抓好|同)?(?:落实|实施))(?=[，,、；;\s]|会同|\Z)"
)
_END = re.compile(r"[。！？；\n]|\Z")
_OWN_TASK = re.compile(r"由[^，,。；]{2,200}?(?:牵头|负责|主办|承办)[，,]")
# 请甲局牵头起草办法，乙局配合 says the task in the same breath.
_REQUEST = re.compile(r"[请由][^，,。；;、]{2,40}(?:、[^，,。；;、]{2,40}){0,3}?牵头[^，,。；;、]{2,40}[，,]")
_CLAUSE = re.compile(r"[，,；;]\s?(?=(?:均|并|统一|具体)?由[省市县区州各国])")
_PROSE = re.compile(
    r"对(?!外)|是|的(?!有关)|只有|不(?!动产)|由|依照|按照|规定|设立|本级|本行政区域|县级以上|主管部门|国务院(?!国资委|办公厅|参事室|研究室|港澳办|侨办)|分别"
)
# 主办 and 承办 alone tell in prose who held an event; beside 会办 or a deadline they assign.
_TASKED = re.compile(r"牵头|负责|配合|落实|实施|会办|分办")
_COLON = re.compile(r"[:：为是】〕\]］]")
_LONGEST = 400
_LIKELY = 0.9


@dataclass(frozen=True, slots=True)
class Saying:
    """A stretch `text[start:end]` that names units; `whole` where it says the task itself too."""

    start: int
    end: int
    listed: Listed
    whole: bool = False


def find_sayings(text: str, start: int, end: int) -> Iterator[Saying]:
    """The assigning sentences of a stretch that holds no bracket, in their order."""
    colon = _COLON.search(text, start, end)
    label = colon and next(
        (one for one in LABEL.finditer(text, start, end) if one["role"] and _begins(text, start, one.start())), None
    )
    if label:
        listed = read_list(text, label.start(), end)
        if listed and _mostly_units(listed):
            yield from _verbal(text, start, label.start())
            yield Saying(label.start(), end, listed)
            return
    yield from _verbal(text, start, end)


def _begins(text: str, start: int, at: int) -> bool:
    return at == start or text[at - 1] in "。；;，,！!\n\t \u3000*"


def _mostly_units(listed: Listed) -> bool:
    """At least half of the names look like units: 责任单位：要切实… is prose."""
    likely = sum(unit.confidence >= _LIKELY for unit in listed.units)
    people = bool(listed.groups) and not listed.units
    return people or (likely > 0 and likely * 2 >= len(listed.units) + len(listed.left))


def _assigns(listed: Listed) -> bool:
    """Whether a sentence is nothing but units and their roles; 对代表大会负责 and 县级以上部门负责 are law, no task."""
    prose = any(_PROSE.search(unit.name) for unit in listed.units)
    tasked = any(_TASKED.search(group.role) or (group.role and listed.deadlines) for group in listed.groups)
    return tasked and not listed.labelled and not listed.left and not prose


def _verbal(text: str, start: int, end: int) -> Iterator[Saying]:
    at = start
    while at < end:
        found = _END.search(text, at, end)
        stop = found.start() if found else end
        if stop - at <= _LONGEST and _CLOSING.search(text, at, stop):
            yield from _sentence(text, at, stop)
        at = stop + 1


def _sentence(text: str, start: int, end: int) -> Iterator[Saying]:
    listed = read_list(text, start, end, prose=True)
    if listed and _assigns(listed):
        yield Saying(start, end, listed)
        return
    clause = next(reversed([*_CLAUSE.finditer(text, start, end)]), None)
    listed = read_list(text, clause.end(), end, prose=True) if clause else None
    if clause and listed and _assigns(listed):
        yield Saying(clause.end(), end, listed)
        return
    if _REQUEST.match(text, start, end):
        listed = read_list(text, start, end)
        if listed and _assigns(listed):
            yield Saying(start, end, listed, whole=True)
            return
    own = _OWN_TASK.match(text, start, end)
    listed = read_list(text, start, own.end() - 1, prose=True) if own else None
    if own and listed and _assigns(listed):
        yield Saying(start, end, listed, whole=True)

"""The days of a text 日期: passed, approved, published, signed, commencing, lapsing; derived ones say from what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from lianxi.kernel.rules.calendars import shift_months
from lianxi.kernel.texts.captions import EventKind, FoundCaption
from lianxi.kernel.texts.dates import find_dates
from lianxi.kernel.texts.metadata.proposal import Field, Proposal
from lianxi.kernel.texts.structure import Kind, Node
from lianxi.kernel.texts.validity import (
    Commencement,
    StartingEvent,
    Term,
    ValidityClauses,
    last_day_of,
    read_validity,
)

_FIELDS = {
    EventKind.ADOPT: Field.ADOPTED,
    EventKind.APPROVE: Field.APPROVED,
    EventKind.PUBLISH: Field.PUBLISHED,
    EventKind.AMEND: Field.AMENDED,
    EventKind.REVISE: Field.AMENDED,
}
# From which field the day of an event is taken, the first that is known.
_DAYS_OF_EVENTS = {
    StartingEvent.PUBLISH: (Field.PUBLISHED, Field.ISSUED),
    StartingEvent.ISSUE: (Field.ISSUED, Field.PUBLISHED),
    StartingEvent.ADOPT: (Field.ADOPTED,),
    StartingEvent.APPROVE: (Field.APPROVED,),
}

_ISSUED = re.compile(r"(?:印发|下发)[)）\s]*\Z")
_IMPRINT = re.compile(
    r"(?P<day>[^\s，。；]{0,4}(?:年|\d[-.])[^\n，。；]{2,14}?日?)[ \u3000]*印[ \u3000]*[发刷][ \u3000]*$", re.MULTILINE
)
_BRACKETS = "()（） \t\u3000\r\n"
Found = dict[Field, Proposal]


def propose_days(
    text: str, document: Node, captions: Sequence[FoundCaption]
) -> tuple[tuple[Proposal, ...], tuple[str, ...]]:
    """One proposal for each day that is written or follows from what is written; doubts beside them."""
    found: Found = {}
    for one in (*_of_caption(captions), *_of_signature(document), *_of_bare_caption(document, captions),
                *_of_imprint(document)):  # fmt: skip
        if one.field is Field.AMENDED or one.field not in found:
            found[one.field] = one  # of several amendments the last one
    clauses = read_validity(text)
    doubts = list(clauses.doubts)
    _commencement(text, clauses, found, doubts)
    _last_day(text, clauses, found, doubts)
    return tuple(found.values()), tuple(doubts)


def _of_caption(captions: Sequence[FoundCaption]) -> Iterator[Proposal]:
    for one in captions[:1]:
        for event in one.caption.events:
            if event.date and event.kind in _FIELDS:
                ground = f"题注：{event.kind.label}"
                yield Proposal(_FIELDS[event.kind], event.date.isoformat(), event.start, event.end, ground)


def _of_signature(document: Node) -> Iterator[Proposal]:
    node = next((node for node in document.children if node.kind is Kind.SIGNATURE), None)
    for one in find_dates(node.text) if node else ():
        if node and one.day:
            yield Proposal(
                Field.ISSUED, one.day.isoformat(), node.start + one.start, node.start + one.end, "落款的日期"
            )


def _of_bare_caption(document: Node, captions: Sequence[FoundCaption]) -> Iterator[Proposal]:
    """A day in brackets under the title and nothing else there; what happened on it a person has to say."""
    node = next((node for node in document.children if node.kind is Kind.CAPTION), None)
    if node is None or captions:
        return
    words = node.text.strip(_BRACKETS)
    for one in find_dates(node.text):
        issued = _ISSUED.match(node.text, one.end)
        if one.day and (issued or words == node.text[one.start : one.end]):
            start, end = node.start + one.start, node.start + one.end
            what = "的印发日期" if issued else "里的日期，没有写是成文、通过还是公布的日期"
            ground = f"标题下方括号{what}"
            yield Proposal(Field.ISSUED, one.day.isoformat(), start, end, ground, sure=False)


def _of_imprint(document: Node) -> Iterator[Proposal]:
    """The day of printing below the text (GB/T 9704 7.4.3), where the text itself is not dated."""
    for node in document.children:
        found = _IMPRINT.search(node.text) if node.kind is Kind.FOOTER else None
        for one in find_dates(found["day"]) if found else ():
            if found and one.day:
                start = node.start + found.start("day")
                yield Proposal(Field.ISSUED, one.day.isoformat(), start + one.start, start + one.end,
                               "版记的印发日期，没有读出成文日期", sure=False)  # fmt: skip


def _commencement(text: str, clauses: ValidityClauses, found: Found, doubts: list[str]) -> None:
    whole = [one for one in clauses.commencements if not one.provisions]
    if not whole:
        return
    clause = whole[-1]
    base, ground = _basis(clause, found)
    if base is None:
        if clause.event:
            doubts.append(f"施行日期从{clause.event.label}之日起算，文中没有写{clause.event.label}的日子，请填写。")
        return
    day, counted = _delayed(base, clause)
    if day is None:
        doubts.append("施行日期按工作日起算，须按工作日历推算后填写。")
        return
    said = "；".join(part for part in (ground, counted) if part) or f"“{text[clause.start : clause.end]}”"
    found[Field.COMMENCES] = Proposal(
        Field.COMMENCES, day.isoformat(), clause.start, clause.end, said, sure=clause.day is not None and not counted
    )


def _basis(clause: Commencement, found: Found) -> tuple[date | None, str]:
    """The day the clause counts from, and where that day was read."""
    if clause.day:
        return clause.day, ""
    for field in _DAYS_OF_EVENTS[clause.event] if clause.event else ():
        if field in found:
            day = date.fromisoformat(found[field].value)
            return day, f"自{clause.event.label if clause.event else ''}之日起，{field.label}为{found[field].value}"
    return None, ""


def _delayed(base: date, clause: Commencement) -> tuple[date | None, str]:
    """The day a delay leads to; days are counted from the day after the event (民法典 201), the day after the last."""
    if clause.delay is None:
        return base, ""
    amount, unit = clause.delay
    if unit == "workday":
        return None, ""
    last = (
        base + timedelta(days=amount) if unit == "day" else shift_months(base, amount * (12 if unit == "year" else 1))
    )
    return last + timedelta(days=1), "当日不计入，期满的次日施行"


def _last_day(text: str, clauses: ValidityClauses, found: Found, doubts: list[str]) -> None:
    if not clauses.terms:
        return
    term = clauses.terms[-1]
    if term.until is not None:
        day, ground = term.until, f"“{text[term.start : term.end]}”"
    elif term.months and Field.COMMENCES in found:
        day = last_day_of(date.fromisoformat(found[Field.COMMENCES].value), term.months)
        ground = f"“{text[term.start : term.end]}”，自施行之日起算（施行当日计入）"
    else:
        doubts.append("写了有效期的长短，没有施行日期，算不出到哪一天。")
        return
    found[Field.LAST_DAY] = _term(term, day, ground)


def _term(term: Term, day: date, ground: str) -> Proposal:
    return Proposal(Field.LAST_DAY, day.isoformat(), term.start, term.end, ground, sure=term.until is not None)

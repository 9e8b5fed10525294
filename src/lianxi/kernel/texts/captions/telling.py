"""What a clause tells 分句所述: which of its phases passed, approved, published or changed (domain notes b.4).

Nothing is invented: a body or a day that is not printed for an event stays None,
also where the event before has one. Only 同日, 并 and a list under one verb share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lianxi.kernel.texts.captions.clauses import ALTERING, Clause, Phase
from lianxi.kernel.texts.captions.drafts import (
    Draft,
    day_of,
    drafts_of,
    instrument_of,
    ordinal_of,
    title_span,
    with_author,
)
from lianxi.kernel.texts.captions.earlier import change_earlier, changed_by_approval, only_published
from lianxi.kernel.texts.captions.event import Event, EventKind
from lianxi.kernel.texts.captions.tokens import Token

_CHANGING = re.compile(r"决定|决议|修正|修改|修订|废止|取消|调整|补充")


def tell(view: str, clauses: list[Clause]) -> list[Draft]:
    """The events of all clauses, in their order; a title printed among them stays with those that follow."""
    told: list[Draft] = []
    lasting: str | None = None
    for clause in clauses:
        _name_passed(view, clause, told)
        heading = _heading(view, clause)
        lasting = heading if heading and not _CHANGING.search(heading) else lasting
        under = heading or lasting
        new = list(_of_clause(view, clause, told))
        told += [replace(draft, event=replace(draft.event, under=draft.event.under or under)) for draft in new]
    return told


def _name_passed(view: str, clause: Clause, told: list[Draft]) -> None:
    """A title right after a verb (通过《某某条例》) names what was passed; it begins no other instrument."""
    first = clause.phases[0] if clause.phases else None
    if (
        first is None
        or not told
        or first.day
        or not first.titles
        or first.words
        or first.link
        or len(clause.phases) < 2
    ):
        return
    last = told[-1].event
    if view[last.end : first.titles[0].start].strip("了,:") == "":
        told[-1] = replace(told[-1], event=replace(last, under=first.titles[0].words))
        clause.phases.pop(0)


def _heading(view: str, clause: Clause) -> str | None:
    """A title before the first day of a clause that is not the decision it tells of; its phase is taken out."""
    first = clause.phases[0] if clause.phases else None
    if first is None:
        return None
    if first.day is None and first.titles and not (first.words or first.link) and len(clause.phases) > 1:
        clause.phases.pop(0)
        return first.titles[0].words or None
    return first.title_words(view)


def _of_clause(view: str, clause: Clause, told: list[Draft]) -> Iterator[Draft]:
    if clause.verb is None:
        yield from _linked_alone(view, clause, told)
        return
    kind = clause.verb.event
    if kind is None:
        return
    if not clause.phases:
        yield from _joined(view, clause, told)
    elif kind is EventKind.EFFECT:
        yield from _effect(clause, told)
    elif kind in ALTERING:
        yield from _altering(view, clause, kind, told)
    elif not _dates_change(clause, kind, told):
        for phase in clause.phases:
            if _tells(phase):
                yield from drafts_of(view, phase, phase.linked or kind, clause, told)


def _linked_alone(view: str, clause: Clause, told: list[Draft]) -> Iterator[Draft]:
    """甲第一次会议通过的《某某规则》, and nothing after it."""
    for phase in clause.phases:
        if linked := phase.linked:
            title = phase.titles[0].words if phase.titles else None
            for draft in drafts_of(view, phase, linked, clause, told):
                yield replace(draft, event=replace(draft.event, under=title))


def _dates_change(clause: Clause, kind: EventKind, told: list[Draft]) -> bool:
    """甲第十九次全国代表大会部分修改，2017年10月24日通过: the day belongs to the change told before, now put in."""
    last = told[-1].event if told else None
    phase = clause.phases[0]
    only_day = len(clause.phases) == 1 and phase.day is not None and phase.words is None and phase.number is None
    if last is None or last.date or last.kind not in ALTERING or not only_day or kind is not EventKind.ADOPT:
        return False
    day, spans = day_of(phase, told)
    told[-1] = replace(told[-1], event=replace(last, date=day, end=clause.end), spans=told[-1].spans | spans)
    return True


def _tells(phase: Phase) -> bool:
    return phase.words is not None or phase.number is not None or phase.day is not None


def _joined(view: str, clause: Clause, told: list[Draft]) -> Iterator[Draft]:
    """A verb right after another: 通过并公布 shares day and body, 通过修订 is one event, 公布施行 has no second day."""
    verb = clause.verb
    last = told[-1].event if told else None
    if verb is None or verb.event is None or last is None:
        return
    between = view[last.end : verb.start].strip(",，、")
    if "现予" in between:
        return
    of_title = between == ")" and last.under is not None and bool(_CHANGING.search(last.under))
    if (not between or of_title) and last.kind is EventKind.ADOPT and verb.event in ALTERING:
        changed = replace(last, kind=verb.event, end=verb.end, verb=last.verb + verb.words)
        changed = replace(changed, instrument=last.under, under=None) if of_title else changed
        told[-1] = replace(told[-1], event=changed)
        return
    if verb.event is EventKind.EFFECT or _approves_change(told, verb, between):
        return
    event = Event(verb.event, start=verb.start, end=verb.end, verb=verb.words)
    if last.kind is EventKind.APPROVE and verb.event in ALTERING and not between:
        event = _approved_change(event, last.under)
    shared = between in {"", "并"} and verb.event is EventKind.PUBLISH
    yield Draft(replace(event, date=last.date, body=last.body, organ=last.organ) if shared else event)


def _approves_change(told: list[Draft], verb: Token, between: str) -> bool:
    """甲会议修正 乙会议批准修正: the approval names again the change just told, which is no further one."""
    if between or verb.event not in ALTERING or len(told) < 2:
        return False
    change, approval = told[-2].event, told[-1].event
    if approval.kind is not EventKind.APPROVE or change.kind not in ALTERING:
        return False
    told[-1] = replace(told[-1], event=replace(approval, end=verb.end, verb=approval.verb + verb.words))
    return True


def _approved_change(event: Event, title: str | None) -> Event:
    """根据《关于修改…的决定》经乙会议批准修正: the decision named before is what changes."""
    return with_author(replace(event, instrument=title)) if title and _CHANGING.search(title) else event


def _effect(clause: Clause, told: list[Draft]) -> Iterator[Draft]:
    """施行: a day and nobody; 自公布之日起 names no day by itself."""
    bare = next((phase for phase in clause.phases if phase.is_bare_day), None)
    phase = bare or next((phase for phase in reversed(clause.phases) if phase.day), None)
    if phase is None or phase.day is None or clause.verb is None:
        return
    day, spans = day_of(phase, told)
    yield Draft(Event(EventKind.EFFECT, day, start=phase.day.start, end=clause.end, verb=clause.verb.words), spans)


def _altering(view: str, clause: Clause, kind: EventKind, told: list[Draft]) -> Iterator[Draft]:
    """修正, 修订, 废止: one event for each decision, then one approval for each body that approved."""
    decided = any(phase.linked is EventKind.ADOPT for phase in clause.phases)
    several = sum(_tells(phase) for phase in clause.phases) > 1
    roles = [(_role(phase, kind, decided=decided, several=several), phase) for phase in clause.phases]
    _share_titles([phase for role, phase in roles if role is not EventKind.ADOPT])
    if only_published(roles, kind, told):
        roles = [(EventKind.PUBLISH if role is kind else role, phase) for role, phase in roles]
    deciding = [phase for role, phase in roles if role is kind and _tells(phase)]
    for role, phase in roles:
        if role is EventKind.ADOPT:
            yield from drafts_of(view, phase, role, clause, told)
    for phase in deciding:
        yield from drafts_of(view, phase, kind, clause, told, ends=phase is deciding[-1])
    if not deciding:
        approval = next((phase for role, phase in roles if role is EventKind.APPROVE), None)
        published = approval is None and any(role is EventKind.PUBLISH for role, _ in roles)
        if published:
            change_earlier(clause, kind, told)
        else:
            yield changed_by_approval(clause, kind, approval, told) or _of_title(clause, kind)
    for role, phase in roles:
        if role in {EventKind.APPROVE, EventKind.PUBLISH} and role is not kind:
            yield from drafts_of(view, phase, role, clause, told)


def _role(phase: Phase, kind: EventKind, *, decided: bool, several: bool) -> EventKind:
    """What a phase of an altering clause did.

    通过的《某某法》 beside another phase is the passing of the law itself; a decision,
    a resolution or a 修正案 is what changes it.
    """
    linked = phase.linked
    if linked is EventKind.APPROVE or (linked is EventKind.PUBLISH and decided):
        return linked
    own = linked is EventKind.ADOPT and several and bool(phase.titles)
    if own and not any(_CHANGING.search(title.words) for title in phase.titles):
        return EventKind.ADOPT
    return kind


def _share_titles(phases: list[Phase]) -> None:
    """A phase without a title decided on the one that follows: 甲通过、乙批准的《…的决定》."""
    following: list[Token] = []
    for phase in reversed(phases):
        if phase.titles:
            following = phase.titles
        else:
            phase.titles = following


def _of_title(clause: Clause, kind: EventKind) -> Draft:
    """An event of which only the decision is named."""
    titles = [title for phase in clause.phases for title in phase.titles][:1]
    ordinal, spans = ordinal_of(clause.verb)
    start = titles[0].start if titles else clause.verb.start if clause.verb else clause.start
    words = clause.verb.words if clause.verb else ""
    event = Event(kind, instrument=instrument_of(titles), ordinal=ordinal, start=start, end=clause.end, verb=words)
    return Draft(with_author(event), spans | title_span(titles))

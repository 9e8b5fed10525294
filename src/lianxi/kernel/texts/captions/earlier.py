"""A passing told before that turns out to be that of a decision 先叙的通过.

根据甲会议通过、乙会议批准的《关于修改…的决定》修正: the passing, its approval and the
amendment are one amendment and one approval, never a third event (domain notes b.4).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from lianxi.kernel.texts.captions.clauses import Clause, Phase
from lianxi.kernel.texts.captions.drafts import Draft, instrument_of, ordinal_of, title_span
from lianxi.kernel.texts.captions.event import EventKind
from lianxi.kernel.texts.captions.tokens import Token

# A passing and the approval of what it passed lie within two years; a longer gap makes them two things.
_PASSING_TO_APPROVAL = timedelta(days=730)


def only_published(roles: list[tuple[EventKind, Phase]], kind: EventKind, told: list[Draft]) -> bool:
    """Whether a clause only tells of the publication of a decision whose passing, with 根据, went before."""
    changing = [phase for role, phase in roles if role is kind]
    by_publication = bool(changing) and all(phase.linked is EventKind.PUBLISH for phase in changing)
    return by_publication and _earlier_passing(told) is not None


def _earlier_passing(told: list[Draft]) -> int | None:
    """Where the passing with 根据 stands, before the approval that may follow it."""
    at = len(told) - 1
    if at >= 1 and told[at].event.kind is EventKind.APPROVE:
        at -= 1
    return at if at >= 0 and told[at].based and told[at].event.kind is EventKind.ADOPT else None


def change_earlier(clause: Clause, kind: EventKind, told: list[Draft]) -> None:
    """根据甲通过、乙批准、丙公布的《…的决定》修正: the passing told before is the amendment."""
    at = _earlier_passing(told)
    if at is not None:
        told[at] = _changed(told[at], clause, kind, [title for phase in clause.phases for title in phase.titles][:1])


def changed_by_approval(clause: Clause, kind: EventKind, approval: Phase | None, told: list[Draft]) -> Draft | None:
    """The passing just before, where the approval names its decision: one amendment, never a third event.

    Not so where 根据 stands between them: then the passing was that of the instrument itself. Without any 根据
    the first passing of a caption is the instrument's own where years lie between; else the grammar decides.
    """
    last = told[-1] if told else None
    if approval is None or last is None or last.event.kind is not EventKind.ADOPT or clause.verb is None:
        return None
    if approval.based and not last.based:
        return None
    approved = approval.day.day if approval.day else None
    first = not any(draft.event.kind is EventKind.ADOPT and draft.event.body == last.event.body for draft in told[:-1])
    if (
        first
        and not last.based
        and approved
        and last.event.date
        and not timedelta(0) <= approved - last.event.date <= _PASSING_TO_APPROVAL
    ):
        return None
    return _changed(told.pop(), clause, kind, approval.titles)


def _changed(passing: Draft, clause: Clause, kind: EventKind, titles: list[Token]) -> Draft:
    """A passing told before, now known to be that of a decision that changes."""
    ordinal, spans = ordinal_of(clause.verb)
    words = clause.verb.words if clause.verb else ""
    event = replace(
        passing.event, kind=kind, end=clause.end, verb=words, ordinal=ordinal, instrument=instrument_of(titles)
    )
    return Draft(event, passing.spans | spans | title_span(titles), based=True)

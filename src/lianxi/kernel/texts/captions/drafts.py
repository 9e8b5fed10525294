"""One phase of a clause as an event 由分句得事件: each value from its own printed words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from lianxi.kernel.texts.captions.actor import Actor, read_actor
from lianxi.kernel.texts.captions.clauses import ALTERING, Clause, Phase
from lianxi.kernel.texts.captions.event import Event, EventKind
from lianxi.kernel.texts.captions.tokens import Token, TokenKind
from lianxi.kernel.texts.numerals import read_number

Span = tuple[int, int]

_BY_TITLE = re.compile(r"(?P<who>[^关〈〉《》]{2,40}?)关于")


@dataclass(frozen=True, slots=True)
class Draft:
    """An event in the view.

    spans: where the printed form of each of its values stands.
    based: 根据 stands before it.
    """

    event: Event
    spans: dict[str, Span] = field(default_factory=dict)
    based: bool = False


def drafts_of(
    view: str, phase: Phase, kind: EventKind, clause: Clause, before: list[Draft], *, ends: bool = True
) -> Iterator[Draft]:
    """The event of a phase; one for each body where a list of them shares the verb.

    ends: the clause's verb and ordinal are those of this phase.
    """
    titles = phase.titles if kind in ALTERING else []
    by_clause = phase.link is None or kind in ALTERING
    verb = clause.verb if by_clause else phase.link
    ordinal, ordinal_span = ordinal_of(verb if by_clause and ends else None)
    number = phase.number.words if phase.number else None
    day, day_span = day_of(phase, before)
    end = clause.end if by_clause and ends else phase.link.end if phase.link and not by_clause else phase.end
    actors: list[Actor | None] = [*phase.actors(view)] or [None]
    for actor in actors:
        event = Event(kind, day, start=min(_start(phase, actor), end), end=end, verb=verb.words if verb else "")
        event = replace(event, instrument=instrument_of(titles) or number, number=number, ordinal=ordinal)
        spans = day_span | ordinal_span | title_span(titles) | (dict(actor.spans) if actor else {})
        yield Draft(_by(event, actor) if actor else with_author(event), spans, phase.based)


def _by(event: Event, actor: Actor) -> Event:
    return replace(
        event, body=actor.body, organ=actor.organ, term=actor.term, session=actor.session, expanded=actor.expanded,
        presidium_session=actor.presidium_session,
    )  # fmt: skip


def _start(phase: Phase, actor: Actor | None) -> int:
    places = [span[0] for _, span in actor.spans] if actor else []
    if phase.day:
        places.append(phase.day.start)
    return min(places, default=phase.start)


def day_of(phase: Phase, before: list[Draft]) -> tuple[date | None, dict[str, Span]]:
    """The day of a phase; 同日 is the day of the event before."""
    token = phase.day
    if token is None:
        return None, {}
    if token.kind is TokenKind.SAME_DAY:
        return (before[-1].event.date if before else None), {}
    return token.day, {"date": (token.start, token.end)} if token.day else {}


def ordinal_of(verb: Token | None) -> tuple[int | None, dict[str, Span]]:
    """The 第N次 of a verb."""
    if verb is None or verb.ordinal is None:
        return None, {}
    start, end = (place - verb.start for place in verb.ordinal)
    return read_number(verb.words[start:end]), {"ordinal": verb.ordinal}


def instrument_of(titles: list[Token]) -> str | None:
    """The title of the deciding instrument, or several joined by 、."""
    return "、".join(title.words for title in titles) if titles else None


def title_span(titles: list[Token]) -> dict[str, Span]:
    """Where the titles stand."""
    return {"instrument": (titles[0].start, titles[-1].end)} if titles else {}


def with_author(event: Event) -> Event:
    """The body that the title of the decision names: a title is issuing organ, subject and kind (GB/T 9704)."""
    found = _BY_TITLE.match(event.instrument or "")
    actor = read_actor(found["who"], 0, len(found["who"])) if found else None
    if actor is None or actor.body is None:
        return event
    return replace(event, body=actor.body, organ=actor.organ, term=actor.term, session=actor.session)

"""What of a caption was not understood 读不懂的部分; it stays text and is shown to the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.captions.clauses import Clause, Phase
from lianxi.kernel.texts.captions.event import EventKind, Flag
from lianxi.kernel.texts.captions.tokens import Token

_FILLING = re.compile(
    r"\(?以下简?称|本(?:条例|办法|规定|决定|细则|规则|法)|根据|依据|同年|当年|按照|依照|经过|以及|同时|之后|现予|[\s,，、;；:：.。·()\[\]\-—\"'“”的起自从于经由并和与及在以等又后已报至止了]+"
)
_WORD = re.compile(r"[\u3400-\u9fffA-Za-z0-9〇]")
_UNREAD = "这几个字没有读懂，保留原文，请人工核对。"
_STRAY = "这个日期后面没有会议，也没有“通过”“公布”一类的字，不算作一个事件。"
_NO_VERB = "这里有日期或者会议，却没有“通过”“批准”“修正”一类的字，不算作一个事件。"


def unread(view: str, tokens: tuple[Token, ...], clauses: list[Clause]) -> Iterator[Flag]:
    """Words between the parts that name no body, and parts that no verb follows."""
    phases = [phase for clause in clauses for phase in clause.phases]
    for phase in phases:
        yield from _rests(view, phase)
    for clause in clauses:
        yield from (Flag("no_verb", phase.start, phase.end, _NO_VERB) for phase in _without_verb(clause))
        yield from (Flag("unread", stray.start, stray.end, _STRAY) for stray in clause.stray)
        if clause.verb is None and any(
            not phase.link and (phase.day or _is_named(view, phase)) for phase in clause.phases
        ):
            yield Flag("no_verb", clause.start, clause.end, _NO_VERB)
    understood = [span for phase in phases for span in (phase.words, phase.sitting) if span]
    understood += [phase.heading for phase in phases if phase.heading and phase.title_words(view)]
    at = 0
    for start, end in sorted([*understood, *((token.start, token.end) for token in tokens), (len(view), len(view))]):
        if at < start and _has_words(view, at, start):
            yield Flag("unread", at, start, _UNREAD)
        at = max(at, end)


def _rests(view: str, phase: Phase) -> Iterator[Flag]:
    for actor in phase.actors(view):
        if actor.rest and _has_words(view, *actor.rest):
            yield Flag("unread", *actor.rest, _UNREAD)


def _without_verb(clause: Clause) -> list[Phase]:
    """Bodies and sittings before the day of effect: what they did there has been lost."""
    ends_in_effect = clause.verb is not None and clause.verb.event is EventKind.EFFECT
    return [phase for phase in clause.phases if phase.words and not phase.link] if ends_in_effect else []


def _is_named(view: str, phase: Phase) -> bool:
    return any(actor.organ for actor in phase.actors(view))


def _has_words(view: str, start: int, end: int) -> bool:
    return bool(_WORD.search(_FILLING.sub("", view[start:end])))

"""Reading a caption 读题注: the grammar of the domain notes b.4, from text to events with places in that text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lianxi.kernel.texts.captions.articles import without_articles
from lianxi.kernel.texts.captions.checks import checked
from lianxi.kernel.texts.captions.clauses import clauses_of
from lianxi.kernel.texts.captions.drafts import Draft
from lianxi.kernel.texts.captions.event import Caption, Flag, Part
from lianxi.kernel.texts.captions.telling import tell
from lianxi.kernel.texts.captions.tokens import Token, TokenKind, tokens_of
from lianxi.kernel.texts.captions.unread import unread
from lianxi.kernel.texts.captions.view import compact
from lianxi.kernel.texts.mapped import Mapped

_DAY_MESSAGES = {
    "impossible": "日历上没有这一天，日期不予采用，请核对原件。",
    "incomplete": "日期不全（缺年、月或者日），不予补写，请核对原件。",
    "lost": "日期似乎丢了“年”“月”或者“日”字，不予采用，请核对原件。",
}


def read_caption(text: str) -> Caption:
    """The events of a caption, with or without its brackets; what cannot be read stays text and is flagged."""
    made, articles = without_articles(compact(text))
    tokens = tokens_of(made.text)
    clauses = list(clauses_of(made.text, tokens))
    flags = [*_of_days(tokens), *unread(made.text, tokens, clauses)]
    drafts = tell(made.text, clauses)
    events, flags = checked([draft.event for draft in drafts], flags)
    placed = [(made.back(event.start, event.end), event) for event in events]
    moved = [(made.back(flag.start, flag.end), flag) for flag in flags]
    moved += [((flag.start, flag.end), flag) for flag in articles]
    return Caption(
        tuple(replace(event, start=start, end=end) for (start, end), event in placed),
        tuple(replace(flag, start=start, end=end) for (start, end), flag in sorted(moved, key=lambda pair: pair[0])),
        _script(made, drafts),
    )


def _of_days(tokens: tuple[Token, ...]) -> Iterator[Flag]:
    for token in tokens:
        if token.kind is TokenKind.BROKEN_DAY:
            yield Flag(f"date_{token.words}", token.start, token.end, _DAY_MESSAGES[token.words], token.proposal)


def _script(made: Mapped, drafts: list[Draft]) -> tuple[Part, ...]:
    """How the caption is printed: the places of the values, and the words between them."""
    values = sorted(
        (*made.back(*span), index, field) for index, draft in enumerate(drafts) for field, span in draft.spans.items()
    )
    parts: list[Part] = []
    at = 0
    for start, end, index, field in values:
        if start < at:
            continue
        parts += (Part(made.origin[at:start]), Part(made.origin[start:end], index, field))
        at = end
    parts.append(Part(made.origin[at:]))
    return tuple(part for part in parts if part.printed)

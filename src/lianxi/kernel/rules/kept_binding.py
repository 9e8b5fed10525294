"""Binding to a kept text 绑定在库的文本: each clause follows its provision by identity, through all later versions.

What a later version changed, renumbered or left out, and what has ended, is
told of the clauses that rest on it until somebody has looked at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from lianxi.kernel.rules.binding import Binding, BindingState, ClauseBinding, bind
from lianxi.kernel.rules.calendars import day_in_words
from lianxi.kernel.rules.mechanisms import MechanismVersion
from lianxi.kernel.texts.outline import Item


@dataclass(frozen=True)
class KeptClause:
    """One clause as it was last confirmed, and what its provision is on the day 所依条文.

    place, before: its number in the text, and its words, when it was confirmed.
    now:      the item it is on the day, under its number of that day; None where the text has it no more.
    newer_on: since when the text counts, where it is a later one than was confirmed; None where it is the same.
    ended:    why it no longer counts although the text has it, as a sentence; "" where it does.
    amended:  a change on record whose words are not in the repository yet, as a sentence; "" for none.
    """

    place: str
    before: str
    now: Item | None
    newer_on: date | None = None
    ended: str = ""
    amended: str = ""

    @property
    def reworded(self) -> bool:
        """Whether its words are others now."""
        return self.now is not None and Item("", 0, self.before).fingerprint != self.now.fingerprint

    @property
    def moved(self) -> bool:
        """Whether it stands under another number now."""
        return self.now is not None and self.now.number != self.place


def bind_kept(version: MechanismVersion, kept: Mapping[str, KeptClause], items: tuple[Item, ...]) -> Binding:
    """Hold a version against the text of the day 绑定: bound clauses by identity, the others by number.

    kept:  by clause what it was bound to; a clause that was never bound is looked for under its number.
    items: all items of the text of the day.
    """
    found = {number: one for number, one in kept.items() if one.now is not None}
    confirmed = {number: Item("", 0, one.before).fingerprint for number, one in found.items()}
    held = bind(version, tuple(_under_clauses(found, kept, items)), confirmed)
    clauses = (_told(one, kept[one.number]) if one.number in kept else one for one in held.clauses)
    return Binding(tuple(clauses))


def veiled(version: MechanismVersion, binding: Binding) -> Binding:
    """What of a binding may be told to whom the text may not be shown: which rules are 待核, and no word of it."""
    named = {clause.number for clause in version.clauses}
    clauses = (_veiled(one) for one in binding.clauses if one.number in named)
    return Binding(tuple(clauses), frozenset(rule.key for rule in version.rules if binding.needs_check(rule)))


def _under_clauses(
    found: Mapping[str, KeptClause], kept: Mapping[str, KeptClause], items: tuple[Item, ...]
) -> Iterator[Item]:
    """The items of the day, those of bound clauses under the number of the clause, as `bind` looks for them.

    A new item under the number of a clause that went elsewhere, or away, is not that clause.
    """
    clause_of = {(one.now.number, one.now.line): number for number, one in found.items() if one.now}
    listed = {(item.number, item.line) for item in items}
    for item in items:
        number = clause_of.get((item.number, item.line))
        if number is None and item.number in kept:
            yield replace(item, number=f"现{item.number}")
        else:
            yield replace(item, number=number or item.number)
    for place, number in clause_of.items():
        now = found[number].now
        if place not in listed and now is not None:
            yield replace(now, number=number)


def _told(one: ClauseBinding, kept: KeptClause) -> ClauseBinding:
    """The gravest of: ended, gone, other words, another number, a change without words."""
    if kept.ended:
        return replace(one, state=BindingState.ENDED, why=kept.ended, reason=kept.ended, changed=False)
    if kept.now is None:
        why = f"{_text_of(kept)}没有原来的{kept.place}。"
        return replace(one, why=why, reason=why, before=kept.before)
    why = _change(kept)
    if not why:
        return one
    state = BindingState.CHANGED if kept.reworded or not kept.moved else BindingState.MOVED
    if one.state is BindingState.LACKS_WORDS:
        state, said = one.state, one.why + why
    else:
        said = why
    before = kept.before if kept.reworded else ""
    return replace(one, state=state, why=said, reason=why, changed=True, before=before)


def _change(kept: KeptClause) -> str:
    """What changed, as a sentence; "" for nothing."""
    now = kept.now.number if kept.now else ""
    if kept.reworded:
        also = f"，条号也成了{now}" if kept.moved else ""
        return f"{_text_of(kept)}改了{kept.place}{also}，尚未确认。"
    if kept.moved:
        return f"{_text_of(kept)}里，{kept.place}成了{now}，尚未确认。"
    return kept.amended


def _text_of(kept: KeptClause) -> str:
    day = kept.newer_on
    return f"{day_in_words(day)}起施行的文本" if day else "现在的文本"


def _veiled(one: ClauseBinding) -> ClauseBinding:
    if one.state.failed:
        return ClauseBinding(one.number, BindingState.UNSEEN, "所依的原文有待核对。")
    state = one.state if one.expected else BindingState.FOUND
    return ClauseBinding(one.number, state, "")

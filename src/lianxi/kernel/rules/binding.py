"""Binding 绑定: the clauses of a version held against the original document, item by item.

A rule whose clause is missing, lacks the rule's words, or no longer reads as it
did when it was confirmed is 待核: it goes on being shown and applied, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from lianxi.kernel.rules.clauses import Clause, ClauseStatus, Rule
from lianxi.kernel.rules.mechanisms import MechanismVersion
from lianxi.kernel.texts.outline import Item, squeezed

WITHHELD = "这条规则所依的原文有待核对，由联席办核对后确认。"
NEAR = 0.9  # share of equal characters from which two items say the same


class BindingState(StrEnum):
    """How a clause stands to the original 绑定状况."""

    FOUND = "found"
    MISSING = "missing"
    LACKS_WORDS = "lacks_words"
    CHANGED = "changed"
    REPEATED = "repeated"
    STRAY = "stray"
    UNLISTED = "unlisted"
    MOVED = "moved"
    ENDED = "ended"
    UNSEEN = "unseen"

    @property
    def label(self) -> str:
        """Chinese term."""
        return _LABELS[self]

    @property
    def failed(self) -> bool:
        """Whether rules that rest on such a clause are 待核."""
        return self in _FAILED


_LABELS = {
    BindingState.FOUND: "已绑定",
    BindingState.MISSING: "原文缺",
    BindingState.LACKS_WORDS: "缺关键词",
    BindingState.CHANGED: "有变动",
    BindingState.REPEATED: "重复",
    BindingState.STRAY: "误植",
    BindingState.UNLISTED: "要义未列",
    BindingState.MOVED: "条号已变",
    BindingState.ENDED: "已失效",
    BindingState.UNSEEN: "待核",
}
_FAILED = frozenset({
    BindingState.MISSING, BindingState.LACKS_WORDS, BindingState.CHANGED, BindingState.MOVED, BindingState.ENDED,
    BindingState.UNSEEN,
})  # fmt: skip


@dataclass(frozen=True)
class ClauseBinding:
    """One clause against the original 条款绑定.

    words: keywords of its rules that the item lacks.
    line:  where the item stands in the file; None where it is missing.
    why:   one Chinese sentence.
    item:  the item itself; None where it is missing.
    changed:  the item does not read as it was confirmed, whatever else is said of it.
    expected: False where the original and the list of clauses disagree on what there is,
        what is repeated or stray; that is named, no rule is 待核 by it.
    reason: why its rules are 待核, where more is known than that it changed; before: its words as confirmed,
        where they are others now.
    """

    number: str
    state: BindingState
    why: str
    item: Item | None = None
    words: tuple[str, ...] = ()
    changed: bool = False
    expected: bool = True
    reason: str = ""
    before: str = ""

    @property
    def line(self) -> int | None:
        """Line of the item in the file."""
        return self.item.line if self.item else None

    @property
    def text(self) -> str:
        """What the original says; empty where it says nothing."""
        return self.item.text if self.item else ""


@dataclass(frozen=True)
class Binding:
    """A version against its original 绑定: every clause in order, then the items that no clause names.

    withheld: the rules that are 待核, for a reader who may not see the text; None for one who may.
    """

    clauses: tuple[ClauseBinding, ...]
    withheld: frozenset[str] | None = None

    def of(self, number: str) -> ClauseBinding | None:
        """How the clause of that number stands; None where neither side has it."""
        return next((one for one in self.clauses if one.number == number), None)

    def needs_check(self, rule: Rule) -> str:
        """Why a rule is 待核, in one Chinese sentence; empty where it is not."""
        if self.withheld is not None:
            return WITHHELD if rule.key in self.withheld else ""
        one = self.of(rule.clause)
        if one is None or one.item is None or one.state is BindingState.ENDED:
            return (one.reason if one else "") or f"原文中没有{rule.clause}。"
        lacking = _lacking(rule.must_contain, one.item)
        if lacking:
            return f"原文{rule.clause}没有写{_quoted(lacking)}。"
        if not one.changed:
            return ""
        return one.reason or f"原文{rule.clause}的文字有变动，尚未确认。"

    def with_state(self, *states: BindingState) -> tuple[ClauseBinding, ...]:
        """The clauses in one of these states."""
        return tuple(one for one in self.clauses if one.state in states)

    @property
    def failed(self) -> tuple[ClauseBinding, ...]:
        """The clauses whose rules are 待核."""
        return tuple(one for one in self.clauses if one.state.failed)

    @property
    def changed(self) -> tuple[ClauseBinding, ...]:
        """The clauses whose items have to be confirmed anew."""
        return tuple(one for one in self.clauses if one.changed)

    @property
    def remarkable(self) -> tuple[ClauseBinding, ...]:
        """Everything but a clause that simply was found as expected."""
        return tuple(one for one in self.clauses if one.state is not BindingState.FOUND or not one.expected)


def bind(version: MechanismVersion, items: tuple[Item, ...], confirmed: Mapping[str, str]) -> Binding:
    """Hold the clauses of a version against the items of its original 绑定.

    `confirmed` gives by number the fingerprint an item had when it was last
    confirmed; a number that is not in it was never bound and cannot have changed.
    """
    by_number = {item.number: item for item in items}
    doubles = _repetitions(items)
    known = {clause.number for clause in version.clauses}
    named = [_clause(clause, version, by_number, doubles, confirmed) for clause in version.clauses]
    unnamed = [_unnamed(item, doubles) for item in items if item.number not in known]
    return Binding((*named, *unnamed))


def _clause(
    clause: Clause,
    version: MechanismVersion,
    items: Mapping[str, Item],
    doubles: Mapping[str, tuple[str, ...]],
    confirmed: Mapping[str, str],
) -> ClauseBinding:
    """The first of: missing, lacking words, changed; else what it is worth."""
    item = items.get(clause.number)
    if item is None:
        return ClauseBinding(clause.number, BindingState.MISSING, "原文中没有这一条。")
    changed = confirmed.get(clause.number, item.fingerprint) != item.fingerprint
    words = tuple(word for rule in version.rules if rule.clause == clause.number for word in rule.must_contain)
    if lacking := _lacking(words, item):
        why = f"原文第{item.line}行没有写{_quoted(lacking)}。"
        return ClauseBinding(clause.number, BindingState.LACKS_WORDS, why, item, lacking, changed)
    if changed:
        why = f"原文第{item.line}行与上次确认的文字不同，须核对后确认。"
        return ClauseBinding(clause.number, BindingState.CHANGED, why, item, changed=True)
    return _worth(clause, item, doubles.get(clause.number, ()), words)


def _worth(clause: Clause, item: Item, same: tuple[str, ...], words: tuple[str, ...]) -> ClauseBinding:
    """A clause that was found: in force, repeated or stray, and whether both sides agree on it."""
    number, where = clause.number, f"在原文第{item.line}行"
    if clause.status is ClauseStatus.STRAY:
        return ClauseBinding(number, BindingState.STRAY, f"{where}；要义标为误植，不作依据。", item)
    if clause.repeats in same:
        return ClauseBinding(number, BindingState.REPEATED, f"{where}，与{clause.repeats}重复；要义已标出。", item)
    if same:
        marked = f"要义标为与{clause.repeats}重复" if clause.repeats else "要义没有标为重复"
        why = f"{where}，与{same[0]}重复；{marked}，请核对。"
        return ClauseBinding(number, BindingState.REPEATED, why, item, expected=False)
    if clause.repeats:
        why = f"{where}；要义标为与{clause.repeats}重复，原文并不相同，请核对。"
        return ClauseBinding(number, BindingState.FOUND, why, item, expected=False)
    return ClauseBinding(number, BindingState.FOUND, f"{where}{'，关键词都在' if words else ''}。", item)


def _unnamed(item: Item, doubles: Mapping[str, tuple[str, ...]]) -> ClauseBinding:
    """An item that no clause names: repeated, or not listed yet; that it is stray only a person can say."""
    same = doubles.get(item.number, ())
    state = BindingState.REPEATED if same else BindingState.UNLISTED
    why = f"在原文第{item.line}行{f'，与{same[0]}重复' if same else ''}；条款要义中没有这一条。"
    return ClauseBinding(item.number, state, why, item, expected=False)


def _repetitions(items: tuple[Item, ...]) -> dict[str, tuple[str, ...]]:
    """For every item the earlier ones that say the same."""
    texts = [(item.number, squeezed(item.text)) for item in items]
    return {
        number: tuple(other for other, earlier in texts[:index] if _near(earlier, text))
        for index, (number, text) in enumerate(texts)
    }


def _near(one: str, other: str) -> bool:
    """Whether two texts are equal, or nearly so."""
    if one == other:
        return bool(one)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return all(ratio() >= NEAR for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))


def _lacking(words: tuple[str, ...], item: Item) -> tuple[str, ...]:
    """Words that the item does not contain, each once."""
    text = squeezed(item.text)
    return tuple(dict.fromkeys(word for word in words if squeezed(word) not in text))


def _quoted(words: tuple[str, ...]) -> str:
    return "、".join(f"“{word}”" for word in words)


def plain_rows(binding: Binding) -> Iterator[dict[str, object]]:
    """The binding as plain values, one row per clause."""
    for one in binding.clauses:
        yield {
            "number": one.number,
            "state": one.state.value,
            "words": list(one.words),
            "line": one.line,
            "why": one.why,
        }

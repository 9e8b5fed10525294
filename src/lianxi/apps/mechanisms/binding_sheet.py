"""What the pages show of a binding: tiles, badges and lines for the kernel's answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from lianxi.apps.mechanisms import acts, selectors
from lianxi.apps.mechanisms.bindings import Bound
from lianxi.kernel.access import Actor, allowed
from lianxi.kernel.rules.binding import Binding, BindingState, ClauseBinding
from lianxi.kernel.rules.clauses import Clause
from lianxi.kernel.rules.mechanisms import MechanismVersion
from lianxi.kernel.texts.compare import Piece, redline

NEEDS_CHECK = "待核"
_TONES = {
    BindingState.FOUND: "green",
    BindingState.MISSING: "red",
    BindingState.LACKS_WORDS: "red",
    BindingState.CHANGED: "red",
    BindingState.REPEATED: "muted",
    BindingState.STRAY: "muted",
    BindingState.UNLISTED: "gold",
    BindingState.MOVED: "red",
    BindingState.ENDED: "red",
    BindingState.UNSEEN: "red",
}
_ALTERED = (
    BindingState.LACKS_WORDS, BindingState.CHANGED, BindingState.MOVED, BindingState.ENDED, BindingState.UNSEEN,
)  # fmt: skip


@dataclass(frozen=True)
class BoundLine:
    """One clause against the original, with its tone; what was not expected is gold."""

    bound: ClauseBinding

    @property
    def tone(self) -> str:
        return _TONES[self.bound.state] if self.bound.expected else "gold"

    @property
    def label(self) -> str:
        return self.bound.state.label

    @property
    def adds_to_the_gist(self) -> bool:
        """Whether it says more than the gist does, which marks what is repeated and stray itself."""
        agreed = self.bound.expected and self.bound.state in {BindingState.REPEATED, BindingState.STRAY}
        return not agreed


@dataclass(frozen=True)
class ClauseLine:
    """One clause as we put it, and what the original says; `line` is None where nothing is bound."""

    clause: Clause
    line: BoundLine | None


@dataclass(frozen=True)
class ChangedLine:
    """An item to be confirmed: what it said when it was last confirmed, and what it says now."""

    bound: ClauseBinding
    before: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The change word by word; of a file, whose lines may be broken otherwise, the words stand side by side."""
        return redline(self.bound.before, self.bound.text) if self.bound.before else ()


@dataclass(frozen=True)
class BindingCard:
    """The card 绑定情况: the text in force, figures, and the clauses worth a word."""

    bound: Bound
    tiles: tuple[dict[str, object], ...]
    lines: tuple[BoundLine, ...]


def clause_lines(version: MechanismVersion, binding: Binding | None) -> list[ClauseLine]:
    """The clauses of a version beside the original."""
    found = {one.number: BoundLine(one) for one in binding.clauses} if binding else {}
    return [ClauseLine(clause, found.get(clause.number)) for clause in version.clauses]


def rules_to_check(version: MechanismVersion, binding: Binding | None) -> dict[str, str]:
    """By key the rules that are 待核, each with the reason."""
    reasons = {rule.key: binding.needs_check(rule) for rule in version.rules} if binding else {}
    return {key: why for key, why in reasons.items() if why}


def wheel_check(version: MechanismVersion, checks: Mapping[str, str]) -> str:
    """Why the wheel is 待核: the first reason of the rules it turns by."""
    turning = [rule.key for rule in (version.rotation, *version.windows) if rule]
    return next((checks[key] for key in turning if key in checks), "")


def changed_lines(version: MechanismVersion, bound: Bound | None) -> list[ChangedLine]:
    """The items that wait to be confirmed."""
    if bound is None or not bound.binding.changed:
        return []
    before = selectors.confirmed_texts(version) if bound.original else {}
    return [ChangedLine(one, one.before or before.get(one.number, "")) for one in bound.binding.changed]


def binding_card(version: MechanismVersion, bound: Bound | None, *, every: bool = False) -> BindingCard | None:
    """The card of a version; None where it is 未绑定. With `every`, also the clauses that simply are bound."""
    if bound is None:
        return None
    shown = bound.binding.clauses if every else bound.binding.remarkable
    return BindingCard(bound, tuple(_tiles(version, bound.binding)), tuple(BoundLine(one) for one in shown))


def _tiles(version: MechanismVersion, binding: Binding) -> list[dict[str, object]]:
    checks, unlisted = rules_to_check(version, binding), binding.with_state(BindingState.UNLISTED)
    tiles = [
        _tile("已绑定", binding.with_state(BindingState.FOUND), "green"),
        _tile("重复", binding.with_state(BindingState.REPEATED), "muted"),
        _tile("误植", binding.with_state(BindingState.STRAY), "muted"),
        *([_tile("要义未列", unlisted, "gold")] if unlisted else []),
        _tile("原文缺", binding.with_state(BindingState.MISSING), "red"),
        _tile("缺词或有变动", binding.with_state(*_ALTERED), "red"),
    ]
    labels = "、".join(rule.label for rule in version.rules if rule.key in checks)
    return [
        *tiles,
        {
            "label": NEEDS_CHECK,
            "value": len(checks),
            "unit": "条规则",
            "note": labels,
            "tone": "red" if checks else "muted",
        },
    ]


def _tile(label: str, found: tuple[ClauseBinding, ...], tone: str) -> dict[str, object]:
    numbers = "、".join(one.number for one in found)
    return {
        "label": label,
        "value": len(found),
        "unit": "条",
        "note": numbers if tone != "green" else "",
        "tone": tone if found else "muted",
    }


def original_action(version: MechanismVersion, actor: Actor) -> dict[str, str] | None:
    """The way to the original for those who may import it."""
    if not allowed(actor, acts.IMPORT_ORIGINAL, circle=version.circle):
        return None
    address = reverse("mechanisms:original", args=[version.slug, version.effective.isoformat()])
    return {"label": "导入与核对原文", "href": address}

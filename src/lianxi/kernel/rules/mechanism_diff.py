"""Two versions of a mechanism side by side 版本对照: which rules are new, gone, changed or moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from lianxi.kernel.rules.clauses import Names, Rule
from lianxi.kernel.rules.mechanisms import MechanismVersion


class ChangeKind(StrEnum):
    """What happened to a rule between two versions 变化."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"

    @property
    def label(self) -> str:
        """Chinese term; 移条: the same rule stands under another number."""
        return {"added": "新增", "removed": "删去", "changed": "修改", "moved": "移条"}[self.value]


@dataclass(frozen=True)
class RuleChange:
    """One rule in two versions 规则对照; the side that lacks it is None."""

    key: str
    label: str
    kind: ChangeKind
    old: Rule | None
    new: Rule | None

    def old_sentence(self, names: Names) -> str:
        """The rule as it was, "" where it is new."""
        return self.old.sentence(names) if self.old else ""

    def new_sentence(self, names: Names) -> str:
        """The rule as it is now, "" where it is gone."""
        return self.new.sentence(names) if self.new else ""


@dataclass(frozen=True)
class VersionDiff:
    """What changed from one version to another 版本对照.

    reason: why the rules cannot be compared; empty where they can. The parties are on
        record even where the text is not, so they are always compared.
    """

    old: MechanismVersion
    new: MechanismVersion
    joined: tuple[str, ...]
    left: tuple[str, ...]
    changes: tuple[RuleChange, ...]
    reason: str = ""


def diff(old: MechanismVersion, new: MechanismVersion) -> VersionDiff:
    """Compare two versions rule by rule; equal rules are left out.

    Where the text of one side is unknown its rules are unknown too: nothing may
    then be called new or dropped.
    """
    joined = tuple(body for body in new.parties if body not in old.parties)
    left = tuple(body for body in old.parties if body not in new.parties)
    silent = [version for version in (old, new) if not version.text_known]
    if silent:
        reason = f"{'、'.join(str(v.ref()) for v in silent)}的条文不详，无法逐条对照；只能对照参加各方。"
        return VersionDiff(old, new, joined, left, (), reason)
    return VersionDiff(old, new, joined, left, tuple(_changes(old, new)))


def _changes(old: MechanismVersion, new: MechanismVersion) -> Iterator[RuleChange]:
    """Every rule that differs: those of the old version first, then the new ones."""
    before, after = ({rule.key: rule for rule in version.rules} for version in (old, new))
    for key, rule in before.items():
        now = after.get(key)
        if now is None:
            yield RuleChange(key, rule.label, ChangeKind.REMOVED, rule, None)
        elif now != rule:
            moved = replace(rule, clause=now.clause) == now
            yield RuleChange(key, now.label, ChangeKind.MOVED if moved else ChangeKind.CHANGED, rule, now)
    for key, rule in after.items():
        if key not in before:
            yield RuleChange(key, rule.label, ChangeKind.ADDED, None, rule)

"""Mechanisms 机制: an agreed text as dated versions, each rule with its clause and force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.clauses import Clause, ClauseRef, Rule
from lianxi.kernel.rules.rotation import RotationRule
from lianxi.kernel.rules.windows import WindowRule

SomeRule = TypeVar("SomeRule", bound=Rule)


@dataclass(frozen=True)
class Adoption:
    """One entry of the caption 题注: adopted or revised, by whom, on which day."""

    act: str
    by: str
    on: date


@dataclass(frozen=True)
class MechanismVersion:
    """A mechanism as it reads from one day on 机制的一个版本.

    text_known: False where only title, date and parties are on record. Such a version
        has no rules, and every verdict under it is "cannot tell".
    parties: bodies that agreed to this version.
    rules: every rule of the version, in the order of the file.
    """

    slug: str
    title: str
    effective: date
    circle: str
    parties: tuple[str, ...]
    text_known: bool = True
    clauses: tuple[Clause, ...] = ()
    rules: tuple[Rule, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    source: str = ""
    note: str = ""

    def rules_of(self, kind: type[SomeRule]) -> tuple[SomeRule, ...]:
        """All rules of one kind."""
        return tuple(rule for rule in self.rules if isinstance(rule, kind))

    def has(self, key: str) -> bool:
        """Whether the version has a rule `key`."""
        return any(rule.key == key for rule in self.rules)

    def rule(self, key: str) -> Rule:
        """The rule `key`; refused where the version has none."""
        for rule in self.rules:
            if rule.key == key:
                return rule
        raise Refused(
            "rule_absent",
            f"{self.ref()}" + ("没有这方面的规定。" if self.text_known else "的条文不详，无从得知有无规定。"),
            remedy="由各方商定，或在修订机制时写明。" if self.text_known else "找到原文后补录这个版本。",
            source=str(self.ref()),
        )

    @property
    def rotation(self) -> RotationRule | None:
        """The rule of rotation; None where the version has none or its text is unknown."""
        return next(iter(self.rules_of(RotationRule)), None)

    @property
    def windows(self) -> tuple[WindowRule, ...]:
        """The windows of a year's conferences in their order; empty where none is set."""
        return self.rules_of(WindowRule)

    def clause(self, number: str) -> Clause:
        """The clause of that number; refused where the version has none."""
        for clause in self.clauses:
            if clause.number == number:
                return clause
        raise Refused("clause_absent", f"{self.ref()}没有“{number}”这一条款。", source=str(self.ref()))

    def ref(self, rule: Rule | None = None) -> ClauseRef:
        """Citation of the version, or of the clause that sets `rule`."""
        number, force = (rule.clause, rule.force) if rule else ("", None)
        return ClauseRef(self.slug, self.title, self.effective, number, force)


@dataclass(frozen=True)
class Mechanism:
    """All versions of a mechanism, oldest first 机制沿革. A running matter keeps the version it began under."""

    slug: str
    circle: str
    versions: tuple[MechanismVersion, ...]

    @property
    def latest(self) -> MechanismVersion:
        """The newest version, whether or not its day has come."""
        return self.versions[-1]

    @property
    def title(self) -> str:
        """Title of the newest version."""
        return self.latest.title

    def in_force(self, day: date) -> MechanismVersion | None:
        """Version in force on `day`; None before the first one."""
        return next((v for v in reversed(self.versions) if v.effective <= day), None)

    def version_on(self, day: date) -> MechanismVersion:
        """Version in force on `day`; refused before the first one."""
        version = self.in_force(day)
        if version is None:
            raise Refused(
                "no_version_yet",
                f"{day.isoformat()}时《{self.title}》尚未通过。",
                remedy=f"最早的版本自{self.versions[0].effective.isoformat()}起。",
                source=str(self.versions[0].ref()),
            )
        return version

    def span_of(self, version: MechanismVersion) -> tuple[date, date | None]:
        """First day of a version and the first day of the next one (None for the newest)."""
        later = [v.effective for v in self.versions if v.effective > version.effective]
        return version.effective, min(later, default=None)

"""What every section of `mechanism.toml` has in common: a clause that exists, a force that is known, real parties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from lianxi.kernel.rules.clauses import Clause, ClauseStatus, Force
from lianxi.loaders.reading import Reading


class Head(TypedDict):
    """What every rule has."""

    key: str
    clause: str
    force: Force
    must_contain: tuple[str, ...]


@dataclass(frozen=True)
class RuleReader:
    """Reads the rules of one version; knows its parties, and its clauses unless their file cannot be read."""

    clauses: Mapping[str, Clause] | None
    parties: tuple[str, ...]

    def head(self, section: Reading, key: str, force: Force | None = None) -> Head:
        """Clause, force and key words; `force` stands where the section may leave it out."""
        return Head(
            key=key,
            clause=self.clause(section, section.text("clause", required=True)),
            force=section.choice("force", Force, required=force is None) or force or Force.MUST,
            must_contain=section.texts("must_contain"),
        )

    def clause(self, section: Reading, number: str) -> str:
        """A clause that exists and applies."""
        if self.clauses is None:
            return number
        clause = self.clauses.get(number)
        if number and clause is None:
            section.fault("clause", f"条款“{number}”不在 clauses.toml 中，请核对编号，或先在那里补上这一条。")
        elif clause and clause.status is ClauseStatus.REPEATED:
            section.fault("clause", f"条款“{number}”是重复条款，请引用“{clause.repeats}”。")
        elif clause and clause.status is ClauseStatus.STRAY:
            section.fault("clause", f"条款“{number}”是误植，不适用，不能作为规则的依据。")
        return number

    def party(self, section: Reading, key: str) -> str:
        """One body, which must be a party."""
        body = section.body(key, required=True)
        self.require_party(section, (key,), body)
        return body

    def party_list(self, section: Reading, key: str, *, required: bool = True) -> tuple[str, ...]:
        """Several bodies, which must all be parties."""
        listed = section.bodies(key, required=required)
        for index, body in listed:
            self.require_party(section, (key, index), body)
        return tuple(body for _, body in listed)

    def require_party(self, section: Reading, place: tuple[str | int, ...], body: str) -> None:
        """A rule can only speak of bodies that are parties to the version."""
        if body and body not in self.parties:
            section.fault(place, f"“{body}”不是参加方（不在 parties.order 中），请核对代码，或把它写进 parties.order。")
